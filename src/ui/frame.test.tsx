import { afterEach, describe, expect, test } from 'vitest'
import { asset, setAssets } from './assets.ts'
import { ErrorSummary } from './error-summary.tsx'
import { fieldId } from './field-id.ts'
import { Field } from './field.tsx'
import { currentLink, Frame } from './frame.tsx'
import { en } from './phrases/en.ts'
import { id } from './phrases/id.ts'
import { Table } from './table.tsx'

const nav = [
  { href: '/daerah', label: 'Daerah' },
  { href: '/daerah/banding', label: 'Banding' },
]
const render = async (theme?: 'tudang-malam', errors = false) =>
  String(
    <Frame lang="id" theme={theme} title="Uji" path="/daerah/73?tahun=2023" nav={nav} errors={errors}>
      <h1>Uji</h1>
    </Frame>,
  )

describe('the frame', () => {
  test('lights the link nearest to the page', () => {
    expect(currentLink(nav, '/daerah/73.24?x=/daerah/banding')).toBe('/daerah')
    expect(currentLink(nav, '/daerah/banding/1')).toBe('/daerah/banding')
    expect(currentLink(nav, '/daerahku')).toBeUndefined()
    expect(currentLink([{ href: '/', label: 'Beranda' }], '/apa')).toBeUndefined()
  })
  test('says first in the title that something is wrong', async () => {
    expect(await render(undefined, true)).toContain('<title>Kesalahan: Uji – Tudang</title>')
    expect(await render()).toContain('<title>Uji – Tudang</title>')
  })
  test('sets the theme of the cookie, and none when the device decides', async () => {
    expect(await render('tudang-malam')).toContain('<html lang="id" data-theme="tudang-malam">')
    expect(await render()).toContain('<html lang="id"><head>')
  })
  test('appearance comes back to this very page', async () => {
    expect(await render()).toContain('name="kembali" value="/daerah/73?tahun=2023"')
  })
  test('asks nothing from another host', async () => {
    const html = await render()
    for (const [, url] of html.matchAll(/(?:src|href|action)="([^"]+)"/g)) expect(url).toMatch(/^[/#]/)
  })
  test('says the same things in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort())
  })
})

describe('assets', () => {
  afterEach(() => setAssets({}))
  test('have their built name with a manifest and a plain one without', () => {
    setAssets({})
    expect(asset('theme.css')).toBe('/assets/theme.css')
    setAssets({ 'src/ui/css/theme.css': { file: 'theme-1a.css' } })
    expect(asset('theme.css')).toBe('/assets/theme-1a.css')
  })
})

describe('a refused form', () => {
  test('keeps what was typed, escaped, and ties hint and error to the control', async () => {
    const html = String(
      <Field lang="id" name="spent" label="Biaya" hint="Rupiah" error="Bukan angka" value={'"><b>x'} />,
    )
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;x"')
    expect(html).toContain('aria-describedby="f-spent-h f-spent-e"')
    expect(html).toContain('aria-invalid="true"')
    expect(html.indexOf('<label')).toBeLessThan(html.indexOf('id="f-spent-h"'))
    expect(html.indexOf('id="f-spent-h"')).toBeLessThan(html.indexOf('id="f-spent-e"'))
    expect(html.indexOf('id="f-spent-e"')).toBeLessThan(html.indexOf('<input'))
  })
  test('the summary links to each control, also of lists and choices', async () => {
    const name = 'milestones[0].date'
    const summary = String(<ErrorSummary lang="id" problems={[{ field: name, message: 'Isi' }]} />)
    const radio = String(
      <Field lang="id" kind="radio" name={name} label="Kapan" options={[{ value: '1', label: 'Kini' }]} />,
    )
    expect(summary).toContain(`href="#${fieldId(name)}"`)
    expect(radio).toContain(`<input type="radio" class="radio" id="${fieldId(name)}"`)
  })
  test('no problem, no summary', async () => {
    expect(String(<div>{<ErrorSummary lang="id" problems={[]} />}</div>)).toBe('<div></div>')
  })
  test('a select without an answer asks for one instead of choosing the first', async () => {
    const options = [{ value: 'a', label: 'A' }]
    const open = String(<Field lang="id" kind="select" name="x" label="X" options={options} />)
    const chosen = String(<Field lang="id" kind="select" name="x" label="X" options={options} value="a" />)
    expect(open).toContain('<option value="">Pilih satu</option>')
    expect(chosen).not.toContain('Pilih satu')
    expect(chosen).toMatch(/<option value="a" selected/)
  })
})

describe('a table', () => {
  const columns = [
    {
      key: 'name',
      label: 'Nama',
      rowHeader: true,
      sortHref: '?urut=nama',
      sorted: 'ascending' as const,
      cell: (row: string) => row,
    },
    { key: 'size', label: 'Luas', align: 'right' as const, onlyWide: true, cell: () => '1' },
  ]
  test('tells the sort order and names its rows', async () => {
    const html = String(<Table lang="id" caption="Daerah" columns={columns} rows={['Malili']} foot={{ size: '1' }} />)
    expect(html).toContain('aria-sort="ascending"')
    expect(html).toContain('<th scope="row">Malili</th>')
    expect(html).toContain('<td class="r only-wide">1</td>')
    expect(html).toContain('<caption class="sr-only">Daerah</caption>')
  })
  test('without rows says what to do next', async () => {
    const html = String(
      <Table lang="id" caption="Usulan" columns={columns} rows={[]} empty={{ fact: 'Belum ada usulan.' }} />,
    )
    expect(html).not.toContain('<table')
    expect(html).toContain('Belum ada usulan.')
  })
})
