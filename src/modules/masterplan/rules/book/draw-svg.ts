/**
 * Charts of a book as SVG texts that look the same on a page, in PDF and in Word: fixed colours on paper, the one font that
 * all of them have, nothing from the machine. Each stands beside its figures as a table.
 */
const PAPER = '#fffefd'
const INK = '#17242a'
const MUTED = '#4b575d'
const RAIL = '#e1dcd2'
export const LAKE = '#005a6f'
/** From pale to dark: more is further from the paper. */
const STEPS = ['#bae0e0', '#7ebec4', '#3d94a3', '#00667b', '#00364a'] as const

export const escapeXml = (text: string): string =>
  [...text]
    .filter(sign => sign >= ' ' || sign === '\n' || sign === '\t')
    .join('')
    .replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

const round = (value: number): number => Math.round(value * 10) / 10

type Look = { size?: number; weight?: number; fill?: string; anchor?: 'start' | 'middle' | 'end' }
const text = (
  x: number,
  y: number,
  words: string,
  { size = 14, weight = 400, fill = INK, anchor = 'start' }: Look = {},
) =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escapeXml(words)}</text>`

const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(height)}" fill="${fill}"/>`

const svg = (width: number, height: number, inside: string, label: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${round(height)}" width="${width}" height="${round(height)}" role="img" aria-label="${escapeXml(label)}" font-family="Plus Jakarta Sans, sans-serif">${rect(0, 0, width, height, PAPER)}${inside}</svg>`

/** Words cut to about as many letters as fit; the whole stands in the table. */
const short = (words: string, letters: number): string =>
  words.length <= letters ? words : `${words.slice(0, Math.max(1, letters - 1)).trimEnd()}…`

export interface StackedBar {
  label: string
  /** Written at the end of the bar. */
  shown: string
  /** One length for each entry of the legend, 0 or more. */
  parts: readonly number[]
}

/** About the width of a phone, so that the words stay readable on one; print scales it up. */
const WIDTH = 400

/** What colours mean, in lines above a drawing; nothing for one colour. */
function drawLegend(legend: readonly { name: string; colour: string }[]): { inside: string[]; height: number } {
  if (legend.length < 2) return { inside: [], height: 0 }
  const inside: string[] = []
  let x = 8
  let top = 8
  for (const { name, colour } of legend) {
    const width = 30 + name.length * 7
    if (x > 8 && x + width > WIDTH) {
      x = 8
      top += 22
    }
    inside.push(rect(x, top + 2, 12, 12, colour), text(x + 18, top + 13, name, { size: 13, fill: MUTED }))
    x += width
  }
  return { inside, height: top + 20 }
}

/** Bars lying down, each made of the parts of the legend, to one scale; the longest fills the line. */
export function drawBars(
  bars: readonly StackedBar[],
  legend: readonly { name: string; colour: string }[],
  label: string,
): string {
  const key = drawLegend(legend)
  const inside = [...key.inside]
  const top = key.height + 8
  const row = 46
  const space = WIDTH - 16 - 116
  const most = Math.max(0, ...bars.map(bar => bar.parts.reduce((sum, part) => sum + part, 0)))
  for (const [at, bar] of bars.entries()) {
    const y = top + at * row
    inside.push(text(8, y + 15, short(bar.label, 50)), rect(8, y + 22, space, 12, RAIL))
    let x = 8
    for (const [part, length] of bar.parts.entries()) {
      const width = most === 0 ? 0 : (length / most) * space
      inside.push(rect(x, y + 22, width, 12, legend[part]?.colour ?? LAKE))
      x += width
    }
    inside.push(text(WIDTH - 8, y + 33, bar.shown, { weight: 600, anchor: 'end' }))
  }
  return svg(WIDTH, top + bars.length * row + 4, inside.join(''), label)
}

export interface SpanBar {
  label: string
  from: number
  until: number
  colour: string
}

/** Bars over years, one line each, under a scale of years and what the colours mean. */
export function drawSpans(
  bars: readonly SpanBar[],
  label: string,
  legend: readonly { name: string; colour: string }[] = [],
): string {
  if (bars.length === 0) return svg(WIDTH, 8, '', label)
  const from = Math.min(...bars.map(bar => bar.from))
  const until = Math.max(...bars.map(bar => bar.until))
  const years = until - from + 1
  const left = 178
  const step = (WIDTH - left - 8) / years
  const key = drawLegend(legend)
  const top = key.height + 30
  const row = 26
  const height = top + bars.length * row + 6
  const every = Math.max(1, Math.ceil(years / 5))
  const inside: string[] = [...key.inside]
  for (let year = from; year <= until; year++) {
    const x = left + (year - from) * step
    if ((year - from) % every === 0) inside.push(text(x + 2, top - 12, String(year), { size: 13, fill: MUTED }))
    inside.push(rect(x, top - 6, 1, height - top + 2, RAIL))
  }
  for (const [at, bar] of bars.entries()) {
    const y = top + at * row
    inside.push(
      text(8, y + 16, short(bar.label, 23), { size: 13 }),
      rect(left + (bar.from - from) * step, y + 5, (bar.until - bar.from + 1) * step, 14, bar.colour),
    )
  }
  return svg(WIDTH, height, inside.join(''), label)
}

/** Outlines of places in one drawing, as `db/reference/boundaries` has them. */
export interface Outline {
  viewBox: string
  shapes: readonly { code: string; d?: string | undefined; x: number; y: number }[]
}

/** Places of an outline with a number in each, darker where `values` is more; places without a value are pale. */
export function drawPlaces(
  outline: Outline,
  numbers: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, number>,
  label: string,
): string {
  const [x = 0, y = 0, width = 100, height = 100] = outline.viewBox.split(/\s+/).map(Number)
  const most = Math.max(0, ...values.values())
  const colour = (code: string) => {
    const value = values.get(code) ?? 0
    if (value <= 0 || most === 0) return '#ebe6dc'
    return STEPS[Math.min(STEPS.length - 1, Math.ceil((value / most) * STEPS.length) - 1)] ?? STEPS[0]
  }
  const dark = (code: string) => (values.get(code) ?? 0) > most * 0.4
  const size = Math.max(width, height) / 34
  const shapes = outline.shapes.map(({ code, d, x: cx, y: cy }) => {
    const look = `fill="${colour(code)}" stroke="#4b575d" stroke-width="${round(width / 600)}"`
    return d === undefined
      ? `<circle cx="${cx}" cy="${cy}" r="${round(size / 2)}" ${look}/>`
      : `<path d="${escapeXml(d)}" ${look}/>`
  })
  const names = outline.shapes.flatMap(({ code, x: cx, y: cy }) => {
    const number = numbers.get(code)
    return number === undefined
      ? []
      : [
          `<text x="${cx}" y="${round(cy + size / 3)}" font-size="${round(size)}" font-weight="600" text-anchor="middle" fill="${dark(code) ? '#ffffff' : INK}">${number}</text>`,
        ]
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeXml(label)}" font-family="Plus Jakarta Sans, sans-serif"><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${PAPER}"/>${shapes.join('')}${names.join('')}</svg>`
}
