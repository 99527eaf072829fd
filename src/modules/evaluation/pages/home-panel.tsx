import { actsAs } from '#kit/actor.ts'
import { compare } from '#kit/decimal.ts'
import { levelOf, regionOfVisit, shortName } from '#modules/region/index.ts'
import type { Panel, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Delta } from '#ui/delta.tsx'
import { Table } from '#ui/table.tsx'
import { mayImportResults, mayReadImports } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { listEditions } from '../store/editions.ts'
import { countPresence, listResults } from '../store/list-results.ts'
import { listRemarks, type Result } from '../store/results.ts'
import { Short } from './panels.tsx'
import { findRegionResult, type RegionResult } from './region-data.ts'
import { count, dimensionWord, editionWord, score } from './words.ts'
import { scoresOf } from './workings.ts'

/**
 * After signing in: the ministry and the auditor see counts and the imports, a province its regions, a citizen one sentence on the own region, an officer its newest result and what to do.
 */
export const homePanel: Panel = {
  place: 'home',
  order: 20,
  async render(visit) {
    const { actor } = visit
    if (!mayReadImports(actor)) return await importsPart(visit)
    // What waits for an assessor is in pages/scoring.
    if (actsAs(actor, 'assessor')) return null
    const code = actor.membership?.regionCode
    if (code === undefined) return null
    if (levelOf(code) === 1) return await provincePart(visit, code)
    return await regencyPart(visit, code.split('.').slice(0, 2).join('.'))
  },
}

/** What the home page says of one regency: to a citizen in a sentence, to those who work there with what to do. */
async function regencyPart(visit: Visit, regency: string) {
  const sql = visit.platform.db.read
  const found = await findRegionResult(sql, regency, undefined, regency)
  if (found)
    return actsAs(visit.actor, 'citizen') ? <CitizenPart visit={visit} found={found} /> : officerPart(visit, found)
  const t = phrases(visit.lang).panel
  const name = (await regionOfVisit(visit, regency))?.name ?? regency
  return (
    <section class="sec" aria-labelledby="beranda-evaluasi">
      <h2 id="beranda-evaluasi">{t.title}</h2>
      <p class="note mt-2 mb-4">{t.homeNone(name)}</p>
      <Button href={`/daerah/${regency}/evaluasi`}>{t.homeNoneDo}</Button>
    </section>
  )
}

function CitizenPart({ visit: { lang }, found }: { visit: Visit; found: RegionResult }) {
  const t = phrases(lang).panel
  const { result, edition } = found
  const word = editionWord(edition, lang)
  const sentence = !result.tookPart
    ? t.citizenAbsent(result.regionName, word)
    : result.index === null || result.groupRank === null
      ? t.citizenNoIndex(result.regionName, word)
      : t.citizenLine(
          result.regionName,
          word,
          score(result.index, lang),
          count(result.groupRank, lang),
          count(found.groupSize, lang),
        )
  return (
    <section class="sec" aria-labelledby="beranda-evaluasi">
      <h2 id="beranda-evaluasi">{t.title}</h2>
      <p class="mt-3 mb-4 max-w-prose">{sentence}</p>
      <Button href={`/daerah/${result.regionCode}/evaluasi`}>{result.tookPart ? t.more : t.moreAbsent}</Button>
    </section>
  )
}

async function officerPart(visit: Visit, found: RegionResult) {
  const { lang } = visit
  const t = phrases(lang).panel
  const { result, edition, before } = found
  const href = `/daerah/${result.regionCode}/evaluasi`
  const sql = visit.platform.db.read
  const own = await listRemarks(sql, edition.id, result.regionCode)
  const remarks = own.length > 0 || !before ? own : await listRemarks(sql, before.edition.id, result.regionCode)
  const recommendations = remarks.filter(({ kind }) => kind === 'recommendation').length
  const [weakest] = Object.entries(scoresOf(result))
    .flatMap(([code, value]) => (value ? [{ code, value }] : []))
    .sort((a, b) => compare(a.value, b.value))
  return (
    <section class="sec" aria-labelledby="beranda-evaluasi">
      <h2 id="beranda-evaluasi" class="mb-4">
        {t.homeTitle(result.regionName, editionWord(edition, lang))}
      </h2>
      <Short lang={lang} found={found} />
      {!result.tookPart && <p class="text-muted mt-2">{t.absentLine(editionWord(edition, lang))}</p>}
      <ul class="todo mt-6">
        {!result.tookPart && (
          <li>
            <div>
              <a class="a" href={`${href}#kembali`}>
                {t.homeDoAbsent}
              </a>
              <p>{t.homeDoAbsentLine}</p>
            </div>
          </li>
        )}
        {weakest && (
          <li>
            <a class="a" href={`${href}#dimensi`}>
              {t.homeDoWeak(dimensionWord(weakest.code, lang, found.instrument.content), score(weakest.value, lang))}
            </a>
          </li>
        )}
        {recommendations > 0 && (
          <li>
            <a class="a" href={`${href}#rekomendasi`}>
              {t.homeDoRecommendations(count(recommendations, lang))}
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}

/** Longest list of regions on the home page; the whole one is a link away. */
const most = 10

async function provincePart(visit: Visit, province: string) {
  const { lang, platform } = visit
  const sql = platform.db.read
  const [edition] = await listEditions(sql)
  if (!edition) return null
  const t = phrases(lang).panel
  const word = editionWord(edition, lang)
  const [{ items }, counts] = await Promise.all([
    listResults(sql, { edition: edition.id, province, limit: most }),
    countPresence(sql, [edition.id], province),
  ])
  const { present, absent } = counts.get(edition.id) ?? { present: 0, absent: 0 }
  const listed = present + absent
  return (
    <section class="sec" aria-labelledby="beranda-evaluasi">
      <h2 id="beranda-evaluasi">{t.provinceTitle(word)}</h2>
      {listed === 0 ? (
        <p class="note mt-2">{phrases(lang).result.wrongLevelProvinceNone(word)}</p>
      ) : (
        <>
          <p class="mt-3 mb-5">{t.provinceLine(count(present, lang), count(absent, lang))}</p>
          <div class="max-w-2xl">
            <Results lang={lang} caption={t.provinceTitle(word)} items={items} />
          </div>
          <p class="mt-5">
            <Button href={`/hasil/${edition.id}?provinsi=${province}#peringkat`}>
              {listed > most ? t.provinceAll(count(listed, lang)) : phrases(lang).result.wrongLevelProvinceDo}
            </Button>
          </p>
        </>
      )}
    </section>
  )
}

interface ResultsProps {
  lang: Visit['lang']
  caption: string
  items: readonly Result[]
}

function Results({ lang, caption, items }: ResultsProps) {
  const t = phrases(lang)
  return (
    <Table<Result>
      lang={lang}
      caption={caption}
      rows={items}
      columns={[
        {
          key: 'name',
          label: t.region,
          rowHeader: true,
          cell: ({ regionCode, regionName }) => (
            <a class="a" href={`/daerah/${regionCode}/evaluasi`}>
              {shortName(regionName)}
            </a>
          ),
        },
        {
          key: 'index',
          label: t.index,
          align: 'right',
          class: 'font-bold',
          cell: ({ index, tookPart }) =>
            index === null ? (
              <span class="font-normal text-muted">{tookPart ? t.noIndex : t.absent}</span>
            ) : (
              score(index, lang)
            ),
        },
        {
          key: 'change',
          label: t.compare.change,
          align: 'right',
          cell: ({ change }) => <Delta change={change ?? undefined} lang={lang} />,
        },
      ]}
    />
  )
}

async function importsPart(visit: Visit) {
  const { lang, actor } = visit
  const t = phrases(lang).panel
  const sql = visit.platform.db.read
  const editions = (await listEditions(sql)).slice(0, 4)
  const counts = await countPresence(
    sql,
    editions.map(({ id }) => id),
  )
  const lines = editions.map(edition => ({ edition, ...(counts.get(edition.id) ?? { present: 0, absent: 0 }) }))
  return (
    <section class="sec" aria-labelledby="beranda-evaluasi">
      <h2 id="beranda-evaluasi" class="mb-4">
        {t.ministryTitle}
      </h2>
      <ul class="todo">
        {lines.map(({ edition, present, absent }) => (
          <li>
            <a class="a" href={`/hasil/${edition.id}`}>
              {t.ministryEdition(editionWord(edition, lang), count(present, lang), count(absent, lang))}
            </a>
          </li>
        ))}
      </ul>
      <p class="mt-5">
        {mayImportResults(actor) ? (
          <Button href="/hasil/impor">{t.auditorDo}</Button>
        ) : (
          <Button href="/hasil/impor" icon="upload">
            {t.ministryDo}
          </Button>
        )}
      </p>
    </section>
  )
}
