import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { DIMENSIONS, STATUSES } from '../../model.ts'
import { countRoadmap, listRoadmap } from '../../store/view/list-roadmap.ts'
import { filterOf, filterQuery } from '../filter.ts'
import { json, problems, regionParams } from '../shapes.ts'

const roadmapShape = z
  .object({
    counts: z.array(
      z.object({
        term: z.int(),
        dimension: z.enum(DIMENSIONS),
        programmes: z.int(),
        first_year: z.int(),
        last_year: z.int(),
      }),
    ),
    programmes: z.array(
      z.object({
        id: z.uuid(),
        code: z.string(),
        name: z.string(),
        term: z.int(),
        dimension: z.enum(DIMENSIONS),
        start_year: z.int(),
        end_year: z.int(),
        status: z.enum(STATUSES),
        since: z.iso.date(),
        lead: z.string(),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('PortfolioRoadmap')

const querySchema = filterQuery.extend({
  after: z.string().max(60).optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

export const roadmapResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios/{region}/roadmap',
    tags: ['portfolio'],
    summary: 'Programmes by term, dimension and first year',
    request: { params: regionParams, query: querySchema },
    responses: { 200: json('The roadmap', roadmapShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const db = platform.db.read
    const { region } = await getStand(db, actor, params['region'] ?? '')
    const { after, limit } = querySchema.parse(query)
    const filter = filterOf(query)
    const [found, counts] = await Promise.all([
      listRoadmap(db, region.code, filter, { after, limit: limit + 1 }),
      countRoadmap(db, region.code, filter),
    ])
    const shown = found.slice(0, limit)
    return c.json({
      counts: counts.map(one => ({
        term: one.term,
        dimension: one.dimension,
        programmes: one.count,
        first_year: one.from,
        last_year: one.to,
      })),
      programmes: shown.map(one => ({
        id: one.id,
        code: one.code,
        name: one.name,
        term: one.term,
        dimension: one.dimension,
        start_year: one.startYear,
        end_year: one.endYear,
        status: one.status,
        since: one.statusSince,
        lead: one.leadName,
      })),
      next: found.length > limit ? (shown.at(-1)?.place ?? null) : null,
    })
  },
}
