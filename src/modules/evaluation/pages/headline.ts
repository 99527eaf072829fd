import { compare, type Decimal, subtract } from '#kit/decimal.ts'
import type { Language } from '#platform/i18n/language.ts'
import { phrases } from '../phrases/index.ts'
import type { DimensionScores } from '../rules/score-index.ts'
import { count } from './words.ts'

/** What a table of dimensions says in one line: "Semua dimensi naik, keluaran paling lemah". Ties name the first. */
export function dimensionHeadline(
  codes: readonly string[],
  now: DimensionScores,
  before: DimensionScores | undefined,
  word: (code: string) => string,
  lang: Language,
): string {
  const t = phrases(lang).result
  const scored = codes.flatMap(code => (now[code] ? [{ code, score: now[code] }] : []))
  const sorted = scored.toSorted((a, b) => compare(a.score, b.score))
  const weakest = word(sorted[0]?.code ?? '').toLowerCase()
  const changes = scored.flatMap(({ code, score }) => (before?.[code] ? [subtract(score, before[code])] : []))
  if (changes.length === 0) return t.strongest(word(sorted.at(-1)?.code ?? ''), weakest)
  const up = changes.filter(rises).length
  const down = changes.filter(falls).length
  if (up === changes.length) return t.allUp(weakest)
  if (down === changes.length) return t.allDown(weakest)
  if (up + down === 0) return t.unchanged(weakest)
  if (down === 0) return t.someUp(count(up, lang), weakest)
  if (up === 0) return t.someDown(count(down, lang), weakest)
  return t.mixed(count(up, lang), count(down, lang), weakest)
}

const rises = ({ units }: Decimal): boolean => units > 0n
const falls = ({ units }: Decimal): boolean => units < 0n
