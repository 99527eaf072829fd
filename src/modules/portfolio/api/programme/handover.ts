import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPortfolio, mayReadInside, refuseKeep } from '../../access.ts'
import { readHandover } from '../../actions/programme/read-handover.ts'
import { transferProgrammes } from '../../actions/programme/transfer-programmes.ts'
import { getStand } from '../../actions/stand.ts'
import type { HandedProgramme } from '../../store/programme/handover.ts'
import { json, problems, regionParams } from '../shapes.ts'
import { inJson } from './shapes.ts'

const transferShape = z
  .strictObject({ from: z.uuid(), to: z.uuid(), reason: z.string().max(1000) })
  .openapi('ProgrammeTransfer')
const transferredShape = z.object({
  programmes: z.int(),
  leads: z.int(),
  milestones: z.int(),
  indicators: z.int(),
  risks: z.int(),
})

export const transferResource: Resource = {
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  limit: 'write',
  audit: ['portfolio.programmes.transferred'],
  route: {
    method: 'post',
    path: '/portfolios/{region}/transfers',
    tags: ['portfolio'],
    summary: 'Move all that an office has to another office of the region',
    request: {
      params: regionParams,
      body: { required: true, content: { 'application/json': { schema: transferShape } } },
    },
    responses: { 200: json('What moved', transferredShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { from, to, reason } = transferShape.parse(body)
    const { region } = await getStand(platform.db.sql, actor, params['region'] ?? '')
    const refusal = refuseKeep(actor, region.code)
    if (refusal) throw mayNot(refusal)
    const given = { regionCode: region.code, fromId: from, toId: to, reason }
    return c.json(await inJson(transferProgrammes(platform, actor, given, writer)))
  },
}

const handedShape = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  lead_name: z.string(),
  status: z.string(),
  since: z.string(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  end_year: z.int(),
  promise: z.string().nullable(),
  promise_due: z.string().nullable(),
})
const handoverShape = z
  .object({
    region: z.string(),
    day: z.string(),
    counts: z.record(z.string(), z.int()),
    running: z.array(handedShape),
    planned: z.array(handedShape),
    promised: z.array(handedShape),
    ended: z.array(handedShape),
    late_milestones: z.array(
      z.object({
        programme: z.uuid(),
        milestone: z.uuid(),
        title: z.string(),
        due_on: z.string(),
        owner_name: z.string(),
      }),
    ),
    money_not_reported: z.array(z.object({ programme: z.uuid(), code: z.string(), year: z.int(), planned: z.int() })),
  })
  .openapi('PortfolioHandover')

const handedJson = (one: HandedProgramme): z.infer<typeof handedShape> => ({
  id: one.id,
  code: one.code,
  name: one.name,
  lead_name: one.leadName,
  status: one.status,
  since: one.since,
  reason: one.reason ?? null,
  note: one.note ?? null,
  end_year: one.endYear,
  promise: one.promise ?? null,
  promise_due: one.promiseDue ?? null,
})

const handoverQuery = z.object({ office: z.uuid().optional() })

export const handoverResource: Resource = {
  permission: 'portfolio.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: '/portfolios/{region}/handover',
    tags: ['portfolio'],
    summary: 'What the next leader takes over: what runs, what is owed, what was promised, what stopped and why',
    request: { params: regionParams, query: handoverQuery },
    responses: { 200: json('The handover', handoverShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { office } = handoverQuery.parse(query)
    const found = await readHandover(platform, actor, params['region'] ?? '', office)
    return c.json({
      region: found.region.code,
      day: found.today,
      counts: found.counts,
      running: found.running.map(handedJson),
      planned: found.planned.map(handedJson),
      promised: found.promised.map(handedJson),
      ended: found.ended.map(handedJson),
      late_milestones: found.milestones.map(one => ({
        programme: one.programmeId,
        milestone: one.milestoneId,
        title: one.title,
        due_on: one.dueOn,
        owner_name: one.ownerName,
      })),
      money_not_reported: found.money.map(one => ({
        programme: one.programmeId,
        code: one.code,
        year: one.year,
        planned: Number(one.planned),
      })),
    } satisfies z.infer<typeof handoverShape>)
  },
}
