import { actsAs } from '#kit/actor.ts'
import { compare } from '#kit/decimal.ts'
import { levelOf } from '#modules/region/index.ts'
import type { Panel, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Delta } from '#ui/delta.tsx'
import { mayImportResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { listEditions } from '../store/editions.ts'
import { countResults } from '../store/list-results.ts'
import { listRemarks } from '../store/results.ts'
import { findRegionResult, type RegionResult } from './region-data.ts'
import { count, dimensionWord, editionWord, score } from './words.ts'
import { scoresOf } from './workings.ts'

/** On the overview of a region: its newest result in short; on a province's, how many of its regions were listed. */
export const regionPanel: Panel = {
  place: 'region',
  order: 20,
  async render(visit, { regionCode, level }) {
    if (regionCode === undefined) return null
    if (level === 1) return await provincePart(visit, regionCode)
    if (level !== 2) return null
    const found = await findRegionResult(visit.platform.db.read, regionCode, undefined, regionCode)
    return found ? <RegionPart visit={visit} found={found} /> : null
  },
}

function RegionPart({ visit: { lang }, found }: { visit: Visit; found: RegionResult }) {
  const t = phrases(lang).panel
  const { result, edition } = found
  const word = editionWord(edition, lang)
  return (
    <section class="sec" aria-labelledby="panel-evaluasi">
      <h2 id="panel-evaluasi" class="mb-4">
        {t.title}
      </h2>
      <Short lang={lang} found={found} />
      <p class="text-muted mt-2">
        {result.groupRank === null
          ? t.absentLine(word)
          : t.line(word, count(result.groupRank, lang), count(found.groupSize, lang))}
      </p>
      <p class="mt-4">
        <Button href={`/daerah/${result.regionCode}/evaluasi`}>{result.tookPart ? t.more : t.moreAbsent}</Button>
      </p>
    </section>
  )
}

function Short({ lang, found: { result } }: { lang: Visit['lang']; found: RegionResult }) {
  if (result.index === null) {
    return <p class="text-3xl font-bold">{result.tookPart ? phrases(lang).noIndex : phrases(lang).absentTitle}</p>
  }
  return (
    <p class="flex flex-wrap items-baseline gap-x-5">
      <span class="text-5xl font-bold">{score(result.index, lang)}</span>
      <span class="text-muted">{phrases(lang).ofFour}</span>
      {result.change !== null && <Delta change={result.change} lang={lang} />}
    </p>
  )
}

async function provincePart(visit: Visit, code: string) {
  const { lang } = visit
  const [edition] = await listEditions(visit.platform.db.read)
  if (!edition) return null
  const listed = await countResults(visit.platform.db.read, { edition: edition.id, province: code })
  if (listed === 0) return null
  const word = editionWord(edition, lang)
  return (
    <section class="sec" aria-labelledby="panel-evaluasi">
      <h2 id="panel-evaluasi" class="mb-3">
        {phrases(lang).panel.provinceTitle(word)}
      </h2>
      <p class="mb-4">{phrases(lang).result.wrongLevelProvince(count(listed, lang), word)}</p>
      <Button href={`/hasil/${edition.id}?provinsi=${code}#peringkat`}>
        {phrases(lang).result.wrongLevelProvinceDo}
      </Button>
    </section>
  )
}

/** After signing in: an officer of a region sees its newest result and what to do; the ministry sees counts and the import. */
export const homePanel: Panel = {
  place: 'home',
  order: 20,
  async render(visit) {
    if (!mayImportResults(visit.actor)) return await ministryPart(visit)
    const regency = visit.actor.membership?.regionCode?.split('.').slice(0, 2).join('.')
    if (regency === undefined || levelOf(regency) !== 2 || actsAs(visit.actor, 'citizen')) return null
    const found = await findRegionResult(visit.platform.db.read, regency, undefined, regency)
    if (!found) {
      return (
        <section class="sec" aria-labelledby="beranda-evaluasi">
          <h2 id="beranda-evaluasi">{phrases(visit.lang).panel.title}</h2>
          <p class="note mt-2 mb-4">
            {phrases(visit.lang).panel.homeNone(visit.actor.membership?.regionName ?? regency)}
          </p>
          <Button href={`/daerah/${regency}/evaluasi`}>{phrases(visit.lang).panel.homeNoneDo}</Button>
        </section>
      )
    }
    return await officerPart(visit, found)
  },
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

async function ministryPart(visit: Visit) {
  const { lang } = visit
  const t = phrases(lang).panel
  const sql = visit.platform.db.read
  const editions = await listEditions(sql)
  const lines = await Promise.all(
    editions.slice(0, 4).map(async edition => ({
      edition,
      present: await countResults(sql, { edition: edition.id, tookPart: true }),
      absent: await countResults(sql, { edition: edition.id, tookPart: false }),
    })),
  )
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
        <Button href="/hasil/impor" icon="upload">
          {t.ministryDo}
        </Button>
      </p>
    </section>
  )
}
