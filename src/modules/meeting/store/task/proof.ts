import { sql } from 'kysely'
import type { Sql } from '#platform/db/database.ts'
import { DECREE_SUBJECT, PREPARATION_ITEM_SUBJECT, PREPARATION_SUBJECT, TASK_SUBJECT } from '../../model.ts'

const kinds = [TASK_SUBJECT, DECREE_SUBJECT, PREPARATION_SUBJECT, PREPARATION_ITEM_SUBJECT]

/** Is a piece of evidence the proof of a task or an item, a decree, or a letter of a board? In one statement. */
export async function provesWork(db: Sql, regionCode: string, evidenceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('evidence.use')
    .select('evidence_id')
    .where('region_code', '=', regionCode)
    .where('evidence_id', '=', evidenceId)
    .where('subject_kind', 'in', kinds)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Something that evidence is used for: its words, and the board of an item. */
export interface NamedSubject {
  id: string
  name: string
  board: string | undefined
  boardId: string | undefined
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The names of subjects of one kind, in one statement. */
export async function nameSubjects(
  db: Sql,
  kind: string,
  regionCode: string,
  ids: readonly string[],
): Promise<NamedSubject[]> {
  const known = ids.filter(id => uuid.test(id))
  if (known.length === 0) return []
  const list = sql`any(${known}::uuid[])`
  const none = sql`null::text as board, null::uuid as board_id`
  const query =
    kind === TASK_SUBJECT
      ? sql`select id, text as name, ${none} from meeting.task where region_code = ${regionCode} and id = ${list}`
      : kind === DECREE_SUBJECT
        ? sql`select id, name, ${none} from meeting.institution where region_code = ${regionCode} and id = ${list}`
        : kind === PREPARATION_SUBJECT
          ? sql`select id, title as name, ${none} from meeting.preparation where region_code = ${regionCode}
              and id = ${list}`
          : sql`select i.id, i.what as name, p.title as board, p.id as board_id from meeting.preparation_item i
              join meeting.preparation p on p.region_code = i.region_code and p.id = i.preparation_id
              where i.region_code = ${regionCode} and i.id = ${list}`
  const { rows } = await query.execute(db)
  return (rows as { id: string; name: string; board: string | null; board_id: string | null }[]).map(row => ({
    id: row.id,
    name: row.name,
    board: row.board ?? undefined,
    boardId: row.board_id ?? undefined,
  }))
}
