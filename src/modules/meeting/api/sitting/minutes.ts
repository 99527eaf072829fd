import { z } from '@hono/zod-openapi'
import { readTexts } from '#platform/collab/texts.ts'
import { fromMarkdown, mostFormBytes, toMarkdown } from '#platform/collab/words.ts'
import type { Resource } from '#platform/http/door.ts'
import type { Platform } from '#platform/platform.ts'
import { mayKeepMeetings, mayOpenMeetings, mayWorkInMeetings } from '../../access.ts'
import { finaliseMinutes, reopenMinutes } from '../../actions/sitting/finalise-minutes.ts'
import { getKeptMeeting, getWrittenMeeting } from '../../actions/sitting/held-meeting.ts'
import { removeDecision, saveDecision } from '../../actions/sitting/save-decision.ts'
import { beginMinutes, saveMinutes, savePresiding } from '../../actions/sitting/write-minutes.ts'
import { getMeetingStand } from '../../actions/stand.ts'
import type { Meeting } from '../../model.ts'
import { LONGEST_SITTING } from '../../model-sitting.ts'
import { findMeeting } from '../../store/meetings.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { body, inJson, json, meetingParams, problems, versionShape } from '../shapes.ts'
import { decisionInputShape, decisionJson, decisionParams, decisionShape, minutesShape, taskJson } from './shapes.ts'

const path = '/meetings/{region}/{meeting}/minutes'
const of = (params: Record<string, string>) => ({ regionCode: params['region'] ?? '', id: params['meeting'] ?? '' })
const minutesAnswer = json('The minutes', minutesShape)

async function minutesJson(platform: Platform, meeting: Meeting): Promise<z.infer<typeof minutesShape>> {
  const { sql } = platform.db
  const { regionCode, id, textId } = meeting
  const [texts, decisions, tasks, finals] = await Promise.all([
    readTexts(sql, regionCode, textId === undefined ? [] : [textId]),
    listDecisions(sql, regionCode, id),
    listTasksOfMeetings(sql, regionCode, [id]),
    listFinalMinutes(sql, regionCode, id),
  ])
  const text = texts.get(textId ?? '')
  const final = finals.find(one => one.reopenedAt === undefined)
  return {
    state: meeting.minutesState,
    chair: meeting.chair ?? null,
    note_taker: meeting.noteTaker ?? null,
    text: text ? toMarkdown(text.content) : null,
    version: text?.version ?? null,
    decisions: decisions.map(one => decisionJson(one, tasks)),
    tasks: tasks.filter(one => one.decisionId === undefined).map(taskJson),
    sha256: final?.sha256 ?? null,
    verification: final ? `${platform.config.publicUrl}/periksa-notulen/${final.token}` : null,
  }
}

const storedMinutes = async (platform: Platform, regionCode: string, id: string) =>
  await minutesJson(platform, (await findMeeting(platform.db.sql, regionCode, id)) as Meeting)

export const minutesResource: Resource = {
  permission: 'meeting.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path,
    tags: ['meeting'],
    summary: 'The minutes of a meeting: text, decisions, tasks, and the hash when they are final',
    request: { params: meetingParams },
    responses: { 200: minutesAnswer, ...problems(401, 404) },
  },
  async handle({ c, platform, actor }, { params }) {
    const { regionCode, id } = of(params)
    const { meeting } = await getMeetingStand(platform.db.sql, actor, regionCode, id)
    return c.json(await minutesJson(platform, meeting))
  },
}

const textShape = z
  .strictObject({
    text: z.string().max(mostFormBytes).openapi({ description: 'Markdown' }),
    version: z
      .int()
      .min(0)
      .optional()
      .openapi({ description: 'Of the text that was read; absent to begin the minutes' }),
    empty: z.boolean().default(false).openapi({ description: 'Say so to replace written text by nothing' }),
  })
  .openapi('MinutesText')

export const minutesTextResource: Resource = {
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.minutes.begun', 'meeting.minutes.written', 'collab.text.replaced', 'collab.text.emptied'],
  maxBytes: mostFormBytes,
  route: {
    method: 'put',
    path: `${path}/text`,
    tags: ['meeting'],
    summary: 'Write the text of the minutes; people typing in it see the change',
    request: { params: meetingParams, body: body(textShape) },
    responses: { 200: minutesAnswer, ...problems(401, 403, 404, 409, 412, 413, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    const { meeting } = await getWrittenMeeting(platform.db.sql, actor, regionCode, id)
    const { text, version, empty } = textShape.parse(given)
    const textId = meeting.textId ?? (await beginMinutes(platform, actor, { regionCode, id }, writer))
    const stored = (await readTexts(platform.db.sql, regionCode, [textId])).get(textId)
    const seen = version ?? (meeting.textId === undefined ? (stored?.version ?? 0) : 0)
    const content = fromMarkdown(text, stored?.content)
    await inJson(saveMinutes(platform, actor, { regionCode, id, version: seen, content, empty }, writer), {
      teks: 'text',
    })
    return c.json(await storedMinutes(platform, regionCode, id))
  },
}

const decisionNames = { text: 'text', agendaItemId: 'agenda_item' }
const taskFields = (field: string) =>
  field
    .replace(/^tugas\./, 'tasks.')
    .replace('ownerId', 'owner')
    .replace('dueOn', 'due_on')
const namesOf = (count: number) => ({
  ...decisionNames,
  ...Object.fromEntries(
    Array.from({ length: count }, (_, at) =>
      ['text', 'ownerId', 'dueOn', 'dimension'].map(part => `tugas.${at}.${part}`),
    )
      .flat()
      .map(field => [field, taskFields(field)]),
  ),
})

export const newDecisionResource: Resource = {
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.decision.made', 'meeting.task.made'],
  route: {
    method: 'post',
    path: `${path}/decisions`,
    tags: ['meeting'],
    summary: 'Record a decision, with the tasks that come of it',
    request: { params: meetingParams, body: body(decisionInputShape) },
    responses: { 201: json('The decision', decisionShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id: meetingId } = of(params)
    await getWrittenMeeting(platform.db.sql, actor, regionCode, meetingId)
    const save = { regionCode, meetingId, ...decisionOf(given) }
    const made = await inJson(saveDecision(platform, actor, save, writer), namesOf(save.tasks.length))
    return c.json(decisionJson(made.decision, made.tasks), 201)
  },
}

function decisionOf(given: unknown) {
  const { text, agenda_item: item, tasks } = decisionInputShape.parse(given)
  return {
    input: { text, agendaItemId: item ?? undefined },
    tasks: tasks.map(one => ({
      text: one.text,
      ownerId: one.owner,
      dueOn: one.due_on,
      dimension: one.dimension ?? undefined,
    })),
  }
}

export const decisionChangeResource: Resource = {
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.decision.changed', 'meeting.task.made'],
  route: {
    method: 'put',
    path: `${path}/decisions/{decision}`,
    tags: ['meeting'],
    summary: 'Change a decision; `tasks` are added to those it has',
    request: { params: decisionParams, body: body(decisionInputShape) },
    responses: { 200: json('The decision', decisionShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { sql } = platform.db
    const { regionCode, id: meetingId } = of(params)
    await getWrittenMeeting(sql, actor, regionCode, meetingId)
    const { version } = decisionInputShape.parse(given)
    const save = { regionCode, meetingId, id: params['decision'], version, ...decisionOf(given) }
    const { decision } = await inJson(saveDecision(platform, actor, save, writer), namesOf(save.tasks.length))
    return c.json(decisionJson(decision, await listTasksOfMeetings(sql, regionCode, [meetingId])))
  },
}

export const decisionRemovalResource: Resource = {
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.decision.removed'],
  route: {
    method: 'delete',
    path: `${path}/decisions/{decision}`,
    tags: ['meeting'],
    summary: 'Take a decision out of the minutes; one from which tasks came stays',
    request: { params: decisionParams },
    responses: { 204: { description: 'It is gone' }, ...problems(401, 403, 404, 409) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { regionCode, id: meetingId } = of(params)
    await removeDecision(platform, actor, { regionCode, meetingId, id: params['decision'] ?? '' }, writer)
    return c.body(null, 204)
  },
}

const presidingShape = z
  .strictObject({
    version: versionShape.openapi({ description: 'The version of the meeting that was read' }),
    chair: z.string().max(1000).nullable(),
    note_taker: z.string().max(1000).nullable(),
  })
  .openapi('MinutesPresiding')

export const presidingResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.presiding.changed'],
  route: {
    method: 'put',
    path: `${path}/presiding`,
    tags: ['meeting'],
    summary: 'Say who led the meeting and who wrote its minutes, until they are final',
    request: { params: meetingParams, body: body(presidingShape) },
    responses: { 200: minutesAnswer, ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, id)
    const { version, chair, note_taker } = presidingShape.parse(given)
    const save = { regionCode, id, version, chair: chair ?? undefined, noteTaker: note_taker ?? undefined }
    await inJson(savePresiding(platform, actor, save, writer))
    return c.json(await storedMinutes(platform, regionCode, id))
  },
}

export const finalResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.minutes.made_final'],
  route: {
    method: 'post',
    path: `${path}/final`,
    tags: ['meeting'],
    summary: 'Make the minutes of a closed meeting final: they are frozen with their SHA-256',
    request: { params: meetingParams },
    responses: { 200: minutesAnswer, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params }) {
    const { regionCode, id } = of(params)
    await inJson(finaliseMinutes(platform, actor, { regionCode, id }, writer), { teks: 'text' })
    return c.json(await storedMinutes(platform, regionCode, id))
  },
}

const reopenShape = z.strictObject({ reason: z.string().max(LONGEST_SITTING.reason) }).openapi('MinutesReopening')

export const reopenResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.minutes.reopened'],
  route: {
    method: 'post',
    path: `${path}/reopening`,
    tags: ['meeting'],
    summary: 'Reopen final minutes with a reason; their prints are said to be no longer valid',
    request: { params: meetingParams, body: body(reopenShape) },
    responses: { 200: minutesAnswer, ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { regionCode, id } = of(params)
    await getKeptMeeting(platform.db.sql, actor, regionCode, id)
    const { reason } = reopenShape.parse(given)
    await inJson(reopenMinutes(platform, actor, { regionCode, id, reason }, writer), { alasan: 'reason' })
    return c.json(await storedMinutes(platform, regionCode, id))
  },
}
