import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { nationalGeography, provinceDrawing, regencyDrawing } from './boundaries.ts'
import { MapLocator, MapNumbered } from './map-locator.tsx'
import { MapNational, type MapValue } from './map-national.tsx'

type Result = { region: string; region_name: string; printed_final: string | null; present?: boolean }
const results = (JSON.parse(readFileSync('db/reference/results/2023.json', 'utf8')) as { rows: Result[] }).rows
const values = new Map<string, MapValue>(
  results.map(({ region, region_name, printed_final }) => {
    const index = Number(printed_final)
    const step = index === 0 ? 'absent' : ((index < 2 ? 1 : index >= 3.5 ? 5 : Math.floor(index * 2) - 2) as 1)
    return [region, { step, href: `/daerah/${region}`, label: `${region_name}: ${printed_final ?? ''}` }]
  }),
)
const legend = {
  5: '3,50 ke atas',
  4: '3,00–3,49',
  3: '2,50–2,99',
  2: '2,00–2,49',
  1: 'di bawah 2,00',
  absent: 'tidak hadir',
}
const draw = async () =>
  String(
    <MapNational
      lang="id"
      geography={nationalGeography()}
      values={values}
      label="Peta Indonesia"
      legendTitle="Indeks 2023"
      legend={legend}
      movable
    />,
  )

describe('the national map', () => {
  test('draws every one of the 141 evaluated regions once, as a link outside the tab order', async () => {
    const html = await draw()
    expect(values.size).toBe(141)
    expect(html.match(/<a href="\/daerah\/[\d.]+" tabindex="-1"/g)).toHaveLength(141)
  })

  test('a region without a value is hatched and counted as absent, never as a step', async () => {
    const html = await draw()
    const absent = [...values.values()].filter(({ step }) => step === 'absent').length
    expect(absent).toBe(11)
    expect(html.match(/tabindex="-1" class="q0"/g)).toHaveLength(11)
    expect(html).toMatch(/tidak hadir<\/span>.*?<b>11<\/b>/)
  })

  test('stays under 18 kB gzip, without style attributes', async () => {
    const html = await draw()
    expect(gzipSync(html).length).toBeLessThan(18 * 1024)
    expect(html).not.toContain('style=')
  })

  test('writes names as text, so that no name can add markup', async () => {
    const bad = new Map([['73.24', { step: 1 as const, href: '/"><b>', label: '<script>&' }]])
    const html = String(
      <MapNational lang="id" geography={nationalGeography()} values={bad} label="x" legendTitle="x" legend={legend} />,
    )
    expect(html).toContain('<title>&lt;script>&amp;</title>')
    expect(html).toContain('href="/&quot;>&lt;b>"')
  })

  test('knows all 514 regencies and cities, each as a shape or a point inside the box', () => {
    const { regencies } = nationalGeography()
    expect(Object.keys(regencies)).toHaveLength(514)
    for (const shape of Object.values(regencies)) {
      const [x, y] = typeof shape === 'string' ? (/^M(\d+) (\d+)l/.exec(shape)?.slice(1).map(Number) ?? []) : shape
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(2000)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(760)
    }
  })
})

describe('small maps', () => {
  test('every province has its regencies, every regency its districts: 38, 514 and 7.285 in all', () => {
    const codes = Object.keys(nationalGeography().regencies)
    const provinces = new Set(codes.map(code => code.slice(0, 2)))
    expect(provinces.size).toBe(38)
    let districts = 0
    for (const province of provinces) expect(provinceDrawing(province)?.shapes.length).toBeGreaterThan(0)
    for (const code of codes) {
      const drawing = regencyDrawing(code)
      expect(drawing?.viewBox, code).toMatch(/^0 0 [1-9]\d* [1-9]\d*$/)
      districts += drawing?.shapes.length ?? 0
    }
    expect(districts).toBe(7285)
  })

  test('the highlighted regency is drawn apart from the land', async () => {
    const drawing = provinceDrawing('73')
    if (!drawing) throw new Error('no drawing')
    const html = String(<MapLocator drawing={drawing} highlight="73.24" label="Letak" />)
    expect(html.match(/class="q4"/g)).toHaveLength(1)
  })

  test('districts carry the numbers of their list', async () => {
    const drawing = regencyDrawing('73.24')
    if (!drawing) throw new Error('no drawing')
    const places = drawing.shapes.map(({ code }) => ({ code, name: `Kecamatan ${code}` }))
    const html = String(<MapNumbered drawing={drawing} label="Kecamatan" places={places} />)
    expect(html.match(/class="lbl"/g)).toHaveLength(11)
    expect(html).toMatch(/<b>11<\/b> Kecamatan 73\.24\.11/)
  })
})
