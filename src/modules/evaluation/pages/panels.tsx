import type { Panel, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Delta } from '#ui/delta.tsx'
import { phrases } from '../phrases/index.ts'
import { listEditions } from '../store/editions.ts'
import { countResults } from '../store/list-results.ts'
import { findRegionResult, type RegionResult } from './region-data.ts'
import { count, editionWord, score } from './words.ts'

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

/** The index with its change, or the words for a region without one. */
export function Short({ lang, found: { result } }: { lang: Visit['lang']; found: RegionResult }) {
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
