import { z } from '@hono/zod-openapi'
import { notFound } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayReadResults } from '../access.ts'
import { findEdition } from '../store/editions.ts'
import { listResults, resultSorts } from '../store/list-results.ts'
import { json, problems, resultJson, resultShape } from './shapes.ts'

const wrong = (id: string, en: string) => ({ error: `${id} | ${en}` })

const listQuery = z.object({
  province: z
    .string()
    .regex(/^\d{2}$/, wrong('Kode provinsi dua angka.', 'A province code has two digits.'))
    .optional(),
  group: z.string().max(40).optional(),
  cohort: z
    .string()
    .regex(/^20\d{2}$/, wrong('Kohor adalah tahun, misalnya 2018.', 'A cohort is a year, for example 2018.'))
    .optional(),
  q: z
    .string()
    .max(100, wrong('Pencarian paling panjang 100 huruf.', 'A search holds at most 100 characters.'))
    .optional(),
  took_part: z.enum(['true', 'false']).optional(),
  sort: z.enum(resultSorts).optional().openapi({ description: 'index when absent' }),
  order: z
    .enum(['asc', 'desc'])
    .optional()
    .openapi({ description: 'desc when absent, asc for name; absent regions last' }),
  after: z.string().max(300).optional().openapi({ description: '`next` of the page before' }),
  limit: z
    .string()
    .regex(/^([1-9]\d?|1\d\d|200)$/, wrong('limit antara 1 dan 200.', 'limit is between 1 and 200.'))
    .optional()
    .openapi({ description: '50 when absent' }),
})

export const resultsResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/editions/{edition}/results',
    tags: ['evaluation'],
    summary: 'Results of an edition, filtered, sorted, page by page',
    request: { params: z.object({ edition: z.string().max(10) }), query: listQuery },
    responses: {
      200: json('One page', z.object({ items: z.array(resultShape), next: z.string().nullable() })),
      ...problems(404, 422),
    },
  },
  async handle({ c, platform }, { params, query }) {
    const edition = params['edition'] ?? ''
    const wanted = listQuery.parse(query)
    const page = await listResults(platform.db.read, {
      edition,
      province: wanted.province,
      group: wanted.group,
      cohort: wanted.cohort === undefined ? undefined : Number(wanted.cohort),
      q: wanted.q,
      tookPart: wanted.took_part === undefined ? undefined : wanted.took_part === 'true',
      sort: wanted.sort,
      direction: wanted.order === undefined ? undefined : wanted.order === 'desc' ? 'down' : 'up',
      after: wanted.after,
      limit: Number(wanted.limit ?? 50),
    })
    if (page.items.length === 0 && !(await findEdition(platform.db.read, edition))) {
      throw notFound(
        `Tidak ada edisi ${edition}. Lihat /api/v1/editions.`,
        `There is no edition ${edition}. See /api/v1/editions.`,
      )
    }
    return c.json({ items: page.items.map(resultJson), next: page.next ?? null })
  },
}
