import { sql as query } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { NewNotice } from '../../model-round.ts'

/** Hours in which nobody is reminded of the same thing again. */
const leastHours = 20

/**
 * Adds reminders, in one statement; one that waits, or that was settled in the last 20 hours, is not doubled, and that all
 * sheets are in is said once. Returns how many were added.
 */
export async function insertOwing(tx: Tx, notices: readonly NewNotice[], now: Date): Promise<number> {
  if (notices.length === 0) return 0
  const rows = JSON.stringify(notices.map(notice => ({ subjectKey: '', data: {}, ...notice })))
  const added = await query`
    insert into evaluation.notice (account_id, round_id, region_code, kind, subject_key, data, not_before, created_at)
    select g."accountId", g."roundId", g."regionCode", g.kind, g."subjectKey", g.data, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${rows}::jsonb) as g
      ("accountId" uuid, "roundId" text, "regionCode" text, kind text, "subjectKey" text, data jsonb)
    where not exists (
      select 1 from evaluation.notice n
      where n.account_id = g."accountId" and n.round_id = g."roundId" and n.kind = g.kind
        and n.subject_key = g."subjectKey" and n.state <> 'dropped'
        and (n.state = 'waiting' or g.kind = 'sheets-complete'
          or n.settled_at > ${now}::timestamptz - make_interval(hours => ${leastHours})))
    on conflict (account_id, round_id, kind, subject_key) where state = 'waiting' do nothing`.execute(tx)
  return Number(added.numAffectedRows ?? 0n)
}
