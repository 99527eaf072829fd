import { isRegionCode, listRegionsByCodes, levelOf, type Region, shortName } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { type Edition, listEditions } from '../store/editions.ts'
import { listResults } from '../store/list-results.ts'
import { findResults, type Result } from '../store/results.ts'
import { Bars, ComparedTable } from './compare-figures.tsx'
import { Source } from './source.tsx'
import { editionWord } from './words.ts'

const most = 5

/** One chosen region; without a result it stands in the comparison as absent from the table. */
export interface Compared {
  region: Region
  result: Result | undefined
}

/** Up to five regions side by side; chosen by plain links and one field. */
export const comparePage: Page = {
  path: '/bandingkan',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  async show(visit) {
    const { c, lang, platform } = visit
    const sql = platform.db.read
    const editions = await listEditions(sql)
    const wanted = c.req.query('tahun')
    const edition = editions.find(({ id }) => id === wanted) ?? editions[0]
    const t = phrases(lang).compare
    if (!edition) return { title: t.title, body: <NoEdition visit={visit} />, section: '/bandingkan' }
    const asked = [
      ...new Set((c.req.queries('daerah') ?? []).filter(code => isRegionCode(code) && levelOf(code) === 2)),
    ]
    const codes = asked.slice(0, most)
    const words =
      c.req
        .query('tambah')
        ?.replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, 100) ?? ''
    const matches = words === '' || codes.length === most ? [] : await matching(visit, edition, words, codes)
    const [only] = matches
    if (only && matches.length === 1) return c.redirect(compareHref([...codes, only.regionCode], edition.id), 303)
    const [regions, results] = await Promise.all([listRegionsByCodes(sql, codes), findResults(sql, edition.id, codes)])
    const chosen = codes.flatMap((code): Compared[] => {
      const region = regions.get(code)
      return region ? [{ region, result: results.get(code) }] : []
    })
    return compareView(visit, { edition, editions, chosen, words, matches, tooMany: asked.length > most })
  },
}

/** Regions of the edition that the typed words mean, by the whole name first. */
async function matching({ platform, lang }: Visit, edition: Edition, words: string, codes: readonly string[]) {
  const { items } = await listResults(platform.db.read, { edition: edition.id, q: words, sort: 'name', limit: 12 })
  const free = items.filter(({ regionCode }) => !codes.includes(regionCode))
  const plain = (name: string) => name.toLocaleLowerCase(lang).replace(/^(kabupaten|kab\.?|kota) /, '')
  const exact = free.filter(({ regionName }) => regionName.toLowerCase() === words.toLowerCase())
  const bare = free.filter(({ regionName }) => plain(regionName) === plain(words))
  return exact.length === 1 ? exact : bare.length === 1 ? bare : free
}

function compareHref(codes: readonly string[], edition: string): string {
  return `/bandingkan?${new URLSearchParams([...codes.map(code => ['daerah', code]), ['tahun', edition]])}`
}

interface Parts {
  edition: Edition
  editions: readonly Edition[]
  chosen: readonly Compared[]
  words: string
  matches: readonly Result[]
  tooMany: boolean
}

function compareView(visit: Visit, parts: Parts): View {
  const { lang } = visit
  const t = phrases(lang).compare
  const { edition, chosen } = parts
  const codes = chosen.map(({ region }) => region.code)
  const word = editionWord(edition, lang)
  const instruments = new Set(chosen.flatMap(({ result }) => (result?.tookPart ? [result.instrumentId] : [])))
  const body = (
    <>
      <div class="page-head">
        <div>
          <h1>{t.title}</h1>
          <p class="lead mt-3">{chosen.length === 0 ? t.leadNone : t.lead(word)}</p>
        </div>
        {parts.editions.length > 1 && (
          <Seg
            label={phrases(lang).years}
            links={parts.editions
              .slice(0, 4)
              .toReversed()
              .map(one => ({
                href: compareHref(codes, one.id),
                label: editionWord(one, lang),
                current: one.id === edition.id,
              }))}
          />
        )}
      </div>
      <Chosen visit={visit} parts={parts} codes={codes} />
      {chosen.length === 0 ? (
        <Empty
          fact={t.emptyFact}
          reason={t.emptyWhy}
          action={<Button href={compareHref(['35.07', '34.71', '73.24'], edition.id)}>{t.emptyDo}</Button>}
        />
      ) : (
        <>
          {instruments.size > 1 && <p class="call mt-8">{t.twoGroups}</p>}
          <Bars lang={lang} chosen={chosen} word={word} />
          <ComparedTable lang={lang} chosen={chosen} edition={edition} word={word} />
          <Source lang={lang} source={edition.source} />
        </>
      )}
    </>
  )
  return { title: t.title, body, section: '/bandingkan' }
}

function Chosen({ visit: { lang }, parts, codes }: { visit: Visit; parts: Parts; codes: readonly string[] }) {
  const t = phrases(lang).compare
  const { edition, chosen, words, matches } = parts
  return (
    <div class="mb-10">
      {chosen.length > 0 && (
        <ul class="filters-on mb-5" aria-label={t.title}>
          {chosen.map(({ region }) => (
            <li>
              <a
                href={compareHref(
                  codes.filter(code => code !== region.code),
                  edition.id,
                )}
              >
                <span class="sr-only">{t.remove(region.name)}</span>
                <span aria-hidden="true">{shortName(region.name)}</span>
                <Icon name="x" />
              </a>
            </li>
          ))}
        </ul>
      )}
      {parts.tooMany && <p class="call is-due mb-5">{t.tooMany}</p>}
      {chosen.length >= most ? (
        !parts.tooMany && <p class="note">{t.full}</p>
      ) : (
        <form method="get" action="/bandingkan" class="no-print max-w-xl">
          {codes.map(code => (
            <input type="hidden" name="daerah" value={code} />
          ))}
          <input type="hidden" name="tahun" value={edition.id} />
          <Field
            lang={lang}
            name="tambah"
            kind="search"
            label={t.add}
            hint={t.addHint}
            maxlength={100}
            autocomplete="off"
            value={words}
            error={words !== '' && matches.length === 0 ? t.notFound(words) : undefined}
          />
          {matches.length > 1 && (
            <div class="mb-6">
              <p class="mb-2">{t.several(words)}</p>
              <ul class="flex flex-wrap gap-x-5 gap-y-1">
                {matches.map(({ regionCode, regionName }) => (
                  <li>
                    <a class="a" href={compareHref([...codes, regionCode], edition.id)}>
                      {t.addOne(shortName(regionName))}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          )}
          <Button icon="plus">{t.addDo}</Button>
        </form>
      )}
    </div>
  )
}

function NoEdition({ visit: { lang } }: { visit: Visit }) {
  const t = phrases(lang)
  return (
    <div class="pt-8">
      <h1 class="mb-8">{t.compare.title}</h1>
      <Empty fact={t.national.none} reason={t.national.noneWhy} />
    </div>
  )
}
