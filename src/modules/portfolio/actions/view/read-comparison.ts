import { dayIn } from '#kit/format.ts'
import type { Sql } from '#platform/db/database.ts'
import { DIMENSIONS, type Dimension } from '../../model.ts'
import { percentOf } from '../../rules/realisation.ts'
import { absorption, type Absorption, type Money } from '../../rules/view/absorption.ts'
import { readReadySet } from '../../store/indicator/ready-set.ts'
import { countByRegion, listSharing, moneyByRegion, type SharingRegion } from '../../store/view/compare.ts'
import { latestReadings } from '../indicator/read-figures.ts'
import type { Stand } from '../stand.ts'

/** Regions in one comparison, the own one among them: each costs two statements. */
export const MOST_COMPARED = 5

export interface ComparedRegion {
  code: string
  name: string
  planned: number
  running: number
  /** Running of planned in per cent, two decimals; undefined of nothing. */
  percent: string | undefined
  dimensions: Record<Dimension, number>
  /** Undefined when the year has no budget line. */
  money: (Omit<Money, 'realised'> & Absorption) | undefined
  /** Latest verified figure of the whole region by external code. */
  figures: Map<string, { value: string; period: string; unit: string; decimals: number; complete: boolean }>
}

export interface Comparison {
  /** Of programmes; money is of the year before, whose reports are in. */
  year: number
  /** False: the region keeps its totals to itself, so it sees none of others. */
  shared: boolean
  /** The own region first. Empty when it does not share. */
  regions: ComparedRegion[]
  /** Others that share and may be chosen. */
  others: SharingRegion[]
  /** Indicators of the ready set that one of them has, in the order of the set. */
  indicators: { externalCode: string; name: { id: string; en: string } }[]
}

/**
 * Totals of a region beside those of others, both sides sharing; never a single programme. `wanted` are codes; without any,
 * the next ones of the same province. Three statements, and two for each region.
 */
export async function readComparison(
  db: Sql,
  { region, setting }: Stand,
  wanted: readonly string[],
  now: Date,
): Promise<Comparison> {
  const today = dayIn(now, region.timezone)
  const year = Number(today.slice(0, 4))
  if (!setting.shared) return { year, shared: false, regions: [], others: [], indicators: [] }
  const others = (await listSharing(db)).filter(({ code }) => code !== region.code)
  const near = others.filter(({ provinceCode }) => provinceCode === region.parentCode)
  const asked = others.filter(({ code }) => wanted.includes(code))
  const chosen = (asked.length > 0 ? asked : near).slice(0, MOST_COMPARED - 1)
  const codes = [region.code, ...chosen.map(({ code }) => code)]
  const set = await readReadySet()
  const externalCodes = set.indicators.map(({ externalCode }) => externalCode)
  const counts = await countByRegion(db, codes, year)
  const money = await moneyByRegion(db, codes, year - 1)
  const regions: ComparedRegion[] = []
  for (const code of codes) {
    const own = counts.filter(({ regionCode }) => regionCode === code)
    const planned = own.reduce((sum, one) => sum + one.planned, 0)
    const running = own.reduce((sum, one) => sum + one.running, 0)
    const there = money.get(code)
    // The same for all of them, the own one too: only what was verified.
    const latest = await latestReadings(db, code, { externalCodes }, { verifiedOnly: true, until: today })
    regions.push({
      code,
      name: code === region.code ? region.name : (chosen.find(one => one.code === code)?.name ?? code),
      planned,
      running,
      percent: percentOf(running, planned),
      dimensions: Object.fromEntries(
        DIMENSIONS.map(one => [one, own.find(({ dimension }) => dimension === one)?.planned ?? 0]),
      ) as Record<Dimension, number>,
      money: there && { ...there, ...absorption(there) },
      figures: new Map(
        latest.flatMap(({ indicator, value, period, complete }) =>
          indicator.externalCode === undefined || value === undefined
            ? []
            : [
                [
                  indicator.externalCode,
                  { value, period, unit: indicator.unit, decimals: indicator.decimals, complete },
                ] as const,
              ],
        ),
      ),
    })
  }
  return {
    year,
    shared: true,
    regions,
    others,
    indicators: set.indicators.filter(({ externalCode }) => regions.some(({ figures }) => figures.has(externalCode))),
  }
}
