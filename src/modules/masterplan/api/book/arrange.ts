import { z } from '@hono/zod-openapi'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepPlans } from '../../access.ts'
import { archiveSection, moveSection } from '../../actions/book/arrange-sections.ts'
import { archivePlan, savePlan } from '../../actions/book/save-plan.ts'
import { addSection } from '../../actions/book/save-section.ts'
import { getPlanStand, getSectionStand, refuseKeeping } from '../../actions/book/section-stand.ts'
import { BOOKS } from '../../model.ts'
import {
  given,
  inJson,
  json,
  planInput,
  planInputShape,
  planJson,
  planParams,
  planShape,
  problems,
  sectionInput,
  sectionInputShape,
  sectionJson,
  sectionParams,
  sectionShape,
  version,
} from './shapes.ts'

const planPath = '/masterplans/{region}/plans/{plan}'
const sectionPath = '/masterplans/{region}/sections/{section}'
const keeping = { permission: 'masterplan.keep', may: mayKeepPlans, limit: 'write' } as const

const planChangeShape = planInputShape.extend({ version }).openapi('MasterplanPlanChange')

export const planChangeResource: Resource = {
  ...keeping,
  audit: ['masterplan.plan.changed'],
  route: {
    method: 'put',
    path: planPath,
    tags: ['masterplan'],
    summary: 'Write title, years, vision and series of a plan anew',
    request: { params: planParams, body: given(planChangeShape) },
    responses: { 200: json('The plan', planShape), ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { plan } = await getPlanStand(platform.db.sql, actor, params['region'] ?? '', params['plan'] ?? '')
    refuseKeeping(actor, plan.regionCode)
    const { version: seen, ...input } = planChangeShape.parse(body)
    const save = { regionCode: plan.regionCode, planId: plan.id, version: seen, input: planInput(input) }
    return c.json(planJson(await inJson(savePlan(platform, actor, save, writer))))
  },
}

const stepShape = z.strictObject({ version }).openapi('MasterplanRemoval')

export const planRemovalResource: Resource = {
  ...keeping,
  audit: ['masterplan.plan.archived'],
  route: {
    method: 'post',
    path: `${planPath}/removal`,
    tags: ['masterplan'],
    summary: 'Take a plan off the list; its editions stay',
    request: { params: planParams, body: given(stepShape) },
    responses: { 204: { description: 'It is off the list' }, ...problems(401, 403, 404, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { plan } = await getPlanStand(platform.db.sql, actor, params['region'] ?? '', params['plan'] ?? '')
    refuseKeeping(actor, plan.regionCode)
    const { version: seen } = stepShape.parse(body)
    await archivePlan(platform, actor, { regionCode: plan.regionCode, planId: plan.id, version: seen }, writer)
    return c.body(null, 204)
  },
}

const newSectionShape = sectionInputShape
  .omit({ version: true })
  .extend({
    book: z.union(BOOKS.map(book => z.literal(book))),
    parent: z.uuid().nullish().openapi({ description: 'The section of the same book that it stands below' }),
  })
  .openapi('MasterplanNewSection')

export const newSectionResource: Resource = {
  ...keeping,
  audit: ['masterplan.section.added'],
  route: {
    method: 'post',
    path: `${planPath}/sections`,
    tags: ['masterplan'],
    summary: 'Add a section with one empty narrative at the end of a book, or of what is below `parent`',
    request: { params: planParams, body: given(newSectionShape) },
    responses: { 201: json('The section', sectionShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { plan } = await getPlanStand(platform.db.sql, actor, params['region'] ?? '', params['plan'] ?? '')
    const { regionCode, id: planId } = plan
    refuseKeeping(actor, regionCode)
    const { book, parent, ...one } = newSectionShape.parse(body)
    const input = sectionInput({ ...one, version: 0 })
    const add = { regionCode, planId, book, parentId: parent ?? undefined, input }
    const made = await inJson(addSection(platform, actor, add, writer))
    return c.json(sectionJson(made), 201, { location: `/api/v1/masterplans/${regionCode}/sections/${made.id}` })
  },
}

const moveShape = z
  .strictObject({ by: z.union([z.literal(-1), z.literal(1)]).openapi({ description: '-1 up, 1 down' }) })
  .openapi('MasterplanMove')

export const sectionMoveResource: Resource = {
  ...keeping,
  audit: ['masterplan.section.moved'],
  route: {
    method: 'post',
    path: `${sectionPath}/move`,
    tags: ['masterplan'],
    summary: 'Move a section one place among its siblings; at the end it stays',
    request: { params: sectionParams, body: given(moveShape) },
    responses: { 204: { description: 'It is moved' }, ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { section } = await getSectionStand(platform.db.sql, actor, params['region'] ?? '', params['section'] ?? '')
    const { regionCode, id: sectionId } = section
    refuseKeeping(actor, regionCode)
    await moveSection(platform, actor, { regionCode, sectionId, by: moveShape.parse(body).by }, writer)
    return c.body(null, 204)
  },
}

const removedShape = z
  .object({
    sections: z.int().openapi({ description: 'How many are gone: the section and what is below it' }),
    editions: z.array(z.int()).openapi({ description: 'Years of editions that still show it' }),
  })
  .openapi('MasterplanSectionRemoved')

export const sectionRemovalResource: Resource = {
  ...keeping,
  audit: ['masterplan.section.archived'],
  route: {
    method: 'post',
    path: `${sectionPath}/removal`,
    tags: ['masterplan'],
    summary: 'Take a section and what is below it off the books; 409 when one of them is locked',
    request: { params: sectionParams, body: given(stepShape) },
    responses: { 200: json('What is gone', removedShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body }) {
    const { section } = await getSectionStand(platform.db.sql, actor, params['region'] ?? '', params['section'] ?? '')
    const { regionCode, id: sectionId } = section
    refuseKeeping(actor, regionCode)
    const { version: seen } = stepShape.parse(body)
    return c.json(await archiveSection(platform, actor, { regionCode, sectionId, version: seen }, writer))
  },
}
