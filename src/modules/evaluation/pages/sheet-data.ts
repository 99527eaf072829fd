import { sum } from '#kit/decimal.ts'
import { renderSVG } from 'uqr'
import type { ExplainedResult } from '../actions/explain-result.ts'
import { phrases } from '../phrases/index.ts'
import type { Edition } from '../store/editions.ts'
import { formulaWords, otherRounding } from './arithmetic.tsx'
import {
  count,
  dimensionWord,
  editionBefore,
  editionWord,
  exact,
  groupWords,
  score,
  signed,
  sourceWords,
} from './words.ts'

const lang = 'id'

interface Given {
  explained: ExplainedResult
  edition: Edition
  editions: readonly Edition[]
  /** Regions of its group that took part. */
  groupSize: number
  /** Address of the public verification page. */
  address: string
}

/** Words and numbers of the printed sheet, as `documents/result-sheet.typ` lays them out. Indonesian, like the letters of the ministry. */
export function sheetData({ explained, edition, editions, groupSize, address }: Given): object {
  const { result, instrument, working, remarks } = explained
  const t = phrases(lang).result
  const word = editionWord(edition, lang)
  const short = address.replace(/^https?:\/\//, '')
  const common = {
    title: `Lembar hasil ${result.regionName} ${word}`,
    region: result.regionName,
    edition: phrases(lang).national.title(word),
    group: `${groupWords(result.group, lang)}, ${result.provinceName}`,
    disclaimer: 'Lembar hasil, dibuat dari tabel yang diterbitkan. Bukan surat kementerian.',
    footer: `${result.regionName}, evaluasi ${word}`,
    qr: renderSVG(address, { ecc: 'M', border: 0 }),
    qrAlt: `Kode QR ke ${short}`,
    address: short,
    instrument: instrument.id,
    instrumentHash: result.instrumentSha256,
    contentHash: result.contentSha256,
    source: sourceWords(edition.source, lang),
    remarks: [
      { title: 'Kekuatan', kind: 'strength' },
      { title: 'Kelemahan', kind: 'weakness' },
      { title: 'Rekomendasi', kind: 'recommendation' },
    ].flatMap(({ title, kind }) => {
      const items = remarks.filter(remark => remark.kind === kind).map(({ text }) => text)
      return items.length > 0 ? [{ title: `${title} (dikutip dari laporan)`, items }] : []
    }),
  }
  if (!working?.index || !working.exactSum) {
    const gone = phrases(lang).gone
    const why = result.tookPart
      ? t.missing((working?.missing ?? []).map(code => dimensionWord(code, lang)).join(', '))
      : ''
    return {
      ...common,
      absent: true,
      absentWords: result.tookPart ? why : `${gone.what(result.regionName, word)} ${gone.noValue}. ${gone.meaning}`,
    }
  }
  const each = working.rounding === 'each-term-half-up-2'
  return {
    ...common,
    absent: false,
    rule: t.how[working.rounding],
    indexLabel: t.indexOf(word),
    index: score(working.index, lang),
    changeWords: changeWords(explained, editionBefore(edition, editions, lang)),
    rankWords:
      result.groupRank === null
        ? ''
        : `peringkat ${count(result.groupRank, lang)} dari ${count(groupSize, lang)} di kelompoknya`,
    heads: ['No.', t.dimension, t.score, t.weight, t.contribution, ...(each ? [t.rounded] : [])],
    rows: working.terms.map((term, index) => [
      String(index + 1),
      dimensionWord(term.code, lang, instrument.content),
      term.score ? score(term.score, lang) : '–',
      exact(term.weight, lang, 2),
      term.product ? exact(term.product, lang) : '–',
      ...(each ? [term.rounded ? score(term.rounded, lang) : '–'] : []),
    ]),
    sum: [
      '',
      t.sum,
      '',
      exact(sum(working.terms.map(({ weight }) => weight)), lang, 2),
      exact(working.exactSum, lang),
      ...(each && working.roundedTermSum ? [score(working.roundedTermSum, lang)] : []),
    ],
    formula: formulaWords(working, lang),
    notes: notesOf(explained, editionBefore(edition, editions, lang)),
  }
}

function changeWords({ result }: ExplainedResult, before: string): string {
  if (result.change === null) return `beda dari ${before}: tidak ada`
  const size = score(result.change.replace(/^-/, ''), lang)
  const way = /^-?[0.]*$/.test(result.change) ? 'tetap' : result.change.startsWith('-') ? 'turun' : 'naik'
  return `${way} ${size} dari ${before}${result.improvementBasis === 'computed' ? '' : ' (tercetak)'}`
}

/** Why the change or the index is not what a reader would compute at first. */
function notesOf({ result, working, change }: ExplainedResult, before: string): string[] {
  const t = phrases(lang).result
  const notes: string[] = []
  if (change.kind === 'comparable') {
    const { printedOtherwise } = change.before
    const formula = t.changeFormula(
      score(change.now.index, lang),
      score(change.before.index, lang),
      signed(change.change, lang),
    )
    notes.push(
      printedOtherwise
        ? `${t.whyChange(before, score(printedOtherwise.index, lang), score(change.before.index, lang))} ${formula}.`
        : `${t.changeFrom(before)}: ${formula}.`,
    )
  } else if (change.kind === 'not-comparable') notes.push(t.noChange[change.reason](before))
  else if (result.printedImprovement !== null)
    notes.push(t.printedChange(signed(result.printedImprovement, lang), before))
  const other = working && otherRounding(working)
  if (other && working?.index && working.exactSum && working.rounding === 'each-term-half-up-2')
    notes.push(t.eachTermWhy(exact(working.exactSum, lang), score(other, lang), score(working.index, lang)))
  if (result.deviationReason !== null && working?.index)
    notes.push(
      `${t.deviation(result.printedIndex ? score(result.printedIndex, lang) : '–', score(working.index, lang))} “${result.deviationReason}”`,
    )
  return notes
}
