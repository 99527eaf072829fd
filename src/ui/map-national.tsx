import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { formatCount, type Lang } from '#kit/format.ts'
import { say } from './phrases/say.ts'

/** Contents of db/reference/boundaries/national-paths.json: path data, or a point for a place too small to draw. */
export type NationalGeography = {
  viewBox: string
  land: string
  borders: string
  regencies: Readonly<Record<string, string | readonly [number, number]>>
}

export type MapValue = {
  /** 1 palest … 5 darkest; absent is hatched, never a step. */
  step: 1 | 2 | 3 | 4 | 5 | 'absent'
  href: string
  /** Read by a pointer or a screen reader: "Kab. Malang: 2,94". */
  label: string
}

type Props = {
  lang: Lang
  geography: NationalGeography
  /** By region code, e.g. "73.24". */
  values: ReadonlyMap<string, MapValue>
  /** Names the drawing: "Peta Indonesia, 141 daerah diwarnai menurut indeks. Angkanya ada di tabel di bawah." */
  label: string
  /** Head of the legend: "Indeks 2023, jumlah daerah". */
  legendTitle: string
  /** Words of steps 5 to 1 and of absent, e.g. "3,50 ke atas". */
  legend: Readonly<Record<MapValue['step'], string>>
  /** A further sentence under the legend. */
  note?: Child
  /** Shows "Peta interaktif" when script runs. */
  movable?: boolean | undefined
}

const steps = [5, 4, 3, 2, 1, 'absent'] as const
const classOf = (step: MapValue['step']) => (step === 'absent' ? 'q0' : `q${step}`)

/** The country with its regions coloured by step: wide with Java enlarged, or three crops on a phone. Its table is the keyboard path. */
export function MapNational({ lang, geography, values, label, legendTitle, legend, note, movable }: Props) {
  const t = say(lang)
  const counts = new Map<MapValue['step'], number>()
  for (const { step } of values.values()) counts.set(step, (counts.get(step) ?? 0) + 1)
  const shown = steps.filter(step => step !== 'absent' || counts.has('absent'))
  const most = Math.max(1, ...counts.values())
  return (
    <figure class="map-figure" {...(movable ? { 'data-island': 'map', 'data-words': controlWords(lang) } : {})}>
      <Hatch />
      {movable && (
        <p class="map-tools no-print">
          <button type="button" class="btn btn-line" data-start-map hidden>
            {t.interactiveMap}
          </button>
        </p>
      )}
      <div data-still>
        <svg class="map only-wide" viewBox={geography.viewBox} role="group" aria-label={label}>
          <g id="peta">
            <path class="land" d={geography.land} />
            <path class="pl" d={geography.borders} />
            {raw(regions(geography, values))}
          </g>
        </svg>
        <div class="crops only-narrow">
          <Crop name={t.kalimantanSumatra} viewBox="4 9 1043 514" dot="large" />
          <Crop name={t.javaToSumbawa} viewBox="437 519 615 152" dot="middle" />
          <Crop name={t.east} viewBox="1026 74 988 680" dot="large" />
        </div>
      </div>
      <figcaption>
        <div class="only-wide inset" data-still>
          <Crop name={t.javaBali} viewBox="437 524 472 140" dot="small" />
        </div>
        <div class="grow">
          <p class="eyebrow mb-2">{legendTitle}</p>
          <ul class="legend">
            {shown.map(step => (
              <li>
                <svg class="sw" aria-hidden="true">
                  <rect width="100%" height="100%" class={classOf(step)} />
                </svg>
                <span class="range">{legend[step]}</span>
                <svg class="count" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={String(Math.round(((counts.get(step) ?? 0) / most) * 100))} height="8" />
                </svg>
                <b>{formatCount(counts.get(step) ?? 0, lang)}</b>
              </li>
            ))}
          </ul>
          <p class="note mt-3">
            {t.mapCircles} {t.mapGrey(formatCount(values.size, lang))} {note}
          </p>
        </div>
      </figcaption>
    </figure>
  )
}

function Crop({ name, viewBox, dot }: { name: string; viewBox: string; dot: 'small' | 'middle' | 'large' }) {
  return (
    <div>
      <p class="eyebrow mb-1">{name}</p>
      <svg class={`map dot-${dot}`} viewBox={viewBox} aria-hidden="true">
        <use href="#peta" />
      </svg>
    </div>
  )
}

/** The pattern of absent regions. */
function Hatch() {
  return (
    <svg width="0" height="0" class="absolute" aria-hidden="true">
      <defs>
        <pattern id="arsir" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect class="hatch-paper" width="6" height="6" />
          <rect class="hatch-line" width="2.2" height="6" />
        </pattern>
      </defs>
    </svg>
  )
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' }
const escape = (text: string) => text.replace(/[&<"]/g, sign => escapes[sign] ?? sign)

/** Large regions first, circles on top. Written as text: 141 links as components would cost more than the rest of the page. */
function regions({ regencies }: NationalGeography, values: Props['values']): string {
  const shapes: string[] = []
  const points: string[] = []
  for (const [code, { step, href, label }] of values) {
    const shape = regencies[code]
    if (shape === undefined) continue
    const link = (inside: string) =>
      `<a href="${escape(href)}" tabindex="-1" class="${classOf(step)}" data-code="${escape(code)}">${inside}<title>${escape(label)}</title></a>`
    if (typeof shape === 'string') shapes.push(link(`<path class="shp" d="${shape}"/>`))
    else points.push(link(`<circle class="shp" cx="${shape[0]}" cy="${shape[1]}" r="5.5"/>`))
  }
  return shapes.join('') + points.join('')
}

/** Words of MapLibre's controls. */
function controlWords(lang: Lang): string {
  const t = say(lang)
  return JSON.stringify({
    'NavigationControl.ZoomIn': t.zoomIn,
    'NavigationControl.ZoomOut': t.zoomOut,
    'Popup.Close': t.close,
  })
}
