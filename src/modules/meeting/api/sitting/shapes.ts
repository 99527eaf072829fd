import { z } from '@hono/zod-openapi'
import { TASK_DIMENSIONS, TASK_STATES, type Task } from '../../model-task.ts'
import {
  type AgendaInput,
  type AgendaItem,
  type Attendance,
  type Decision,
  LONGEST_SITTING,
  WAYS,
} from '../../model-sitting.ts'
import { meetingParams, versionShape } from '../shapes.ts'

export const itemParams = meetingParams.extend({ item: z.uuid() })
export const decisionParams = meetingParams.extend({ decision: z.uuid() })
export const attendanceParams = meetingParams.extend({ entry: z.uuid() })

const text = z.string().max(LONGEST_SITTING.decision)
const line = z.string().max(LONGEST_SITTING.title)

export const agendaInputShape = z
  .strictObject({
    version: versionShape.optional(),
    title: line,
    minutes: z.int().nullish(),
    owner: z.uuid().nullish().openapi({ description: 'The office that brings it' }),
    speaker: line.nullish(),
    note: text.nullish(),
  })
  .openapi('AgendaItemInput')

export const agendaShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    minutes: z.int().nullable(),
    owner: z.uuid().nullable(),
    speaker: z.string().nullable(),
    note: z.string().nullable(),
    version: z.int(),
  })
  .openapi('AgendaItem')

export const attendanceShape = z
  .object({
    id: z.uuid(),
    name: z.string(),
    title: z.string().nullable(),
    office: z.string().nullable(),
    number: z.string().nullable().openapi({ description: 'NIP; null for who does not keep meetings' }),
    phone: z.string().nullable().openapi({ description: 'Null for who does not keep meetings' }),
    way: z.enum(WAYS).openapi({ description: 'door: QR code; link: online; paper: entered afterwards' }),
    came_at: z.string(),
    invited: z.boolean(),
  })
  .openapi('AttendanceEntry')

export const paperShape = z
  .strictObject({
    list: z.string().max(100_000).openapi({
      description: 'One person a line: name; position; office; NIP; phone',
      example: 'Siti Aminah; Kepala Seksi; Dinas Kesehatan',
    }),
  })
  .openapi('AttendanceOnPaper')

export const taskInputShape = z
  .strictObject({
    text: z.string().max(LONGEST_SITTING.note),
    owner: z.uuid(),
    due_on: z.string().openapi({ example: '2027-01-15' }),
    dimension: z.enum(TASK_DIMENSIONS).nullish(),
  })
  .openapi('DecisionTaskInput')

export const decisionInputShape = z
  .strictObject({
    version: versionShape.optional(),
    text,
    agenda_item: z.uuid().nullish(),
    tasks: z.array(taskInputShape).max(20).default([]),
  })
  .openapi('DecisionInput')

const taskShape = z.object({
  id: z.uuid(),
  text: z.string(),
  owner: z.uuid(),
  owner_name: z.string(),
  due_on: z.string(),
  dimension: z.enum(TASK_DIMENSIONS).nullable(),
  state: z.enum(TASK_STATES),
})

export const decisionShape = z
  .object({
    id: z.uuid(),
    text: z.string(),
    agenda_item: z.uuid().nullable(),
    version: z.int(),
    tasks: z.array(taskShape),
  })
  .openapi('Decision')

export const minutesShape = z
  .object({
    state: z.enum(['none', 'writing', 'final']),
    chair: z.string().nullable(),
    note_taker: z.string().nullable(),
    text: z.string().nullable().openapi({ description: 'Opening and discussion as Markdown; null until begun' }),
    version: z.int().nullable().openapi({ description: 'Of the text' }),
    decisions: z.array(decisionShape),
    tasks: z.array(taskShape).openapi({ description: 'Those that belong to no decision' }),
    sha256: z.string().nullable().openapi({ description: 'Of the final minutes' }),
    verification: z.string().nullable().openapi({ description: 'Address of the page that verifies them' }),
  })
  .openapi('Minutes')

export const agendaJson = (one: AgendaItem): z.infer<typeof agendaShape> => ({
  id: one.id,
  title: one.title,
  minutes: one.minutes ?? null,
  owner: one.ownerId ?? null,
  speaker: one.speaker ?? null,
  note: one.note ?? null,
  version: one.version,
})

export const agendaInputOf = (given: z.infer<typeof agendaInputShape>): AgendaInput => ({
  title: given.title,
  minutes: given.minutes ?? undefined,
  ownerId: given.owner ?? undefined,
  speaker: given.speaker ?? undefined,
  note: given.note ?? undefined,
})

/** NIP and phone are left out unless `keeper`. */
export const attendanceJson = (one: Attendance, keeper: boolean): z.infer<typeof attendanceShape> => ({
  id: one.id,
  name: one.name,
  title: one.title ?? null,
  office: one.office ?? null,
  number: keeper ? (one.number ?? null) : null,
  phone: keeper ? (one.phone ?? null) : null,
  way: one.how,
  came_at: one.cameAt.toISOString(),
  invited: one.inviteeId !== undefined,
})

export const taskJson = (one: Task): z.infer<typeof taskShape> => ({
  id: one.id,
  text: one.text,
  owner: one.ownerId,
  owner_name: one.ownerName,
  due_on: one.dueOn,
  dimension: one.dimension ?? null,
  state: one.state,
})

export const decisionJson = (one: Decision, tasks: readonly Task[]): z.infer<typeof decisionShape> => ({
  id: one.id,
  text: one.text,
  agenda_item: one.agendaItemId ?? null,
  version: one.version,
  tasks: tasks.filter(task => task.decisionId === one.id).map(taskJson),
})
