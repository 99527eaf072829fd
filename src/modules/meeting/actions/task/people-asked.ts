import type { Sql, Tx } from '#platform/db/database.ts'
import { type Holder, listHolders } from '#modules/people/index.ts'
import type { AskedAbove, Task, TaskLevel } from '../../model-task.ts'
import { type Asked, whoIsAsked } from '../../rules/task/who-is-asked.ts'
import { listAskedSeats } from '../../store/institution/seats.ts'
import type { NewNotice } from '../../store/task/notices.ts'

const OFFICE_ROLES = ['opd-officer', 'opd-head', 'village-officer'] as const

/** What of a task decides whom it asks. */
export type Asking = Pick<Task, 'regionCode' | 'id' | 'ownerId' | 'dimension' | 'level'>

/** Whom to ask: people of offices, coordinators and secretariats. */
export interface PeopleAsked {
  ofOffice(officeId: string): Holder[]
  secretariat(regionCode: string): Holder[]
  /** Whom a task rose to, and why them; undefined while only its office is asked. */
  above(task: Omit<Asking, 'id'>): Asked<Holder> | undefined
  /** The letters that a task asks for now: always to the office, and with it to whom the task rose. */
  noticesOf(task: Asking): NewNotice[]
}

/** The people of these offices and the coordinators, secretariats and seats of these regions, in three statements. */
export async function peopleAsked(
  db: Sql | Tx,
  officeIds: readonly string[],
  regionCodes: readonly string[],
  now: Date,
): Promise<PeopleAsked> {
  const regions = [...new Set(regionCodes)]
  const inOffices = await listHolders(db, { roles: OFFICE_ROLES, organisationIds: [...new Set(officeIds)] }, now)
  const inRegions = await listHolders(
    db,
    { roles: ['dimension-coordinator', 'regional-secretariat'], regionCodes: regions },
    now,
  )
  const seats = await listAskedSeats(db, regions, now)
  const byOffice = Map.groupBy(inOffices, one => one.organisationId)
  const byRegion = Map.groupBy(inRegions, one => `${one.role} ${one.regionCode}`)
  const secretariat = (regionCode: string) => byRegion.get(`regional-secretariat ${regionCode}`) ?? []
  const ofOffice = (officeId: string) => byOffice.get(officeId) ?? []
  const above = (task: Omit<Asking, 'id'>) =>
    whoIsAsked(task, {
      coordinators: byRegion.get(`dimension-coordinator ${task.regionCode}`) ?? [],
      secretariat: secretariat(task.regionCode),
      seats: seats.get(task.regionCode) ?? [],
    })
  return {
    ofOffice,
    secretariat,
    above,
    noticesOf(task) {
      const to = (people: readonly Holder[], level: TaskLevel) =>
        people.map(({ accountId }): NewNotice => ({
          regionCode: task.regionCode,
          accountId,
          kind: 'task',
          subjectId: task.id,
          level,
        }))
      return [...to(ofOffice(task.ownerId), 'owner'), ...to(above(task)?.people ?? [], task.level)]
    },
  }
}

/** The people of `Asked` by name, as pages and letters say it. */
export const namesOf = (asked: Asked<Holder> | undefined): AskedAbove | undefined =>
  asked && { names: asked.people.map(one => one.name), why: asked.why, institutions: asked.institutions }
