import type { Sql, Tx } from '#platform/db/database.ts'
import type { Stage } from '../../model.ts'
import type { Workshop, WorkshopState } from '../../model-workshop.ts'

const select = (db: Sql | Tx) =>
  db
    .selectFrom('masterplan.workshop as w')
    .leftJoin('people.account as o', 'o.id', 'w.opened_by')
    .leftJoin('people.account as a', 'a.id', 'w.accepted_by')
    .selectAll('w')
    .select(['o.name as opener', 'a.name as accepter'])

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

const toWorkshop = (row: Row): Workshop => ({
  regionCode: row.region_code,
  seriesId: row.series_id,
  stage: row.stage as Stage,
  theme: row.theme ?? undefined,
  startsOn: row.starts_on ?? undefined,
  endsOn: row.ends_on ?? undefined,
  place: row.place ?? undefined,
  meetingId: row.meeting_id ?? undefined,
  state: row.state as WorkshopState,
  review: row.review ?? undefined,
  openedDespite: row.opened_despite ?? undefined,
  openedAt: row.opened_at ?? undefined,
  openedBy: row.opener ?? undefined,
  heldAt: row.held_at ?? undefined,
  acceptedAt: row.accepted_at ?? undefined,
  acceptedBy: row.accepter ?? undefined,
  version: row.version,
})

/** The four workshops of a series in order, in one statement. With `lock` their rows are held. */
export async function listWorkshops(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  lock = false,
): Promise<Workshop[]> {
  let query = select(db).where('w.region_code', '=', regionCode).where('w.series_id', '=', seriesId).orderBy('w.stage')
  if (lock) query = query.forUpdate('w')
  return (await query.execute()).map(toWorkshop)
}

/** Workshops of several series by series, in one statement. */
export async function workshopsOfSeries(
  db: Sql | Tx,
  regionCode: string,
  seriesIds: readonly string[],
): Promise<Map<string, Workshop[]>> {
  if (seriesIds.length === 0) return new Map()
  const rows = await select(db)
    .where('w.region_code', '=', regionCode)
    .where('w.series_id', 'in', seriesIds)
    .orderBy('w.stage')
    .execute()
  return Map.groupBy(rows.map(toWorkshop), one => one.seriesId)
}

export interface WorkshopChange {
  theme?: string | null
  startsOn?: string | null
  endsOn?: string | null
  place?: string | null
  meetingId?: string | null
  state?: WorkshopState
  review?: string | null
  openedDespite?: string | null
  opened?: boolean
  held?: boolean
  /** False takes the acceptance back. */
  accepted?: boolean
}

/** Changes a workshop, a version further. */
export async function updateWorkshop(
  tx: Tx,
  workshop: Pick<Workshop, 'regionCode' | 'seriesId' | 'stage' | 'version'>,
  change: WorkshopChange,
  by: string | undefined,
  now: Date,
): Promise<void> {
  const { startsOn, endsOn, meetingId, openedDespite, opened, held, accepted, ...columns } = change
  await tx
    .updateTable('masterplan.workshop')
    .set({
      ...columns,
      ...(startsOn === undefined ? {} : { starts_on: startsOn }),
      ...(endsOn === undefined ? {} : { ends_on: endsOn }),
      ...(meetingId === undefined ? {} : { meeting_id: meetingId }),
      ...(openedDespite === undefined ? {} : { opened_despite: openedDespite }),
      ...(opened ? { opened_by: by ?? null, opened_at: now } : {}),
      ...(held ? { held_at: now } : {}),
      ...(accepted === undefined
        ? {}
        : accepted
          ? { accepted_by: by ?? null, accepted_at: now }
          : { accepted_by: null, accepted_at: null }),
      version: workshop.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', workshop.regionCode)
    .where('series_id', '=', workshop.seriesId)
    .where('stage', '=', workshop.stage)
    .execute()
}
