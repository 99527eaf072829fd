import type { Child } from 'hono/jsx'

/** One drawing of db/reference/boundaries/locator/<province>.json: `.map` (its regencies) or `.regencies[code]` (its districts). */
export type LocatorDrawing = {
  viewBox: string
  /** `d` may be empty when a place is too small: it is then a dot at x, y. */
  shapes: readonly { code: string; d: string; x: number; y: number }[]
}

/** A province with one of its regencies in lake colour. `label`: "Letak Kabupaten Malang di Jawa Timur". */
export function MapLocator({
  drawing,
  highlight,
  label,
}: {
  drawing: LocatorDrawing
  highlight: string
  label: string
}) {
  const here = drawing.shapes.find(({ code }) => code === highlight)
  return (
    <svg class="map locator" viewBox={drawing.viewBox} role="img" aria-label={label}>
      <path
        class="land"
        d={drawing.shapes
          .filter(one => one !== here)
          .map(({ d }) => d)
          .join('')}
      />
      {here && (here.d ? <path class="q4" d={here.d} /> : <circle class="q4" cx={here.x} cy={here.y} r="6" />)}
    </svg>
  )
}

type NumberedProps = {
  drawing: LocatorDrawing
  label: string
  /** Districts in the order of their numbers. */
  places: readonly { code: string; name: string; href?: string | undefined }[]
  caption?: Child
  /** False when a table beside it has the names with these numbers. */
  listed?: boolean | undefined
}

/** A region with the places in it numbered, and the list of their names below. */
export function MapNumbered({ drawing, label, places, caption, listed = true }: NumberedProps) {
  const numbers = new Map(places.map(({ code }, index) => [code, index + 1]))
  return (
    <figure class="numbered">
      <svg class="map locator" viewBox={drawing.viewBox} role="img" aria-label={label}>
        {drawing.shapes.map(({ d, x, y }) =>
          d ? <path class="q2" d={d} /> : <circle class="q2" cx={x} cy={y} r="4" />,
        )}
        {drawing.shapes.map(({ code, x, y }) => (
          <text class="lbl" x={x} y={y + 5}>
            {numbers.get(code)}
          </text>
        ))}
      </svg>
      {listed && (
        <ol>
          {places.map(({ name, href }, index) => (
            <li>
              <b>{index + 1}</b> {href ? <a href={href}>{name}</a> : name}
            </li>
          ))}
        </ol>
      )}
      {caption && <figcaption class="note mt-3">{caption}</figcaption>}
    </figure>
  )
}
