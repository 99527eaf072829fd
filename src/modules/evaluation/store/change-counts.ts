import type { Sql, Tx } from '#platform/db/database.ts'
import type { ImprovementBasis } from './results.ts'

/** How many changes of an edition are computed, and how many only printed. One statement. */
export async function countChanges(sql: Sql | Tx, edition: string): Promise<{ computed: number; printedOnly: number }> {
  const rows = await sql
    .selectFrom('evaluation.result')
    .select(({ fn }) => ['improvement_basis', fn.countAll<number>().as('count')])
    .where('edition_id', '=', edition)
    .where('change', 'is not', null)
    .groupBy('improvement_basis')
    .execute()
  const of = (wanted: ImprovementBasis[]) =>
    rows.reduce((sum, row) => sum + (wanted.includes(row.improvement_basis as ImprovementBasis) ? row.count : 0), 0)
  return {
    computed: of(['computed']),
    printedOnly: of(['not-recomputable', 'absent-now', 'absent-before', 'no-index-now']),
  }
}
