import { Decimal, decimal, divide, multiply, toFixed } from '#kit/decimal.ts'
import { formatDecimal, type Lang } from '#kit/format.ts'
import type { Sentence } from '#kit/problem.ts'
import type { Drawing, DrawnFigure, DrawnRow, MeasureRule, ProgrammeFact } from '../../model-measure.ts'
import type { Status } from '../../model.ts'
import { statusOn } from '../realisation.ts'

/** What one rule makes of the facts. */
export type Drawn = Pick<Drawing, 'headline' | 'figures' | 'rows'>
export type Rule<K extends MeasureRule['kind']> = Extract<MeasureRule, { kind: K }>

export const yearOf = (day: string): number => Number(day.slice(0, 4))
export const lastDayBefore = (day: string): string => `${yearOf(day) - 1}-12-31`

export const runs = (programme: ProgrammeFact, day: string): boolean => {
  const status = statusOn(programme.statuses, day)
  return status === 'running' || status === 'done'
}
export const planned = (programme: ProgrammeFact, year: number): boolean =>
  programme.startYear <= year && programme.endYear >= year

/** Planned for the year of `day` and running on it; with `quickWins` one that had begun and not ended as such. */
export const ranOn = (one: ProgrammeFact, quickWins: boolean, day: string): boolean =>
  planned(one, yearOf(day)) &&
  runs(one, day) &&
  (!quickWins ||
    (one.quickWin !== undefined &&
      one.quickWin.sinceYear <= yearOf(day) &&
      (one.quickWin.endedYear === undefined || one.quickWin.endedYear > yearOf(day))))

export const programmeRow = (one: ProgrammeFact, counts: boolean, note: Sentence): DrawnRow => ({
  kind: 'programme',
  id: one.id,
  code: one.code,
  name: one.name,
  counts,
  note,
  subDimension: one.subDimension,
  stream: one.stream,
})

const statusWords: Record<Status, Sentence> = {
  planned: { id: 'direncanakan', en: 'planned' },
  running: { id: 'berjalan', en: 'running' },
  done: { id: 'selesai', en: 'done' },
  changed: { id: 'berubah', en: 'changed' },
  stopped: { id: 'berhenti', en: 'stopped' },
}
export const statusNote = (status: Status | undefined): Sentence =>
  status === undefined ? { id: 'belum tercatat pada hari itu', en: 'not recorded on that day' } : statusWords[status]

export const countOf = (rows: readonly DrawnRow[]): number => rows.filter(row => row.counts).length

export const count = (id: string, en: string, value: number, unit: Sentence): DrawnFigure => ({
  label: { id, en },
  value: String(value),
  unit,
})
export const programmes = (id: string, en: string, value: number) =>
  count(id, en, value, { id: 'program', en: 'programmes' })
export const quickWins = (id: string, en: string, value: number) =>
  count(id, en, value, { id: 'quick win', en: 'quick wins' })
export const percent = (id: string, en: string, value: string | undefined): DrawnFigure[] =>
  value === undefined ? [] : [{ label: { id, en }, value, unit: { id: '%', en: '%' } }]
export const money = (id: string, en: string, rupiah: bigint): DrawnFigure => ({
  label: { id, en },
  value: millions(rupiah),
  unit: { id: 'juta rupiah', en: 'million rupiah' },
})

/** Whole rupiah in millions, exact, without zeros at the end: 1250500000 is "1250.5". */
export function millions(rupiah: bigint): string {
  const text = new Decimal(rupiah, 6).toString()
  return text.replace(/\.?0+$/, '')
}

export function shareOf(part: bigint, whole: bigint): string | undefined {
  if (whole === 0n) return undefined
  return toFixed(divide(multiply(new Decimal(part, 0), decimal('100')), new Decimal(whole, 0), 2), 2)
}

/** A decimal as people read it: 9602.5 is "9.602,5" in Indonesian. */
export const shown = (value: string, lang: Lang) => formatDecimal(value, lang, value.split('.')[1]?.length ?? 0)
