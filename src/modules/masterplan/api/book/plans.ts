import { z } from '@hono/zod-openapi'
import { dayIn } from '#kit/format.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans, mayReadInside } from '../../access.ts'
import { composeBook } from '../../actions/book/compose-book.ts'
import { filledSources, measured } from '../../actions/book/filled-sources.ts'
import { assignSections } from '../../actions/book/save-section.ts'
import { getPlanStand, refuseKeeping } from '../../actions/book/section-stand.ts'
import { startPlan } from '../../actions/book/start-plan.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { arrange, flatten } from '../../rules/book/arrange.ts'
import { completeness } from '../../rules/book/completeness.ts'
import { listPlans } from '../../store/book/plans.ts'
import { listSectionLines } from '../../store/book/sections.ts'
import { BOOKS } from '../../model.ts'
import {
  bookParams,
  given,
  inJson,
  json,
  lineJson,
  lineShape,
  planInput,
  planInputShape,
  planJson,
  planParams,
  planShape,
  problems,
  regionParams,
} from './shapes.ts'

const path = '/masterplans/{region}/plans'
const listQuery = z.object({
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})

export const plansResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path,
    tags: ['masterplan'],
    summary: 'Plans of a region in writing, the newest period first',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(planShape), next: z.string().nullable() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const db = platform.db.read
    const { region } = await getInsideStand(db, actor, params['region'] ?? '')
    const { after, limit = 50 } = listQuery.parse(query)
    const found = await listPlans(db, region.code, { limit: limit + 1, after })
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return c.json({
      items: items.map(planJson),
      next: found.length > limit && last ? `${last.fromYear}-${last.id}` : null,
    })
  },
}

export const newPlanResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.plan.started'],
  route: {
    method: 'post',
    path,
    tags: ['masterplan'],
    summary: 'Begin a plan with the three books of the template',
    request: { params: regionParams, body: given(planInputShape) },
    responses: { 201: json('The plan', planShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { region } = await getInsideStand(platform.db.sql, actor, params['region'] ?? '')
    refuseKeeping(actor, region.code)
    const input = planInput(planInputShape.parse(body))
    const plan = await inJson(startPlan(platform, actor, { regionCode: region.code, ...input }, writer))
    return c.json(planJson(plan), 201, { location: `/api/v1/masterplans/${region.code}/plans/${plan.id}` })
  },
}

export const planResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${path}/{plan}`,
    tags: ['masterplan'],
    summary: 'A plan with the sections of its three books in reading order, their state, owner and completeness',
    request: { params: planParams },
    responses: {
      200: json('The plan', planShape.extend({ sections: z.array(lineShape) }).openapi('MasterplanPlanDetail')),
      ...problems(401, 403, 404),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const db = platform.db.read
    const { plan, region } = await getPlanStand(db, actor, params['region'] ?? '', params['plan'] ?? '')
    const lines = await listSectionLines(db, region.code, plan.id)
    const filled = await filledSources(db, plan, dayIn(platform.clock.now(), region.timezone))
    const ordered = BOOKS.flatMap(book => flatten(arrange(lines.filter(one => one.book === book))))
    return c.json({
      ...planJson(plan),
      sections: ordered.map(({ section }) => lineJson(section, completeness(measured(section, filled)))),
    })
  },
}

const treeShape = z
  .object({ front: z.record(z.string(), z.unknown()), sections: z.array(z.record(z.string(), z.unknown())) })
  .openapi('MasterplanBook', { description: 'The document as a tree of sections and blocks' })

export const bookResource: Resource = {
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  route: {
    method: 'get',
    path: `${path}/{plan}/books/{book}`,
    tags: ['masterplan'],
    summary: 'A living book: all texts and every live block drawn now',
    request: { params: bookParams },
    responses: { 200: json('The book', treeShape), ...problems(401, 403, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const db = platform.db.read
    const { plan } = await getPlanStand(db, actor, params['region'] ?? '', params['plan'] ?? '')
    const book = BOOKS.find(one => String(one) === params['book']) ?? 1
    const now = platform.clock.now()
    return c.json(await composeBook(db, { regionCode: plan.regionCode, planId: plan.id, book, lang: 'id', now }))
  },
}

const assignmentShape = z
  .strictObject({
    sections: z.array(z.uuid()).max(600),
    owner: z.uuid().nullish().openapi({ description: 'null takes the owner away; absent keeps the owners' }),
    due_on: z.string().max(40).nullish(),
  })
  .openapi('MasterplanAssignment')

export const assignmentResource: Resource = {
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  limit: 'write',
  audit: ['masterplan.sections.assigned'],
  route: {
    method: 'post',
    path: `${path}/{plan}/assignments`,
    tags: ['masterplan'],
    summary: 'Give many sections an office and a due day',
    request: { params: planParams, body: given(assignmentShape) },
    responses: {
      200: json('How many changed', z.object({ sections: z.int() })),
      ...problems(401, 403, 404, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { plan } = await getPlanStand(platform.db.sql, actor, params['region'] ?? '', params['plan'] ?? '')
    refuseKeeping(actor, plan.regionCode)
    const one = assignmentShape.parse(body)
    const sections = await inJson(
      assignSections(
        platform,
        actor,
        {
          regionCode: plan.regionCode,
          planId: plan.id,
          sectionIds: one.sections,
          ...(one.owner === undefined ? { keepOwner: true } : { ownerId: one.owner ?? undefined }),
          dueOn: one.due_on ?? undefined,
        },
        writer,
      ),
    )
    return c.json({ sections })
  },
}
