import type { Sql, Tx } from '#platform/db/database.ts'
import type { InstitutionKind } from '../../model-institution.ts'
import type { AskedSeat, TaskDimension } from '../../model-task.ts'

/**
 * The seats that decide whom a task rises to: of living institutions of these regions, taken now, for a dimension or in a
 * working group. One statement.
 */
export async function listAskedSeats(
  db: Sql | Tx,
  regionCodes: readonly string[],
  now: Date,
): Promise<Map<string, AskedSeat[]>> {
  if (regionCodes.length === 0) return new Map()
  const today = now.toISOString().slice(0, 10)
  const rows = await db
    .selectFrom('meeting.institution_member as m')
    .innerJoin('meeting.institution as i', join =>
      join.onRef('i.region_code', '=', 'm.region_code').onRef('i.id', '=', 'm.institution_id'),
    )
    .select(['m.region_code', 'm.institution_id', 'i.name', 'i.kind', 'm.organisation_id', 'm.account_id'])
    .select('m.dimension')
    .where('m.region_code', 'in', [...new Set(regionCodes)])
    .where('i.archived_at', 'is', null)
    .where(eb => eb.or([eb('m.until', 'is', null), eb('m.until', '>=', today)]))
    .where(eb => eb.or([eb('m.dimension', 'is not', null), eb('i.kind', '=', 'group')]))
    .orderBy('i.name')
    .orderBy('m.sort')
    .orderBy('m.id')
    .execute()
  const seats = rows.map(row => ({
    regionCode: row.region_code,
    institutionId: row.institution_id,
    institutionName: row.name,
    institutionKind: row.kind as InstitutionKind,
    organisationId: row.organisation_id ?? undefined,
    accountId: row.account_id ?? undefined,
    dimension: (row.dimension as TaskDimension | null) ?? undefined,
  }))
  return Map.groupBy(seats, one => one.regionCode)
}
