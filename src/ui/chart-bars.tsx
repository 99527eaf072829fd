import { BarChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { raw } from 'hono/html'
import { formatDecimal, type Lang } from '#kit/format.ts'
import { chartInside } from './chart-svg.ts'
import { say } from './phrases/say.ts'

use([BarChart, GridComponent, SVGRenderer])

export type Bar = {
  label: string
  /** Exact decimal; undefined draws no bar and says so. */
  value: string | undefined
  /** Written at the end instead of the formatted value. */
  shown?: string | undefined
  /** The one the page is about; the others are grey when any is marked. */
  mark?: boolean | undefined
}

type Props = {
  lang: Lang
  /** Unique on the page. */
  id: string
  bars: readonly Bar[]
  /** Where the axis ends; it starts at 0. */
  max: number
  /** "Indeks lima daerah tetangga. Angkanya ada di tabel." */
  label: string
  /** Words for a missing value, e.g. "tidak hadir". */
  absent?: string | undefined
}

const width = 400
const row = 48

/** Bars to compare regions, each name above its bar. Always beside its table. */
export function ChartBars({ lang, id, bars, max, label, absent }: Props) {
  const height = bars.length * row
  const marked = bars.some(({ mark }) => mark)
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    const categories = {
      type: 'category' as const,
      inverse: true,
      axisTick: { show: false },
      axisLine: { show: false },
      data: bars.map((_, index) => String(index)),
    }
    const write = (index: number) => {
      const bar = bars[index]
      if (bar?.value === undefined) return absent ?? say(lang).none
      return bar.shown ?? formatDecimal(bar.value, lang)
    }
    const ink = 'var(--color-base-content)'
    chart.setOption({
      animation: false,
      grid: { left: 0, right: 96, top: 0, bottom: 0, containLabel: false },
      xAxis: { type: 'value', min: 0, max, show: false },
      yAxis: [
        {
          ...categories,
          axisLabel: {
            inside: true,
            margin: 0,
            align: 'left',
            verticalAlign: 'bottom',
            padding: [0, 0, 9, 0],
            color: ink,
            fontSize: 14,
            interval: 0,
            formatter: (index: string) => bars[Number(index)]?.label ?? '',
          },
        },
        {
          ...categories,
          position: 'right',
          axisLabel: {
            margin: 92,
            align: 'right',
            verticalAlign: 'middle',
            color: ink,
            fontSize: 14,
            fontWeight: 600,
            interval: 0,
            formatter: (index: string) => write(Number(index)),
          },
        },
      ],
      series: [
        {
          type: 'bar',
          silent: true,
          barWidth: 8,
          barGap: 0,
          showBackground: true,
          backgroundStyle: { color: 'var(--rail, var(--color-base-300))' },
          data: bars.map(({ value, mark }) => ({
            value: value === undefined ? null : Number(value),
            itemStyle: { color: marked && !mark ? 'var(--prev)' : 'var(--color-primary)' },
          })),
        },
      ],
    })
    return (
      <svg class="chart bars" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {raw(chartInside(chart.renderToSVGString(), id))}
      </svg>
    )
  } finally {
    chart.dispose()
  }
}
