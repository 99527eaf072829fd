import { type EvidenceUse, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { QUICK_WIN_SUBJECT, type Catalogue } from '../../model.ts'
import {
  checkSubject,
  QUICK_WIN_INDICATORS,
  type QuickWin,
  type QuickWinCheck,
  type QuickWinIndicator,
} from '../../model-quick-win.ts'
import { type Ground, mayWriteIn, yearIn as calendarYear } from '../../actions/quick-win/ground.ts'
import { countChecks, type CheckCount } from '../../rules/quick-win/completeness.ts'
import { unsupported } from '../../rules/quick-win/data-hints.ts'
import { catalogueOf } from '../../store/catalogues.ts'
import { listIndicators } from '../../store/indicator/indicators.ts'
import { listTotals } from '../../store/indicator/totals.ts'
import { listBudgets } from '../../store/programmes.ts'
import { listChecks, listYears } from '../../store/quick-win/checks.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { listRisks } from '../../store/quick-win/risks.ts'
import { yearIn } from './place.ts'

/** One of the ten, as it stands in the year on the page. */
export interface CheckRow {
  indicator: QuickWinIndicator
  name: string
  check: QuickWinCheck | undefined
  before: QuickWinCheck | undefined
  uses: EvidenceUse[]
  hiddenUses: number
  /** The answer is yes, and the portfolio knows nothing that bears it out. */
  unsupported: boolean
}

export interface CheckData {
  ground: Ground
  quickWin: QuickWin
  catalogue: Catalogue
  year: number
  thisYear: number
  rows: CheckRow[]
  count: CheckCount
  mayWrite: boolean
}

/** What the self-check of a year shows; undefined when the programme is no quick win yet. */
export async function loadChecks(
  visit: Visit,
  ground: Ground,
  asked: string | undefined,
): Promise<CheckData | undefined> {
  const { platform, actor, lang } = visit
  const db = platform.db.sql
  const { programme, region } = ground
  const quickWin = await findQuickWin(db, region.code, programme.id)
  if (!quickWin || !programme.quickWin) return undefined
  const thisYear = calendarYear(platform.clock.now(), ground)
  const wanted = yearIn(asked)
  const last = quickWin.endedAt === undefined ? thisYear : Math.min(thisYear, quickWin.endedAt.getUTCFullYear())
  const year =
    wanted === undefined || wanted > thisYear || wanted < quickWin.sinceYear
      ? Math.max(last, Math.min(quickWin.sinceYear, thisYear))
      : wanted
  const subjects = QUICK_WIN_INDICATORS.map(one => checkSubject(programme.id, year, one))
  const [catalogue, checks, years, uses, risks, budgets, indicators] = await Promise.all([
    catalogueOf(db, programme.catalogueId),
    listChecks(db, region.code, programme.id),
    listYears(db, region.code, programme.id),
    listUses(db, region.code, QUICK_WIN_SUBJECT, subjects),
    listRisks(db, region.code, programme.id),
    listBudgets(db, region.code, [programme.id]),
    listIndicators(db, region.code, { programmeId: programme.id }),
  ])
  const totals = await listTotals(
    db,
    region.code,
    indicators.map(one => one.id),
    { verifiedOnly: true, periods: 1 },
  )
  const lines = (budgets.get(programme.id) ?? []).filter(line => line.year === year)
  const answers = Object.fromEntries(checks.filter(one => one.year === year).map(one => [one.indicator, one.answer]))
  const open = new Set(
    unsupported(answers, {
      verifiedReadings: totals.length,
      partners: programme.partners.length,
      continuity: quickWin.continuity !== undefined,
      planned: lines.length === 0 ? undefined : lines.reduce((sum, line) => sum + line.planned, 0n),
      risks: risks.length,
      mitigatedRisks: risks.filter(one => one.mitigation !== undefined).length,
      judged: year === quickWin.sinceYear || years.some(one => one.year === year),
    }),
  )
  const seen = (use: EvidenceUse) => refuseSeeEvidence(actor, use.evidence) === undefined
  return {
    ground,
    quickWin,
    catalogue,
    year,
    thisYear,
    rows: QUICK_WIN_INDICATORS.map(indicator => {
      const own = uses.get(checkSubject(programme.id, year, indicator)) ?? []
      return {
        indicator,
        name: catalogue.quickWinIndicators.find(one => one.code === indicator)?.name[lang] ?? indicator,
        check: checks.find(one => one.year === year && one.indicator === indicator),
        before: checks.find(one => one.year === year - 1 && one.indicator === indicator),
        uses: own.filter(seen),
        hiddenUses: own.filter(use => !seen(use)).length,
        unsupported: open.has(indicator),
      }
    }),
    count: countChecks(answers),
    mayWrite: mayWriteIn(actor, ground) && quickWin.endedAt === undefined,
  }
}
