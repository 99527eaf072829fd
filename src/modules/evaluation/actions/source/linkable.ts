import type { Platform } from '#platform/platform.ts'
import { drawMeasures, findMeasure, type Measure, measuresOf } from '#modules/portfolio/index.ts'
import { refuseAnswer } from '../../access.ts'
import { listSources } from '../../store/source/sources.ts'
import type { Assessment } from '../assessment/read-assessment.ts'
import { dayOf } from './link-source.ts'

export interface Linkable {
  /** Questions in sight that can take a figure from the portfolio and are the viewer's to write. */
  could: number
  linked: number
}

/** How many answers of a writer use the portfolio, in one statement; undefined for who writes nothing here now. */
export async function linkableIn(
  platform: Platform,
  { stand, facts, rows }: Assessment,
): Promise<Linkable | undefined> {
  const writes = (row: (typeof rows)[number]) => !refuseAnswer(facts, { ownOffice: row.mine, state: row.answer?.state })
  const measures = await measuresOf(stand.round.instrumentId)
  const open = rows.filter(row => measures.has(row.id) && writes(row))
  if (open.length === 0) return undefined
  const sources = await listSources(platform.db.sql, stand.round.id, stand.region.regionCode)
  return { could: open.length, linked: open.filter(row => sources.has(row.id)).length }
}

/** Linked questions for which the portfolio has no rows any more: they would go in without its figure. */
export async function lostSources(platform: Platform, { stand }: Pick<Assessment, 'stand'>): Promise<string[]> {
  const { sql } = platform.db
  const sources = await listSources(sql, stand.round.id, stand.region.regionCode)
  if (sources.size === 0) return []
  const measures: Measure[] = []
  for (const id of new Set([...sources.values()].map(source => source.measure))) {
    const measure = await findMeasure(id)
    if (measure) measures.push(measure)
  }
  const drawings = await drawMeasures(sql, stand.region.regionCode, measures, dayOf(stand, platform.clock.now()))
  const full = new Set(drawings.filter(drawing => drawing.rows.length > 0).map(drawing => drawing.measure))
  return [...sources.values()].flatMap(({ questionId, measure }) => (full.has(measure) ? [] : [questionId]))
}
