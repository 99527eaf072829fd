import type { Lang } from '#kit/format.ts'
import { regencyDrawing } from '#ui/boundaries.ts'
import { MapCounted } from '#ui/map-counted.tsx'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { portfolioHref } from '../nav.tsx'
import type { ProgrammeDetail } from './detail-data.ts'

/** Where a programme is: the region with the districts it reaches, and their names with the villages in words. */
export function Where({ lang, detail }: { lang: Lang; detail: ProgrammeDetail }) {
  const t = programmePhrases(lang).detail
  const { region, programme, places } = detail
  const drawing = regencyDrawing(region.code)
  const chosen = new Set(programme.places)
  const whole = chosen.size === 0
  const districts = places.filter(one => one.level === 3)
  const reached = districts.filter(
    one => whole || chosen.has(one.code) || programme.places.some(code => code.startsWith(`${one.code}.`)),
  )
  const villagesIn = (district: string) =>
    places.filter(one => one.level === 4 && one.parentCode === district && chosen.has(one.code))
  return (
    <aside aria-labelledby="lokasi">
      <h2 id="lokasi" class="side-title">
        {phrases(lang).field.places}
      </h2>
      {drawing && (
        <figure class="mt-3">
          <MapCounted
            drawing={drawing}
            label={t.map(region.name, String(reached.length), String(districts.length))}
            places={districts.map((one, at) => ({
              code: one.code,
              number: at + 1,
              step: reached.includes(one) ? 4 : undefined,
              href: `${portfolioHref(region.code, 'peta')}?tempat=${one.code}`,
              label: reached.includes(one) ? one.name : t.notThere(one.name),
            }))}
          />
        </figure>
      )}
      {whole ? (
        <p class="mt-3">{phrases(lang).wholeRegion}</p>
      ) : (
        <ul class="mt-3 grid gap-1">
          {reached.map(one => {
            const villages = villagesIn(one.code)
            return (
              <li>
                <b>{districts.indexOf(one) + 1}</b> {one.name}
                {villages.length > 0 && (
                  <small class="block text-muted">{villages.map(village => village.name).join(', ')}</small>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </aside>
  )
}
