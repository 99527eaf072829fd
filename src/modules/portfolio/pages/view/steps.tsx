import { formatCount, type Lang } from '#kit/format.ts'
import { spreadPhrases } from '../../phrases/spread.ts'
import { stepRanges } from '../../rules/view/spread.ts'

/** What the colours of a spread mean, nothing first. */
export function Steps({ lang, most, class: names }: { lang: Lang; most: number; class?: string }) {
  const t = spreadPhrases(lang)
  return (
    <ul class={`steps${names ? ` ${names}` : ''}`} aria-label={t.legend}>
      <li>
        <span class="sw w0" /> {t.nothing}
      </li>
      {stepRanges(most).map(({ step, from, to }) => (
        <li>
          <span class={`sw w${step}`} /> {t.range(formatCount(from, lang), formatCount(to, lang))}
        </li>
      ))}
    </ul>
  )
}
