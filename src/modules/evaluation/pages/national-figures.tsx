import type { Language } from '#platform/i18n/language.ts'
import { Figures } from '#ui/figures.tsx'
import { phrases } from '../phrases/index.ts'
import { type SummaryRow, summary } from '../rules/summary.ts'
import { count, decimalOrNull, score } from './words.ts'

export interface NationalFigures {
  /** Every region of the edition, absent ones too. */
  rows: readonly { regionCode: string; regionName: string; index: string | null; change: string | null }[]
  absent: number
  /** The year a change is counted from. */
  before: string
  changes: { computed: number; printedOnly: number }
  /** Added to links to a region: the year when it is not the latest. */
  year: string
}

/** The four leading numbers of an edition, and one sentence that says how far its changes can be trusted. */
export function NationalFigureRow({ lang, figures }: { lang: Language; figures: NationalFigures }) {
  const t = phrases(lang).national
  const { rows, before, changes } = figures
  const numbers = summary(
    rows.map((row): SummaryRow => ({ index: decimalOrNull(row.index), change: decimalOrNull(row.change) })),
  )
  const highest = numbers.highest
  const top = highest === null ? [] : rows.filter(({ index }) => index === highest.toString())
  const [first] = top
  return (
    <>
      <Figures
        figures={[
          {
            label: t.mean,
            number: numbers.mean ? score(numbers.mean, lang) : '–',
            line: numbers.median ? t.median(score(numbers.median, lang)) : undefined,
          },
          {
            label: t.highest,
            number: highest ? score(highest, lang) : '–',
            line:
              first && top.length === 1 ? (
                <a class="a" href={`/daerah/${first.regionCode}/evaluasi${figures.year}`}>
                  {first.regionName}
                </a>
              ) : (
                t.highestShared(count(top.length, lang))
              ),
          },
          numbers.up + numbers.down + numbers.same > 0
            ? {
                label: t.up(before),
                number: count(numbers.up, lang),
                unit: t.regions,
                line: t.down(count(numbers.down, lang)),
              }
            : { label: t.changeUnknown(before), number: '–', line: t.changeUnknownLine(before) },
          {
            label: t.absent,
            number: count(figures.absent, lang),
            unit: t.absentOf(count(rows.length, lang)),
            line:
              figures.absent > 0 ? (
                <a class="a" href="#tidak-hadir">
                  {t.absentLink}
                </a>
              ) : (
                t.noneAbsent
              ),
          },
        ]}
      />
      <p class="note mt-4">{honesty(figures, changes, lang)}</p>
    </>
  )
}

function honesty({ before }: NationalFigures, changes: NationalFigures['changes'], lang: Language): string {
  const t = phrases(lang).national
  const computed = count(changes.computed, lang)
  if (changes.computed + changes.printedOnly === 0) return t.honestNone(before)
  return changes.printedOnly === 0
    ? t.honestOnlyComputed(before, computed)
    : t.honest(before, computed, count(changes.printedOnly, lang))
}
