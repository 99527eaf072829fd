import type { Sql, Tx } from '#platform/db/database.ts'
import type { Milestone } from '../../model.ts'

const select = (db: Sql | Tx) =>
  db
    .selectFrom('portfolio.milestone as m')
    .innerJoin('people.organisation as o', 'o.id', 'm.owner_id')
    .select([
      'm.region_code',
      'm.id',
      'm.programme_id',
      'm.title',
      'm.due_on',
      'm.done_on',
      'm.note',
      'm.owner_id',
      'm.version',
      'o.name as owner_name',
    ])
    .where('m.archived_at', 'is', null)

interface Row {
  region_code: string
  id: string
  programme_id: string
  title: string
  due_on: string
  done_on: string | null
  note: string | null
  owner_id: string
  owner_name: string
  version: number
}

const toMilestone = (row: Row): Milestone => ({
  regionCode: row.region_code,
  id: row.id,
  programmeId: row.programme_id,
  title: row.title,
  dueOn: row.due_on,
  doneOn: row.done_on ?? undefined,
  note: row.note ?? undefined,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  version: row.version,
})

/** Milestones by programme in the order of their due days, in one statement; programmes without any are missing. */
export async function listMilestones(
  db: Sql | Tx,
  regionCode: string,
  programmeIds: readonly string[],
): Promise<Map<string, Milestone[]>> {
  if (programmeIds.length === 0) return new Map()
  const rows = await select(db)
    .where('m.region_code', '=', regionCode)
    .where('m.programme_id', 'in', programmeIds)
    .orderBy('m.programme_id')
    .orderBy('m.due_on')
    .orderBy('m.id')
    .execute()
  return Map.groupBy(rows.map(toMilestone), one => one.programmeId)
}

/** One milestone of a programme; `lock` holds its row for a change. */
export async function findMilestone(
  db: Sql | Tx,
  regionCode: string,
  programmeId: string,
  id: string,
  lock = false,
): Promise<Milestone | undefined> {
  let query = select(db)
    .where('m.region_code', '=', regionCode)
    .where('m.programme_id', '=', programmeId)
    .where('m.id', '=', id)
  if (lock) query = query.forUpdate('m')
  const row = await query.executeTakeFirst()
  return row && toMilestone(row)
}

export interface MilestoneRow {
  regionCode: string
  programmeId: string
  id: string
  title: string
  dueOn: string
  ownerId: string
}

/** Stores new milestones in one statement. Throws the database's 23505 when a programme has the title already. */
export async function insertMilestones(
  tx: Tx,
  rows: readonly MilestoneRow[],
  by: string | undefined,
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('portfolio.milestone')
    .values(
      rows.map(row => ({
        region_code: row.regionCode,
        id: row.id,
        programme_id: row.programmeId,
        title: row.title,
        due_on: row.dueOn,
        owner_id: row.ownerId,
        changed_by: by ?? null,
        changed_at: now,
        created_at: now,
      })),
    )
    .execute()
}

/** Changes a milestone, a version further. */
export async function updateMilestone(
  tx: Tx,
  milestone: Pick<Milestone, 'regionCode' | 'id' | 'version'>,
  change: {
    title?: string
    dueOn?: string
    ownerId?: string
    report?: { doneOn: string | undefined; note: string | undefined }
    archived?: true
  },
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('portfolio.milestone')
    .set({
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.dueOn === undefined ? {} : { due_on: change.dueOn }),
      ...(change.ownerId === undefined ? {} : { owner_id: change.ownerId }),
      ...(change.report ? { done_on: change.report.doneOn ?? null, note: change.report.note ?? null } : {}),
      ...(change.archived ? { archived_at: now } : {}),
      version: milestone.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', milestone.regionCode)
    .where('id', '=', milestone.id)
    .execute()
}
