import type { Actor } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { refuseRead } from '../../access.ts'
import { CODE_LENGTH, type Indicator, type Reading, readingId } from '../../model-indicator.ts'
import { type Ask, asksOf } from '../../rules/indicator/jump.ts'
import { endedPeriod, periodBefore, periodOf } from '../../rules/indicator/period.ts'
import { figureOf } from '../../rules/indicator/rollup.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { listReadings } from '../../store/indicator/readings.ts'

/** One figure to be entered, or entered: of one indicator, place and period. */
export interface Entry {
  /** `readingId` of it. */
  id: string
  indicator: Indicator
  placeCode: string
  period: string
  reading: Reading | undefined
  /** What the place said in the period before. */
  before: Reading | undefined
  asks: Ask[]
}

export interface Entries {
  /** Periods that are over and have no figure. */
  due: Entry[]
  /** Figures that somebody, or the rule of jumps, asks about; unexplained so far. */
  asked: Entry[]
  /** Periods that still run, and may be entered. */
  early: Entry[]
  done: Entry[]
}

/**
 * What one place is asked for, as far as the actor may enter it, in three statements. For each indicator that is entered at
 * the level of the place: the last period that is over; once it has a figure, the running one may be entered too.
 */
export async function readEntries(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  placeCode: string,
  today: string,
): Promise<Entries> {
  const indicators = (await listIndicators(db, regionCode)).filter(
    one =>
      CODE_LENGTH[one.level] === placeCode.length &&
      refuseRead(actor, regionCode, { placeCode, ownerId: one.ownerId }) === undefined,
  )
  const periodsOf = (one: Indicator) => {
    const ended = endedPeriod(today, one.frequency)
    return { ended, running: periodOf(today, one.frequency), before: periodBefore(ended) }
  }
  const stored = new Map(
    (
      await listReadings(db, regionCode, {
        indicatorIds: indicators.map(one => one.id),
        placeCodes: [placeCode],
        periods: [...new Set(indicators.flatMap(one => Object.values(periodsOf(one))))],
      })
    ).map(one => [readingId(one), one]),
  )
  const entryOf = (indicator: Indicator, period: string): Entry => {
    const id = readingId({ indicatorId: indicator.id, placeCode, period })
    const before = stored.get(readingId({ indicatorId: indicator.id, placeCode, period: periodBefore(period) }))
    return { id, indicator, placeCode, period, reading: stored.get(id), before, asks: [] }
  }
  const entries: Entries = { due: [], asked: [], early: [], done: [] }
  const entered: Entry[] = []
  for (const indicator of indicators) {
    const { ended, running } = periodsOf(indicator)
    const last = entryOf(indicator, ended)
    const now = entryOf(indicator, running)
    if (last.reading) entered.push(last)
    else entries.due.push(last)
    if (now.reading) entered.push(now)
    else if (last.reading) entries.early.push(now)
  }
  await addAsks(db, regionCode, entered)
  for (const entry of entered) {
    const waits = entry.reading?.state === 'questioned' || isUnexplained(entry)
    if (waits) entries.asked.push(entry)
    else entries.done.push(entry)
  }
  return entries
}

/** Does a figure stand out, and nobody has said why? */
export const isUnexplained = ({ reading, asks }: Pick<Entry, 'reading' | 'asks'>): boolean =>
  reading?.state === 'reported' && reading.explanation === undefined && asks.length > 0

/**
 * Fills in what is asked about each entered figure, in one statement: against its own period before, and against the other
 * places in the same period where figures can be compared.
 */
export async function addAsks(db: Sql | Tx, regionCode: string, entries: readonly Entry[]): Promise<void> {
  const compared = entries.filter(one => one.reading && one.indicator.rollup !== 'sum' && one.indicator.level > 2)
  const peers = await listReadings(db, regionCode, {
    indicatorIds: [...new Set(compared.map(one => one.indicator.id))],
    periods: [...new Set(compared.map(one => one.period))],
  })
  const figures = new Map<string, { placeCode: string; figure: string }[]>()
  const byId = new Map(compared.map(one => [one.indicator.id, one.indicator]))
  for (const peer of peers) {
    const indicator = byId.get(peer.indicatorId)
    const figure = indicator && figureOf(indicator, peer)
    if (indicator === undefined || figure === undefined || peer.placeCode.length !== CODE_LENGTH[indicator.level])
      continue
    const key = `${peer.indicatorId}/${peer.period}`
    const there = figures.get(key)
    if (there) there.push({ placeCode: peer.placeCode, figure })
    else figures.set(key, [{ placeCode: peer.placeCode, figure }])
  }
  for (const entry of entries) {
    const now = entry.reading && figureOf(entry.indicator, entry.reading)
    if (now === undefined) continue
    const last = entry.before && figureOf(entry.indicator, entry.before)
    entry.asks = asksOf(entry.indicator.rollup, {
      now,
      before:
        last === undefined || entry.before === undefined ? undefined : { value: last, period: entry.before.period },
      peers: (figures.get(`${entry.indicator.id}/${entry.period}`) ?? [])
        .filter(one => one.placeCode !== entry.placeCode)
        .map(one => one.figure),
    })
  }
}
