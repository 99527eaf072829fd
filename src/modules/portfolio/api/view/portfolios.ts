import { z } from '@hono/zod-openapi'
import { dayIn } from '#kit/format.ts'
import { fold } from '#modules/region/index.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { scopeOf } from '../../actions/view/portfolio-scope.ts'
import { regencyCodeSchema } from '../../model.ts'
import { percentOf } from '../../rules/realisation.ts'
import { listPortfolios } from '../../store/view/list-portfolios.ts'
import { json, problems } from '../shapes.ts'
import { percentText } from './money-shapes.ts'

const listShape = z
  .object({
    year: z.int(),
    regions: z.array(
      z.object({
        region: z.string(),
        name: z.string(),
        province: z.string(),
        public: z.boolean(),
        planned: z.int(),
        running: z.int(),
        realisation: percentText.nullable(),
      }),
    ),
    next: z.string().nullable(),
  })
  .openapi('Portfolios')

const querySchema = z.object({
  q: z.string().max(100).optional().openapi({ description: 'Words in the name' }),
  after: regencyCodeSchema.optional().openapi({ description: '`next` of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const portfoliosResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios',
    tags: ['portfolio'],
    summary: 'Regions whose portfolio the caller may read, by name',
    request: { query: querySchema },
    responses: { 200: json('Regions', listShape), ...problems(422) },
  },
  async handle({ c, platform, actor }, { query }) {
    const { q, after, limit } = querySchema.parse(query)
    const words = fold(q ?? '')
      .split(' ')
      .filter(word => word !== '')
    const year = Number(dayIn(platform.clock.now(), 'WITA').slice(0, 4))
    const found = await listPortfolios(platform.db.read, {
      scope: scopeOf(actor),
      words,
      year,
      after,
      limit: limit + 1,
    })
    const shown = found.slice(0, limit)
    return c.json({
      year,
      regions: shown.map(one => ({
        region: one.regionCode,
        name: one.name,
        province: one.provinceName,
        public: one.public,
        planned: one.planned,
        running: one.running,
        realisation: percentOf(one.running, one.planned) ?? null,
      })),
      next: found.length > limit ? (shown.at(-1)?.regionCode ?? null) : null,
    })
  },
}
