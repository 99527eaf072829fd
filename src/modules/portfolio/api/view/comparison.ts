import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayReadInside } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { MOST_COMPARED, readComparison } from '../../actions/view/read-comparison.ts'
import { DIMENSIONS } from '../../model.ts'
import { json, problems, regionParams } from '../shapes.ts'

const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/)

const comparedShape = z.object({
  region: z.string(),
  name: z.string(),
  planned: z.int(),
  running: z.int(),
  realisation: decimalText.nullable().openapi({ description: 'Per cent; null when nothing was planned' }),
  dimensions: z.record(z.enum(DIMENSIONS), z.int()),
  budget: z
    .object({
      planned: z.int().openapi({ description: 'Rupiah' }),
      realised: z.int().nullable().openapi({ description: 'Rupiah; null while nothing was reported' }),
      not_reported: z.int().openapi({ description: 'Planned rupiah in lines without a report' }),
      absorption: decimalText.nullable().openapi({ description: 'Per cent of what was planned in reported lines' }),
    })
    .nullable(),
  indicators: z.record(
    z.string(),
    z.object({ value: decimalText, period: z.string(), unit: z.string(), complete: z.boolean() }),
  ),
})

const comparisonShape = z
  .object({
    shared: z.boolean().openapi({ description: 'False: the region does not share, so it sees none of others' }),
    year: z.int(),
    budget_year: z.int(),
    regions: z.array(comparedShape),
    others: z.array(z.object({ region: z.string(), name: z.string() })),
  })
  .openapi('PortfolioComparison')

const querySchema = z.object({
  regions: z
    .string()
    .regex(/^\d\d\.\d\d(,\d\d\.\d\d)*$/)
    .max(100)
    .optional()
    .openapi({ description: `Codes with commas, at most ${MOST_COMPARED - 1}; neighbours when absent` }),
})

export const comparisonResource: Resource = {
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: '/portfolios/{region}/comparison',
    tags: ['portfolio'],
    summary: 'Totals of a region beside others, all of which share theirs',
    request: { params: regionParams, query: querySchema },
    responses: { 200: json('The comparison', comparisonShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const sql = platform.db.read
    const stand = await getInsideStand(sql, actor, params['region'] ?? '')
    const { regions: wanted } = querySchema.parse(query)
    const found = await readComparison(sql, stand, wanted?.split(',') ?? [], platform.clock.now())
    return c.json({
      shared: found.shared,
      year: found.year,
      budget_year: found.year - 1,
      regions: found.regions.map(one => ({
        region: one.code,
        name: one.name,
        planned: one.planned,
        running: one.running,
        realisation: one.percent ?? null,
        dimensions: one.dimensions,
        budget: one.money
          ? {
              planned: Number(one.money.planned),
              realised: one.money.realised === undefined ? null : Number(one.money.realised),
              not_reported: Number(one.money.plannedUnreported),
              absorption: one.money.percent ?? null,
            }
          : null,
        indicators: Object.fromEntries(
          [...one.figures].map(([code, { value, period, unit, complete }]) => [
            code,
            { value, period, unit, complete },
          ]),
        ),
      })),
      others: found.others.map(({ code, name }) => ({ region: code, name })),
    } satisfies z.infer<typeof comparisonShape>)
  },
}
