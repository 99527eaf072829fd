import type { Sql, Tx } from '#platform/db/database.ts'
import { listRegions } from '#modules/region/index.ts'
import { CODE_LENGTH, type Indicator, type Reading } from '../../model-indicator.ts'
import { rollUp, type Rolled } from '../../rules/indicator/rollup.ts'
import { listReadings } from '../../store/indicator/readings.ts'

/** A district with its figure and the places in it; for indicators that are entered for the region or for districts, alone. */
export interface DistrictFigures {
  code: string
  name: string
  figure: Rolled
  /** Its own reading, where districts enter. */
  reading: Reading | undefined
  villages: { code: string; name: string; reading: Reading | undefined }[]
}

export interface PlaceFigures {
  whole: Rolled
  districts: DistrictFigures[]
  /** Names of places of the entry level without a figure. */
  missing: { code: string; name: string }[]
}

/**
 * Every place of a region in one period with its figure, districts and region computed from what was entered below them, in
 * three statements (none for places when the region itself enters).
 */
export async function readPlaces(
  db: Sql,
  regionCode: string,
  indicator: Indicator,
  period: string,
  verifiedOnly: boolean,
): Promise<PlaceFigures> {
  const readings = await listReadings(db as Sql | Tx, regionCode, {
    indicatorIds: [indicator.id],
    periods: [period],
    verifiedOnly,
  })
  const byPlace = new Map(readings.map(one => [one.placeCode, one]))
  if (indicator.level === 2) {
    return { whole: rollUp(indicator, regionCode, readings, [regionCode]), districts: [], missing: [] }
  }
  const [districts, villages] = await Promise.all([
    listRegions(db, { parentCode: regionCode, level: 3 }),
    indicator.level === 4 ? listRegions(db, { province: regionCode, level: 4 }) : Promise.resolve([]),
  ])
  const entering = indicator.level === 4 ? villages : districts
  const codes = entering.map(one => one.code)
  // Readings by district, so that the work does not grow with districts times villages.
  const inDistrict = new Map<string, Reading[]>()
  for (const one of readings) {
    const key = one.placeCode.slice(0, CODE_LENGTH[3])
    const there = inDistrict.get(key)
    if (there) there.push(one)
    else inDistrict.set(key, [one])
  }
  return {
    whole: rollUp(indicator, regionCode, readings, codes),
    missing: entering.filter(one => !byPlace.has(one.code)).map(({ code, name }) => ({ code, name })),
    districts: districts.map(({ code, name }) => {
      const inside = villages.filter(one => one.code.startsWith(`${code}.`))
      const places = indicator.level === 4 ? inside.map(one => one.code) : [code]
      return {
        code,
        name,
        figure: rollUp(indicator, code, inDistrict.get(code) ?? [], places),
        reading: byPlace.get(code),
        villages: inside.map(one => ({ code: one.code, name: one.name, reading: byPlace.get(one.code) })),
      }
    }),
  }
}
