import type { DimensionKey } from './dim.tsx'

type Props = {
  /** Exact decimals may come as strings. Undefined draws the empty rail. */
  value: number | string | undefined
  max: number
  dimension?: DimensionKey | undefined
  class?: string | undefined
}

/** A flat bar. Decoration: write the value beside it. */
export function Meter({ value, max, dimension, class: extra }: Props) {
  const share = value === undefined || max <= 0 ? 0 : Math.min(1, Math.max(0, Number(value) / max))
  const names = ['meter', dimension && `d-${dimension}`, extra].filter(Boolean).join(' ')
  return (
    <svg class={names} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width={String(Math.round(share * 10_000) / 100)} height="8" />
    </svg>
  )
}
