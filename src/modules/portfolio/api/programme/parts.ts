import { z } from '@hono/zod-openapi'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayOpenPortfolio, mayWritePortfolio } from '../../access.ts'
import { refuseReport, reportMilestone } from '../../actions/programme/report-milestone.ts'
import { saveBudget } from '../../actions/programme/save-budget.ts'
import { noSuchMilestone, removeMilestone, saveMilestone } from '../../actions/programme/save-milestone.ts'
import { findBudget } from '../../store/programme/budgets.ts'
import { findMilestone, listMilestones } from '../../store/programme/milestones.ts'
import { json, problems } from '../shapes.ts'
import { ownProgrammeOf, programmeOf } from './programmes.ts'
import {
  budgetInputShape,
  budgetJson,
  budgetShape,
  inJson,
  milestoneInputShape,
  milestoneJson,
  milestoneParams,
  milestoneReportShape,
  milestoneShape,
  programmeParams,
  versionShape,
} from './shapes.ts'

const path = '/portfolios/{region}/programmes/{programme}'

export const budgetResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/budget`,
    tags: ['portfolio'],
    summary: 'Money of a programme by year and source; null is not reported, which is not 0',
    request: { params: programmeParams },
    responses: { 200: json('The money', budgetShape), ...problems(404) },
  },
  async handle(visit, { params }) {
    const { programme } = await programmeOf(visit, params)
    return visit.c.json(budgetJson(await findBudget(visit.platform.db.sql, programme.regionCode, programme.id)))
  },
}

export const saveBudgetResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.budget.changed'],
  route: {
    method: 'put',
    path: `${path}/budget`,
    tags: ['portfolio'],
    summary: 'Make these the money of a programme; 412 when a line that differs has another version than was read',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: budgetInputShape } } },
    },
    responses: { 200: json('The money', budgetShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const given = budgetInputShape.parse(body)
    const { regionCode, id } = await ownProgrammeOf(visit, params)
    const stored = await saveBudget(
      visit.platform,
      visit.actor,
      {
        regionCode,
        id,
        versions: given.versions,
        lines: given.lines.map(({ year, source, planned, realised }) => ({
          year,
          source,
          planned: BigInt(planned),
          realised: realised === null || realised === undefined ? undefined : BigInt(realised),
        })),
        fieldOf: (line, part) => `lines.${line}.${part}`,
      },
      visit.writer,
    )
    return visit.c.json(budgetJson(stored))
  },
}

export const milestonesResource: Resource = {
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  route: {
    method: 'get',
    path: `${path}/milestones`,
    tags: ['portfolio'],
    summary: 'Milestones of a programme in the order of their days',
    request: { params: programmeParams },
    responses: { 200: json('All of them', z.object({ items: z.array(milestoneShape) })), ...problems(404) },
  },
  async handle(visit, { params }) {
    const { programme, stand } = await programmeOf(visit, params)
    const all = await listMilestones(visit.platform.db.sql, programme.regionCode, [programme.id])
    return visit.c.json({
      items: (all.get(programme.id) ?? []).map(one => milestoneJson(one, stand.sight === 'all')),
    })
  },
}

export const newMilestoneResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.milestone.added'],
  route: {
    method: 'post',
    path: `${path}/milestones`,
    tags: ['portfolio'],
    summary: 'Add a milestone',
    request: {
      params: programmeParams,
      body: { required: true, content: { 'application/json': { schema: milestoneInputShape } } },
    },
    responses: { 201: json('The milestone', milestoneShape), ...problems(401, 403, 404, 422) },
  },
  async handle(visit, { params, body }) {
    const { title, due_on, owner } = milestoneInputShape.parse(body)
    const { regionCode, id } = await ownProgrammeOf(visit, params)
    const input = { title, dueOn: due_on, ownerId: owner }
    const made = await inJson(
      saveMilestone(visit.platform, visit.actor, { regionCode, programmeId: id, input }, visit.writer),
    )
    return visit.c.json(milestoneJson(made, true), 201)
  },
}

export const milestoneChangeResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.milestone.changed'],
  route: {
    method: 'put',
    path: `${path}/milestones/{milestone}`,
    tags: ['portfolio'],
    summary: 'Change what a milestone is, when it is due and who owes it',
    request: {
      params: milestoneParams,
      body: { required: true, content: { 'application/json': { schema: milestoneInputShape } } },
    },
    responses: { 200: json('The milestone', milestoneShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const { title, due_on, owner, version } = milestoneInputShape.parse(body)
    const { regionCode, id: programmeId } = await ownProgrammeOf(visit, params)
    const input = { title, dueOn: due_on, ownerId: owner }
    const { milestone: id = '' } = params
    const stored = await inJson(
      saveMilestone(visit.platform, visit.actor, { regionCode, programmeId, id, version, input }, visit.writer),
    )
    return visit.c.json(milestoneJson(stored, true))
  },
}

export const milestoneRemovalResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.milestone.removed'],
  route: {
    method: 'post',
    path: `${path}/milestones/{milestone}/removal`,
    tags: ['portfolio'],
    summary: 'Take a milestone off; history keeps it',
    request: {
      params: milestoneParams,
      body: {
        required: true,
        content: { 'application/json': { schema: z.strictObject({ version: versionShape }) } },
      },
    },
    responses: { 200: json('Done', z.object({ removed: z.boolean() })), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const { version } = z.strictObject({ version: versionShape }).parse(body)
    const { regionCode, id: programmeId } = await ownProgrammeOf(visit, params)
    const { milestone: id = '' } = params
    await removeMilestone(visit.platform, visit.actor, { regionCode, programmeId, id, version }, visit.writer)
    return visit.c.json({ removed: true })
  },
}

export const milestoneReportResource: Resource = {
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  limit: 'write',
  audit: ['portfolio.milestone.reported', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/milestones/{milestone}/report`,
    tags: ['portfolio'],
    summary: 'Report a milestone as done, or how far it is, with evidence of the library',
    request: {
      params: milestoneParams,
      body: { required: true, content: { 'application/json': { schema: milestoneReportShape } } },
    },
    responses: { 200: json('The milestone', milestoneShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle(visit, { params, body }) {
    const given = milestoneReportShape.parse(body)
    const { programme } = await programmeOf(visit, params)
    const { regionCode, id: programmeId } = programme
    const { milestone: id = '' } = params
    const milestone = await findMilestone(visit.platform.db.sql, regionCode, programmeId, id)
    if (!milestone) throw noSuchMilestone()
    const refusal = refuseReport(visit.actor, programme, milestone)
    if (refusal) throw mayNot(refusal)
    const stored = await inJson(
      reportMilestone(
        visit.platform,
        visit.actor,
        {
          regionCode,
          programmeId,
          id,
          version: given.version,
          doneOn: given.done_on ?? undefined,
          note: given.note ?? undefined,
          evidence: { attach: given.attach, detach: given.detach },
        },
        visit.writer,
      ),
    )
    return visit.c.json(milestoneJson(stored, true))
  },
}
