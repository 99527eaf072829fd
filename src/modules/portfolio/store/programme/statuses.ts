import type { Sql, Tx } from '#platform/db/database.ts'
import type { Programme, Status } from '../../model.ts'

/** One status that a programme has had. */
export interface StatusRecord {
  status: Status
  /** First day on which it held. */
  since: string
  reason: string | undefined
  note: string | undefined
  accountId: string | undefined
  recordedAt: Date
}

/** Every status of the programmes, oldest first by the day it began and then by when it was recorded, in one statement. */
export async function listStatuses(
  db: Sql | Tx,
  regionCode: string,
  programmeIds: readonly string[],
): Promise<Map<string, StatusRecord[]>> {
  const statuses = new Map<string, StatusRecord[]>()
  if (programmeIds.length === 0) return statuses
  const rows = await db
    .selectFrom('portfolio.status_change')
    .select(['programme_id', 'status', 'since', 'reason', 'note', 'account_id', 'recorded_at'])
    .where('region_code', '=', regionCode)
    .where('programme_id', 'in', programmeIds)
    .orderBy('programme_id')
    .orderBy('since')
    .orderBy('recorded_at')
    .execute()
  for (const row of rows) {
    const record: StatusRecord = {
      status: row.status as Status,
      since: row.since,
      reason: row.reason ?? undefined,
      note: row.note ?? undefined,
      accountId: row.account_id ?? undefined,
      recordedAt: row.recorded_at,
    }
    const there = statuses.get(row.programme_id)
    if (there) there.push(record)
    else statuses.set(row.programme_id, [record])
  }
  return statuses
}

/** Puts the status that holds now into the programme, a version further. */
export async function setStatus(
  tx: Tx,
  programme: Pick<Programme, 'regionCode' | 'id' | 'version'>,
  status: Pick<StatusRecord, 'status' | 'since' | 'reason' | 'note'>,
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('portfolio.programme')
    .set({
      status: status.status,
      status_since: status.since,
      status_reason: status.reason ?? null,
      status_note: status.note ?? null,
      version: programme.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', programme.regionCode)
    .where('id', '=', programme.id)
    .execute()
}

/** Archives a programme, or takes it back, a version further. */
export async function setArchived(
  tx: Tx,
  programme: Pick<Programme, 'regionCode' | 'id' | 'version'>,
  archived: boolean,
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('portfolio.programme')
    .set({
      archived_at: archived ? now : null,
      version: programme.version + 1,
      changed_by: by ?? null,
      changed_at: now,
    })
    .where('region_code', '=', programme.regionCode)
    .where('id', '=', programme.id)
    .execute()
}

/** Says that something of the programme changed which does not count in its version: money, a milestone. */
export async function touchProgramme(
  tx: Tx,
  regionCode: string,
  id: string,
  by: string | undefined,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('portfolio.programme')
    .set({ changed_by: by ?? null, changed_at: now })
    .where('region_code', '=', regionCode)
    .where('id', '=', id)
    .execute()
}
