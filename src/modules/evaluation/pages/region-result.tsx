import { listRegions } from '#modules/region/index.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayReadResults } from '../access.ts'
import { phrases } from '../phrases/index.ts'
import { listEditions } from '../store/editions.ts'
import { findClosedRound } from '../store/closing/frozen.ts'
import { countResults, listMapValues } from '../store/list-results.ts'
import { findHistory } from '../store/region-histories.ts'
import { findDetails, findRegionResult, getRegionPlace, type RegionPlace, type RegionResult } from './region-data.ts'
import { GoneLead, GoneMap, GoneSections } from './region-gone.tsx'
import { regionCrumbs, RegionHead } from './region-head.tsx'
import { HistorySection } from './region-history.tsx'
import { ScoreLead, ScoreSections } from './region-score.tsx'
import { count, editionWord, joined } from './words.ts'

/** What is published about one region, with its whole arithmetic; or what it means that nothing is. */
export const regionResultPage: Page = {
  path: '/daerah/:code/evaluasi',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  async show(visit) {
    const sql = visit.platform.db.read
    const code = visit.c.req.param('code') ?? ''
    const place = await getRegionPlace(sql, code)
    if (place.region.level !== 2) return await otherLevelView(visit, place)
    const found = await findRegionResult(sql, code, visit.c.req.query('tahun') || undefined, place.region.name)
    if (!found) return await noResultView(visit, place)
    return found.result.tookPart ? await scoreView(visit, place, found) : await goneView(visit, place, found)
  },
}

async function scoreView(visit: Visit, place: RegionPlace, found: RegionResult): Promise<View> {
  const { lang } = visit
  const { edition, group, regionCode } = found.result
  const [details, round] = await Promise.all([
    findDetails(visit.platform.db.read, found),
    findClosedRound(visit.platform.db.read, edition, group, regionCode),
  ])
  return frameOf(visit, place, [
    <RegionHead lang={lang} place={place} group={found.result.group}>
      <ScoreLead lang={lang} found={found} />
    </RegionHead>,
    <Years visit={visit} found={found} />,
    <ScoreSections lang={lang} place={place} found={found} details={details} round={round} />,
  ])
}

async function goneView(visit: Visit, place: RegionPlace, found: RegionResult): Promise<View> {
  const { lang } = visit
  const sql = visit.platform.db.read
  const [absent, districts, history] = await Promise.all([
    listMapValues(sql, { edition: found.edition.id, tookPart: false }),
    listRegions(sql, { parentCode: place.region.code }),
    findHistory(place.region.code),
  ])
  const others = absent.filter(({ regionCode }) => regionCode !== place.region.code)
  return frameOf(visit, place, [
    <RegionHead lang={lang} place={place} group={found.result.group} side={GoneMap({ lang, place, districts })}>
      <GoneLead lang={lang} place={place} found={found} others={others} />
    </RegionHead>,
    <Years visit={visit} found={found} />,
    <GoneSections lang={lang} place={place} found={found} others={others} history={history} />,
  ])
}

/** The editions in which the region stands, side by side. */
function Years({ visit: { lang }, found }: { visit: Visit; found: RegionResult }) {
  if (found.all.length < 2) return null
  return (
    <div class="pt-6">
      <Seg
        label={phrases(lang).years}
        links={found.all
          .slice(0, 4)
          .toReversed()
          .map(({ edition, regionCode }) => {
            const known = found.editions.find(({ id }) => id === edition)
            return {
              href: `/daerah/${regionCode}/evaluasi?tahun=${edition}`,
              label: known ? editionWord(known, lang) : edition,
              current: edition === found.edition.id,
            }
          })}
      />
    </div>
  )
}

async function noResultView(visit: Visit, place: RegionPlace): Promise<View> {
  const { lang } = visit
  const t = phrases(lang).result
  const [editions, history] = await Promise.all([listEditions(visit.platform.db.read), findHistory(place.region.code)])
  const words = joined(editions.map(edition => editionWord(edition, lang)).toReversed(), lang)
  return frameOf(visit, place, [
    <RegionHead lang={lang} place={place} group={undefined} />,
    <div class="pt-10">
      <Empty
        fact={t.noResultFact(place.region.name)}
        reason={place.memberSince === undefined ? t.noResultWhy(words) : t.noResultMember(words, place.memberSince)}
        action={<Button href="/">{t.noResultDo}</Button>}
      />
    </div>,
    history && <HistorySection lang={lang} title={phrases(lang).gone.historyPlain} history={history} />,
  ])
}

/** Provinces, districts and villages are not evaluated themselves: the page says where the results are. */
async function otherLevelView(visit: Visit, place: RegionPlace): Promise<View> {
  const { lang } = visit
  const t = phrases(lang).result
  const sql = visit.platform.db.read
  const [edition] = await listEditions(sql)
  const { code, level } = place.region
  const regency = place.path[1]
  let reason: string | undefined
  let action = <Button href="/">{t.noResultDo}</Button>
  if (level === 1 && edition) {
    const listed = await countResults(sql, { edition: edition.id, province: code })
    const word = editionWord(edition, lang)
    reason = listed === 0 ? t.wrongLevelProvinceNone(word) : t.wrongLevelProvince(count(listed, lang), word)
    if (listed > 0) {
      action = <Button href={`/hasil/${edition.id}?provinsi=${code}#peringkat`}>{t.wrongLevelProvinceDo}</Button>
    }
  } else if (regency) {
    reason = t.wrongLevelBelow(regency.name)
    action = <Button href={`/daerah/${regency.code}/evaluasi`}>{t.wrongLevelBelowDo(regency.name)}</Button>
  }
  return frameOf(visit, place, [
    <RegionHead lang={lang} place={place} group={undefined} />,
    <div class="pt-10">
      <Empty fact={t.wrongLevelFact} reason={reason} action={action} />
    </div>,
  ])
}

function frameOf({ lang }: Visit, place: RegionPlace, body: View['body'][]): View {
  return {
    title: phrases(lang).result.crumbTitle(place.region.name),
    body: <>{body}</>,
    section: '/daerah',
    crumbs: regionCrumbs(place, lang),
  }
}
