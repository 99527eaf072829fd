import type { LocatorDrawing } from './map-locator.tsx'

export type CountedPlace = {
  code: string
  /** Its number on the map and in the table beside it. */
  number: number
  /** 1 palest … 5 darkest; undefined when nothing is there: dashed, never a step. */
  step: 1 | 2 | 3 | 4 | 5 | undefined
  href: string
  /** Read by a pointer: "Kecamatan Malili: 4 program". */
  label: string
}

type Props = {
  drawing: LocatorDrawing
  /** Names the drawing and says where its figures stand as a table. */
  label: string
  places: readonly CountedPlace[]
}

/** A region with its districts coloured by step and numbered. Its table is the keyboard path. */
export function MapCounted({ drawing, label, places }: Props) {
  const byCode = new Map(places.map(place => [place.code, place]))
  return (
    <svg class="map locator counted" viewBox={drawing.viewBox} role="group" aria-label={label}>
      {drawing.shapes.map(({ code, d, x, y }) => {
        const place = byCode.get(code)
        const names = place?.step === undefined ? 'zero' : `q${place.step}`
        const shape = d ? <path class={names} d={d} /> : <circle class={names} cx={x} cy={y} r="5" />
        if (!place) return shape
        return (
          <a href={place.href} tabindex={-1}>
            {shape}
            <title>{place.label}</title>
          </a>
        )
      })}
      <g aria-hidden="true" class="numbers">
        {drawing.shapes.map(({ code, x, y }) => {
          const place = byCode.get(code)
          return (
            place && (
              <text class="lbl" x={x} y={y + 5}>
                {place.number}
              </text>
            )
          )
        })}
      </g>
    </svg>
  )
}
