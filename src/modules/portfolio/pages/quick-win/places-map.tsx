import type { Lang } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import type { LocatorDrawing } from '#ui/map-locator.tsx'
import { quickWinPhrases } from '../../phrases/quick-win.ts'

type Props = {
  lang: Lang
  /** Districts of the regency; without, the list stands alone. */
  drawing: LocatorDrawing | undefined
  /** Codes of districts in which the programme runs; none is the whole region. */
  districts: ReadonlySet<string>
  places: readonly Region[]
  label: string
}

/** Where a programme runs: its districts on the map with numbers, and the names of all places below it. */
export function PlacesMap({ lang, drawing, districts, places, label }: Props) {
  const t = quickWinPhrases(lang)
  const whole = districts.size === 0
  const numbered = [...districts].sort()
  return (
    <figure>
      {drawing && (
        <svg class="map locator" viewBox={drawing.viewBox} role="img" aria-label={label}>
          {drawing.shapes.map(({ code, d, x, y }) => {
            const look = `${whole || districts.has(code) ? 'q4' : 'land'} pl-edge`
            return d ? <path class={look} d={d} /> : <circle class={look} cx={x} cy={y} r="4" />
          })}
          {drawing.shapes
            .filter(({ code }) => districts.has(code))
            .map(({ code, x, y }) => (
              <text class="lbl" x={x} y={y + 5}>
                {numbered.indexOf(code) + 1}
              </text>
            ))}
        </svg>
      )}
      <figcaption class="mt-4">
        {whole ? (
          <p class="font-semibold">{t.reachAll}</p>
        ) : (
          <ol class="show-places">
            {numbered.map((code, at) => {
              const own = places.filter(one => one.code.startsWith(code))
              const district = own.find(one => one.code === code)
              const villages = own.filter(one => one.code !== code)
              return (
                <li>
                  <b>{at + 1}</b>
                  <span>
                    {district?.shortName}
                    {villages.length > 0 && (
                      <span class={district ? 'note' : ''}>
                        {district ? ', ' : ''}
                        {villages.map(one => one.shortName).join(', ')}
                      </span>
                    )}
                  </span>
                </li>
              )
            })}
          </ol>
        )}
      </figcaption>
    </figure>
  )
}
