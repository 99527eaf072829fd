import { sql } from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'
import { CARD_SUBJECT, COMMITMENT_SUBJECT, DELIVERABLE_SUBJECT, EDITION_SUBJECT } from '../../model.ts'

/** How much there is of what proves the deliverables of a series. */
export interface Proofs {
  /** Living cards by sheet; of readiness `filled` counts those whose condition was judged. */
  cards: Map<string, { filled: number; all: number }>
  /** Sections of the plan that was written from the series, by "book-1"; `filled` are those with a text. */
  books: Map<string, { filled: number; all: number; planId: string }>
}

/** What was written in a series so far, in two statements. */
export async function readProofs(db: Sql | Tx, regionCode: string, seriesId: string): Promise<Proofs> {
  const cards = await db
    .selectFrom('masterplan.card')
    .select([
      'sheet',
      sql<number>`count(*)::int`.as('every'),
      sql<number>`(count(*) filter (where sheet <> 'readiness' or content ? 'condition'))::int`.as('filled'),
    ])
    .where('region_code', '=', regionCode)
    .where('series_id', '=', seriesId)
    .where('archived_at', 'is', null)
    .groupBy('sheet')
    .execute()
  const books = await db
    .selectFrom('masterplan.section as s')
    .innerJoin('masterplan.plan as p', join =>
      join.onRef('p.region_code', '=', 's.region_code').onRef('p.id', '=', 's.plan_id'),
    )
    .select([
      's.book',
      's.plan_id',
      sql<number>`count(*)::int`.as('every'),
      sql<number>`(count(*) filter (where s.state <> 'empty'))::int`.as('filled'),
    ])
    .where('p.region_code', '=', regionCode)
    .where('p.series_id', '=', seriesId)
    .where('p.archived_at', 'is', null)
    .where('s.archived_at', 'is', null)
    .groupBy(['s.book', 's.plan_id', 'p.created_at'])
    .orderBy('p.created_at')
    .execute()
  return {
    cards: new Map(cards.map(row => [row.sheet, { filled: row.filled, all: row.every }])),
    // The newest plan counts.
    books: new Map(books.map(row => [`book-${row.book}`, { filled: row.filled, all: row.every, planId: row.plan_id }])),
  }
}

/** Is a piece of evidence used for something of the masterplan? In one statement. */
export async function provesPlan(db: Sql, regionCode: string, evidenceId: string): Promise<boolean> {
  const row = await db
    .selectFrom('evidence.use')
    .select('evidence_id')
    .where('region_code', '=', regionCode)
    .where('evidence_id', '=', evidenceId)
    .where('subject_kind', 'in', [DELIVERABLE_SUBJECT, CARD_SUBJECT, COMMITMENT_SUBJECT, EDITION_SUBJECT])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
