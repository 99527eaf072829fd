import { type Decimal, equal, negate, roundHalfUp } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Call } from '#ui/call.tsx'
import { phrases } from '../phrases/index.ts'
import type { Improvement } from '../rules/improvement.ts'
import type { IndexResult } from '../rules/score-index.ts'
import { otherRounding } from './arithmetic.tsx'
import type { RegionResult } from './region-data.ts'
import { editionBefore, editionWord, exact, score, signed } from './words.ts'

export type WhyProps = { lang: Language; found: RegionResult; working: IndexResult; change: Improvement }

/** How the change came about, or why there is none, in one box. */
export function WhyChange({ lang, found, change }: WhyProps) {
  const t = phrases(lang).result
  const before = editionBefore(found.edition, found.editions, lang)
  const now = editionWord(found.edition, lang)
  if (change.kind === 'not-comparable') return <Call title={t.noChangeTitle}>{t.noChange[change.reason](before)}</Call>
  if (change.kind === 'not-recomputable') {
    const printed = found.result.printedImprovement
    if (printed === null) return <Call title={t.noChangeTitle}>{t.noChange['not-recomputable'](before)}</Call>
    return <Call title={t.changeFrom(before)}>{t.printedChange(signed(printed, lang), before)}</Call>
  }
  const formula = (
    <p class="mt-2 font-semibold whitespace-nowrap">
      {t.changeFormula(score(change.now.index, lang), score(change.before.index, lang), signed(change.change, lang))}
    </p>
  )
  const { printedOtherwise } = change.before
  if (!printedOtherwise)
    return (
      <Call title={t.changeFrom(before)}>
        <p>{t.changeComputed(now, before)}</p>
        {formula}
      </Call>
    )
  return (
    <Call
      title={t.whyChangeTitle(
        moved(change.change, lang),
        sizeOf(change.change, printedOtherwise.changeFromPrinted, lang),
      )}
    >
      <p>{t.whyChange(before, score(printedOtherwise.index, lang), score(change.before.index, lang))}</p>
      {formula}
    </Call>
  )
}

/** "naik 0,44", "turun 0,06". */
function moved(change: Decimal, lang: Language): string {
  const t = phrases(lang).result
  if (change.units === 0n) return t.same(score(change, lang))
  return change.units > 0n ? t.risen(score(change, lang)) : t.fallen(score(negate(change), lang))
}

/** What a reader would have expected: only the size when the way is the same, else with its own word. */
function sizeOf(change: Decimal, expected: Decimal, lang: Language): string {
  const sameWay = change.units > 0n === expected.units > 0n && expected.units !== 0n && change.units !== 0n
  return sameWay ? score(expected.units < 0n ? negate(expected) : expected, lang) : moved(expected, lang)
}

/** For an instrument that rounds each term: why the sum of unrounded products is not what was printed. */
export function WhyRounding({ lang, working }: { lang: Language; working: IndexResult }) {
  const t = phrases(lang).result
  const other = otherRounding(working)
  if (!other || !working.index || !working.exactSum || working.rounding !== 'each-term-half-up-2') return null
  if (equal(roundHalfUp(working.exactSum, 2), working.index)) return null
  const [index, once] = [score(working.index, lang), score(other, lang)]
  return (
    <Call title={t.otherRoundingTitle(index, once)}>
      <p>{t.eachTermWhy(exact(working.exactSum, lang), once, index)}</p>
    </Call>
  )
}
