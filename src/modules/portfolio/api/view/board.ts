import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { getStand } from '../../actions/stand.ts'
import { DIMENSIONS, STATUSES } from '../../model.ts'
import { readBoard } from '../../actions/view/read-board.ts'
import type { BoardLine } from '../../rules/view/board.ts'
import { json, problems, regionParams } from '../shapes.ts'
import { moneyJson, moneyShape, percentText } from './money-shapes.ts'

const lineShape = z.object({
  statuses: z.record(z.enum(STATUSES), z.int()),
  planned: z.int().openapi({ description: 'Programmes whose years include the year' }),
  running: z.int().openapi({ description: 'Of these, running or done on the day' }),
  realisation: percentText.nullable().openapi({ description: 'Running ÷ planned; null when nothing was planned' }),
  outside: z.int().openapi({ description: 'Further programmes, of other years' }),
})

const lineJson = (line: BoardLine): z.infer<typeof lineShape> => ({
  statuses: line.statuses,
  planned: line.planned,
  running: line.running,
  realisation: line.percent ?? null,
  outside: line.outside,
})

const boardShape = z
  .object({
    region: z.string(),
    year: z.int(),
    day: z.iso.date().openapi({ description: 'On which statuses were counted' }),
    total: lineShape,
    dimensions: z.record(z.enum(DIMENSIONS), lineShape),
    budget: moneyShape,
    late_milestones: z.int().openapi({ description: 'Of today, also for a past year' }),
  })
  .openapi('PortfolioBoard')

export const boardResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: '/portfolios/{region}/board',
    tags: ['portfolio'],
    summary: 'What runs and what does not, by dimension and status, with the realisation of a year',
    request: {
      params: regionParams,
      query: z.object({
        year: z
          .string()
          .regex(/^\d{4}$/)
          .optional()
          .openapi({ description: 'This year or one of the three before it; this year when absent' }),
      }),
    },
    responses: { 200: json('The board', boardShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const stand = await getStand(platform.db.read, actor, params['region'] ?? '')
    const data = await readBoard(platform, stand, query['year'])
    return c.json({
      region: stand.region.code,
      year: data.year,
      day: data.day,
      total: lineJson(data.board.total),
      dimensions: Object.fromEntries(data.board.rows.map(row => [row.dimension, lineJson(row)])),
      budget: moneyJson(data.money, data.money),
      late_milestones: data.late.total,
    })
  },
}
