import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { refusal } from '#platform/http/problem-shape.ts'
import { refuseListOrganisations } from '../access.ts'
import { organisationKinds } from '../model.ts'
import { readMark, writeMark } from '../rules/list-mark.ts'
import { listOrganisations } from '../store/organisation.ts'
import { organisationJson, organisationShape } from './shapes.ts'

const query = z.object({
  q: z.string().trim().max(100).optional().openapi({ description: 'Part of the name' }),
  kind: z.enum(organisationKinds).optional(),
  region: z
    .string()
    .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, {
      error: 'region adalah kode seperti 73.24. | region is a code like 73.24.',
    })
    .optional()
    .openapi({ description: 'The region and everything below it', example: '73.24' }),
  after: z
    .string()
    .refine(text => readMark(text) !== undefined, {
      error: 'after adalah nilai next dari halaman sebelumnya. | after is the next of the page before.',
    })
    .optional()
    .openapi({ description: '`next` of the page before' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|[1-4]\d\d|500)$/, {
      error: 'limit adalah bilangan 1 sampai 500. | limit is a number from 1 to 500.',
    })
    .optional()
    .openapi({ description: '1 to 500; 100 when absent', example: '100' }),
})

/** GET /organisations: living organisations by name. */
export const organisationList: Resource = {
  permission: 'people.organisations.read',
  may: refuseListOrganisations,
  route: {
    method: 'get',
    path: '/organisations',
    tags: ['People'],
    summary: 'List organisations',
    request: { query },
    responses: {
      200: {
        description: 'Organisations in the order of their names',
        content: {
          'application/json': {
            schema: z.object({
              items: z.array(organisationShape),
              next: z.string().nullable().openapi({ description: 'Pass as `after`; null on the last page' }),
            }),
          },
        },
      },
      401: refusal('Not signed in'),
      422: refusal('A parameter is wrong'),
    },
  },
  async handle(visit, input) {
    const given = query.parse(input.query)
    const limit = Number(given.limit ?? 100)
    const found = await listOrganisations(visit.platform.db.read, {
      words: given.q,
      kind: given.kind,
      regionCode: given.region,
      after: readMark(given.after),
      limit: limit + 1,
    })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return visit.c.json({
      items: items.map(organisationJson),
      next: found.length > limit && last ? writeMark(last) : null,
    })
  },
}
