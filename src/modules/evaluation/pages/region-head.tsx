import type { Child } from 'hono/jsx'
import { formatArea } from '#kit/format.ts'
import { contributions } from '#modules/region/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import { provinceDrawing } from '#ui/boundaries.ts'
import { MapLocator } from '#ui/map-locator.tsx'
import { Tabbar } from '#ui/switch-links.tsx'
import { phrases } from '../phrases/index.ts'
import type { RegionPlace } from './region-data.ts'
import { count, groupWords } from './words.ts'

/** "2.734.623 jiwa, 3.474 km², 33 kecamatan. Anggota gerakan sejak 2021. Kelompok …" */
function factLine(place: RegionPlace, group: string | undefined, lang: Language): string {
  const t = phrases(lang).result
  const { people, areaKm2 } = place.region
  const facts = [
    people === undefined ? '' : t.people(count(people, lang)),
    areaKm2 === undefined ? '' : formatArea(areaKm2, lang),
    place.districts > 0 ? t.districts(count(place.districts, lang)) : '',
  ].filter(Boolean)
  return [
    facts.join(', '),
    place.memberSince === undefined ? '' : t.memberSince(place.memberSince),
    group === undefined ? '' : groupWords(group, lang),
  ]
    .filter(Boolean)
    .map(sentence => `${sentence}.`)
    .join(' ')
}

interface Props {
  lang: Language
  place: RegionPlace
  group: string | undefined
  /** Right of the head on wide screens; the locator of the province when absent. */
  side?: Child
  children?: Child
}

/** Name, one line of facts, what leads, a small map; then the tabs of the region. */
export function RegionHead({ lang, place, group, side, children }: Props) {
  return (
    <>
      <div class="grid gap-8 pt-3 pb-8 lg:grid-cols-[1fr_24rem] lg:gap-16 lg:pt-6 lg:pb-10">
        <div>
          <h1>{place.region.name}</h1>
          <p class="lead mt-3">{factLine(place, group, lang)}</p>
          {children}
        </div>
        {side ?? <Locator lang={lang} place={place} />}
      </div>
      <Tabs lang={lang} place={place} />
    </>
  )
}

function Locator({ lang, place: { region, path } }: { lang: Language; place: RegionPlace }) {
  const province = path[0]
  const drawing = province && provinceDrawing(province.code)
  if (!drawing || !province || province.code === region.code) return null
  return (
    <div class="head-map only-wide no-print self-end">
      <MapLocator
        drawing={drawing}
        highlight={path[1]?.code ?? region.code}
        label={phrases(lang).result.where(region.name, province.name)}
      />
    </div>
  )
}

function Tabs({ lang, place: { region } }: { lang: Language; place: RegionPlace }) {
  const t = phrases(lang).result
  const here = `/daerah/${region.code}/evaluasi`
  const tabs = contributions()
    .tabs.filter(({ levels }) => levels.includes(region.level))
    .map(tab => ({ href: tab.href(region.code), label: tab.label(lang) }))
  return (
    <Tabbar
      label={t.tabs}
      links={[{ href: `/daerah/${region.code}`, label: t.summary }, ...tabs].map(link => ({
        ...link,
        current: link.href === here,
      }))}
    />
  )
}

/** Indonesia / Sulawesi Selatan / Kabupaten Luwu Timur */
export function regionCrumbs({ path }: RegionPlace, lang: Language): { label: string; href?: string }[] {
  return [
    { label: phrases(lang).country, href: '/' },
    ...path.map(({ code, name }, index) =>
      index === path.length - 1 ? { label: name } : { label: name, href: `/daerah/${code}` },
    ),
  ]
}
