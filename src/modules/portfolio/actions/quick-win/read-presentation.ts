import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import { listRegionsByCodes, type Region } from '#modules/region/index.ts'
import type { BudgetLine, Catalogue, Milestone } from '../../model.ts'
import type { Indicator, Target } from '../../model-indicator.ts'
import type { CheckAnswer, QuickWin, QuickWinIndicator, QuickWinYear, Stage } from '../../model-quick-win.ts'
import { fromTotals, type Rolled } from '../../rules/indicator/rollup.ts'
import { stageOn } from '../../rules/quick-win/completeness.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { listIndicators, listTargets } from '../../store/indicator/indicators.ts'
import { listTotals } from '../../store/indicator/totals.ts'
import { listMilestones } from '../../store/programme/milestones.ts'
import { listBudgets } from '../../store/programmes.ts'
import { listChecks, listYears } from '../../store/quick-win/checks.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { getGround, type Ground, noQuickWin, yearIn } from './ground.ts'

/** An indicator of the programme with its verified figures for the whole region, oldest first. */
export interface PresentedResult {
  indicator: Indicator
  targets: readonly Target[]
  periods: readonly { period: string; rolled: Rolled }[]
}

/** All that the presentation of a quick win is made from. Nothing in it is for insiders only. */
export interface Presentation extends Ground {
  /** Undefined while nobody has written a profile. */
  quickWin: QuickWin | undefined
  catalogue: Catalogue
  today: string
  thisYear: number
  sinceYear: number
  stage: Stage
  supportingNames: string[]
  /** Districts and villages by code; none is the whole region. */
  places: Region[]
  budget: BudgetLine[]
  milestones: Milestone[]
  results: PresentedResult[]
  /** The answers of the latest year that has any. */
  checks: { year: number; answers: Partial<Record<QuickWinIndicator, CheckAnswer>> } | undefined
  years: QuickWinYear[]
}

const mostResults = 8
const mostPeriods = 6

/**
 * What a quick win shows of itself: the same to everybody who sees the portfolio, so verified readings only, and no risks,
 * notes or names of people. Throws `not-found` when the programme is none or not in sight.
 */
export async function readPresentation(
  platform: Platform,
  actor: Actor,
  regionCode: string,
  programmeId: string,
): Promise<Presentation> {
  const db = platform.db.read
  const ground = await getGround(db, actor, regionCode, programmeId)
  const { programme, region } = ground
  if (!programme.quickWin) throw noQuickWin()
  const today = dayIn(platform.clock.now(), region.timezone)
  const [quickWin, catalogue, offices, places, budgets, milestones, indicators, checks, years] = await Promise.all([
    findQuickWin(db, regionCode, programmeId),
    catalogueOf(db, programme.catalogueId),
    namesOfOrganisations(db, programme.supportingIds),
    listRegionsByCodes(db, programme.places),
    listBudgets(db, regionCode, [programmeId]),
    listMilestones(db, regionCode, [programmeId]),
    listIndicators(db, regionCode, { programmeId }, { limit: mostResults }),
    listChecks(db, regionCode, programmeId),
    listYears(db, regionCode, programmeId),
  ])
  const ids = indicators.map(one => one.id)
  const [totals, targets] = await Promise.all([
    listTotals(db, regionCode, ids, { verifiedOnly: true, untilDay: today, periods: mostPeriods }),
    listTargets(db, regionCode, ids),
  ])
  const lastYear = checks[0]?.year
  return {
    ...ground,
    quickWin,
    catalogue,
    today,
    thisYear: yearIn(platform.clock.now(), ground),
    sinceYear: quickWin?.sinceYear ?? programme.startYear,
    stage: stageOn(quickWin, today),
    supportingNames: programme.supportingIds.flatMap(id => offices.get(id) ?? []),
    places: programme.places.flatMap(code => places.get(code) ?? []),
    budget: budgets.get(programmeId) ?? [],
    milestones: milestones.get(programmeId) ?? [],
    results: indicators.map(indicator => ({
      indicator,
      targets: targets.get(indicator.id) ?? [],
      periods: totals
        .filter(one => one.indicatorId === indicator.id)
        .map(one => ({ period: one.period, rolled: fromTotals(indicator, one.totals, one.expected) }))
        .filter(one => one.rolled.value !== undefined)
        .reverse(),
    })),
    checks:
      lastYear === undefined
        ? undefined
        : {
            year: lastYear,
            answers: Object.fromEntries(
              checks.filter(one => one.year === lastYear).map(one => [one.indicator, one.answer]),
            ),
          },
    years,
  }
}
