import { actsAs, type Actor } from '#kit/actor.ts'
import type { Sql } from '#platform/db/database.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import { READING_SUBJECT } from '../../model.ts'
import { type Reading, readingId } from '../../model-indicator.ts'
import { periodBefore } from '../../rules/indicator/period.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { countWaiting, listReadings } from '../../store/indicator/readings.ts'
import { listUses } from '#modules/evidence/index.ts'
import { addAsks, type Entry } from './read-entries.ts'

export interface WaitingReading extends Entry {
  reading: Reading
  placeName: string
  proofs: number
}

/**
 * Reported readings that wait to be verified, as far as the actor verifies them: a head those of the own office, the
 * secretariat all. `waiting` counts all of them. In seven statements, however many there are.
 */
export async function readQueue(
  db: Sql,
  actor: Actor,
  regionCode: string,
  page: { after?: Pick<Reading, 'indicatorId' | 'placeCode' | 'period'> | undefined; limit: number },
): Promise<{ rows: WaitingReading[]; more: boolean; waiting: number }> {
  const ownerId = actsAs(actor, 'opd-head') ? actor.membership?.organisationId : undefined
  const indicators = await listIndicators(db, regionCode, { ownerId })
  const byId = new Map(indicators.map(one => [one.id, one]))
  const filter = { indicatorIds: [...byId.keys()], state: 'reported' as const }
  const waiting = await countWaiting(db, regionCode, filter.indicatorIds)
  const found = await listReadings(db, regionCode, filter, { after: page.after, limit: page.limit + 1 })
  const shown = found.slice(0, page.limit)
  const before = new Map(
    (
      await listReadings(db, regionCode, {
        indicatorIds: [...new Set(shown.map(one => one.indicatorId))],
        placeCodes: [...new Set(shown.map(one => one.placeCode))],
        periods: [...new Set(shown.map(one => periodBefore(one.period)))],
      })
    ).map(one => [readingId(one), one]),
  )
  const places = await listRegionsByCodes(db, [...new Set(shown.map(one => one.placeCode))])
  const proofs = await listUses(db, regionCode, READING_SUBJECT, shown.map(readingId))
  const rows = shown.flatMap((reading): WaitingReading[] => {
    const indicator = byId.get(reading.indicatorId)
    if (!indicator) return []
    const id = readingId(reading)
    const { placeCode, period } = reading
    return [
      {
        id,
        indicator,
        placeCode,
        period,
        reading,
        before: before.get(readingId({ ...reading, period: periodBefore(period) })),
        asks: [],
        placeName: places.get(placeCode)?.name ?? placeCode,
        proofs: proofs.get(id)?.length ?? 0,
      },
    ]
  })
  await addAsks(db, regionCode, rows)
  return { rows, more: found.length > page.limit, waiting }
}
