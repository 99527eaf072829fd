import type { Sql, Tx } from '#platform/db/database.ts'
import { listInstruments } from '../store/instruments.ts'

/** Codes of all dimensions of published instruments: the columns that a results table may have. */
export async function dimensionCodes(sql: Sql | Tx): Promise<Set<string>> {
  return new Set((await listInstruments(sql)).flatMap(({ content }) => content.dimensions.map(({ code }) => code)))
}
