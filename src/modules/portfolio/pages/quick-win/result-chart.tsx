import type { Lang } from '#kit/format.ts'
import type { PresentedResult } from '../../actions/quick-win/read-presentation.ts'
import { heights } from '../../rules/quick-win/chart-points.ts'
import { shortPeriod, shortValue, targetFor } from './presentation-words.ts'

const size = { width: 440, top: 48, plot: 110, bottom: 34, left: 44, right: 44 }

/** The verified figures of an indicator as a line, oldest left, with the target as a dashed line. Its table stands below. */
export function ResultChart({ lang, result, label }: { lang: Lang; result: PresentedResult; label: string }) {
  const { indicator, periods, targets } = result
  const last = periods.at(-1)
  const target = last && targetFor(targets, Number(last.period.slice(0, 4)))
  const values = [...periods.map(one => one.rolled.value ?? '0'), ...(target ? [target.value] : [])]
  const tall = heights(values, size.plot)
  const y = (at: number) => size.top + size.plot - (tall[at] ?? 0)
  const inner = size.width - size.left - size.right
  const x = (at: number) => size.left + Math.round((inner * at) / Math.max(1, periods.length - 1))
  const base = size.top + size.plot
  const targetY = y(periods.length)
  const short = (value: string) => shortValue(value, indicator, lang)
  return (
    <svg
      class="chart"
      viewBox={`0 0 ${size.width} ${size.top + size.plot + size.bottom}`}
      role="img"
      aria-label={label}
    >
      <line class="axis" x1={0} x2={size.width} y1={base} y2={base} />
      {target && (
        <>
          <line class="was" x1={0} x2={size.width} y1={targetY} y2={targetY} />
          <text class="mut" x={size.width} y={14} text-anchor="end">
            – – target {short(target.value)}
          </text>
        </>
      )}
      <polyline class="show-line" points={periods.map((_, at) => `${x(at)},${y(at)}`).join(' ')} />
      {periods.map(({ period, rolled }, at) => (
        <>
          <circle class={rolled.complete ? 'nowdot' : 'show-part-dot'} cx={x(at)} cy={y(at)} r="6" />
          <text x={x(at)} y={y(at) - 12} text-anchor="middle" class="show-value">
            {short(rolled.value ?? '0')}
          </text>
          <text class="mut" x={x(at)} y={base + 22} text-anchor="middle">
            {shortPeriod(period, lang)}
          </text>
        </>
      ))}
    </svg>
  )
}
