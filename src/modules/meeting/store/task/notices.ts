import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { TaskDimension, TaskLevel } from '../../model-task.ts'

export type NoticeKind = 'task' | 'preparation' | 'term'

/** Something that one person is asked for. */
export interface NewNotice {
  regionCode: string
  accountId: string
  kind: NoticeKind
  /** The task, the item of a board, the institution. */
  subjectId: string
  /** As whom the person is asked; `owner` for preparations and terms. */
  level: TaskLevel
}

/** Why a notice was not sent: settled before, the person has left, there is no such thing any more. */
export type NoticeDrop = 'done' | 'no-role'

/**
 * Adds notices in one statement and gives those added; one that waits, or went to the same person in the last `hours`, is not
 * doubled.
 */
export async function insertNotices(
  tx: Tx,
  notices: readonly NewNotice[],
  { askedBy, now, hours }: { askedBy: string | undefined; now: Date; hours: number },
): Promise<NewNotice[]> {
  if (notices.length === 0) return []
  const { rows } = await sql<{
    region_code: string
    account_id: string
    kind: string
    subject_id: string
    level: string
  }>`
    insert into meeting.notice (region_code, account_id, kind, subject_id, level, asked_by, not_before, created_at)
    select g."regionCode", g."accountId", g.kind, g."subjectId", g.level, ${askedBy ?? null}::uuid, ${now}::timestamptz,
      ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb)
      as g ("regionCode" text, "accountId" uuid, kind text, "subjectId" uuid, level text)
    where not exists (select 1 from meeting.notice n where n.region_code = g."regionCode" and n.kind = g.kind
      and n.subject_id = g."subjectId" and n.account_id = g."accountId" and n.level = g.level and n.state = 'sent'
      and n.settled_at > ${now}::timestamptz - make_interval(hours => ${hours}))
    on conflict (region_code, account_id, kind, subject_id, level) where state = 'waiting' do nothing
    returning region_code, account_id, kind, subject_id, level`.execute(tx)
  return rows.map(row => ({
    regionCode: row.region_code,
    accountId: row.account_id,
    kind: row.kind as NoticeKind,
    subjectId: row.subject_id,
    level: row.level as TaskLevel,
  }))
}

/** A notice that waits for its letter. */
export interface WaitingNotice extends NewNotice {
  id: string
  createdAt: Date
}

/** Whether a letter may be due. */
export async function hasDueNotice(db: Sql | Tx, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('meeting.notice')
    .select('id')
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Everything that waits for the accounts with the oldest due notices, at most `accounts` of them, oldest first. Locked until
 * the transaction ends; what another worker holds is left out. In two statements.
 */
export async function lockNotices(tx: Tx, accounts: number, now: Date): Promise<WaitingNotice[]> {
  const due = await sql<{ account_id: string }>`
    select account_id from (
      select account_id, not_before, id from meeting.notice
      where state = 'waiting' and not_before <= ${now} order by not_before, id limit ${accounts * 20}
      for update skip locked
    ) oldest group by account_id order by min(not_before), account_id limit ${accounts}`.execute(tx)
  if (due.rows.length === 0) return []
  const rows = await tx
    .selectFrom('meeting.notice')
    .select(['id', 'region_code', 'account_id', 'kind', 'subject_id', 'level', 'created_at'])
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
    kind: row.kind as NoticeKind,
    subjectId: row.subject_id,
    level: row.level as TaskLevel,
    createdAt: row.created_at,
  }))
}

/** What became of waiting notices. */
export interface Settlement {
  sent: { id: string; messageId: string }[]
  dropped: { id: string; reason: NoticeDrop }[]
  /** Not before then. */
  later: { id: string; notBefore: Date }[]
}

/** Writes what became of them, in at most three statements. */
export async function settleNotices(tx: Tx, { sent, dropped, later }: Settlement, now: Date): Promise<void> {
  if (sent.length > 0) {
    await sql`update meeting.notice n set state = 'sent', message_id = g."messageId", settled_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(sent)}::jsonb) as g (id uuid, "messageId" uuid)
      where n.id = g.id`.execute(tx)
  }
  if (dropped.length > 0) {
    await sql`update meeting.notice n set state = 'dropped', drop_reason = g.reason, settled_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(dropped)}::jsonb) as g (id uuid, reason text) where n.id = g.id`.execute(
      tx,
    )
  }
  if (later.length > 0) {
    await sql`update meeting.notice n set not_before = g."notBefore"
      from jsonb_to_recordset(${JSON.stringify(later)}::jsonb) as g (id uuid, "notBefore" timestamptz)
      where n.id = g.id`.execute(tx)
  }
}

/** What is asked for, as a letter tells it. */
export interface AskedFor {
  kind: NoticeKind
  id: string
  regionCode: string
  text: string
  officeId: string | undefined
  officeName: string | undefined
  /** Of a task; `level` is `owner` for all else. */
  dimension: TaskDimension | undefined
  level: TaskLevel
  dueOn: string
  timesOverdue: number
  /** Where it stands: `boardId` for an item of a board. */
  boardId: string | undefined
}

/** What is still to be done of these subjects, in one statement; settled, archived and unknown ones are missing. */
export async function listAskedFor(tx: Tx, subjectIds: readonly string[]): Promise<AskedFor[]> {
  if (subjectIds.length === 0) return []
  const ids = sql`any(${[...new Set(subjectIds)]}::uuid[])`
  const { rows } = await sql<{
    kind: NoticeKind
    id: string
    region_code: string
    text: string
    office_id: string | null
    office_name: string | null
    dimension: TaskDimension | null
    level: TaskLevel
    due_on: string
    times_overdue: number
    board_id: string | null
  }>`
    select 'task' as kind, t.id, t.region_code, t.text, t.owner_id as office_id, o.name as office_name, t.dimension,
      t.level, t.due_on, t.times_overdue, null::uuid as board_id
    from meeting.task t join people.organisation o on o.id = t.owner_id where t.id = ${ids} and t.state = 'open'
    union all
    select 'preparation', i.id, i.region_code, i.what, i.organisation_id, o.name, null, 'owner', i.due_on, 0, p.id
    from meeting.preparation_item i
    join meeting.preparation p on p.region_code = i.region_code and p.id = i.preparation_id and p.archived_at is null
    join people.organisation o on o.id = i.organisation_id
    where i.id = ${ids} and i.state in ('not-started', 'preparing')
    union all
    select 'term', n.id, n.region_code, n.name, null, null, null, 'owner', n.term_until, 0, null
    from meeting.institution n where n.id = ${ids} and n.archived_at is null and n.term_until is not null
    order by due_on, id`.execute(tx)
  return rows.map(row => ({
    kind: row.kind,
    id: row.id,
    regionCode: row.region_code,
    text: row.text,
    officeId: row.office_id ?? undefined,
    officeName: row.office_name ?? undefined,
    dimension: row.dimension ?? undefined,
    level: row.level,
    dueOn: row.due_on,
    timesOverdue: row.times_overdue,
    boardId: row.board_id ?? undefined,
  }))
}
