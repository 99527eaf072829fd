import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { absorption, addMoney } from '../../rules/view/absorption.ts'
import { BUDGET_CUTS, sumBudgets } from '../../store/view/sum-budgets.ts'
import { filterOf, filterQuery } from '../filter.ts'
import { json, problems, regionParams } from '../shapes.ts'
import { moneyJson, moneyShape } from './money-shapes.ts'

const budgetShape = z
  .object({
    by: z.enum(BUDGET_CUTS),
    budget_year: z.int().nullable(),
    total: moneyShape,
    groups: z.array(
      moneyShape.extend({
        key: z.string().openapi({ description: 'Dimension, id of the leading office, code of the source, or year' }),
        name: z.string().nullable(),
      }),
    ),
  })
  .openapi('PortfolioBudget')

const querySchema = filterQuery.extend({
  by: z.enum(BUDGET_CUTS).default('dimension'),
  budget_year: z.coerce
    .number()
    .int()
    .min(2000)
    .max(2100)
    .optional()
    .openapi({ description: 'Lines of this year; all years when absent. `year` narrows programmes, not lines' }),
})

export const budgetResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios/{region}/budget',
    tags: ['portfolio'],
    summary: 'Planned and realised money by dimension, office, source or year',
    request: { params: regionParams, query: querySchema },
    responses: { 200: json('Sums', budgetShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { region } = await getStand(platform.db.read, actor, params['region'] ?? '')
    const { by, budget_year: year } = querySchema.parse(query)
    const sums = await sumBudgets(platform.db.read, region.code, by, filterOf(query), year)
    const total = addMoney(sums)
    return c.json({
      by,
      budget_year: year ?? null,
      total: moneyJson(total, absorption(total)),
      groups: sums.map(sum => ({ key: sum.key, name: sum.name ?? null, ...moneyJson(sum, absorption(sum)) })),
    })
  },
}
