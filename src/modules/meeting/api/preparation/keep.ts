import { z } from '@hono/zod-openapi'
import type { Actor } from '#kit/actor.ts'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { changeItem, getItemStand, remindItems } from '../../actions/preparation/report-item.ts'
import { addItems, archiveBoard, getBoardStand, saveBoard } from '../../actions/preparation/save-board.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { MOST_ITEMS } from '../../model-preparation.ts'
import { body, inJson, json, problems, regionParams, versionShape } from '../shapes.ts'
import { boardJson, boardParams, boardShape, itemJson, itemParams, itemShape, path } from './shapes.ts'

/** What who keeps meetings does with boards: making, changing, adding items, asking for them. */

/** Looser than the rules, which answer with a sentence. */
const day = z.string().max(40).openapi({ example: '2021-06-08' })
const line = z.string().max(2000)
const kept = { permission: 'meeting.keep', may: mayKeepMeetings, limit: 'write' } as const
const names = { bukti: 'attach', meetingId: 'meeting' }

function refuse(actor: Actor, regionCode: string): void {
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
}

const inputShape = z
  .strictObject({
    title: line.openapi({ example: 'Tinjauan lapangan 8–9 Juni 2021' }),
    letter_from: line.nullish().openapi({ example: 'Ditjen Aplikasi Informatika' }),
    letter_number: line.nullish().openapi({ example: 'B-003/DJAI/AI.01.04/05/2021' }),
    letter_date: day.nullish(),
    what: z.string().max(20_000).nullish().openapi({ description: 'What the letter asks for' }),
    due_on: day,
    meeting: z.uuid().nullish(),
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library: the letter' }),
    detach: z.array(z.uuid()).max(50).default([]),
  })
  .openapi('PreparationBoardInput')

const inputOf = (one: z.output<typeof inputShape>) => ({
  title: one.title,
  letterFrom: one.letter_from ?? undefined,
  letterNumber: one.letter_number ?? undefined,
  letterDate: one.letter_date ?? undefined,
  what: one.what ?? undefined,
  dueOn: one.due_on,
  meetingId: one.meeting ?? undefined,
})

const newBoardResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.made', 'evidence.uses.changed'],
  route: {
    method: 'post',
    path,
    tags: ['meeting'],
    summary: 'Make a preparation board for what a letter asks of offices',
    request: { params: regionParams, body: body(inputShape) },
    responses: { 201: json('The board', boardShape), ...problems(401, 403, 404, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '' } = params
    await getInsideStand(platform.db.sql, actor, regionCode)
    refuse(actor, regionCode)
    const asked = inputShape.parse(given)
    const letter = { attach: asked.attach, detach: asked.detach }
    const save = { regionCode, input: inputOf(asked), letter }
    const made = await inJson(saveBoard(platform, actor, save, writer), names)
    return c.json(boardJson(made), 201, { location: `/api/v1/meetings/${regionCode}/preparations/${made.id}` })
  },
}

const changeShape = inputShape.extend({ version: versionShape }).openapi('PreparationBoardChange')

const boardChangeResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.changed', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/{preparation}`,
    tags: ['meeting'],
    summary: 'Change a preparation board',
    request: { params: boardParams, body: body(changeShape) },
    responses: { 200: json('The board', boardShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: id = '' } = params
    await getBoardStand(platform.db.sql, actor, { regionCode, id, now: platform.clock.now() })
    refuse(actor, regionCode)
    const { version, ...asked } = changeShape.parse(given)
    const letter = { attach: asked.attach, detach: asked.detach }
    const save = { regionCode, id, version, input: inputOf(asked), letter }
    return c.json(boardJson(await inJson(saveBoard(platform, actor, save, writer), names)))
  },
}

const removalShape = z.strictObject({ version: versionShape }).openapi('PreparationRemoval')

const boardRemovalResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.archived'],
  route: {
    method: 'post',
    path: `${path}/{preparation}/removal`,
    tags: ['meeting'],
    summary: 'Archive a board; its items are not asked for any more',
    request: { params: boardParams, body: body(removalShape) },
    responses: { 204: { description: 'It is archived' }, ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: id = '' } = params
    await getBoardStand(platform.db.sql, actor, { regionCode, id, now: platform.clock.now() })
    refuse(actor, regionCode)
    const { version } = removalShape.parse(given)
    await archiveBoard(platform, actor, { regionCode, id, version }, writer)
    return c.body(null, 204)
  },
}

const newItemsShape = z
  .strictObject({
    what: line.openapi({ example: 'Data capaian quick win 2021' }),
    due_on: day,
    offices: z.array(z.uuid()).max(MOST_ITEMS),
  })
  .openapi('PreparationItemsInput')

const newItemsResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.items.added'],
  route: {
    method: 'post',
    path: `${path}/{preparation}/items`,
    tags: ['meeting'],
    summary: 'Ask one thing of each of some offices; who has it already is left out',
    request: { params: boardParams, body: body(newItemsShape) },
    responses: {
      201: json('Ids of the new items', z.object({ items: z.array(z.uuid()) })),
      ...problems(401, 403, 404, 409, 422),
    },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: boardId = '' } = params
    await getBoardStand(platform.db.sql, actor, { regionCode, id: boardId, now: platform.clock.now() })
    refuse(actor, regionCode)
    const { what, due_on, offices } = newItemsShape.parse(given)
    const add = { regionCode, boardId, what, dueOn: due_on, organisationIds: offices }
    const items = await inJson(addItems(platform, actor, add, writer), { organisationId: 'offices' })
    return c.json({ items }, 201)
  },
}

const itemChangeShape = z
  .strictObject({ version: versionShape, what: line, due_on: day, office: z.uuid() })
  .openapi('PreparationItemChange', {
    example: {
      version: 1,
      what: 'Data capaian quick win 2021',
      due_on: '2021-06-08',
      office: '3f0f7a52-6c0e-4a0b-9a55-0d5f0f0a7c11',
    },
  })

const itemChangeResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.item.changed'],
  route: {
    method: 'put',
    path: `${path}/{preparation}/items/{item}`,
    tags: ['meeting'],
    summary: 'Change what an item is, who presents it and by when',
    request: { params: itemParams, body: body(itemChangeShape) },
    responses: { 200: json('The item', itemShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: boardId = '', item: id = '' } = params
    const which = { regionCode, boardId, id }
    const { sql } = platform.db
    await getItemStand(sql, actor, { ...which, now: platform.clock.now() })
    refuse(actor, regionCode)
    const { version, what, due_on, office } = itemChangeShape.parse(given)
    const change = { ...which, version, what, dueOn: due_on, organisationId: office }
    await inJson(changeItem(platform, actor, change, writer), { organisationId: 'office' })
    return c.json(itemJson((await getItemStand(sql, actor, { ...which, now: platform.clock.now() })).item))
  },
}

const itemRemovalResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.item.removed'],
  route: {
    method: 'post',
    path: `${path}/{preparation}/items/{item}/removal`,
    tags: ['meeting'],
    summary: 'Take off an item that has no proof yet',
    request: { params: itemParams, body: body(removalShape) },
    responses: { 204: { description: 'It is off' }, ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: boardId = '', item: id = '' } = params
    await getItemStand(platform.db.sql, actor, { regionCode, boardId, id, now: platform.clock.now() })
    refuse(actor, regionCode)
    const { version } = removalShape.parse(given)
    await changeItem(platform, actor, { regionCode, boardId, id, version, remove: true }, writer)
    return c.body(null, 204)
  },
}

const reminderShape = z
  .strictObject({ office: z.uuid().nullish().openapi({ description: 'Only this one; all offices when absent' }) })
  .openapi('PreparationReminder')

const remindedShape = z
  .object({
    items: z.int().openapi({ description: 'That are not ready' }),
    people: z.int().openapi({ description: 'Who get a letter now' }),
    unreachable: z.array(z.string()).openapi({ description: 'Offices where nobody has a role yet' }),
  })
  .openapi('PreparationReminded')

const reminderResource: Resource = {
  ...kept,
  audit: ['meeting.preparation.reminded'],
  route: {
    method: 'post',
    path: `${path}/{preparation}/reminders`,
    tags: ['meeting'],
    summary: 'Ask the offices of a board for what is not ready; the letters go out later, gathered per person',
    request: { params: boardParams, body: body(reminderShape) },
    responses: { 200: json('Who is asked', remindedShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', preparation: boardId = '' } = params
    await getBoardStand(platform.db.sql, actor, { regionCode, id: boardId, now: platform.clock.now() })
    refuse(actor, regionCode)
    const { office } = reminderShape.parse(given)
    return c.json(await remindItems(platform, actor, { regionCode, boardId, officeId: office ?? undefined }, writer))
  },
}

export const keepResources: Resource[] = [
  newBoardResource,
  boardChangeResource,
  boardRemovalResource,
  newItemsResource,
  itemChangeResource,
  itemRemovalResource,
  reminderResource,
]
