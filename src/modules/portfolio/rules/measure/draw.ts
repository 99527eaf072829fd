import { Decimal, decimal, divide, multiply, toFixed } from '#kit/decimal.ts'
import { formatDecimal, type Lang } from '#kit/format.ts'
import type { Sentence } from '#kit/problem.ts'
import type {
  Drawing,
  DrawnFigure,
  DrawnRow,
  Facts,
  Measure,
  MeasureRule,
  ProgrammeFact,
  ReadingFact,
} from '../../model-measure.ts'
import type { Status } from '../../model.ts'
import { percentOf, realisation, statusOn } from '../realisation.ts'

type Drawn = Pick<Drawing, 'headline' | 'figures' | 'rows'>
type Rule<K extends MeasureRule['kind']> = Extract<MeasureRule, { kind: K }>

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

const yearOf = (day: string): number => Number(day.slice(0, 4))
const lastDayBefore = (day: string): string => `${yearOf(day) - 1}-12-31`

const runs = (programme: ProgrammeFact, day: string): boolean => {
  const status = statusOn(programme.statuses, day)
  return status === 'running' || status === 'done'
}
const planned = (programme: ProgrammeFact, year: number): boolean =>
  programme.startYear <= year && programme.endYear >= year

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

/** Planned for the year of `day` and running on it; with `quickWins` one that had begun and not ended as such. */
const ranOn = (one: ProgrammeFact, quickWins: boolean, day: string): boolean =>
  planned(one, yearOf(day)) &&
  runs(one, day) &&
  (!quickWins ||
    (one.quickWin !== undefined &&
      one.quickWin.sinceYear <= yearOf(day) &&
      (one.quickWin.endedYear === undefined || one.quickWin.endedYear > yearOf(day))))

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

const runningWins = (all: readonly ProgrammeFact[], day: string) =>
  all.flatMap(one => (one.quickWin !== undefined && ranOn(one, true, day) ? [{ one, win: one.quickWin }] : []))

const answers: Record<'yes' | 'partly' | 'no' | 'none', Sentence> = {
  yes: { id: 'ya', en: 'yes' },
  partly: { id: 'sebagian', en: 'partly' },
  no: { id: 'tidak', en: 'no' },
  none: { id: 'belum diperiksa sendiri tahun ini', en: 'not self-checked this year' },
}

function drawCheck(rule: Rule<'quick-win-check'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const wins = runningWins(all, day)
  const rows = wins.map(({ one, win }) => {
    const answer = win.checks[rule.indicator]
    return programmeRow(one, answer === 'yes', answers[answer ?? 'none'])
  })
  const partly = wins.filter(({ win }) => win.checks[rule.indicator] === 'partly').length
  const yes = countOf(rows)
  return {
    headline: {
      id: `${yes} dari ${rows.length} quick win berjalan memenuhi ${rule.indicator}`,
      en: `${yes} of ${rows.length} running quick wins meet ${rule.indicator}`,
    },
    figures: [
      quickWins(`Quick win berjalan`, 'Running quick wins', rows.length),
      quickWins(`Memenuhi ${rule.indicator}`, `Meet ${rule.indicator}`, yes),
      quickWins(`Memenuhi sebagian`, 'Meet it partly', partly),
      ...percent('Bagian yang memenuhi', 'Share that meets it', percentOf(yes, rows.length)),
    ],
    rows,
  }
}

function drawRisk(rule: Rule<'risk'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const wins = runningWins(all, day)
  const rows = wins.map(({ one, win: { risks, mitigated } }) =>
    programmeRow(one, rule.part === 'identified' ? risks > 0 : risks > 0 && mitigated === risks, {
      id: `${risks} risiko, ${mitigated} dengan mitigasi`,
      en: `${risks} risks, ${mitigated} with a mitigation`,
    }),
  )
  const risks = wins.reduce((total, { win }) => total + win.risks, 0)
  const mitigated = wins.reduce((total, { win }) => total + win.mitigated, 0)
  const n = countOf(rows)
  const figures =
    rule.part === 'identified'
      ? [
          quickWins('Quick win berjalan', 'Running quick wins', rows.length),
          quickWins('Quick win dengan formulir risiko', 'Quick wins with a risk form', n),
          count('Risiko teridentifikasi', 'Risks identified', risks, { id: 'risiko', en: 'risks' }),
          ...percent('Bagian dengan formulir risiko', 'Share with a risk form', percentOf(n, rows.length)),
        ]
      : [
          count('Risiko teridentifikasi', 'Risks identified', risks, { id: 'risiko', en: 'risks' }),
          count('Risiko dengan mitigasi', 'Risks with a mitigation', mitigated, { id: 'risiko', en: 'risks' }),
          ...percent('Bagian dengan mitigasi', 'Share with a mitigation', percentOf(mitigated, risks)),
        ]
  return {
    headline:
      rule.part === 'identified'
        ? {
            id: `${n} dari ${rows.length} quick win berjalan punya formulir risiko`,
            en: `${n} of ${rows.length} running quick wins have a risk form`,
          }
        : {
            id: `${mitigated} dari ${risks} risiko punya mitigasi`,
            en: `${mitigated} of ${risks} risks have a mitigation`,
          },
    figures,
    rows,
  }
}

function drawBudget(rule: Rule<'budget'>, all: readonly ProgrammeFact[], day: string): Drawn {
  const year = yearOf(day)
  const chosen = all.filter(one => planned(one, year) && one.budget.length > 0)
  const total = chosen.flatMap(one => one.budget).reduce((sum, line) => sum + line.planned, 0n)
  const inSources = (one: ProgrammeFact) => one.budget.filter(line => rule.sources.includes(line.source))
  const lines = chosen.flatMap(inSources)
  const amount = lines.reduce((sum, line) => sum + line.planned, 0n)
  const reported = lines.filter(line => line.realised !== undefined)
  const realised = reported.reduce((sum, line) => sum + (line.realised ?? 0n), 0n)
  const rows = chosen.map(one => {
    const own = inSources(one).reduce((sum, line) => sum + line.planned, 0n)
    const text = millions(own)
    return programmeRow(one, own > 0n, { id: `Rp${shown(text, 'id')} juta`, en: `Rp${shown(text, 'en')} million` })
  })
  const share = shareOf(amount, total)
  return {
    headline: {
      id: `Rp${shown(millions(amount), 'id')} juta, ${share === undefined ? 'belum ada anggaran' : `${shown(share, 'id')} %`} dari anggaran portofolio ${year}`,
      en: `Rp${shown(millions(amount), 'en')} million, ${share === undefined ? 'no budget yet' : `${shown(share, 'en')} %`} of the portfolio's budget of ${year}`,
    },
    figures: [
      money(`Anggaran dari sumber ini tahun ${year}`, `Budget from these sources in ${year}`, amount),
      money(`Anggaran seluruh program tahun ${year}`, `Budget of all programmes in ${year}`, total),
      ...percent('Bagian dalam anggaran portofolio', "Share in the portfolio's budget", share),
      ...(reported.length === 0
        ? []
        : [
            money(
              `Realisasi yang dilaporkan (${reported.length} dari ${lines.length} baris)`,
              `Realisation reported (${reported.length} of ${lines.length} lines)`,
              realised,
            ),
          ]),
    ],
    rows,
  }
}

function drawOffices(all: readonly ProgrammeFact[], day: string): Drawn {
  const year = yearOf(day)
  const chosen = all.filter(one => planned(one, year))
  const leading = new Set(chosen.map(one => one.leadId)).size
  const named = new Set(chosen.filter(one => one.renstra && runs(one, day)).map(one => one.leadId)).size
  const what = { id: 'OPD', en: 'offices' }
  return {
    headline: {
      id: `${leading} OPD memimpin program tahun ${year}, ${named} di antaranya berjalan dan tercantum di Renstra`,
      en: `${leading} offices lead programmes in ${year}; those of ${named} run and stand in the Renstra`,
    },
    figures: [
      count(`OPD yang memimpin program tahun ${year}`, `Offices that lead programmes in ${year}`, leading, what),
      count('OPD dengan program berjalan di Renstra', 'Offices with running programmes in the Renstra', named, what),
    ],
    rows: chosen.map(one =>
      programmeRow(one, one.renstra && runs(one, day), {
        id: `${one.leadName}${one.renstra ? ', di Renstra' : ', tanpa rujukan Renstra'}`,
        en: `${one.leadName}${one.renstra ? ', in the Renstra' : ', without a reference to the Renstra'}`,
      }),
    ),
  }
}

const programmeRow = (one: ProgrammeFact, counts: boolean, note: Sentence): DrawnRow => ({
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
const statusNote = (status: Status | undefined): Sentence =>
  status === undefined ? { id: 'belum tercatat pada hari itu', en: 'not recorded on that day' } : statusWords[status]

const countOf = (rows: readonly DrawnRow[]): number => rows.filter(row => row.counts).length

const count = (id: string, en: string, value: number, unit: Sentence): DrawnFigure => ({
  label: { id, en },
  value: String(value),
  unit,
})
const programmes = (id: string, en: string, value: number) => count(id, en, value, { id: 'program', en: 'programmes' })
const quickWins = (id: string, en: string, value: number) => count(id, en, value, { id: 'quick win', en: 'quick wins' })
const percent = (id: string, en: string, value: string | undefined): DrawnFigure[] =>
  value === undefined ? [] : [{ label: { id, en }, value, unit: { id: '%', en: '%' } }]
const money = (id: string, en: string, rupiah: bigint): DrawnFigure => ({
  label: { id, en },
  value: millions(rupiah),
  unit: { id: 'juta rupiah', en: 'million rupiah' },
})

/** Whole rupiah in millions, exact, without zeros at the end: 1250500000 is "1250.5". */
export function millions(rupiah: bigint): string {
  const text = new Decimal(rupiah, 6).toString()
  return text.replace(/\.?0+$/, '')
}

function shareOf(part: bigint, whole: bigint): string | undefined {
  if (whole === 0n) return undefined
  return toFixed(divide(multiply(new Decimal(part, 0), decimal('100')), new Decimal(whole, 0), 2), 2)
}

/** A decimal as people read it: 9602.5 is "9.602,5" in Indonesian. */
const shown = (value: string, lang: Lang) => formatDecimal(value, lang, value.split('.')[1]?.length ?? 0)
