import { formatCount, type Lang } from '#kit/format.ts'
import { Empty } from '#ui/empty.tsx'
import type { LatestReading } from '../../actions/indicator/read-figures.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { periodName, showFigure } from '../indicator/words.ts'
import { portfolioHref } from '../nav.tsx'
import type { ProgrammeDetail } from './detail-data.ts'

/** The figures by which it is measured. */
export function IndicatorPart({
  lang,
  detail: { related, latest, region, mayChange },
}: {
  lang: Lang
  detail: ProgrammeDetail
}) {
  const t = programmePhrases(lang).detail
  const list = portfolioHref(region.code, 'indikator')
  return (
    <section class="sec" aria-labelledby="indikator">
      <h2 id="indikator">{t.indicators}</h2>
      {related.indicators.length === 0 ? (
        <Empty
          fact={t.noIndicators}
          reason={t.noIndicatorsWhy}
          action={
            mayChange ? (
              <a class="a" href={list}>
                {t.toIndicators}
              </a>
            ) : undefined
          }
        />
      ) : (
        <ul class="list mt-4">
          {related.indicators.map(one => (
            <li class="rule py-3">
              <a class="a" href={`${list}/${one.id}`}>
                {one.name}
              </a>
              <LatestFigure lang={lang} latest={latest.get(one.id)} />
              <small class="block text-muted">{t.measured(one.code, one.unit, t.direction[one.direction])}</small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function LatestFigure({ lang, latest }: { lang: Lang; latest: LatestReading | undefined }) {
  const t = programmePhrases(lang).detail
  if (latest?.value === undefined) return <p class="text-muted">{t.noReading}</p>
  const { value, indicator, period, complete, reported, expected } = latest
  return (
    <p>
      <b>{showFigure(value, indicator, lang)}</b> {t.inPeriod(periodName(period, lang))}
      {!complete && (
        <span class="text-muted">, {t.partly(formatCount(reported, lang), formatCount(expected, lang))}</span>
      )}
    </p>
  )
}
