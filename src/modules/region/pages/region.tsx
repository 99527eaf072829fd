import { formatDate } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import type { View, Visit } from '#platform/http/visit.ts'
import { Call } from '#ui/call.tsx'
import { Tabbar } from '#ui/switch-links.tsx'
import { mayReadRegions } from '../access.ts'
import { contributions } from '../contributions.ts'
import type { Cohort, Edition, Region, Tally } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { isRegionCode, readCode } from '../rules/region-code.ts'
import { cohortsOfMany, findEdition, findFormer, listChildren, listTallies, regionPath } from '../store/regions.ts'
import { Children, childrenPage, type ChildrenPage } from './children.tsx'
import { WhereMap } from './region-map.tsx'
import { Sources } from './sources.tsx'
import { unknownRegion } from './unknown-region.tsx'
import { cohortLine, factsLine, regionCrumbs, regionTabs } from './words.ts'

/** `/daerah/:code`: one region of any level. A former code leads to its successor, an unknown one to a page that helps on. */
export const regionPage: Page = {
  path: '/daerah/:code',
  permission: 'region.read',
  may: mayReadRegions,
  async show(visit) {
    const typed = visit.c.req.param('code') ?? ''
    const code = isRegionCode(typed) ? typed : readCode(typed)
    if (code !== typed && code !== undefined && isRegionCode(code)) return visit.c.redirect(`/daerah/${code}`, 301)
    if (code === undefined || !isRegionCode(code)) return await unknownRegion(visit, undefined)
    const db = visit.platform.db.read
    const path = await regionPath(db, code)
    const region = path.at(-1)
    if (!region) {
      const former = await findFormer(db, code)
      if (former?.successor) return visit.c.redirect(`/daerah/${former.successor}?dari=${code}`, 301)
      return await unknownRegion(visit, code, former)
    }
    const query = childrenPage(visit)
    const children = await listChildren(db, code, { ...query, limit: query.limit + 1 })
    const tallies = await listTallies(db, [code, ...children.map(child => child.code)])
    const cohorts = await cohortsOfMany(
      db,
      path.filter(({ level }) => level === 2).map(one => one.code),
    )
    return await view(visit, path, region, { children, query, tallies, cohorts, edition: await findEdition(db) })
  },
}

interface Facts {
  children: Region[]
  query: ChildrenPage
  tallies: Map<string, Tally>
  cohorts: Map<string, Cohort[]>
  edition: Edition | undefined
}

async function view(visit: Visit, path: readonly Region[], region: Region, facts: Facts): Promise<View> {
  const { lang } = visit
  const t = phrases(lang)
  const tabs = regionTabs(lang, region, `/daerah/${region.code}`)
  const panels = await Promise.all(
    contributions().panels.map(panel => panel.render(visit, { regionCode: region.code, level: region.level })),
  )
  const regency = path.find(({ level }) => level === 2)
  const cohorts = facts.cohorts.get(regency?.code ?? '') ?? []
  const from = visit.c.req.query('dari')
  const body = (
    <>
      <div class="grid gap-8 pt-3 pb-8 lg:grid-cols-[1fr_20rem] lg:gap-16 lg:pt-6 lg:pb-10">
        <div>
          <h1>{region.name}</h1>
          <p class="lead mt-3">{leadOf(visit, path, facts.tallies.get(region.code) ?? {}, cohorts)}</p>
          {from && isRegionCode(from) && (
            <div class="mt-6">
              <Call>{t.movedHere(from)}</Call>
            </div>
          )}
          {region.archivedAt && (
            <div class="mt-6">
              <Call>{t.archived(formatDate(region.archivedAt, lang, region.timezone))}</Call>
            </div>
          )}
        </div>
        <WhereMap lang={lang} path={path} />
      </div>
      {tabs.length > 1 && <Tabbar links={tabs} label={t.sections} />}
      {panels}
      {region.level < 4 && (
        <Children
          lang={lang}
          region={region}
          rows={facts.children}
          tallies={facts.tallies}
          total={childCount(region, facts.tallies.get(region.code) ?? {})}
          query={facts.query}
        />
      )}
      <Sources lang={lang} edition={facts.edition} cohorts={cohorts} />
    </>
  )
  return { title: region.name, body, section: '/daerah', crumbs: regionCrumbs(lang, path) }
}

function leadOf(visit: Visit, path: readonly Region[], tally: Tally, cohorts: readonly Cohort[]): string {
  const { lang } = visit
  const t = phrases(lang)
  const region = path.at(-1)
  if (!region) return ''
  const regency = path.find(({ level }) => level === 2)
  const first = cohorts[0]
  const sentences = [factsLine(lang, region, tally)]
  if (region.level > 2) {
    const kind = t.kinds[region.kind]
    const above = path.slice(0, -1).reverse()
    sentences.unshift(
      t.partOf(kind.charAt(0).toUpperCase() + kind.slice(1), above.map(({ shortName }) => shortName).join(', ')),
    )
    if (regency && first && !first.inferred) sentences.push(t.partOfMember(regency.shortName, String(first.year)))
  } else {
    sentences.push(cohortLine(lang, cohorts))
  }
  return sentences.filter(sentence => sentence !== '').join(' ')
}

/** How many living children a region has, from its tally. */
function childCount(region: Region, tally: Tally): number {
  const kinds = [
    ['kabupaten', 'kota'],
    ['kecamatan', 'distrik'],
    ['desa', 'kelurahan', 'desa adat'],
  ] as const
  return (kinds[region.level - 1] ?? []).reduce((total, kind) => total + (tally[kind] ?? 0), 0)
}
