import type { Sentence } from '#kit/problem.ts'
import type { Drawing, Facts, Measure, MeasureRule, ProgrammeFact, ReadingFact } from '../../model-measure.ts'
import { percentOf, realisation, statusOn } from '../realisation.ts'
import { drawBudget, drawOffices } from './draw-money.ts'
import { drawCheck, drawRisk } from './draw-quick-wins.ts'
import {
  count,
  countOf,
  type Drawn,
  lastDayBefore,
  percent,
  planned,
  programmeRow,
  programmes,
  ranOn,
  type Rule,
  runs,
  shown,
  statusNote,
  yearOf,
} from './parts.ts'

/**
 * A measure on a day, from facts of that day. The year is that of the day. Figures follow domain notes 7.5 and 8.3; each row
 * says how it counts, so that anybody can add them up again. `rows` is empty when the portfolio has nothing to draw from.
 */
export function draw(measure: Measure, facts: Facts, day: string): Drawing {
  return {
    measure: measure.id,
    name: measure.name,
    ...(measure.says === undefined ? {} : { says: measure.says }),
    day,
    ...drawRule(measure.rule, facts, day),
  }
}

function drawRule(rule: MeasureRule, facts: Facts, day: string): Drawn {
  switch (rule.kind) {
    case 'realisation':
      return drawRealisation(rule, facts.programmes, day)
    case 'ran-last-year':
      return drawRanLastYear(rule, facts.programmes, day)
    case 'continued':
      return drawContinued(rule, facts.programmes, day)
    case 'new':
      return drawNew(rule, facts.programmes, day)
    case 'reading':
      return drawReading(rule, facts.readings)
    case 'quick-win-check':
      return drawCheck(rule, facts.programmes, day)
    case 'risk':
      return drawRisk(rule, facts.programmes, day)
    case 'budget':
      return drawBudget(rule, facts.programmes, day)
    case 'offices':
      return drawOffices(facts.programmes, day)
  }
}

function drawRealisation(rule: Rule<'realisation'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const chosen = all.filter(
    one =>
      (rule.dimension === undefined || one.dimension === rule.dimension) &&
      (rule.subDimension === undefined || one.subDimension === rule.subDimension) &&
      (rule.stream === undefined || one.stream === rule.stream),
  )
  const counted = realisation(chosen, yearOf(day), day)
  const how = new Map(counted.rows.map(row => [row.id, row]))
  const rows = chosen.flatMap(one => {
    const row = how.get(one.id)
    return row === undefined || row.counts === 'outside'
      ? []
      : [programmeRow(one, row.counts === 'running', statusNote(row.status))]
  })
  return {
    headline: {
      id: `${counted.running} dari ${counted.planned} program berjalan`,
      en: `${counted.running} of ${counted.planned} programmes run`,
    },
    figures: [
      programmes('Program direncanakan tahun ini', 'Programmes planned this year', counted.planned),
      programmes('Program berjalan', 'Programmes that run', counted.running),
      ...percent('Realisasi program', 'Realisation of programmes', counted.percent),
    ],
    rows,
  }
}

function drawRanLastYear(rule: Rule<'ran-last-year'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const end = lastDayBefore(day)
  const year = yearOf(end)
  const chosen = all.filter(
    one => planned(one, year) && (rule.streams === undefined || rule.streams.includes(one.stream)),
  )
  const rows = chosen.map(one => programmeRow(one, runs(one, end), statusNote(statusOn(one.statuses, end))))
  const running = countOf(rows)
  return {
    headline: {
      id: `${running} dari ${rows.length} program berjalan pada akhir ${year}`,
      en: `${running} of ${rows.length} programmes ran at the end of ${year}`,
    },
    figures: [
      programmes(`Program berjalan pada 31 Desember ${year}`, `Programmes running on 31 December ${year}`, running),
      programmes(`Program direncanakan tahun ${year}`, `Programmes planned in ${year}`, rows.length),
      ...percent(`Realisasi tahun ${year}`, `Realisation in ${year}`, percentOf(running, rows.length)),
    ],
    rows,
  }
}

function drawContinued(rule: Rule<'continued'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const end = lastDayBefore(day)
  const rows = all
    .filter(one => ranOn(one, rule.quickWins, end))
    .map(one => programmeRow(one, ranOn(one, rule.quickWins, day), statusNote(statusOn(one.statuses, day))))
  const still = countOf(rows)
  const year = yearOf(day)
  const what = rule.quickWins ? { id: 'quick win', en: 'quick wins' } : { id: 'program', en: 'programmes' }
  return {
    headline: {
      id: `${still} dari ${rows.length} ${what.id} tahun ${year - 1} masih berjalan`,
      en: `${still} of ${rows.length} ${what.en} of ${year - 1} still run`,
    },
    figures: [
      count(`Berjalan pada akhir ${year - 1}`, `Running at the end of ${year - 1}`, rows.length, what),
      count(`Masih berjalan tahun ${year}`, `Still running in ${year}`, still, what),
      ...percent('Bagian yang masih berjalan', 'Share still running', percentOf(still, rows.length)),
    ],
    rows,
  }
}

function drawNew(rule: Rule<'new'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const year = yearOf(day)
  const rows = all
    .filter(one => ranOn(one, rule.quickWins, day))
    .map(one => {
      const since = rule.quickWins ? (one.quickWin?.sinceYear ?? one.startYear) : one.startYear
      return programmeRow(one, since === year, { id: `sejak ${since}`, en: `since ${since}` })
    })
  const fresh = countOf(rows)
  const what = rule.quickWins ? { id: 'quick win', en: 'quick wins' } : { id: 'program', en: 'programmes' }
  return {
    headline: {
      id: `${fresh} ${what.id} baru di antara ${rows.length} yang berjalan tahun ${year}`,
      en: `${fresh} new ${what.en} among ${rows.length} that run in ${year}`,
    },
    figures: [
      count(`Baru tahun ${year}`, `New in ${year}`, fresh, what),
      count(`Berjalan tahun ${year}`, `Running in ${year}`, rows.length, what),
    ],
    rows,
  }
}

function drawReading(rule: Rule<'reading'>, readings: readonly ReadingFact[]): Drawn {
  const rows = readings.filter(one => one.externalCode === rule.externalCode)
  const first = rows[0]
  return {
    headline: first
      ? {
          id: `${first.name}: ${shown(first.value, 'id')} ${first.unit} (${first.period})`,
          en: `${first.name}: ${shown(first.value, 'en')} ${first.unit} (${first.period})`,
        }
      : { id: 'Belum ada capaian yang diperiksa', en: 'No verified reading yet' },
    figures: rows.map(one => ({
      label: { id: `${one.name}, ${one.period}`, en: `${one.name}, ${one.period}` },
      value: one.value,
      unit: { id: one.unit, en: one.unit },
    })),
    rows: rows.map(one => ({
      kind: 'indicator' as const,
      id: one.indicatorId,
      code: one.code,
      name: one.name,
      counts: true,
      note: readingNote(one),
    })),
  }
}

function readingNote({ period, value, unit, reported, expected }: ReadingFact): Sentence {
  const part = {
    id: expected === undefined ? '' : `, ${reported ?? 0} dari ${expected} tempat melapor`,
    en: expected === undefined ? '' : `, ${reported ?? 0} of ${expected} places reported`,
  }
  return {
    id: `${shown(value, 'id')} ${unit}, periode ${period}, diperiksa${part.id}`,
    en: `${shown(value, 'en')} ${unit}, period ${period}, verified${part.en}`,
  }
}
