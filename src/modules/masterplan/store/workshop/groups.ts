import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { WorkingGroup } from '../../model-workshop.ts'

/** The groups of a series, elements before dimensions, each with its offices by name; in one statement. */
export async function listGroups(db: Sql | Tx, regionCode: string, seriesId: string): Promise<WorkingGroup[]> {
  const rows = await db
    .selectFrom('masterplan.working_group as g')
    .leftJoin('people.organisation as c', 'c.id', 'g.coordinator_id')
    .selectAll('g')
    .select([
      'c.name as coordinator_name',
      sql<{ id: string; name: string }[]>`coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name)
          order by o.name, o.id)
        from masterplan.working_group_office w join people.organisation o on o.id = w.organisation_id
        where w.region_code = g.region_code and w.group_id = g.id), '[]')`.as('offices'),
    ])
    .where('g.region_code', '=', regionCode)
    .where('g.series_id', '=', seriesId)
    .orderBy(sql`g.kind desc`)
    .orderBy(sql`array_position(array['gov', 'bra', 'eco', 'liv', 'soc', 'env'], g.code)`)
    .orderBy('g.name')
    .execute()
  return rows.map(row => ({
    regionCode: row.region_code,
    seriesId: row.series_id,
    id: row.id,
    kind: row.kind as WorkingGroup['kind'],
    code: row.code,
    name: row.name,
    coordinatorId: row.coordinator_id ?? undefined,
    coordinatorName: row.coordinator_name ?? undefined,
    moderator: row.moderator ?? undefined,
    offices: row.offices,
    version: row.version,
  }))
}

/** Holds the row of a group until the transaction ends; gives its version, or undefined when there is no such group. */
export async function lockGroup(tx: Tx, regionCode: string, seriesId: string, id: string): Promise<number | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const row = await tx
    .selectFrom('masterplan.working_group')
    .select('version')
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row?.version
}

/** Changes a group and makes these its offices, a version further, in three statements. */
export async function updateGroup(
  tx: Tx,
  group: { regionCode: string; id: string; version: number },
  change: {
    name: string
    coordinatorId: string | undefined
    moderator: string | undefined
    officeIds: readonly string[]
  },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('masterplan.working_group')
    .set({
      name: change.name,
      coordinator_id: change.coordinatorId ?? null,
      moderator: change.moderator ?? null,
      version: group.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', group.regionCode)
    .where('id', '=', group.id)
    .execute()
  await tx
    .deleteFrom('masterplan.working_group_office')
    .where('region_code', '=', group.regionCode)
    .where('group_id', '=', group.id)
    .execute()
  if (change.officeIds.length === 0) return
  await tx
    .insertInto('masterplan.working_group_office')
    .values(
      change.officeIds.map(officeId => ({
        region_code: group.regionCode,
        group_id: group.id,
        organisation_id: officeId,
      })),
    )
    .execute()
}
