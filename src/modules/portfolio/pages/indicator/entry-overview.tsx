import { formatCount } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { listRegions, type Region } from '#modules/region/index.ts'
import { Chip } from '#ui/chip.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { refuseRead } from '../../access.ts'
import { listFigures } from '../../actions/indicator/read-figures.ts'
import type { Stand } from '../../actions/stand.ts'
import { CODE_LENGTH, type Indicator } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { endedPeriod } from '../../rules/indicator/period.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { listReadings } from '../../store/indicator/readings.ts'
import { entryHref, indicatorHref, periodName } from './words.ts'

/** What else somebody enters: indicators of the office that places fill in, and the villages of a district. */
export interface Overview {
  byPlace: { indicator: Indicator; period: string; reported: number; expected: number | undefined }[]
  villages: { place: Region; missing: number }[]
}

/** In at most four statements; nothing for a village, whose page is its own figures alone. */
export async function loadOverview(visit: Visit, stand: Stand, here: Region, today: string): Promise<Overview> {
  const { platform, actor } = visit
  const regionCode = stand.region.code
  const db = platform.db.sql
  if (here.code.length === CODE_LENGTH[4]) return { byPlace: [], villages: [] }
  const below = (await listIndicators(db, regionCode)).filter(one => CODE_LENGTH[one.level] > here.code.length)
  if (here.code.length === CODE_LENGTH[3]) return { byPlace: [], villages: await villagesOf(visit, here, below, today) }
  const mine = below.filter(
    one => refuseRead(actor, regionCode, { placeCode: regionCode, ownerId: one.ownerId }) === undefined,
  )
  const figures = await listFigures(db, regionCode, mine, { verifiedOnly: false, until: today, periods: 3 })
  return {
    villages: [],
    byPlace: mine.map(indicator => {
      const period = endedPeriod(today, indicator.frequency)
      const all = figures.get(indicator.id) ?? []
      const figure = all.find(one => one.period === period)
      return { indicator, period, reported: figure?.reported ?? 0, expected: (figure ?? all[0])?.expected }
    }),
  }
}

async function villagesOf(
  { platform, actor }: Visit,
  here: Region,
  indicators: readonly Indicator[],
  today: string,
): Promise<Overview['villages']> {
  const regionCode = here.code.slice(0, CODE_LENGTH[2])
  const asked = indicators.filter(
    one => refuseRead(actor, regionCode, { placeCode: `${here.code}.2001`, ownerId: one.ownerId }) === undefined,
  )
  if (asked.length === 0) return []
  const places = await listRegions(platform.db.sql, { parentCode: here.code })
  const readings = await listReadings(platform.db.sql, regionCode, {
    indicatorIds: asked.map(one => one.id),
    placeCodes: places.map(one => one.code),
    periods: [...new Set(asked.map(one => endedPeriod(today, one.frequency)))],
  })
  const frequencies = new Map(asked.map(one => [one.id, one.frequency]))
  return places.map(place => {
    const done = readings.filter(one => {
      const frequency = frequencies.get(one.indicatorId)
      return one.placeCode === place.code && frequency && one.period === endedPeriod(today, frequency)
    })
    return { place, missing: asked.length - done.length }
  })
}

export function EntryOverview({ visit, stand, overview }: { visit: Visit; stand: Stand; overview: Overview }) {
  const { lang } = visit
  const t = readingPhrases(lang)
  const { levelWord } = indicatorPhrases(lang)
  const regionCode = stand.region.code
  return (
    <>
      {overview.byPlace.length > 0 && (
        <section class="sec" aria-labelledby="per-tempat">
          <h2 id="per-tempat">{t.byPlace}</h2>
          <ul class="todo mt-4 max-w-3xl">
            {overview.byPlace.map(({ indicator, period, reported, expected }) => (
              <TodoRow
                href={`${indicatorHref(regionCode, indicator.id)}/isi`}
                title={indicator.name}
                line={t.byPlaceLine(
                  formatCount(reported, lang),
                  expected === undefined ? '–' : formatCount(expected, lang),
                  levelWord[indicator.level],
                  periodName(period, lang),
                )}
              >
                {expected !== undefined && reported >= expected ? (
                  <Chip status="ok">{t.complete}</Chip>
                ) : (
                  <Chip status="due">
                    {t.missing(expected === undefined ? '–' : formatCount(expected - reported, lang))}
                  </Chip>
                )}
              </TodoRow>
            ))}
          </ul>
        </section>
      )}
      {overview.villages.length > 0 && (
        <section class="sec" aria-labelledby="desa">
          <h2 id="desa">{t.villages}</h2>
          <p class="note mt-1">{t.villagesLead}</p>
          <ul class="todo mt-4 max-w-3xl">
            {overview.villages.map(({ place, missing }) => (
              <TodoRow href={`${entryHref(regionCode)}?tempat=${place.code}`} title={place.name} line={place.code}>
                {missing === 0 ? (
                  <Chip status="ok">{t.complete}</Chip>
                ) : (
                  <Chip status="due">{t.missing(formatCount(missing, lang))}</Chip>
                )}
              </TodoRow>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
