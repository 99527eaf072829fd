import { formatDecimal, type Lang } from '#kit/format.ts'
import { say } from './phrases/say.ts'

export type RadarSeries = {
  /** E.g. "2023". */
  name: string
  /** Exact decimals in the order of the axes; undefined leaves a gap, never a zero. */
  values: readonly (string | undefined)[]
}

type Props = {
  lang: Lang
  /** Three to eight names, clockwise from the top. */
  axes: readonly string[]
  /** Solid lake with filled dots; its values stand at the names. */
  now: RadarSeries
  /** Dashed grey with hollow dots. */
  before?: RadarSeries | undefined
  /** Whole number where the axes end. */
  max?: number | undefined
  /** "Diagram jaring enam bagian evaluasi 2022 dan 2023. Angkanya ada di tabel." */
  label: string
}

const centre = { x: 200, y: 172 }
const radius = 112
const near = 12

type Point = { x: number; y: number }

/** Radar of the evaluation parts, axis from 0. Drawn by hand: ECharts puts a missing value at 0. Always beside its table. */
export function ChartRadar({ lang, axes, now, before, max = 4, label }: Props) {
  const at = (index: number, share: number): Point => {
    const angle = (index / axes.length) * 2 * Math.PI - Math.PI / 2
    return { x: centre.x + Math.cos(angle) * radius * share, y: centre.y + Math.sin(angle) * radius * share }
  }
  const rings = Array.from({ length: max }, (_, ring) => axes.map((_, index) => at(index, (ring + 1) / max)))
  return (
    <figure class="radar">
      <svg class="chart" viewBox="0 0 400 352" role="img" aria-label={label}>
        {rings.map(points => (
          <path class="grid" d={`${join(points)}z`} />
        ))}
        {axes.map((_, index) => (
          <path class="grid" d={join([centre, at(index, 1)])} />
        ))}
        {before && <Line series={before} look="was" at={at} max={max} />}
        <Line series={now} look="now" at={at} max={max} />
        {axes.map((axis, index) => {
          const end = at(index, 1)
          const side = Math.abs(end.x - centre.x) < 1 ? 0 : Math.sign(end.x - centre.x)
          const x = round(end.x + side * near)
          const y = round(side !== 0 ? end.y - 6 : end.y < centre.y ? end.y - 28 : end.y + 24)
          const value = now.values[index]
          return (
            <text x={x} y={y} text-anchor={side === 0 ? 'middle' : side > 0 ? 'start' : 'end'} font-weight="600">
              {axis}
              <tspan x={x} dy="17" font-weight="700">
                {value === undefined ? say(lang).none : formatDecimal(value, lang)}
              </tspan>
            </text>
          )
        })}
        {Array.from({ length: max - 1 }, (_, ring) => (
          <text class="tick" x={centre.x - 6} y={round(centre.y - (radius * (ring + 1)) / max + 13)} text-anchor="end">
            {ring + 1}
          </text>
        ))}
      </svg>
      <figcaption>
        <LineKey name={now.name} look="now" />
        {before && <LineKey name={before.name} look="was" />}
      </figcaption>
    </figure>
  )
}

type Look = 'now' | 'was'
type LineProps = { series: RadarSeries; look: Look; at: (index: number, share: number) => Point; max: number }

function Line({ series, look, at, max }: LineProps) {
  const points = series.values.map((value, index) => (value === undefined ? undefined : at(index, Number(value) / max)))
  return (
    <>
      <path class={look} d={outline(points)} />
      {points.map(point => point && <circle class={`${look}dot`} cx={round(point.x)} cy={round(point.y)} r="4.5" />)}
    </>
  )
}

/** A closed outline when nothing is missing, else open runs between neighbours that both have a value. */
export function outline(points: readonly (Point | undefined)[]): string {
  const gap = points.indexOf(undefined)
  if (gap === -1) return `${join(points as Point[])}z`
  const runs: Point[][] = [[]]
  for (let step = 1; step <= points.length; step++) {
    const point = points[(gap + step) % points.length]
    if (point) runs.at(-1)?.push(point)
    else runs.push([])
  }
  return runs
    .filter(run => run.length > 1)
    .map(join)
    .join('')
}

function join(points: readonly Point[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('')
}

const round = (value: number) => String(Math.round(value * 10) / 10)

function LineKey({ name, look }: { name: string; look: Look }) {
  return (
    <span>
      <svg viewBox="0 0 28 10" width="28" height="10" class="chart" aria-hidden="true">
        <path class={look} d="M0 5H28" />
      </svg>
      {name}
    </span>
  )
}
