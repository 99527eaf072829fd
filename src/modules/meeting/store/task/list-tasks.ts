import { sql, type SqlBool } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Task, TaskLevel, TaskState } from '../../model-task.ts'
import { selectTasks, toTask } from './tasks.ts'

export interface TaskFilter {
  officeId?: string | undefined
  state?: TaskState | undefined
  level?: TaskLevel | undefined
  /** Only open ones whose day lies before this one. */
  lateOn?: string | undefined
}

/** Where a page of the list begins: after this task. */
export interface TaskCursor {
  dueOn: string
  id: string
}

const inFilter =
  (regionCode: string, { officeId, state, level, lateOn }: TaskFilter) =>
  () =>
    sql<SqlBool>`t.region_code = ${regionCode}
      and (${officeId ?? null}::uuid is null or t.owner_id = ${officeId ?? null}::uuid)
      and (${state ?? null}::text is null or t.state = ${state ?? null})
      and (${level ?? null}::text is null or (t.level = ${level ?? null} and t.state = 'open'))
      and (${lateOn ?? null}::date is null or (t.state = 'open' and t.due_on < ${lateOn ?? null}::date))`

/** Tasks of a region by due day, in one statement; `next` begins the page after. */
export async function listTasks(
  db: Sql | Tx,
  regionCode: string,
  filter: TaskFilter,
  { after, limit }: { after?: TaskCursor | undefined; limit: number },
): Promise<{ tasks: Task[]; next: TaskCursor | undefined }> {
  let query = selectTasks(db)
    .where(inFilter(regionCode, filter))
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(limit + 1)
  if (after) query = query.where(() => sql<SqlBool>`(t.due_on, t.id) > (${after.dueOn}::date, ${after.id}::uuid)`)
  const tasks = (await query.execute()).map(toTask)
  const last = tasks[limit - 1]
  return {
    tasks: tasks.slice(0, limit),
    next: tasks.length > limit && last ? { dueOn: last.dueOn, id: last.id } : undefined,
  }
}

export interface TaskCounts {
  open: number
  late: number
  /** Open ones that are asked of the coordinator or the secretary. */
  risen: number
  done: number
}

/** How the tasks of a region, or of one office in it, stand on a day, in one statement. */
export async function countTasks(
  db: Sql | Tx,
  regionCode: string,
  officeId: string | undefined,
  today: string,
): Promise<TaskCounts> {
  const { rows } = await sql<TaskCounts>`
    select count(*) filter (where state = 'open')::int as open,
      count(*) filter (where state = 'open' and due_on < ${today}::date)::int as late,
      count(*) filter (where state = 'open' and level <> 'owner')::int as risen,
      count(*) filter (where state = 'done')::int as done
    from meeting.task where region_code = ${regionCode}
      and (${officeId ?? null}::uuid is null or owner_id = ${officeId ?? null}::uuid)`.execute(db)
  return rows[0] ?? { open: 0, late: 0, risen: 0, done: 0 }
}

/** The open tasks of a region, or of one office in it: how many there are and the first of them by due day, in one statement. */
export async function readOpenTasks(
  db: Sql | Tx,
  regionCode: string,
  officeId: string | undefined,
  today: string,
  limit: number,
): Promise<{ counts: Pick<TaskCounts, 'open' | 'late'>; tasks: Task[] }> {
  const rows = await selectTasks(db)
    .select([
      sql<number>`count(*) over ()`.as('open'),
      sql<number>`count(*) filter (where t.due_on < ${today}::date) over ()`.as('late'),
    ])
    .where(inFilter(regionCode, { officeId, state: 'open' }))
    .orderBy('t.due_on')
    .orderBy('t.id')
    .limit(limit)
    .execute()
  const [first] = rows
  return { counts: { open: first?.open ?? 0, late: first?.late ?? 0 }, tasks: rows.map(toTask) }
}

/** What an office still owes to meetings: open tasks, and items to prepare that nobody checked. */
export async function countOfficeWork(
  db: Sql | Tx,
  organisationId: string,
): Promise<{ tasks: number; items: number; seats: number; regionCode: string | undefined }> {
  const { rows } = await sql<{ tasks: number; items: number; seats: number; region_code: string | null }>`
    select
      (select count(*)::int from meeting.task where owner_id = ${organisationId}::uuid and state = 'open') as tasks,
      (select count(*)::int from meeting.preparation_item i
        join meeting.preparation p on p.region_code = i.region_code and p.id = i.preparation_id and p.archived_at is null
        where i.organisation_id = ${organisationId}::uuid and i.state <> 'checked') as items,
      (select count(*)::int from meeting.institution_member m
        join meeting.institution n on n.region_code = m.region_code and n.id = m.institution_id and n.archived_at is null
        where m.organisation_id = ${organisationId}::uuid) as seats,
      (select region_code from people.organisation where id = ${organisationId}::uuid) as region_code`.execute(db)
  const [row] = rows
  const code = row?.region_code ?? ''
  return {
    tasks: row?.tasks ?? 0,
    items: row?.items ?? 0,
    seats: row?.seats ?? 0,
    regionCode: code.length >= 5 ? code.slice(0, 5) : undefined,
  }
}

/** Gives open tasks and unchecked items of an office to another, in two statements; the ids that moved. */
export async function moveOfficeWork(
  tx: Tx,
  move: { regionCode: string; fromId: string; toId: string; by: string | undefined; now: Date },
): Promise<{ tasks: string[]; items: string[] }> {
  const by = sql`${move.by ?? null}::uuid`
  const tasks = await sql<{ id: string }>`update meeting.task set owner_id = ${move.toId}::uuid, version = version + 1,
      changed_by = ${by}, changed_at = ${move.now}::timestamptz
    where region_code = ${move.regionCode} and owner_id = ${move.fromId}::uuid and state = 'open' returning id`.execute(
    tx,
  )
  const items = await sql<{ id: string }>`update meeting.preparation_item i set organisation_id = ${move.toId}::uuid,
      version = i.version + 1, changed_by = ${by}, changed_at = ${move.now}::timestamptz
    from meeting.preparation p where p.region_code = i.region_code and p.id = i.preparation_id and p.archived_at is null
      and i.region_code = ${move.regionCode} and i.organisation_id = ${move.fromId}::uuid and i.state <> 'checked'
    returning i.id`.execute(tx)
  return { tasks: tasks.rows.map(row => row.id), items: items.rows.map(row => row.id) }
}
