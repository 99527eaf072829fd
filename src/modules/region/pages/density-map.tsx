import { formatCount } from '#kit/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import { nationalGeography } from '#ui/boundaries.ts'
import { MapNational, type MapValue } from '#ui/map-national.tsx'
import type { Region } from '../model.ts'
import { phrases } from '../phrases/index.ts'
import { density, densityStep } from '../rules/density.ts'

/** All regencies and cities coloured by people per square kilometre; each leads to its page. */
export function DensityMap({ lang, regencies }: { lang: Language; regencies: readonly Region[] }) {
  const t = phrases(lang)
  const values = new Map<string, MapValue>()
  for (const { code, shortName, people, areaKm2 } of regencies) {
    const perKm2 = density(people, areaKm2)
    values.set(code, {
      step: densityStep(perKm2),
      href: `/daerah/${code}`,
      label: perKm2 === undefined ? shortName : t.densityOf(shortName, formatCount(perKm2, lang)),
    })
  }
  return (
    <MapNational
      lang={lang}
      geography={nationalGeography()}
      values={values}
      label={t.densityMap}
      legendTitle={t.densityTitle}
      legend={t.density}
      note={t.mapNote}
      movable
    />
  )
}
