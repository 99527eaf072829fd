import { listRegions } from '#modules/region/index.ts'
import type { Platform } from '#platform/platform.ts'
import { addReadySet } from './actions/indicator/add-ready-set.ts'
import { judgeReadings } from './actions/indicator/judge-readings.ts'
import { linkProgramme } from './actions/indicator/link-programme.ts'
import { saveIndicator } from './actions/indicator/save-indicator.ts'
import { saveReadings } from './actions/indicator/save-readings.ts'
import { saveTargets } from './actions/indicator/save-targets.ts'
import { chance, type DemoRegion } from './demo-region.ts'
import {
  type DemoIndicator,
  demoExternal,
  demoMeasured,
  demoVillageIndicators,
  demoVillageShares,
} from './demo-data.ts'
import type { Indicator, ReadingInput } from './model-indicator.ts'
import { periodOf, shiftPeriod } from './rules/indicator/period.ts'
import { listIndicators } from './store/indicator/indicators.ts'
import { listProgrammesByCode } from './store/programmes.ts'

/** The village whose officer can sign in: the newest period is left for that person to fill in. */
const unfinished = '73.24.04.2005'

/** Nobody in particular: so that the secretariat, which does not verify what it entered, can verify it. */
const villages = { accountId: undefined }

/**
 * Indicators of one region of the demo world, with two years of readings of all its villages. Here and there a village has
 * not reported, and the newest half-year is not verified yet.
 */
export async function fillIndicators(platform: Platform, region: DemoRegion): Promise<void> {
  const { regionCode, secretariat } = region
  await addReadySet(platform, secretariat.actor, { regionCode }, secretariat.writer)
  const own: Indicator[] = []
  for (const one of demoVillageIndicators) own.push(await define(platform, region, one))
  const ready = (await listIndicators(platform.db.sql, regionCode, {})).filter(one => one.externalCode !== undefined)
  for (const one of ready) await measure(platform, region, one, demoMeasured[one.externalCode ?? ''] ?? [])
  const places = (await listRegions(platform.db.sql, { level: 4, province: regionCode })).map(({ code }) => code)
  const readings = [
    ...own.flatMap((indicator, n) => halfYears(region, indicator, demoVillageIndicators[n] as DemoIndicator, places)),
    ...ready.flatMap(indicator => years(region, indicator, places)),
  ]
  await saveReadings(platform, secretariat.actor, { regionCode, readings }, villages)
  const newest = newestHalf(region)
  const checked = readings.filter(one => one.period !== newest || chance(one.placeCode, 'diperiksa') < 600)
  for (let start = 0; start < checked.length; start += 500) {
    const part = checked.slice(start, start + 500).map(one => ({ ...one, version: 1 }))
    await judgeReadings(
      platform,
      secretariat.actor,
      { regionCode, readings: part, verdict: 'verified' },
      secretariat.writer,
    )
  }
}

/** The half-year that is over and due. */
const newestHalf = ({ today }: DemoRegion) => shiftPeriod(periodOf(today, 'semester'), -1)

async function define(platform: Platform, region: DemoRegion, one: DemoIndicator): Promise<Indicator> {
  const { regionCode, secretariat, today } = region
  const year = Number(today.slice(0, 4))
  const indicator = await saveIndicator(
    platform,
    secretariat.actor,
    {
      regionCode,
      input: {
        code: one.code,
        name: one.name,
        definition: one.definition,
        unit: one.unit,
        direction: 'up',
        formula: one.formula,
        source: 'Laporan petugas desa',
        dimension: one.dimension,
        level: 4,
        rollup: one.rollup,
        ratioFactor: one.ratioFactor,
        frequency: 'semester',
        decimals: one.rollup === 'ratio' ? 2 : 0,
        least: '0',
        most: one.rollup === 'ratio' ? '100' : undefined,
        ownerId: region.officeId(one.owner),
      },
    },
    secretariat.writer,
  )
  const targets = [year - 1, year, year + 1].map(each => ({ year: each, value: one.target }))
  await saveTargets(
    platform,
    secretariat.actor,
    { regionCode, id: indicator.id, version: indicator.version, targets },
    secretariat.writer,
  )
  await measure(platform, region, indicator, one.programmes)
  return indicator
}

/** Links an indicator with those of the programmes that the region has. */
async function measure(
  platform: Platform,
  region: DemoRegion,
  { id }: Indicator,
  codes: readonly string[],
): Promise<void> {
  const { regionCode, secretariat } = region
  for (const programme of await listProgrammesByCode(platform.db.sql, regionCode, codes)) {
    const link = { regionCode, id, programmeId: programme.id, linked: true }
    await linkProgramme(platform, secretariat.actor, link, secretariat.writer)
  }
}

function halfYears(
  region: DemoRegion,
  indicator: Indicator,
  demo: DemoIndicator,
  places: readonly string[],
): ReadingInput[] {
  const newest = newestHalf(region)
  return [-3, -2, -1, 0].flatMap(step => {
    const period = shiftPeriod(newest, step)
    return places.flatMap((placeCode): ReadingInput[] => {
      if (step === 0 && (placeCode === unfinished || chance(placeCode, demo.owner, 'diam') < 80)) return []
      const [least, most] = demo.range
      const base = least + (chance(placeCode, demo.code) * (most - least)) / 1000
      if (demo.rollup === 'ratio') {
        const families = Math.round(base)
        const share = 220 + chance(placeCode, 'angkut') * 0.35 + (step + 3) * 45
        return [ratio(indicator, placeCode, period, Math.round((families * Math.min(share, 960)) / 1000), families)]
      }
      const grown = Math.round(base * (1 + (step + 3) * 0.08))
      return [{ indicatorId: indicator.id, placeCode, period, value: String(grown) }]
    })
  })
}

function years(region: DemoRegion, indicator: Indicator, places: readonly string[]): ReadingInput[] {
  const year = Number(region.today.slice(0, 4))
  const code = indicator.externalCode ?? ''
  const figures = demoExternal[region.regionCode]?.[code]
  const share = demoVillageShares[code]
  return [year - 2, year - 1].flatMap((each, n): ReadingInput[] => {
    const period = String(each)
    if (share) {
      return places.flatMap(placeCode => {
        if (n === 1 && chance(placeCode, code, 'diam') < 40) return []
        const all = 12 + (chance(placeCode, code) % 70)
        const part = share[0] + (chance(placeCode, code, 'mutu') - 500) / 8 + n * share[1]
        return [ratio(indicator, placeCode, period, Math.round((all * Math.min(part, 1000)) / 1000), all)]
      })
    }
    const figure = figures?.[n]
    if (figure === undefined) return []
    const place = { indicatorId: indicator.id, placeCode: region.regionCode, period, note: 'Angka peragaan' }
    return typeof figure === 'string'
      ? [{ ...place, value: figure }]
      : [{ ...place, numerator: figure[0], denominator: figure[1] }]
  })
}

const ratio = (indicator: Indicator, placeCode: string, period: string, part: number, all: number): ReadingInput => ({
  indicatorId: indicator.id,
  placeCode,
  period,
  numerator: String(part),
  denominator: String(all),
})
