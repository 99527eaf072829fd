import { dayIn } from '#kit/format.ts'
import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { listRegions } from '#modules/region/index.ts'
import { mayOpenPortfolio } from '../../access.ts'
import { getIndicatorStand } from '../../actions/indicator/indicator-stand.ts'
import type { Reading } from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { endedPeriod, isPeriod } from '../../rules/indicator/period.ts'
import { figureOf } from '../../rules/indicator/rollup.ts'
import { listReadings } from '../../store/indicator/readings.ts'
import { indicatorPlace } from './words.ts'

/** Every place of one indicator in one period as a file; those that did not report stand there with an empty figure. */
const download = (format: SheetFormat): Page => ({
  path: `${indicatorPlace}/capaian.${format}`,
  permission: 'portfolio.read',
  may: mayOpenPortfolio,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const t = indicatorPhrases(lang)
    const db = platform.db.read
    const { stand, indicator } = await getIndicatorStand(
      db,
      actor,
      c.req.param('code') ?? '',
      c.req.param('indicator') ?? '',
    )
    const { region, sight } = stand
    const asked = c.req.query('periode') ?? ''
    const today = dayIn(platform.clock.now(), region.timezone)
    const period = isPeriod(asked, indicator.frequency) ? asked : endedPeriod(today, indicator.frequency)
    const readings = await listReadings(db, region.code, {
      indicatorIds: [indicator.id],
      periods: [period],
      verifiedOnly: sight === 'public',
    })
    const places =
      indicator.level === 2 ? [region] : await listRegions(db, { province: region.code, level: indicator.level })
    const byPlace = new Map(readings.map(one => [one.placeCode, one]))
    type Row = { code: string; name: string; reading: Reading | undefined }
    return await sheetResponse<Row>(
      {
        name: `${indicator.code.replace(/[^A-Za-z0-9-]/g, '-')}-${region.code}-${period}`,
        rows: places.map(({ code, name }) => ({ code, name, reading: byPlace.get(code) })),
        columns: [
          { key: 'place', label: t.code, width: 16, value: row => row.code },
          { key: 'place_name', label: t.place, width: 32, value: row => row.name },
          { key: 'indicator', label: t.name, width: 14, value: () => indicator.code },
          { key: 'period', label: t.period, width: 12, value: () => period },
          {
            key: 'value',
            label: `${t.value} (${indicator.unit})`,
            kind: 'decimal',
            places: indicator.decimals,
            width: 14,
            value: row => row.reading && figureOf(indicator, row.reading),
          },
          {
            key: 'numerator',
            label: t.labels['numerator'] ?? '',
            kind: 'decimal',
            width: 14,
            value: row => row.reading?.numerator,
          },
          {
            key: 'denominator',
            label: t.labels['denominator'] ?? '',
            kind: 'decimal',
            width: 14,
            value: row => row.reading?.denominator,
          },
          {
            key: 'state',
            label: t.state,
            width: 14,
            value: row => (format === 'csv' || !row.reading ? row.reading?.state : t.states[row.reading.state]),
          },
        ],
      },
      format,
    )
  },
})

export const placesFiles: Page[] = [download('csv'), download('xlsx')]
