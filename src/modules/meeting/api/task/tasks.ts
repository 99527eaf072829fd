import { z } from '@hono/zod-openapi'
import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import {
  mayOpenMeetings,
  mayWorkInMeetings,
  mayKeepMeetings,
  refuseKeep,
  refuseMinutes,
  refuseReport,
} from '../../access.ts'
import { getInsideStand, getMeetingStand } from '../../actions/stand.ts'
import { dropTask, moveTask } from '../../actions/task/direct-task.ts'
import { makeTask } from '../../actions/task/make-tasks.ts'
import { reportTask } from '../../actions/task/report-task.ts'
import { namesOf, peopleAsked } from '../../actions/task/people-asked.ts'
import { getTaskStand } from '../../actions/task/task-stand.ts'
import { ASKED_WHY, type Task, TASK_DIMENSIONS, TASK_LEVELS, TASK_STATES } from '../../model-task.ts'
import { listTasks } from '../../store/task/list-tasks.ts'
import { listTaskEvents } from '../../store/task/write-task.ts'
import { body, inJson, json, problems, regionParams, versionShape } from '../shapes.ts'

const day = z.string().max(10).openapi({ example: '2027-06-30' })
export const taskParams = regionParams.extend({ task: z.uuid() })
const path = '/meetings/{region}/tasks'

export const taskShape = z
  .object({
    id: z.uuid(),
    meeting: z.uuid(),
    text: z.string(),
    owner: z.uuid(),
    owner_name: z.string(),
    dimension: z.enum(TASK_DIMENSIONS).nullable(),
    due_on: day,
    first_due_on: day,
    state: z.enum(TASK_STATES),
    done_on: day.nullable(),
    note: z.string().nullable(),
    times_overdue: z.int(),
    level: z.enum(TASK_LEVELS),
    version: z.int(),
  })
  .openapi('MeetingTask')

export const taskJson = (task: Task): z.infer<typeof taskShape> => ({
  id: task.id,
  meeting: task.meetingId,
  text: task.text,
  owner: task.ownerId,
  owner_name: task.ownerName,
  dimension: task.dimension ?? null,
  due_on: task.dueOn,
  first_due_on: task.firstDueOn,
  state: task.state,
  done_on: task.doneOn ?? null,
  note: task.note ?? null,
  times_overdue: task.timesOverdue,
  level: task.level,
  version: task.version,
})

const listQuery = z.object({
  office: z.uuid().optional(),
  state: z.enum(TASK_STATES).optional(),
  level: z.enum(TASK_LEVELS).optional(),
  overdue: z.enum(['true']).optional().openapi({ description: 'Only open ones whose day passed' }),
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}\.[0-9a-f-]{36}$/)
    .optional()
    .openapi({ description: '`next` of the page before' }),
})

export const taskListResource: Resource = {
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path,
    tags: ['meeting'],
    summary: 'Tasks of meetings by due day, 100 at a time',
    request: { params: regionParams, query: listQuery },
    responses: {
      200: json('A page', z.object({ items: z.array(taskShape), next: z.string().nullable() })),
      ...problems(401, 404, 422),
    },
  },
  async handle({ c, platform, actor }, { params, query }) {
    const { office, state, level, overdue, after } = listQuery.parse(query)
    const { region } = await getInsideStand(platform.db.read, actor, params['region'] ?? '')
    const lateOn = overdue === undefined ? undefined : dayIn(platform.clock.now(), region.timezone)
    const [dueOn = '', id = ''] = after?.split('.') ?? []
    const found = await listTasks(
      platform.db.read,
      region.code,
      { officeId: office, state, level, lateOn },
      { after: after === undefined ? undefined : { dueOn, id }, limit: 100 },
    )
    return c.json({
      items: found.tasks.map(taskJson),
      next: found.next ? `${found.next.dueOn}.${found.next.id}` : null,
    })
  },
}

export const taskResource: Resource = {
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  route: {
    method: 'get',
    path: `${path}/{task}`,
    tags: ['meeting'],
    summary: 'One task and its journey, oldest first',
    request: { params: taskParams },
    responses: {
      200: json(
        'The task',
        taskShape.extend({
          asked: z
            .object({ people: z.array(z.string()), why: z.enum(ASKED_WHY), institutions: z.array(z.string()) })
            .nullable()
            .openapi({
              description:
                'Whom an open task rose to beside its office: who sits for its dimension or in the working group of the office, else every coordinator, else the secretariat. Null while only the office is asked',
            }),
          journey: z.array(
            z.object({
              event: z.string(),
              meeting: z.uuid().nullable(),
              due_on: day.nullable(),
              note: z.string().nullable(),
              happened_at: z.string(),
            }),
          ),
        }),
      ),
      ...problems(401, 404),
    },
  },
  async handle({ c, platform, actor }, { params }) {
    const { region = '', task: id = '' } = params
    const { task } = await getTaskStand(platform.db.read, actor, region, id)
    const events = await listTaskEvents(platform.db.read, region, id)
    const people = await peopleAsked(platform.db.read, [], [region], platform.clock.now())
    const asked = task.state === 'open' ? namesOf(people.above(task)) : undefined
    return c.json({
      ...taskJson(task),
      asked: asked ? { people: asked.names, why: asked.why, institutions: asked.institutions } : null,
      journey: events.map(one => ({
        event: one.event,
        meeting: one.meetingId ?? null,
        due_on: one.dueOn ?? null,
        note: one.note ?? null,
        happened_at: one.happenedAt.toISOString(),
      })),
    })
  },
}

const newShape = z
  .strictObject({
    meeting: z.uuid(),
    text: z.string().max(4000),
    owner: z.uuid(),
    due_on: day,
    dimension: z.enum(TASK_DIMENSIONS).nullish(),
    decision: z.uuid().nullish(),
  })
  .openapi('MeetingTaskInput')

export const newTaskResource: Resource = {
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.task.made'],
  route: {
    method: 'post',
    path,
    tags: ['meeting'],
    summary: 'Make a task in a meeting',
    request: { params: regionParams, body: body(newShape) },
    responses: { 201: json('The task', taskShape), ...problems(401, 403, 404, 409, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '' } = params
    const { meeting, text, owner, due_on, dimension, decision } = newShape.parse(given)
    const { invited } = await getMeetingStand(platform.db.sql, actor, regionCode, meeting)
    const refusal = refuseMinutes(actor, regionCode, invited)
    if (refusal) throw mayNot(refusal)
    const input = {
      text,
      ownerId: owner,
      dueOn: due_on,
      dimension: dimension ?? undefined,
      decisionId: decision ?? undefined,
    }
    const made = await inJson(makeTask(platform, actor, { regionCode, meetingId: meeting, input }, writer), names)
    return c.json(taskJson(made), 201)
  },
}

const names = { ownerId: 'owner', bukti: 'attach' }

const reportShape = z
  .strictObject({
    version: versionShape,
    done_on: day.nullish().openapi({ description: 'Null: not done yet' }),
    note: z.string().max(10_000).nullish(),
    attach: z.array(z.uuid()).max(50).default([]).openapi({ description: 'Evidence of the library' }),
    detach: z.array(z.uuid()).max(50).default([]),
  })
  .openapi('MeetingTaskReport')

export const taskReportResource: Resource = {
  permission: 'meeting.task.report',
  may: mayWorkInMeetings,
  limit: 'write',
  audit: ['meeting.task.reported', 'evidence.uses.changed'],
  route: {
    method: 'put',
    path: `${path}/{task}/report`,
    tags: ['meeting'],
    summary: 'Say that a task is done, or how far it is, with its proof',
    request: { params: taskParams, body: body(reportShape) },
    responses: { 200: json('The task', taskShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', task: id = '' } = params
    const { task } = await getTaskStand(platform.db.sql, actor, regionCode, id)
    const refusal = refuseReport(actor, regionCode, task.ownerId)
    if (refusal) throw mayNot(refusal)
    const { version, done_on, note, attach, detach } = reportShape.parse(given)
    const report = { regionCode, id, version, doneOn: done_on ?? undefined, note: note ?? undefined }
    const stored = await inJson(reportTask(platform, actor, { ...report, evidence: { attach, detach } }, writer), names)
    return c.json(taskJson(stored))
  },
}

const directionShape = z
  .strictObject({
    version: versionShape,
    due_on: day.nullable().openapi({ description: 'The new day; null drops the task' }),
    reason: z.string().max(4000),
  })
  .openapi('MeetingTaskDirection')

export const taskDirectionResource: Resource = {
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'write',
  audit: ['meeting.task.moved', 'meeting.task.dropped'],
  route: {
    method: 'put',
    path: `${path}/{task}/direction`,
    tags: ['meeting'],
    summary: 'Give a task a new day, or drop it, with a reason',
    request: { params: taskParams, body: body(directionShape) },
    responses: { 200: json('The task', taskShape), ...problems(401, 403, 404, 409, 412, 422) },
  },
  async handle({ c, platform, actor, writer }, { params, body: given }) {
    const { region: regionCode = '', task: id = '' } = params
    await getTaskStand(platform.db.sql, actor, regionCode, id)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const { version, due_on, reason } = directionShape.parse(given)
    const which = { regionCode, id, version, reason }
    const stored = await inJson(
      due_on === null
        ? dropTask(platform, actor, which, writer)
        : moveTask(platform, actor, { ...which, dueOn: due_on }, writer),
    )
    return c.json(taskJson(stored))
  },
}
