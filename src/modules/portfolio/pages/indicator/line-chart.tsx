import type { Lang } from '#kit/format.ts'
import type { PeriodFigure } from '../../actions/indicator/read-figures.ts'
import type { Indicator, Target } from '../../model-indicator.ts'
import { yearOf } from '../../rules/indicator/period.ts'
import { periodName, showNumber } from './words.ts'

/** Positions only: the exact figures stand in the table beside each picture. */
const toNumber = (text: string) => Number(text)

interface Scale {
  x(at: number): number
  y(value: number): number
}

function scaleOf(
  values: readonly number[],
  count: number,
  box: { left: number; right: number; top: number; bottom: number },
): Scale {
  const least = Math.min(0, ...values)
  const most = Math.max(...values, least + 1e-9)
  const span = most - least
  const step = count > 1 ? (box.right - box.left) / (count - 1) : 0
  return {
    x: at => Math.round((count > 1 ? box.left + at * step : (box.left + box.right) / 2) * 10) / 10,
    y: value => Math.round((box.bottom - ((value - least) / span) * (box.bottom - box.top)) * 10) / 10,
  }
}

/** Parts of a line between which nothing is missing. */
function runs(points: readonly ({ x: number; y: number } | undefined)[]): string[] {
  const paths: string[] = []
  let path = ''
  for (const point of points) {
    if (!point) {
      if (path) paths.push(path)
      path = ''
    } else path += `${path ? 'L' : 'M'}${point.x} ${point.y}`
  }
  if (path) paths.push(path)
  return paths
}

/** A small line of the last figures, oldest first, ending in a dot; nothing when there are fewer than two. Decoration. */
export function Sparkline({ figures }: { figures: readonly PeriodFigure[] }) {
  const values = figures.flatMap(one => (one.value === undefined ? [] : [toNumber(one.value)]))
  if (values.length < 2) return null
  // The line shows the course, not the size: it fills its box.
  const least = Math.min(...values)
  const span = Math.max(...values) - least || 1
  const at = (value: number, index: number) =>
    `${Math.round((2 + (index * 92) / (values.length - 1)) * 10) / 10} ${Math.round((24 - ((value - least) / span) * 20) * 10) / 10}`
  const last = at(values.at(-1) ?? 0, values.length - 1).split(' ')
  return (
    <svg viewBox="0 0 100 28" width="100" height="28" aria-hidden="true">
      <path
        d={`M${values.map(at).join('L')}`}
        fill="none"
        stroke="var(--color-primary)"
        stroke-width="2"
        stroke-linejoin="round"
      />
      <circle cx={last[0]} cy={last[1]} r="3" fill="var(--color-primary)" />
    </svg>
  )
}

const height = 240

/** Figures by period as a line with the value at each point; targets as short dashed rules; a part of the places as a ring. */
export function LineChart(props: ChartProps) {
  // Letters keep their size on a phone: a picture of its own, not the wide one made small.
  return (
    <>
      <div class="only-wide">
        <Chart {...props} width={640} />
      </div>
      <div class="only-narrow">
        <Chart {...props} width={358} />
      </div>
    </>
  )
}

type ChartProps = {
  lang: Lang
  indicator: Indicator
  /** Oldest first; a period without a figure is a gap. */
  figures: readonly PeriodFigure[]
  targets: readonly Target[]
  label: string
}

function Chart({ lang, indicator, figures, targets, label, width }: ChartProps & { width: number }) {
  const targetOf = (period: string) => targets.find(one => one.year === yearOf(period))?.value
  const values = figures.flatMap(one =>
    [one.value, targetOf(one.period)].flatMap(text => (text === undefined ? [] : [toNumber(text)])),
  )
  if (values.length === 0) return null
  const box = { left: 24, right: width - 24, top: 34, bottom: 204 }
  const { x, y } = scaleOf(values, figures.length, box)
  const points = figures.map((one, at) =>
    one.value === undefined ? undefined : { x: x(at), y: y(toNumber(one.value)) },
  )
  const half = figures.length > 1 ? Math.min(24, (box.right - box.left) / (figures.length - 1) / 2.5) : 24
  return (
    <svg class="w-full h-auto" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <line x1="0" x2={width} y1={y(0)} y2={y(0)} stroke="var(--color-base-300)" stroke-width="1" />
      {figures.map((one, at) => {
        const target = targetOf(one.period)
        return (
          target !== undefined && (
            <line
              x1={x(at) - half}
              x2={x(at) + half}
              y1={y(toNumber(target))}
              y2={y(toNumber(target))}
              stroke="var(--prev)"
              stroke-width="2"
              stroke-dasharray="5 4"
            />
          )
        )
      })}
      {runs(points).map(path => (
        <path d={path} fill="none" stroke="var(--color-primary)" stroke-width="2.5" stroke-linejoin="round" />
      ))}
      {figures.map((one, at) => {
        const point = points[at]
        const anchor = at === 0 && figures.length > 1 ? 'start' : at === figures.length - 1 && at > 0 ? 'end' : 'middle'
        const textX = anchor === 'start' ? 4 : anchor === 'end' ? width - 4 : x(at)
        // Where periods crowd, every second name is left out, counted from the last.
        const named = figures.length <= (width < 500 ? 5 : 8) || (figures.length - 1 - at) % 2 === 0
        return (
          <>
            {point && (
              <circle
                cx={point.x}
                cy={point.y}
                r="5"
                fill={one.complete ? 'var(--color-primary)' : 'var(--color-base-100)'}
                stroke="var(--color-primary)"
                stroke-width="2"
              />
            )}
            {point && one.value !== undefined && named && (
              <text
                x={textX}
                y={point.y - 12}
                text-anchor={anchor}
                fill="var(--color-base-content)"
                stroke="var(--color-base-100)"
                stroke-width="4"
                paint-order="stroke"
                font-size="14"
                font-weight="600"
              >
                {showNumber(one.value, indicator, lang)}
              </text>
            )}
            {named && (
              <text x={textX} y={height - 10} text-anchor={anchor} fill="var(--muted)" font-size="13">
                {shortPeriod(one.period, lang)}
              </text>
            )}
          </>
        )
      })}
    </svg>
  )
}

/** "2026", "S2 26", "TW3 26", "Nov 26": room is little under a chart. */
function shortPeriod(period: string, lang: Lang): string {
  const [year = '', part] = period.split('-')
  if (part === undefined) return year
  const short = year.slice(2)
  if (part.startsWith('S')) return `${lang === 'id' ? 'S' : 'H'}${part.slice(1)} ${short}`
  if (part.startsWith('Q')) return `${lang === 'id' ? 'TW' : 'Q'}${part.slice(1)} ${short}`
  return `${periodName(period, lang).slice(0, 3)} ${short}`
}
