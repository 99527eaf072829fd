import { type Region, shortName } from '#modules/region/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import { regencyDrawing } from '#ui/boundaries.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { MapNumbered } from '#ui/map-locator.tsx'
import type { Moment } from '#ui/timeline.tsx'
import { phrases } from '../phrases/index.ts'
import type { RegionHistory } from '../store/region-histories.ts'
import type { RegionPlace, RegionResult } from './region-data.ts'
import { HistorySection } from './region-history.tsx'
import { Source } from './source.tsx'
import { byName, count, editionWord, joined, score } from './words.ts'

interface Props {
  lang: Language
  place: RegionPlace
  found: RegionResult
  /** Others that were absent in the same edition. */
  others: readonly { regionCode: string; regionName: string }[]
  history: RegionHistory | undefined
}

/** The words that stand where the index would be. */
export function GoneLead({ lang, place, found, others }: Omit<Props, 'history'>) {
  const t = phrases(lang).gone
  const word = editionWord(found.edition, lang)
  const bare = place.region.name.replace(/^(Kabupaten|Kota) /, '')
  return (
    <div class="mt-8">
      <p class="eyebrow mb-2">{phrases(lang).result.indexOf(word)}</p>
      <p class="idx word">{phrases(lang).absentTitle}</p>
      <p class="mt-4 max-w-prose">
        {t.what(bare, word)} <b>{t.noValue}</b>. {t.meaning}
        {others.length > 0 && ` ${t.others(count(others.length, lang))}`}
      </p>
      <p class="mt-5 flex flex-wrap gap-3">
        <Button href="#kembali" look="primary">
          {t.back}
        </Button>
        {others.length > 0 && <Button href="#lain">{t.otherLink}</Button>}
      </p>
    </div>
  )
}

/** The region with its districts numbered. */
export function GoneMap({
  lang,
  place,
  districts,
}: {
  lang: Language
  place: RegionPlace
  districts: readonly Region[]
}) {
  const drawing = regencyDrawing(place.region.code)
  if (!drawing) return undefined
  return (
    <MapNumbered
      drawing={drawing}
      label={`${phrases(lang).result.districts(count(districts.length, lang))}, ${place.region.name}`}
      places={districts.map(({ code, name }) => ({ code, name, href: `/daerah/${code}` }))}
    />
  )
}

export function GoneSections(props: Props) {
  const { lang, found, others } = props
  const t = phrases(lang).gone
  const word = editionWord(found.edition, lang)
  return (
    <>
      <section class="sec !pt-10" aria-labelledby="arti">
        <h2 id="arti">{t.meansTitle}</h2>
        <ul class="list mt-5 max-w-prose">
          {t.means.map((sentence, index) => (
            <li>
              <b>{index + 1}</b>
              <span>{sentence}</span>
            </li>
          ))}
        </ul>
      </section>
      <History {...props} />
      <section class="sec" id="kembali" aria-labelledby="kembali-judul">
        <div class="two wide-left">
          <Needs lang={lang} />
          <div>
            <h2>{t.stepsTitle}</h2>
            <p class="note mt-2 mb-5">{t.stepsNote}</p>
            <ol class="list">
              {t.steps.map((step, index) => (
                <li>
                  <b>{index + 1}</b>
                  <span>{step}</span>
                </li>
              ))}
            </ol>
          </div>
        </div>
      </section>
      <Last lang={lang} found={found} />
      {others.length > 0 && (
        <section class="sec" id="lain" aria-labelledby="lain-judul">
          <h2 id="lain-judul">{t.otherTitle}</h2>
          <p class="note mt-2 mb-4">{t.otherNote(word)}</p>
          <ul class="sm:columns-2 lg:columns-3 gap-12">
            {byName(others).map(({ regionCode, regionName }) => (
              <li class="py-2.5 border-b border-base-300 break-inside-avoid">
                <a class="a" href={`/daerah/${regionCode}/evaluasi?tahun=${found.edition.id}`}>
                  {shortName(regionName)}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Source lang={lang} source={found.edition.source} />
    </>
  )
}

function History({ lang, found, history }: Props) {
  const t = phrases(lang).gone
  if (!history) return null
  const absent: Moment = {
    when: editionWord(found.edition, lang),
    fact: (
      <>
        {phrases(lang).absentTitle}{' '}
        <Chip status="due" icon="circle-slash">
          {t.attention}
        </Chip>
      </>
    ),
    line: t.absentLine,
  }
  return <HistorySection lang={lang} title={t.historyTitle} history={history} last={absent} />
}

function Needs({ lang }: { lang: Language }) {
  const t = phrases(lang).gone
  return (
    <div>
      <h2 id="kembali-judul">{t.needTitle}</h2>
      <p class="note mt-2 mb-5">{t.needNote}</p>
      <ul class="todo">
        {t.needs.map(([what, how]) => (
          <li>
            <div>
              <strong class="font-semibold">{what}</strong>
              <p>{how}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Last({ lang, found }: { lang: Language; found: RegionResult }) {
  const t = phrases(lang).gone
  const last = found.all.find(({ index, edition }) => index !== null && edition < found.edition.id)
  const edition = found.editions.find(({ id }) => id === last?.edition)
  const words = found.editions.map(one => editionWord(one, lang)).toReversed()
  return (
    <section class="sec" aria-labelledby="terakhir">
      <h2 id="terakhir" class="mb-5">
        {t.lastTitle}
      </h2>
      {last?.index && edition ? (
        <Empty
          fact={t.lastHere(editionWord(edition, lang), score(last.index, lang))}
          action={
            <Button href={`/daerah/${last.regionCode}/evaluasi?tahun=${edition.id}`}>
              {t.lastDo(editionWord(edition, lang))}
            </Button>
          }
        />
      ) : (
        <Empty
          fact={t.lastNever(words[0] ?? '')}
          reason={t.lastNeverWhy(joined(words, lang))}
          action={<Button href="/">{t.lastNeverDo}</Button>}
        />
      )}
    </section>
  )
}
