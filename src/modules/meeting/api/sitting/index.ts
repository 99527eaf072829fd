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
  presidingResource,
  reopenResource,
} from './minutes.ts'
import { agendaMoveResource, papersChangeResource, papersResource, scanResource } from './papers.ts'

/** Agenda, attendance, minutes and decisions of a meeting, and its beginning and end. */
export const sittingResources: Resource[] = [
  agendaResource,
  newAgendaItemResource,
  agendaChangeResource,
  agendaRemovalResource,
  agendaMoveResource,
  papersResource,
  papersChangeResource,
  attendanceResource,
  paperResource,
  takeOffResource,
  scanResource,
  runResource,
  minutesResource,
  minutesTextResource,
  presidingResource,
  newDecisionResource,
  decisionChangeResource,
  decisionRemovalResource,
  finalResource,
  reopenResource,
]
