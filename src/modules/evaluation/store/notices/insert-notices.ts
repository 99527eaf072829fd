import { sql as query } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { NewNotice } from '../../model-round.ts'

/** Adds notices in one statement; one that waits already takes the newer data. */
export async function insertNotices(tx: Tx, notices: readonly NewNotice[], now: Date): Promise<void> {
  if (notices.length === 0) return
  const seen = new Map(
    notices.map(notice => [
      [notice.accountId, notice.roundId, notice.kind, notice.subjectKey ?? ''].join('\n'),
      notice,
    ]),
  )
  const rows = JSON.stringify(
    [...seen.values()].map(notice => ({
      account_id: notice.accountId,
      round_id: notice.roundId,
      region_code: notice.regionCode ?? null,
      kind: notice.kind,
      subject_key: notice.subjectKey ?? '',
      data: notice.data ?? {},
    })),
  )
  await query`insert into evaluation.notice (account_id, round_id, region_code, kind, subject_key, data, not_before, created_at)
    select account_id, round_id, region_code, kind, subject_key, data, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as given
      (account_id uuid, round_id text, region_code text, kind text, subject_key text, data jsonb)
    on conflict (account_id, round_id, kind, subject_key) where state = 'waiting'
    do update set data = excluded.data`.execute(tx)
}
