import { sql as query } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { DropReason } from '../../model-notices.ts'
import type { NoticeKind } from '../../model-round.ts'

/** A notice that waits for its letter. */
export interface WaitingNotice {
  id: string
  accountId: string
  roundId: string
  regionCode: string | undefined
  kind: NoticeKind
  subjectKey: string
  createdAt: Date
}

/**
 * Everything that waits for the accounts with the oldest due notices, at most `accounts` of them, oldest first. Locked until
 * the transaction ends; accounts that another worker holds are left out. In two statements.
 */
export async function lockWaiting(tx: Tx, accounts: number, now: Date): Promise<WaitingNotice[]> {
  const due = await query<{ account_id: string }>`
    select account_id from (
      select account_id, not_before, id from evaluation.notice
      where state = 'waiting' and not_before <= ${now} order by not_before, id limit ${accounts * 20}
      for update skip locked
    ) oldest group by account_id order by min(not_before), account_id limit ${accounts}`.execute(tx)
  if (due.rows.length === 0) return []
  const rows = await tx
    .selectFrom('evaluation.notice')
    .select(['id', 'account_id', 'round_id', 'region_code', 'kind', 'subject_key', 'created_at'])
    .where(
      'account_id',
      'in',
      due.rows.map(row => row.account_id),
    )
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    // What an action is changing right now goes with the next letter; waiting for it could make a ring.
    .skipLocked()
    .execute()
  return rows.map(row => ({
    id: row.id,
    accountId: row.account_id,
    roundId: row.round_id,
    regionCode: row.region_code ?? undefined,
    kind: row.kind as NoticeKind,
    subjectKey: row.subject_key,
    createdAt: row.created_at,
  }))
}

/** What became of waiting notices. */
export interface Settlement {
  sent: { id: string; messageId: string }[]
  dropped: { id: string; reason: DropReason }[]
  /** Not before then. */
  later: { id: string; notBefore: Date }[]
}

/** Writes what became of them, in at most three statements. */
export async function settleNotices(tx: Tx, { sent, dropped, later }: Settlement, now: Date): Promise<void> {
  if (sent.length > 0) {
    await query`update evaluation.notice n set state = 'sent', message_id = g."messageId", settled_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as g (id uuid, "messageId" uuid) where n.id = g.id`.execute(
      tx,
    )
  }
  if (dropped.length > 0) {
    await query`update evaluation.notice n set state = 'dropped', drop_reason = g.reason, settled_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(dropped)}::jsonb) as g (id uuid, reason text) where n.id = g.id`.execute(
      tx,
    )
  }
  if (later.length > 0) {
    await query`update evaluation.notice n set not_before = g."notBefore"
      from jsonb_to_recordset(${JSON.stringify(later)}::jsonb) as g (id uuid, "notBefore" timestamptz)
      where n.id = g.id`.execute(tx)
  }
}

/** Records letters that were sent at once, such as invitations, so that they are seen. */
export async function insertSentNotices(
  tx: Tx,
  notices: readonly {
    accountId: string
    roundId: string
    regionCode: string
    kind: NoticeKind
    messageId: string
  }[],
  now: Date,
): Promise<void> {
  if (notices.length === 0) return
  await tx
    .insertInto('evaluation.notice')
    .values(
      notices.map(notice => ({
        account_id: notice.accountId,
        round_id: notice.roundId,
        region_code: notice.regionCode,
        kind: notice.kind,
        subject_key: notice.regionCode,
        state: 'sent',
        message_id: notice.messageId,
        not_before: now,
        created_at: now,
        settled_at: now,
      })),
    )
    .execute()
}

/** Whether a letter may be due. */
export async function hasDueNotice(sql: Sql | Tx, now: Date): Promise<boolean> {
  const row = await sql
    .selectFrom('evaluation.notice')
    .select('id')
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
