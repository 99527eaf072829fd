import { formatCount } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import { provinceDrawing, regencyDrawing } from '#ui/boundaries.ts'
import { MapLocator, MapNumbered } from '#ui/map-locator.tsx'
import type { Region } from '../model.ts'
import { phrases } from '../phrases/index.ts'

/** Where a regency lies in its province, or a district (also that of a village) in its regency; nothing without an outline. */
export function WhereMap({ lang, path }: { lang: Language; path: readonly Region[] }) {
  const [province, regency, district] = path
  const place = district ?? regency
  const around = district ? regency : province
  if (!place || !around) return null
  const drawing = around.level === 2 ? regencyDrawing(around.code) : provinceDrawing(around.code)
  if (!drawing?.shapes.some(({ code }) => code === place.code)) return null
  return (
    <div class="only-wide no-print self-start [&_svg]:max-h-56">
      <MapLocator drawing={drawing} highlight={place.code} label={phrases(lang).mapOf(place.name, around.name)} />
    </div>
  )
}

/** A province with its regencies or a regency with its districts, numbered like the rows of the table beside it. */
export function ChildrenMap(props: { lang: Language; region: Region; children: readonly Region[] }) {
  const { lang, region, children } = props
  const t = phrases(lang)
  if (region.level > 2) return null
  const drawing = region.level === 1 ? provinceDrawing(region.code) : regencyDrawing(region.code)
  const known = new Set(drawing?.shapes.map(({ code }) => code))
  if (!drawing || !children.some(({ code }) => known.has(code))) return null
  const count = formatCount(children.length, lang)
  return (
    <MapNumbered
      drawing={drawing}
      label={region.level === 1 ? t.mapOfProvince(count, region.name) : t.mapOfDistricts(count, region.name)}
      places={children.map(({ code, name }) => ({ code, name }))}
      listed={false}
      caption={t.mapNote}
    />
  )
}
