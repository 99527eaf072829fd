import { z } from '@hono/zod-openapi'

/** What every refusal of the API looks like (RFC 9457), for the OpenAPI document. */
const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem')

/** An answer that refuses, as a route declares it. */
export const refusal = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemShape } },
})
