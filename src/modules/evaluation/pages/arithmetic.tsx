import { type Decimal, roundHalfUp, sum } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Absent } from '#ui/absent.tsx'
import { Meter } from '#ui/meter.tsx'
import { Table } from '#ui/table.tsx'
import type { Instrument } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import type { IndexResult, IndexTerm } from '../rules/score-index.ts'
import { dimensionWord, exact, score } from './words.ts'

interface Props {
  lang: Language
  instrument: Instrument
  working: IndexResult
}

/** From scores to index: each product in full, the sum, and the rounding that this instrument asks for. */
export function Arithmetic({ lang, instrument, working }: Props) {
  const t = phrases(lang).result
  const each = working.rounding === 'each-term-half-up-2'
  const longest = Math.max(...working.terms.map(({ weight }) => Number(weight))) * instrument.scale.max
  const dash = <Absent lang={lang} />
  return (
    <>
      <Table<IndexTerm>
        lang={lang}
        caption={t.howTitle}
        rows={working.terms}
        columns={[
          {
            key: 'dimension',
            label: t.dimension,
            rowHeader: true,
            cell: ({ code }) => dimensionWord(code, lang, instrument),
          },
          { key: 'score', label: t.score, align: 'right', cell: term => (term.score ? score(term.score, lang) : dash) },
          {
            key: 'weight',
            label: t.weight,
            align: 'right',
            class: 'text-muted',
            cell: ({ weight }) => `× ${exact(weight, lang, 2)}`,
          },
          {
            key: 'product',
            label: t.contribution,
            align: 'right',
            class: each ? undefined : 'font-bold',
            cell: ({ product }) => (product ? exact(product, lang) : dash),
          },
          ...(each
            ? [
                {
                  key: 'rounded',
                  label: t.rounded,
                  align: 'right' as const,
                  class: 'font-bold',
                  cell: ({ rounded }: IndexTerm) => (rounded ? score(rounded, lang) : dash),
                },
              ]
            : []),
          {
            key: 'share',
            label: t.share,
            labelHidden: true,
            onlyWide: true,
            class: 'w-1/3',
            cell: ({ product }) => <Meter value={product?.toString()} max={longest} />,
          },
        ]}
        foot={{
          dimension: t.sum,
          weight: exact(sum(working.terms.map(({ weight }) => weight)), lang, 2),
          product: working.exactSum ? exact(working.exactSum, lang) : dash,
          rounded: working.roundedTermSum ? score(working.roundedTermSum, lang) : dash,
          share: !each && working.index ? t.roundedTo(score(working.index, lang)) : '',
        }}
      />
      {working.index && <p class="formula mt-5">{formulaWords(working, lang)}</p>}
    </>
  )
}

/** The index in one line: "3,60 × 0,10 + 2,29 × 0,20 + … = 2,941, dibulatkan 2,94", or the rounded terms and their sum. */
export function formulaWords(working: IndexResult, lang: Language): string {
  const t = phrases(lang).result
  if (!working.index || !working.exactSum) return ''
  const index = score(working.index, lang)
  if (working.rounding === 'each-term-half-up-2') {
    const terms = working.terms.map(({ rounded }) => (rounded ? score(rounded, lang) : ''))
    return t.formula(terms.join(' + '), index)
  }
  const terms = working.terms.map(
    term => `${term.score ? score(term.score, lang) : ''} × ${exact(term.weight, lang, 2)}`,
  )
  return `${t.formula(terms.join(' + '), exact(working.exactSum, lang))}, ${t.roundedTo(index)}`
}

/** The index that the other way of rounding would give, where it differs from this one. */
export function otherRounding(working: IndexResult): Decimal | undefined {
  const { index, exactSum, roundedTermSum } = working
  if (!index || !exactSum || !roundedTermSum) return undefined
  const other = working.rounding === 'each-term-half-up-2' ? roundHalfUp(exactSum, 2) : roundedTermSum
  return other.toString() === index.toString() ? undefined : other
}
