interface RadarAxis {
  label: string
  /** As written for people: "3,60". */
  words: string
  /** Undefined: no score, so no point. Exact decimals as text; only drawn, never computed with. */
  now: string | undefined
  before: string | undefined
}

interface Props {
  axes: readonly RadarAxis[]
  label: string
  nowWord: string
  beforeWord: string | undefined
}

const centre = { x: 200, y: 172 }
const radius = 112
const max = 4

/** The evaluation parts on a web from 0 to 4: this year solid, last year dashed with hollow dots. Its table stands beside it. */
export function Radar({ axes, label, nowWord, beforeWord }: Props) {
  const spokes = axes.map((axis, index) => ({ ...axis, angle: (2 * Math.PI * index) / axes.length }))
  const now = spokes.map(spoke => ({ ...spoke, value: spoke.now }))
  const before = spokes.map(spoke => ({ ...spoke, value: spoke.before }))
  return (
    <figure>
      <svg class="chart radar" viewBox="0 0 400 352" role="img" aria-label={label}>
        {[1, 2, 3, 4].map(step => (
          <path class="grid" d={outline(spokes.map(({ angle }) => point(angle, step)))} />
        ))}
        {spokes.map(({ angle }) => (
          <path class="grid" d={`M${centre.x} ${centre.y}L${point(angle, max)}`} />
        ))}
        {beforeWord !== undefined && <Line spokes={before} line="was" dot="wasdot" size="4" />}
        <Line spokes={now} line="now" dot="nowdot" size="5" />
        {spokes.map(({ label: name, words, angle }) => (
          <Name name={name} words={words} angle={angle} />
        ))}
        {[1, 2, 3].map(step => (
          <text
            class="mut tick"
            x={String(centre.x - 6)}
            y={String(centre.y - (radius * step) / max + 13)}
            text-anchor="end"
          >
            {step}
          </text>
        ))}
      </svg>
      <figcaption class="flex gap-6 justify-center text-sm mt-1">
        <Key line="now" word={nowWord} />
        {beforeWord !== undefined && <Key line="was" word={beforeWord} />}
      </figcaption>
    </figure>
  )
}

function point(angle: number, value: number): string {
  const reach = (radius * value) / max
  return `${(centre.x + reach * Math.sin(angle)).toFixed(1)} ${(centre.y - reach * Math.cos(angle)).toFixed(1)}`
}

const outline = (points: readonly string[]): string => `M${points.join('L')}z`

type Spoke = { angle: number; value: string | undefined }

/** Closed when every axis has a score; else only between neighbours, since a line across a gap would invent a score. */
function Line({ spokes, line, dot, size }: { spokes: readonly Spoke[]; line: string; dot: string; size: string }) {
  const points = spokes.map(({ angle, value }) => (value === undefined ? undefined : point(angle, Number(value))))
  const present = points.filter(place => place !== undefined)
  const whole = present.length === points.length
  const pieces = points.map((from, index) => {
    const to = points[(index + 1) % points.length]
    return from && to ? `M${from}L${to}` : ''
  })
  return (
    <>
      <path class={whole ? line : `${line} open`} d={whole ? outline(present) : pieces.join('')} />
      {present.map(place => (
        <circle class={dot} cx={place.split(' ')[0]} cy={place.split(' ')[1]} r={size} />
      ))}
    </>
  )
}

function Name({ name, words, angle }: { name: string; words: string; angle: number }) {
  const side = Math.sin(angle)
  const x = Math.round(centre.x + (radius + 14) * side)
  const height = Math.cos(angle)
  const y = Math.round(centre.y - (radius + 14) * height + (height > 0.9 ? -14 : height < -0.9 ? 10 : -6))
  return (
    <text
      x={String(x)}
      y={String(y)}
      text-anchor={Math.abs(side) < 0.1 ? 'middle' : side > 0 ? 'start' : 'end'}
      class="name"
    >
      {name}
      <tspan x={String(x)} dy="17" class="value">
        {words}
      </tspan>
    </text>
  )
}

function Key({ line, word }: { line: string; word: string }) {
  return (
    <span class="inline-flex items-center gap-2">
      <svg class="chart key" viewBox="0 0 28 10" aria-hidden="true">
        <path class={line} d="M0 5H28" />
      </svg>
      {word}
    </span>
  )
}
