import { z } from '@hono/zod-openapi'
import { refusal } from '#platform/http/problem-shape.ts'
import { regencyCodeSchema } from '../model.ts'

/** JSON of the API: small letters and underscores, money as integers, decimals as text, what is missing as null. */

/** The answers that refuse, by status. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(statuses.map(status => [status, refusal(reasons[status] ?? 'Refused')]))
}

const reasons: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed in this role',
  404: 'There is no such thing, or the region has not opened its portfolio',
  409: 'Not possible in the present state',
  412: 'Another version is stored',
  413: 'Too large',
  422: 'Something in the request is wrong',
}

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})

export const regionParams = z.object({ region: regencyCodeSchema.openapi({ example: '73.24' }) })

export const namesShape = z.object({ id: z.string(), en: z.string() })
