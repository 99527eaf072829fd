import type { Sql, Tx } from '#platform/db/database.ts'
import { listInstitutionFacts } from '#modules/meeting/index.ts'
import { countForBook } from '#modules/portfolio/index.ts'
import type { Sheet } from '../../model.ts'
import type { LiveSource, Plan, SectionLine } from '../../model-book.ts'
import type { Measured } from '../../rules/book/completeness.ts'
import { readOwnFacts } from '../../store/book/filled.ts'

/** Sources that are worksheets of the same name. */
const SHEET_SOURCES = [
  'profile',
  'readiness',
  'swot',
  'strategy',
  'vision',
  'mission',
  'target',
  'action',
  'mapping',
  'roadmap',
  'risk',
] as const satisfies readonly (Sheet & LiveSource)[]

/**
 * Which sources of live blocks have anything to draw for a plan, whatever the filter of a block, in three statements. What
 * the meters of a list count; the section's own page draws its blocks and knows exactly.
 */
export async function filledSources(db: Sql | Tx, plan: Plan, today: string): Promise<Set<LiveSource>> {
  const { regionCode, seriesId } = plan
  const own = await readOwnFacts(db, regionCode, seriesId)
  const portfolio = await countForBook(db, regionCode)
  const institutions = await listInstitutionFacts(db, regionCode, today)
  const filled = new Set<LiveSource>(['region'])
  const put = (source: LiveSource, there: boolean) => there && filled.add(source)
  for (const sheet of SHEET_SOURCES) put(sheet, own.sheets.has(sheet))
  put('vision', own.sheets.has('vision') || plan.vision !== undefined)
  put('workshops', own.workshops)
  put('participation', own.workshops)
  put('commitment', own.signatures)
  put('programmes', portfolio.programmes > 0)
  put('roadmap', own.sheets.has('roadmap') || portfolio.programmes > 0)
  put('mapping', own.sheets.has('mapping') || portfolio.mapped > 0)
  put('budget', portfolio.budgetLines > 0)
  put('indicators', portfolio.verifiedReadings > 0)
  put('quick-wins', portfolio.quickWins > 0)
  put('institutions', institutions.length > 0)
  return filled
}

/** A section of a list as the meter counts it. */
export const measured = (line: SectionLine, filled: ReadonlySet<LiveSource>): Measured => ({
  state: line.state,
  words: line.words,
  wordsWanted: line.wordsWanted,
  live: line.sources.length,
  liveFilled: line.sources.filter(one => filled.has(one)).length,
})
