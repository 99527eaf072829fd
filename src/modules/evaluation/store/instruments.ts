import type { Sql, Tx } from '#platform/db/database.ts'
import type { Instrument } from '../model.ts'

export interface StoredInstrument {
  id: string
  year: number
  title: { id: string; en: string }
  /** SHA-256 over the canonical text of `content`; stands on every result scored with it. */
  sha256: string
  state: 'draft' | 'published'
  publishedAt: Date | undefined
  content: Instrument
}

const columns = ['id', 'year', 'title', 'sha256', 'state', 'published_at', 'content'] as const

interface Row {
  id: string
  year: number
  title: unknown
  sha256: string
  state: string
  published_at: Date | null
  content: unknown
}

const fromRow = (row: Row): StoredInstrument => ({
  id: row.id,
  year: row.year,
  title: row.title as StoredInstrument['title'],
  sha256: row.sha256,
  state: row.state as StoredInstrument['state'],
  publishedAt: row.published_at ?? undefined,
  content: row.content as Instrument,
})

/** All published instruments, newest year first. */
export async function listInstruments(sql: Sql | Tx): Promise<StoredInstrument[]> {
  const rows = await sql
    .selectFrom('evaluation.instrument')
    .select(columns)
    .where('state', '=', 'published')
    .orderBy('year', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

/** A published instrument never changes (a trigger sees to it): read once, it serves as long as its database is open. */
const kept = new WeakMap<Sql | Tx, Map<string, StoredInstrument>>()

/** A published instrument, not to be changed by the caller; undefined when there is none with this id. */
export async function findInstrument(sql: Sql | Tx, id: string): Promise<StoredInstrument | undefined> {
  const known = kept.get(sql)?.get(id)
  if (known) return known
  const row = await sql
    .selectFrom('evaluation.instrument')
    .select(columns)
    .where('id', '=', id)
    .where('state', '=', 'published')
    .executeTakeFirst()
  if (!row) return undefined
  const found = fromRow(row)
  // What a transaction reads may still be rolled back, so only what is read outside of one is kept.
  if (!sql.isTransaction) kept.set(sql, (kept.get(sql) ?? new Map<string, StoredInstrument>()).set(id, found))
  return found
}

/** SHA-256 of every stored instrument by id, drafts too. */
export async function hashesOfInstruments(sql: Sql | Tx): Promise<Map<string, string>> {
  const rows = await sql.selectFrom('evaluation.instrument').select(['id', 'sha256']).execute()
  return new Map(rows.map(row => [row.id, row.sha256]))
}

export async function insertPublishedInstrument(
  tx: Tx,
  instrument: Instrument,
  sha256: string,
  publishedAt: Date,
): Promise<void> {
  await tx
    .insertInto('evaluation.instrument')
    .values({
      id: instrument.id,
      year: instrument.year,
      title: JSON.stringify(instrument.title),
      content: JSON.stringify(instrument),
      sha256,
      state: 'published',
      published_at: publishedAt,
    })
    .execute()
}
