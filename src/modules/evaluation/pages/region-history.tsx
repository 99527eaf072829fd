import type { Language } from '#platform/i18n/language.ts'
import { type Moment, Timeline } from '#ui/timeline.tsx'
import { phrases } from '../phrases/index.ts'
import type { RegionHistory } from '../store/region-histories.ts'

interface Props {
  lang: Language
  title: string
  history: RegionHistory
  /** What the results themselves add at the end. */
  last?: Moment | undefined
}

/** What open sources record about a region, each moment with the address of who says so. */
export function HistorySection({ lang, title, history, last }: Props) {
  const t = phrases(lang).gone
  const moments = history.moments.map((moment): Moment => ({
    when: moment.when[lang],
    datetime: moment.date,
    fact: moment.fact[lang],
    line: (
      <>
        {moment.line[lang]}{' '}
        <span class="text-sm">
          {t.historySource('')}
          {moment.sources.map((mark, index) => (
            <>
              {index > 0 && ', '}
              <Address address={history.sources[mark]} mark={mark} />
            </>
          ))}
        </span>
      </>
    ),
  }))
  return (
    <section class="sec" aria-labelledby="jejak">
      <h2 id="jejak">{title}</h2>
      <p class="note mt-2 mb-5">{t.historyNote}</p>
      <Timeline moments={last ? [...moments, last] : moments} />
    </section>
  )
}

function Address({ address, mark }: { address: string | undefined; mark: string }) {
  if (address === undefined) return <>{mark}</>
  return (
    <a class="underline underline-offset-4" href={address} rel="noopener external">
      {new URL(address).hostname.replace(/^www\./, '')}
    </a>
  )
}
