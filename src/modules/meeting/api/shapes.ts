import { z } from '@hono/zod-openapi'
import { Problem } from '#kit/problem.ts'
import { refusal } from '#platform/http/problem-shape.ts'

/** JSON of the API: small letters and underscores, what is missing as null, moments in ISO 8601. */

/** The answers that refuse, by status. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(statuses.map(status => [status, refusal(reasons[status] ?? 'Refused')]))
}

const reasons: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed in this role',
  404: 'There is no such thing, or the actor is not on the list of the meeting',
  409: 'Not possible in the present state',
  410: 'Over, or not open yet',
  412: 'Another version is stored',
  413: 'Too large',
  422: 'Something in the request is wrong',
}

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})

/** The body of a request, which is needed. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})

export const regionParams = z.object({
  region: z
    .string()
    .regex(/^\d{2}\.\d{2}$/)
    .openapi({ example: '73.24' }),
})
export const meetingParams = regionParams.extend({ meeting: z.uuid() })

export const versionShape = z
  .int()
  .min(0)
  .openapi({ description: 'The version that was read; 412 when another is stored' })

/** Runs `work`; fields of a refusal are called as the JSON calls them: `dueOn` is `due_on`, others by `names`. */
export async function inJson<T>(work: Promise<T>, names: Readonly<Record<string, string>> = {}): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error
    const fields = error.fields.map(one => ({
      ...one,
      field: names[one.field] ?? one.field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
    }))
    throw new Problem(error.code, error.sentence, { fields })
  }
}
