import { describe, expect, test } from 'vitest'
import { ChartBars } from './chart-bars.tsx'
import { ChartRadar, outline } from './chart-radar.tsx'
import { chartInside } from './chart-svg.ts'

const bars = [
  { label: 'Kab. Malang', value: '2.94', mark: true },
  { label: 'Kota <Batu>', value: undefined },
  { label: 'Kota Malang', value: '2.00' },
]
const drawBars = async (id = 'a') =>
  String(<ChartBars lang="id" id={id} bars={bars} max={4} label="Indeks" absent="tidak hadir" />)

describe('bars', () => {
  test('carry nothing the content security policy forbids, and only colours of the theme', async () => {
    const svg = await drawBars()
    expect(svg).not.toMatch(/style|class="zr|ecmeta|script/)
    const fills = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, fill]) => fill ?? '')
    expect(fills.length).toBeGreaterThan(5)
    for (const fill of fills) expect(fill).toMatch(/^var\(--/)
  })
  test('are as long as their value, from 0', async () => {
    const svg = await drawBars()
    const [full = 0, ...lengths] = [...svg.matchAll(/d="M[\d.]+ [\d.]+l([\d.]+) 0/g)].map(([, length]) =>
      Number(length),
    )
    const drawn = lengths.slice(-2)
    expect(drawn).toHaveLength(2)
    expect((drawn[0] ?? 0) / full).toBeCloseTo(2.94 / 4, 2)
    expect((drawn[1] ?? 0) / full).toBeCloseTo(0.5, 2)
  })
  test('say in words that a value is missing, and draw no bar for it', async () => {
    const svg = await drawBars()
    expect(svg).toContain('>tidak hadir<')
    expect(svg.match(/<path/g)).toHaveLength(3 + 2)
  })
  test('are named for those who cannot see them, and names stay text', async () => {
    const svg = await drawBars()
    expect(svg).toMatch(/^<svg[^>]* role="img" aria-label="Indeks"/)
    expect(svg).toContain('Kota &lt;Batu&gt;')
  })
  test('come out the same each time', async () => {
    expect(await drawBars()).toBe(await drawBars())
  })
})

test('style declarations of a chart become attributes and ids its own', () => {
  const svg =
    '<svg width="4" xmlns="x">\n<text style="font-size:14px;font-family:a, b;fill:red;" clip-path="url(#zr7-c0)">a</text><style ><![CDATA[ .zr7{} ]]></style></svg>'
  expect(chartInside(svg, 'one')).toBe('<text font-size="14px" fill="red" clip-path="url(#one-c0)">a</text>')
})

describe('radar', () => {
  const point = (x: number) => ({ x, y: 0 })
  test('closes when complete, stays open where a value is missing', () => {
    expect(outline([point(1), point(2), point(3)])).toBe('M1 0L2 0L3 0z')
    expect(outline([point(1), point(2), undefined, point(4)])).toBe('M4 0L1 0L2 0')
    expect(outline([point(1), undefined, point(3), undefined])).toBe('')
  })
  test('a missing part has no dot and is never drawn at zero', async () => {
    const svg = String(
      <ChartRadar
        lang="id"
        axes={['Awal', 'Hasil', 'Dampak']}
        now={{ name: '2023', values: ['4.00', '2.5', undefined] }}
        label="Jaring"
      />,
    )
    expect(svg.match(/class="nowdot"/g)).toHaveLength(2)
    expect(svg).not.toContain('cx="200" cy="172"')
    expect(svg).toContain('>tidak ada<')
    expect(svg).toContain('>2,50<')
    expect(svg).not.toContain('style=')
  })
})
