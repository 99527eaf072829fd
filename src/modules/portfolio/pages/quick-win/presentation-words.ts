import { formatCount, formatDate, formatDecimal, formatRupiahShort, type Lang } from '#kit/format.ts'
import type { Presentation, PresentedResult } from '../../actions/quick-win/read-presentation.ts'
import type { Milestone } from '../../model.ts'
import type { Indicator, Target } from '../../model-indicator.ts'
import { QUICK_WIN_INDICATORS, type CheckAnswer } from '../../model-quick-win.ts'
import { quickWinPhrases } from '../../phrases/quick-win.ts'
import { countChecks } from '../../rules/quick-win/completeness.ts'
import { allMoney, groupMoney, type MoneyGroup } from '../../rules/quick-win/money.ts'
import { absorption } from '../../rules/view/absorption.ts'

/** The words and numbers of a presentation, the same on the page and on the printed sheet. */

/** "34,2 %" or "1.240 warga": a value with the decimals and unit of its indicator. */
export function valueWords(value: string, indicator: Pick<Indicator, 'decimals' | 'unit'>, lang: Lang): string {
  return `${formatDecimal(value, lang, indicator.decimals)}${unitOf(indicator)}`
}

const unitOf = ({ unit }: Pick<Indicator, 'unit'>): string =>
  /^(%|persen|percent)$/i.test(unit) ? '%' : `\u00a0${unit}`

/** A value at a dot of a chart: one decimal at most, without its unit. */
export const shortValue = (value: string, indicator: Pick<Indicator, 'decimals'>, lang: Lang): string =>
  formatDecimal(value, lang, Math.min(indicator.decimals, 1))

/** "2026", "semester 1 2026", "triwulan 3 2026" or "November 2026". */
export function periodWords(period: string, lang: Lang): string {
  const [, year = '', part] = /^(\d{4})(?:-(.+))?$/.exec(period) ?? []
  if (part === undefined) return year
  if (part.startsWith('S'))
    return lang === 'id' ? `semester ${part.slice(1)} ${year}` : `half ${part.slice(1)} of ${year}`
  if (part.startsWith('Q'))
    return lang === 'id' ? `triwulan ${part.slice(1)} ${year}` : `quarter ${part.slice(1)} of ${year}`
  const months = new Intl.DateTimeFormat(lang === 'id' ? 'id-ID' : 'en-GB', { month: 'short', timeZone: 'UTC' })
  return `${months.format(new Date(`${period}-01T00:00:00Z`))} ${year}`
}

/** The same for the dots of a chart: "S1 2026", "T3 2026", "Nov 2026". */
export function shortPeriod(period: string, lang: Lang): string {
  const [, year = '', kind, part = ''] = /^(\d{4})-([SQ])(\d)$/.exec(period) ?? []
  if (kind === undefined) return periodWords(period, lang)
  return `${lang === 'id' ? { S: 'S', Q: 'T' }[kind] : { S: 'H', Q: 'Q' }[kind]}${part} ${year}`
}

export interface ResultWords {
  name: string
  /** The figure, and its unit with a space before it or as a per cent sign. */
  number: string
  unit: string
  period: string
  /** "dari 34,2% pada 2024": baseline, else the first period shown. */
  from: string | undefined
  target: string | undefined
  partial: string | undefined
}

/** The latest verified figure of an indicator with where it came from; undefined when there is none. */
export function resultWords({ indicator, periods, targets }: PresentedResult, lang: Lang): ResultWords | undefined {
  const t = quickWinPhrases(lang)
  const last = periods.at(-1)
  if (last?.rolled.value === undefined) return undefined
  const first = periods[0]
  const { rolled, period } = last
  const target = targetFor(targets, Number(period.slice(0, 4)))
  const from =
    indicator.baselineValue !== undefined && indicator.baselineYear !== undefined
      ? t.from(valueWords(indicator.baselineValue, indicator, lang), String(indicator.baselineYear))
      : first !== undefined && first !== last && first.rolled.value !== undefined
        ? t.from(valueWords(first.rolled.value, indicator, lang), periodWords(first.period, lang))
        : undefined
  return {
    name: indicator.name,
    number: formatDecimal(rolled.value as string, lang, indicator.decimals),
    unit: unitOf(indicator),
    period: periodWords(period, lang),
    from,
    target: target && t.target(valueWords(target.value, indicator, lang), String(target.year)),
    partial: rolled.complete
      ? undefined
      : t.reported(formatCount(rolled.reported, lang), formatCount(rolled.expected, lang)),
  }
}

/** The target of a year, else the next one after it, else the last one. */
export const targetFor = (targets: readonly Target[], year: number): Target | undefined =>
  targets.find(one => one.year >= year) ?? targets.at(-1)

export interface FigureWords {
  label: string
  number: string
  line: string | undefined
}

/** The four leading figures: stage, money, milestones, reach. */
export function figuresOf(data: Presentation, lang: Lang): FigureWords[] {
  const t = quickWinPhrases(lang)
  const n = (value: number) => formatCount(value, lang)
  const { quickWin, stage, budget, milestones, places } = data
  const done = milestones.filter(one => one.doneOn !== undefined).length
  const since = stage === 'applied' ? quickWin?.appliedOn : stage === 'trial' ? quickWin?.trialOn : undefined
  const money = allMoney(budget)
  const years = budget.map(line => line.year)
  const span = [...new Set([Math.min(...years), Math.max(...years)])].join('–')
  const districts = places.filter(one => one.level === 3).length
  const villages = places.length - districts
  const reach = [
    districts > 0 ? t.reachDistricts(n(districts)) : undefined,
    villages > 0 ? t.reachVillages(n(villages)) : undefined,
  ].filter(part => part !== undefined)
  return [
    {
      label: t.stageNow,
      number: t.stage[stage],
      line: since === undefined ? t.since(String(data.sinceYear)) : t.stageSince(formatDate(since, lang)),
    },
    budget.length === 0
      ? { label: t.money, number: '–', line: t.moneyNone }
      : {
          label: t.money,
          number: formatRupiahShort(money.planned, lang),
          line: `${t.moneyYears(span)}${money.reported === 0 ? '' : `, ${t.moneySpent(formatRupiahShort(money.realised, lang))}`}`,
        },
    milestones.length === 0
      ? { label: t.milestones, number: '–', line: t.milestonesNone }
      : { label: t.milestones, number: `${n(done)} / ${n(milestones.length)}`, line: t.milestonesLine },
    { label: t.reach, number: reach[0] ?? t.reachAll, line: reach[1] },
  ]
}

/** One milestone: done, late or to come, with its day. */
export function milestoneWords(
  milestone: Pick<Milestone, 'doneOn' | 'dueOn'>,
  today: string,
  lang: Lang,
): { state: 'done' | 'late' | 'later'; words: string } {
  const t = quickWinPhrases(lang)
  if (milestone.doneOn !== undefined) return { state: 'done', words: t.doneOn(formatDate(milestone.doneOn, lang)) }
  return milestone.dueOn < today
    ? { state: 'late', words: t.lateSince(formatDate(milestone.dueOn, lang)) }
    : { state: 'later', words: t.plannedFor(formatDate(milestone.dueOn, lang)) }
}

export interface MoneyWords {
  group: MoneyGroup
  label: string
  planned: string
  /** Undefined while no line of the group was reported. */
  realised: string | undefined
  open: string | undefined
}

/** Money by year, by source, and in all. */
export function moneyOf(
  data: Presentation,
  lang: Lang,
): { years: MoneyWords[]; sources: MoneyWords[]; total: MoneyWords } {
  const t = quickWinPhrases(lang)
  const words = (group: MoneyGroup, label: string): MoneyWords => {
    const { realised, plannedUnreported } = absorption(group)
    return {
      group,
      label,
      planned: formatRupiahShort(group.planned, lang),
      realised: realised === undefined ? undefined : formatRupiahShort(realised, lang),
      open:
        realised === undefined || plannedUnreported === 0n
          ? undefined
          : t.partlyReported(formatRupiahShort(plannedUnreported, lang)),
    }
  }
  const sourceName = (code: string) => data.catalogue.sources.find(one => one.code === code)?.name[lang] ?? code
  return {
    years: groupMoney(data.budget, line => String(line.year)).map(one => words(one, one.key)),
    sources: groupMoney(data.budget, line => line.source).map(one => words(one, sourceName(one.key))),
    total: words({ key: '', ...allMoney(data.budget) }, t.total),
  }
}

/** The ten indicators with the answer of the year; `open` is not answered. */
export function tenOf(data: Presentation, lang: Lang): { code: string; name: string; answer: CheckAnswer | 'open' }[] {
  return QUICK_WIN_INDICATORS.map(code => ({
    code,
    name: data.catalogue.quickWinIndicators.find(one => one.code === code)?.name[lang] ?? code,
    answer: data.checks?.answers[code] ?? 'open',
  }))
}

export const tenLead = (data: Presentation, lang: Lang): string => {
  const t = quickWinPhrases(lang)
  return data.checks === undefined
    ? t.tenNone
    : t.tenLead(formatCount(countChecks(data.checks.answers).yes, lang), String(data.checks.year))
}

/** The codes of districts in which the programme runs; all of them when it is for the whole region. */
export const districtsOf = (data: Presentation): ReadonlySet<string> =>
  new Set(data.places.map(one => one.code.slice(0, 8)))
