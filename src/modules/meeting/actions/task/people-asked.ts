import type { Sql, Tx } from '#platform/db/database.ts'
import { type Holder, listHolders } from '#modules/people/index.ts'
import type { TaskLevel } from '../../model-task.ts'

const OFFICE_ROLES = ['opd-officer', 'opd-head', 'village-officer'] as const

/** Whom to ask: people of offices, coordinators and secretariats. */
export interface PeopleAsked {
  ofOffice(officeId: string): Holder[]
  /** The dimension coordinators of a region, or its secretariat where there is none. */
  coordinators(regionCode: string): Holder[]
  secretariat(regionCode: string): Holder[]
  /** The people to write to at a level: always the office, and with it whom the task rose to. */
  at(level: TaskLevel, regionCode: string, officeId: string): { accountId: string; level: TaskLevel }[]
}

/** The people of these offices and the coordinators and secretariats of these regions, in two statements. */
export async function peopleAsked(
  db: Sql | Tx,
  officeIds: readonly string[],
  regionCodes: readonly string[],
  now: Date,
): Promise<PeopleAsked> {
  const inOffices = await listHolders(db, { roles: OFFICE_ROLES, organisationIds: [...new Set(officeIds)] }, now)
  const inRegions = await listHolders(
    db,
    { roles: ['dimension-coordinator', 'regional-secretariat'], regionCodes: [...new Set(regionCodes)] },
    now,
  )
  const byOffice = Map.groupBy(inOffices, one => one.organisationId)
  const byRegion = Map.groupBy(inRegions, one => `${one.role} ${one.regionCode}`)
  const secretariat = (regionCode: string) => byRegion.get(`regional-secretariat ${regionCode}`) ?? []
  const coordinators = (regionCode: string) =>
    byRegion.get(`dimension-coordinator ${regionCode}`) ?? secretariat(regionCode)
  const ofOffice = (officeId: string) => byOffice.get(officeId) ?? []
  return {
    ofOffice,
    coordinators,
    secretariat,
    at(level, regionCode, officeId) {
      const above =
        level === 'coordinator' ? coordinators(regionCode) : level === 'secretary' ? secretariat(regionCode) : []
      return [
        ...ofOffice(officeId).map(({ accountId }) => ({ accountId, level: 'owner' as const })),
        ...above.map(({ accountId }) => ({ accountId, level })),
      ]
    },
  }
}
