import type { Resource } from '#platform/http/door.ts'
import { agendaChangeResource, agendaRemovalResource, agendaResource, newAgendaItemResource } from './agenda.ts'
import { attendanceResource, paperResource, runResource, takeOffResource } from './attendance.ts'
import {
  decisionChangeResource,
  decisionRemovalResource,
  finalResource,
  minutesResource,
  minutesTextResource,
  newDecisionResource,
  reopenResource,
} from './minutes.ts'

/** Agenda, attendance, minutes and decisions of a meeting, and its beginning and end. */
export const sittingResources: Resource[] = [
  agendaResource,
  newAgendaItemResource,
  agendaChangeResource,
  agendaRemovalResource,
  attendanceResource,
  paperResource,
  takeOffResource,
  runResource,
  minutesResource,
  minutesTextResource,
  newDecisionResource,
  decisionChangeResource,
  decisionRemovalResource,
  finalResource,
  reopenResource,
]
