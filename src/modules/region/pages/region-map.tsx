import { formatCount } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import { provinceDrawing, regencyDrawing } from '#ui/boundaries.ts'
import { MapLocator, MapNumbered } from '#ui/map-locator.tsx'
import type { Region } from '../model.ts'
import { phrases } from '../phrases/index.ts'

interface Props {
  lang: Language
  region: Region
  path: readonly Region[]
  /** Its children, to be numbered in a regency. */
  places: readonly Region[]
}

/** A regency with its districts numbered; a district or village as the place of its regency in the province. */
export function RegionMap({ lang, region, path, places }: Props) {
  const t = phrases(lang)
  const [province, regency] = path
  if (!province || !regency) return null
  if (region.level === 2) {
    const drawing = regencyDrawing(region.code)
    const known = new Set(drawing?.shapes.map(({ code }) => code))
    const drawn = places.filter(({ code }) => known.has(code))
    if (drawing && drawn.length > 0) {
      return (
        <MapNumbered
          drawing={drawing}
          label={t.mapOfDistricts(formatCount(drawn.length, lang), region.name)}
          places={drawn.map(({ code, name }) => ({ code, name, href: `/daerah/${code}` }))}
          caption={t.mapNote}
        />
      )
    }
  }
  const drawing = provinceDrawing(province.code)
  if (!drawing) return null
  return (
    <div class="only-wide no-print self-start">
      <MapLocator drawing={drawing} highlight={regency.code} label={t.mapOf(regency.name, province.name)} />
    </div>
  )
}
