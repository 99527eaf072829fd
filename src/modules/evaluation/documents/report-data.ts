import { decimal, mean, subtract, sum, toFixed } from '#kit/decimal.ts'
import { formatDateRange, formatDateTime, regionInList } from '#kit/format.ts'
import { renderSVG } from 'uqr'
import type { FrozenInputs } from '../model-closing.ts'
import { REMARK_KINDS } from '../model-round.ts'
import { formulaWords } from '../pages/arithmetic.tsx'
import { count, dimensionWord, editionWord, exact, groupWords, score, signed } from '../pages/words.ts'
import { phrases } from '../phrases/index.ts'
import { roundPhrases } from '../phrases/round.ts'
import { RULE_TEXT } from '../rules/closing/rule-version.ts'
import { changeSentence, letterData } from './report-letter.ts'
import { questionParts } from './report-questions.ts'
import type { RankedRow, Report } from './result-report.ts'

const lang = 'id'
const dash = '–'
const text = (value: string | null | undefined): string => (value ? score(value, lang) : dash)

/** Words and numbers of a result report, as `result-report.typ` lays them out. */
export function reportData(report: Report): object {
  const { round, region, frozen, worked, instrument, rows, edition } = report
  const t = phrases(lang).result
  const { outcome, inputs } = frozen
  const word = editionWord(edition, lang)
  const codes = instrument.content.dimensions.map(({ code }) => code)
  const name = (code: string) => dimensionWord(code, lang, instrument.content)
  const { working } = worked
  const each = working?.rounding === 'each-term-half-up-2'
  const short = report.address.replace(/^https?:\/\//, '')
  const withChange = rows.some(({ change }) => change !== null)
  const questions = questionParts(frozen, instrument.content)
  const section = questions.length > 0 ? 6 : 5
  const remarks = remarkParts(inputs.remarks, section, name)
  return {
    ...letterData(report),
    title: `Laporan hasil evaluasi kota cerdas ${word}: ${region.regionName}`,
    footer: `Laporan hasil ${region.regionName}, evaluasi ${word}`,
    reportOf: instrument.content.title.id,
    reportTitle: `Laporan hasil ${region.regionName}`,
    reportGroup: `${groupWords(round.group, lang)}, evaluasi tahun ${word}`,
    region: region.regionName,
    general: generalWords(report),
    method: methodWords(report),
    dimensions: instrument.content.dimensions.map((dimension, at) => [
      String(at + 1),
      dimension.name.id,
      dimension.elements.map(element => element.name).join(', ') || dash,
      exact(decimal(dimension.weight), lang, 2),
    ]),
    weights: exact(sum(instrument.content.dimensions.map(({ weight }) => decimal(weight))), lang, 2),
    ruleText: t.how[instrument.content.aggregation.index_rounding],
    workingHeads: ['No.', t.dimension, t.score, t.weight, t.contribution, ...(each ? [t.rounded] : [])],
    workingColumns: ['8mm', '1fr', 'auto', 'auto', 'auto', ...(each ? ['auto'] : [])],
    working: (working?.terms ?? []).map((term, at) => [
      String(at + 1),
      name(term.code),
      term.score ? score(term.score, lang) : dash,
      exact(term.weight, lang, 2),
      term.product ? exact(term.product, lang) : dash,
      ...(each ? [term.rounded ? score(term.rounded, lang) : dash] : []),
    ]),
    workingSum: working && [
      '',
      t.sum,
      '',
      exact(sum(working.terms.map(({ weight }) => weight)), lang, 2),
      working.exactSum ? exact(working.exactSum, lang) : dash,
      ...(each ? [working.roundedTermSum ? score(working.roundedTermSum, lang) : dash] : []),
    ],
    formula: working ? formulaWords(working, lang) : '',
    notes: changeNotes(report),
    groupWords: `${groupWords(round.group, lang)}: ${count(rows.filter(row => row.tookPart).length, lang)} daerah dinilai, ${count(rows.filter(row => !row.tookPart).length, lang)} tidak hadir. Baris ${region.regionName} diberi warna.`,
    groupHeads: ['Peringkat', 'Daerah', ...codes.map(name), 'Indeks', ...(withChange ? ['Beda'] : [])],
    groupColumns: ['15mm', '1fr', ...codes.map(() => '14mm'), '17mm', ...(withChange ? ['12mm'] : [])],
    group: rows.map(row => groupRow(row, codes, withChange)),
    own: rows.findIndex(({ regionCode }) => regionCode === region.regionCode),
    groupNote:
      'Daerah dengan indeks sama berbagi peringkat. Daerah yang tidak hadir tidak mempunyai nilai; garis bukan nol.',
    absent: !outcome.tookPart,
    absentWords: phrases(lang).gone.meaning,
    index: text(outcome.index),
    indexWords: indexWords(report),
    ...comparison(report, codes, name),
    questionsNote:
      inputs.given.kind === 'assessor-scores'
        ? `Nilai pertanyaan adalah rata-rata nilai bulat 0 sampai 4 dari ${count(inputs.given.assessors.length, lang)} asesor. Sebaran menunjukkan nilai terendah dan tertinggi yang diberikan.`
        : 'Nilai pertanyaan dikutip dari laporan yang diterbitkan. Nilai tiap asesor tidak diterbitkan.',
    questions,
    remarks,
    proofTitle: `${section + remarks.length}. Keaslian dan hitung ulang`,
    proof: [
      RULE_TEXT.id,
      `Semua masukan dan hasilnya dibekukan dan dapat diunduh siapa saja di ${short.split('/')[0]}/putaran/${round.id}/beku.json. Perintah tudang recompute ${round.id} menghitungnya kembali dan membandingkan hasilnya.`,
    ],
    hashes: [
      ['Versi aturan hitung', report.frozenRound.ruleVersion],
      ['SHA-256 daerah', frozen.sha256],
      ['SHA-256 putaran', report.frozenRound.sha256],
      ['SHA-256 instrumen', round.instrumentSha256],
      ...(inputs.submission === null ? [] : [['SHA-256 isian', inputs.submission]]),
      ['Dibekukan', formatDateTime(report.frozenRound.frozenAt, lang, region.zone)],
    ],
    qr: renderSVG(report.address, { ecc: 'M', border: 0 }),
    qrAlt: `Kode QR ke ${short}`,
    address: short,
  }
}

function generalWords(report: Report): string[] {
  const { round, region, rows, frozen } = report
  const p = roundPhrases(lang)
  const scored = rows.filter(({ tookPart }) => tookPart).length
  const dates = (step: 'self-assessment' | 'scoring' | 'review') => {
    const at = round.steps[step]
    return at && formatDateRange(at.startsOn, at.endsOn, lang)
  }
  const held: string[] = []
  if (dates('self-assessment')) held.push(`isian mandiri ${dates('self-assessment')}`)
  if (dates('scoring')) held.push(`penilaian ${dates('scoring')}`)
  if (dates('review'))
    held.push(`${p.reviewKind[round.reviewKind].toLowerCase()} ${p.reviewMode[round.reviewMode]} ${dates('review')}`)
  const source = {
    'assessor-scores': 'Nilai diberikan oleh asesor yang ditugaskan kementerian; hasil tidak menyebut nama asesor.',
    'question-means': 'Hasil daerah ini bersumber dari nilai tiap pertanyaan yang diterbitkan kementerian.',
    'dimension-scores':
      'Hasil daerah ini bersumber dari nilai dimensi yang diterbitkan kementerian; nilai tiap pertanyaannya tidak diterbitkan.',
    absent: '',
  }[frozen.inputs.given.kind]
  return [
    'Evaluasi ini menilai implementasi program kota cerdas daerah: kondisi awal, keluaran, hasil, dampak dan program percepatan (quick win), menurut instrumen kementerian.',
    `${round.title.id} mencakup ${count(rows.length, lang)} daerah: ${count(scored, lang)} dinilai dan ${count(rows.length - scored, lang)} tidak hadir.${held.length > 0 ? ` Pelaksanaan: ${held.join(', ')}.` : ''}`,
    [
      source,
      region.submittedAt
        ? `${region.regionName} mengirim isian mandirinya pada ${formatDateTime(region.submittedAt, lang, region.zone)}.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  ].filter(Boolean)
}

function methodWords({ instrument, frozen }: Report): string[] {
  const { scale } = instrument.content
  const assessors =
    frozen.inputs.given.kind === 'assessor-scores' ? frozen.inputs.given.assessors.length : scale.assessors
  return [
    `Setiap pertanyaan dinilai ${assessors === null ? 'para' : count(assessors, lang)} asesor dengan angka bulat ${scale.min} sampai ${scale.max}. Nilai pertanyaan adalah rata-ratanya; nilai dimensi adalah rata-rata nilai pertanyaan dalam dimensi itu; keduanya dua angka di belakang koma.`,
  ]
}

function changeNotes({ worked, frozen }: Report): string[] {
  const { change } = worked
  const t = phrases(lang).result
  if (change.kind !== 'comparable') return []
  const before = frozen.inputs.before?.edition ?? ''
  const formula = t.changeFormula(
    score(change.now.index, lang),
    score(change.before.index, lang),
    signed(change.change, lang),
  )
  const { printedOtherwise } = change.before
  return [
    printedOtherwise
      ? `${t.whyChange(before, score(printedOtherwise.index, lang), score(change.before.index, lang))} ${formula}.`
      : `${t.changeFrom(before)}: ${formula}.`,
  ]
}

const groupRow = (row: RankedRow, codes: readonly string[], withChange: boolean): string[] => [
  row.rank === null ? dash : String(row.rank),
  regionInList(row.regionName),
  ...codes.map(code => text(row.dimensions[code])),
  row.index === null ? (row.tookPart ? dash : 'tidak hadir') : text(row.index),
  ...(withChange ? [row.change === null ? dash : signed(row.change, lang)] : []),
]

function indexWords(report: Report): string[] {
  const { rows, region } = report
  const place = rows.find(({ regionCode }) => regionCode === region.regionCode)?.rank
  const scored = rows.filter(({ rank }) => rank !== null).length
  return [
    `Indeks ${editionWord(report.edition, lang)}, dari 4`,
    `Peringkat ${place ?? dash} dari ${count(scored, lang)} di kelompoknya`,
    changeSentence(report),
  ].filter(Boolean)
}

/** The region beside the mean of its group and its own year before: bars and the table with the same numbers. */
function comparison(report: Report, codes: readonly string[], name: (code: string) => string): object {
  const { rows, frozen, edition } = report
  const before = frozen.inputs.before?.tookPart ? frozen.inputs.before : undefined
  const present = rows.filter(({ tookPart }) => tookPart)
  const meanOf = (values: (string | null | undefined)[]) =>
    mean(
      values.flatMap(value => (value ? [decimal(value)] : [])),
      2,
    )?.toString()
  const one = (own: string | null | undefined, group: string | undefined, past: string | null | undefined) =>
    [own, group, ...(before ? [past] : [])].map(value => value ?? null)
  const lines = codes.map(code => ({
    label: name(code),
    values: one(
      frozen.outcome.dimensions[code],
      meanOf(present.map(row => row.dimensions[code])),
      before?.scores[code],
    ),
  }))
  const index = one(frozen.outcome.index, meanOf(present.map(row => row.index)), before?.printedIndex)
  const change = ([own, , past]: (string | null)[]) =>
    own && past ? signed(toFixed(subtract(decimal(own), decimal(past)), 2), lang) : dash
  const now = editionWord(edition, lang)
  const heads = [`Daerah ini ${now}`, 'Rata-rata kelompok', ...(before ? [`Daerah ini ${before.edition}`] : [])]
  return {
    chart: lines.map(({ label, values }) => ({
      label,
      bars: values.map(value => (value === null ? null : Number(decimal(value).units))),
      words: values.map(text),
    })),
    chartAlt: `Perbandingan tiap dimensi, skala 0 sampai 4; angkanya ada di tabel di bawah. ${lines.map(({ label, values }) => `${label}: ${values.map(text).join(', ')}`).join('. ')}.`,
    chartLegend: `Batang biru: daerah ini ${now}. Batang abu-abu: rata-rata kelompok.${before ? ` Batang bergaris putus: daerah ini ${before.edition}.` : ''} Skala 0 sampai 4.`,
    compareHeads: ['Dimensi', ...heads, ...(before ? ['Beda'] : [])],
    compare: lines.map(({ label, values }) => [label, ...values.map(text), ...(before ? [change(values)] : [])]),
    compareFoot: [
      'Indeks',
      ...index.map(text),
      ...(before ? [frozen.outcome.change.value ? signed(frozen.outcome.change.value, lang) : dash] : []),
    ],
  }
}

/** Strengths, weaknesses, recommendations, each by dimension where the panel wrote them so. */
function remarkParts(
  remarks: FrozenInputs['remarks'],
  section: number,
  name: (code: string) => string,
): { title: string; groups: { title: string; items: string[] }[] }[] {
  const parts: { title: string; groups: { title: string; items: string[] }[] }[] = []
  for (const kind of REMARK_KINDS) {
    const own = remarks.filter(remark => remark.kind === kind)
    if (own.length === 0) continue
    parts.push({
      title: `${section + parts.length}. ${roundPhrases(lang).remarkKinds[kind]}`,
      groups: [...Map.groupBy(own, ({ dimension }) => dimension)].map(([dimension, lines]) => ({
        title: dimension === null ? '' : name(dimension),
        items: lines.map(line => line.text),
      })),
    })
  }
  return parts
}
