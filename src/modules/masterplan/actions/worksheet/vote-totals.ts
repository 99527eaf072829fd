import type { Sql, Tx } from '#platform/db/database.ts'
import type { CardOf } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'
import { rankByPoints } from '../../rules/worksheet/priority.ts'
import { listCards } from '../../store/worksheet/cards.ts'

/** The living cards of a sheet by the points given to them together, best first, with their ranks; in one statement. */
export async function voteTotals<S extends Sheet>(
  db: Sql | Tx,
  regionCode: string,
  seriesId: string,
  sheet: S,
): Promise<{ card: CardOf<S>; rank: number | undefined }[]> {
  return rankByPoints(await listCards(db, regionCode, seriesId, sheet))
}
