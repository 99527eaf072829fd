import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { HolderKey, HolderReminders, ReminderDrop } from '../../model-owing.ts'

/** All reminders are of this kind: one for a holder, and the letter counts again what is owed. */
const kind = 'owing'

export interface NewReminder {
  regionCode: string
  accountId: string
  holder: HolderKey
}

/**
 * Adds reminders in one statement and returns those added; one that waits, or whose letter went to the same person in the
 * last `hours`, is not doubled.
 */
export async function insertReminders(
  tx: Tx,
  reminders: readonly NewReminder[],
  { askedBy, now, hours }: { askedBy: string | undefined; now: Date; hours: number },
): Promise<NewReminder[]> {
  if (reminders.length === 0) return []
  const { rows } = await sql<{ region_code: string; account_id: string; subject_key: string }>`
    insert into portfolio.reminder (region_code, account_id, kind, subject_key, asked_by, not_before, created_at)
    select g."regionCode", g."accountId", ${kind}, g.holder, ${askedBy ?? null}::uuid, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(reminders)}::jsonb) as g ("regionCode" text, "accountId" uuid, holder text)
    where not exists (select 1 from portfolio.reminder r where r.account_id = g."accountId" and r.kind = ${kind}
      and r.subject_key = g.holder and r.state = 'sent'
      and r.settled_at > ${now}::timestamptz - make_interval(hours => ${hours}))
    on conflict (account_id, kind, subject_key) where state = 'waiting' do nothing
    returning region_code, account_id, subject_key`.execute(tx)
  return rows.map(row => ({ regionCode: row.region_code, accountId: row.account_id, holder: row.subject_key }))
}

/** How the reminders to these holders of a region stand, by key, in one statement. */
export async function reminderStates(
  db: Sql | Tx,
  regionCode: string,
  holders: readonly HolderKey[],
): Promise<Map<HolderKey, HolderReminders>> {
  if (holders.length === 0) return new Map()
  const { rows } = await sql<{
    subject_key: string
    waiting: number
    not_before: Date | null
    sent_at: Date | null
    failed: number
    dropped: { at: string; reason: ReminderDrop } | null
  }>`select r.subject_key, count(*) filter (where r.state = 'waiting')::int as waiting,
      max(r.not_before) filter (where r.state = 'waiting') as not_before,
      max(r.settled_at) filter (where r.state = 'sent') as sent_at,
      count(*) filter (where m.state = 'failed')::int as failed,
      (array_agg(jsonb_build_object('at', r.settled_at, 'reason', r.drop_reason) order by r.settled_at desc)
        filter (where r.state = 'dropped'))[1] as dropped
    from portfolio.reminder r left join mail.message m on m.id = r.message_id
    where r.region_code = ${regionCode} and r.subject_key = any(${[...holders]}::text[])
    group by r.subject_key`.execute(db)
  return new Map(
    rows.map(row => [
      row.subject_key,
      {
        waiting: row.waiting,
        notBefore: row.not_before ?? undefined,
        lastSentAt: row.sent_at ?? undefined,
        lastDropped: row.dropped === null ? undefined : { at: new Date(row.dropped.at), reason: row.dropped.reason },
        failed: row.failed,
      },
    ]),
  )
}

/** A reminder that waits for its letter. */
export interface WaitingReminder extends NewReminder {
  id: string
  createdAt: Date
}

/** Whether a letter may be due. */
export async function hasDueReminder(db: Sql | Tx, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('portfolio.reminder')
    .select('id')
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Everything that waits for the accounts with the oldest due reminders, at most `accounts` of them, oldest first. Locked until
 * the transaction ends; what another worker holds is left out. In two statements.
 */
export async function lockReminders(tx: Tx, accounts: number, now: Date): Promise<WaitingReminder[]> {
  const due = await sql<{ account_id: string }>`
    select account_id from (
      select account_id, not_before, id from portfolio.reminder
      where state = 'waiting' and not_before <= ${now} order by not_before, id limit ${accounts * 20}
      for update skip locked
    ) oldest group by account_id order by min(not_before), account_id limit ${accounts}`.execute(tx)
  if (due.rows.length === 0) return []
  const rows = await tx
    .selectFrom('portfolio.reminder')
    .select(['id', 'region_code', 'account_id', 'subject_key', 'created_at'])
    .where(
      'account_id',
      'in',
      due.rows.map(row => row.account_id),
    )
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(row => ({
    id: row.id,
    regionCode: row.region_code,
    accountId: row.account_id,
    holder: row.subject_key,
    createdAt: row.created_at,
  }))
}

/** What became of waiting reminders. */
export interface Settlement {
  sent: { id: string; messageId: string }[]
  dropped: { id: string; reason: ReminderDrop }[]
  /** Not before then. */
  later: { id: string; notBefore: Date }[]
}

/** Writes what became of them, in at most three statements. */
export async function settleReminders(tx: Tx, { sent, dropped, later }: Settlement, now: Date): Promise<void> {
  if (sent.length > 0) {
    await sql`update portfolio.reminder r set state = 'sent', message_id = g."messageId", settled_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as g (id uuid, "messageId" uuid)
      where r.id = g.id`.execute(tx)
  }
  if (dropped.length > 0) {
    await sql`update portfolio.reminder r set state = 'dropped', drop_reason = g.reason, settled_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(dropped)}::jsonb) as g (id uuid, reason text) where r.id = g.id`.execute(
      tx,
    )
  }
  if (later.length > 0) {
    await sql`update portfolio.reminder r set not_before = g."notBefore"
      from jsonb_to_recordset(${JSON.stringify(later)}::jsonb) as g (id uuid, "notBefore" timestamptz)
      where r.id = g.id`.execute(tx)
  }
}
