import type { Child } from 'hono/jsx'
import { formatPercent, type Lang } from '#kit/format.ts'
import { Meter } from './meter.tsx'
import { say } from './phrases/say.ts'

type Props = {
  lang: Lang
  /** Whole percent, 0–100. */
  percent: number
  /** What is being done now: "Membaca baris 1.200 dari 8.000". */
  words: string
  /** Asks this address for a fresh copy of itself every two seconds while script runs; without script the page has a link. */
  refreshHref?: string | undefined
  children?: Child
}

/** How far a long job is: number, words, bar. */
export function Progress({ lang, percent, words, refreshHref, children }: Props) {
  const polling = refreshHref && percent < 100
  return (
    <div
      class="progress-box"
      {...(polling
        ? { 'hx-get': refreshHref, 'hx-trigger': 'every 2s', 'hx-swap': 'outerHTML', 'hx-select': '.progress-box' }
        : {})}
    >
      <p aria-live="polite">
        <b>{say(lang).percentDone(formatPercent(percent, lang))}</b> <span class="text-muted">{words}</span>
      </p>
      <Meter value={percent} max={100} />
      {children}
    </div>
  )
}
