import type { Sql, Tx } from '#platform/db/database.ts'
import type { Drawing, Drift, Facts, Measure } from '../../model-measure.ts'
import { draw } from '../../rules/measure/draw.ts'
import { driftOf } from '../../rules/measure/drift.ts'
import { type FactFilter, listPlacesOfProgrammes, listProgrammeFacts } from '../../store/measure/facts.ts'
import { listReadingFacts } from './reading-facts.ts'

/**
 * What measures say of a region on a day, each with the rows it is made from, in the order of the measures; in at most six
 * statements however many measures and programmes there are. Who may see it, the caller decides.
 */
export async function drawMeasures(
  db: Sql | Tx,
  regionCode: string,
  measures: readonly Measure[],
  day: string,
): Promise<Drawing[]> {
  const facts = await readFacts(db, regionCode, measures, day)
  return measures.map(measure => draw(measure, facts, day))
}

/** One measure on a day. */
export async function drawMeasure(db: Sql | Tx, regionCode: string, measure: Measure, day: string): Promise<Drawing> {
  const facts = await readFacts(db, regionCode, [measure], day)
  return draw(measure, facts, day)
}

/** What is different on a day from a frozen drawing of the same measure. */
export async function drawDrift(
  db: Sql | Tx,
  regionCode: string,
  frozen: Drawing,
  measure: Measure,
  day: string,
): Promise<Drift[]> {
  const live = await drawMeasure(db, regionCode, measure, day)
  const ids = frozen.rows.filter(row => row.kind === 'programme').map(row => row.id)
  return driftOf(frozen, live, await listPlacesOfProgrammes(db, regionCode, ids))
}

const year = (day: string) => Number(day.slice(0, 4))

async function readFacts(db: Sql | Tx, regionCode: string, measures: readonly Measure[], day: string): Promise<Facts> {
  const rules = measures.map(({ rule }) => rule)
  const codes = rules.flatMap(rule => (rule.kind === 'reading' ? [rule.externalCode] : []))
  const onProgrammes = rules.filter(rule => rule.kind !== 'reading')
  const withQuickWins = onProgrammes.some(needsQuickWins)
  return {
    programmes:
      onProgrammes.length === 0
        ? []
        : await listProgrammeFacts(db, regionCode, year(day), {
            ...filterOf(onProgrammes),
            withQuickWins,
            withBudget: onProgrammes.some(rule => rule.kind === 'budget'),
          }),
    readings: codes.length === 0 ? [] : await listReadingFacts(db, regionCode, codes, day),
  }
}

type Rule = Measure['rule']

const needsQuickWins = (rule: Rule): boolean =>
  rule.kind === 'quick-win-check' ||
  rule.kind === 'risk' ||
  ((rule.kind === 'continued' || rule.kind === 'new') && rule.quickWins)

/** One rule alone is narrowed in SQL; several share what is read. */
function filterOf(rules: readonly Rule[]): FactFilter {
  const [rule] = rules
  if (rules.length === 0 || !rule) return {}
  if (rules.every(needsQuickWins)) return { quickWins: true }
  if (rules.length > 1 || rule.kind !== 'realisation') return {}
  return { dimension: rule.dimension, subDimension: rule.subDimension, stream: rule.stream }
}
