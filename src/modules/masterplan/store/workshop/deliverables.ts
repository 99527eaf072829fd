import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Stage } from '../../model.ts'
import type { Deliverable, DeliverableState } from '../../model-workshop.ts'

const select = (db: Sql | Tx) =>
  db
    .selectFrom('masterplan.deliverable as d')
    .leftJoin('people.organisation as o', 'o.id', 'd.owner_id')
    .leftJoin('people.account as s', 's.id', 'd.submitted_by')
    .leftJoin('people.account as j', 'j.id', 'd.judged_by')
    .selectAll('d')
    .select(['o.name as owner_name', 's.name as submitter', 'j.name as judge'])
    .where('d.archived_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const toDeliverable = (row: Row): Deliverable => ({
  regionCode: row.region_code,
  seriesId: row.series_id,
  id: row.id,
  stage: row.stage as Stage,
  position: row.position,
  code: row.code,
  title: row.title,
  sheet: row.sheet ?? undefined,
  ownerId: row.owner_id ?? undefined,
  ownerName: row.owner_name ?? undefined,
  dueOn: row.due_on ?? undefined,
  required: row.required,
  state: row.state as DeliverableState,
  note: row.note ?? undefined,
  verdict: row.verdict ?? undefined,
  submittedBy: row.submitter ?? undefined,
  submittedAt: row.submitted_at ?? undefined,
  judgedBy: row.judge ?? undefined,
  judgedAt: row.judged_at ?? undefined,
  version: row.version,
})

/** The living deliverables of a series by stage and position, in one statement; of one stage when it is named. */
export async function listDeliverables(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  stage?: Stage,
): Promise<Deliverable[]> {
  let query = select(db)
    .where('d.region_code', '=', regionCode)
    .where('d.series_id', '=', seriesId)
    .orderBy('d.stage')
    .orderBy('d.position')
    .orderBy('d.id')
  if (stage !== undefined) query = query.where('d.stage', '=', stage)
  return (await query.execute()).map(toDeliverable)
}

/** What waits for a verdict in several series, the oldest first, in one statement. */
export async function listSubmitted(
  db: Sql | Tx,
  series: readonly { regionCode: string; id: string }[],
  limit: number,
): Promise<Deliverable[]> {
  if (series.length === 0) return []
  const rows = await select(db)
    .where('d.region_code', 'in', [...new Set(series.map(one => one.regionCode))])
    .where(
      'd.series_id',
      'in',
      series.map(one => one.id),
    )
    .where('d.state', '=', 'submitted')
    .orderBy('d.submitted_at')
    .orderBy('d.id')
    .limit(limit)
    .execute()
  return rows.map(toDeliverable)
}

/** What an office still owes in the running series of its region, by due day, in one statement. */
export async function listOwedBy(db: Sql | Tx, regionCode: string, officeId: string): Promise<Deliverable[]> {
  const rows = await select(db)
    .innerJoin('masterplan.series as r', join =>
      join.onRef('r.region_code', '=', 'd.region_code').onRef('r.id', '=', 'd.series_id'),
    )
    .where('d.region_code', '=', regionCode)
    .where('d.owner_id', '=', officeId)
    .where('d.state', 'in', ['owed', 'returned'])
    .where('r.state', '=', 'running')
    .where('r.archived_at', 'is', null)
    .orderBy(sql`d.due_on nulls last`)
    .orderBy('d.stage')
    .orderBy('d.position')
    .limit(100)
    .execute()
  return rows.map(toDeliverable)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** One living deliverable of a series. With `lock` its row is held until the transaction ends. */
export async function findDeliverable(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  id: string,
  lock = false,
): Promise<Deliverable | undefined> {
  if (!uuid.test(id)) return undefined
  let query = select(db)
    .where('d.region_code', '=', regionCode)
    .where('d.series_id', '=', seriesId)
    .where('d.id', '=', id)
  if (lock) query = query.forUpdate('d')
  const row = await query.executeTakeFirst()
  return row && toDeliverable(row)
}

export interface NewDeliverable {
  regionCode: string
  seriesId: string
  stage: Stage
  code: string
  position: number
  title: string
  sheet: string | undefined
  ownerId: string | undefined
  dueOn: string | undefined
  required: boolean
}

/** Stores a deliverable; gives its id. */
export async function insertDeliverable(
  tx: Tx,
  row: NewDeliverable,
  by: string | undefined,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  await tx
    .insertInto('masterplan.deliverable')
    .values({
      region_code: row.regionCode,
      series_id: row.seriesId,
      id,
      stage: row.stage,
      code: row.code,
      position: row.position,
      title: row.title,
      sheet: row.sheet ?? null,
      owner_id: row.ownerId ?? null,
      due_on: row.dueOn ?? null,
      required: row.required,
      changed_by: by ?? null,
      changed_at: now,
    })
    .execute()
  return id
}

export interface DeliverableChange {
  title?: string
  ownerId?: string | null
  dueOn?: string | null
  required?: boolean
  state?: DeliverableState
  note?: string | null
  verdict?: string | null
  submitted?: boolean
  judged?: boolean
  archived?: boolean
}

/** Changes a deliverable, a version further. */
export async function updateDeliverable(
  tx: Tx,
  deliverable: Pick<Deliverable, 'regionCode' | 'id' | 'version'>,
  change: DeliverableChange,
  by: string | undefined,
  now: Date,
): Promise<void> {
  const { ownerId, dueOn, submitted, judged, archived, ...columns } = change
  await tx
    .updateTable('masterplan.deliverable')
    .set({
      ...columns,
      ...(ownerId === undefined ? {} : { owner_id: ownerId }),
      ...(dueOn === undefined ? {} : { due_on: dueOn }),
      ...(submitted ? { submitted_by: by ?? null, submitted_at: now } : {}),
      ...(judged ? { judged_by: by ?? null, judged_at: now } : {}),
      ...(archived ? { archived_at: now } : {}),
      version: deliverable.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', deliverable.regionCode)
    .where('id', '=', deliverable.id)
    .execute()
}

/** Names of deliverables by id, with the series and stage in which they stand, in one statement. */
export async function nameDeliverables(
  db: Sql | Tx,
  regionCode: string,
  ids: readonly string[],
): Promise<{ id: string; title: string; seriesId: string; stage: Stage }[]> {
  const known = ids.filter(id => uuid.test(id))
  if (known.length === 0) return []
  const rows = await db
    .selectFrom('masterplan.deliverable')
    .select(['id', 'title', 'series_id', 'stage'])
    .where('region_code', '=', regionCode)
    .where('id', 'in', known)
    .execute()
  return rows.map(row => ({ id: row.id, title: row.title, seriesId: row.series_id, stage: row.stage as Stage }))
}
