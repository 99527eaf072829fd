import { describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { portfolioWorld } from '../../portfolio-world.fixture.ts'
import { readAxes } from './spread.tsx'

const world = await testWorld('demo')
const portfolio = await portfolioWorld(world)
await world.platform.db.pool.query('delete from portfolio.region_setting')
const secretariat = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
const elsewhere = await world.signIn('sekretariat-luwu-utara@contoh.tudang.invalid')

const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
const open = async (path: string, cookie = secretariat) => {
  const answer = await world.get(`/portofolio/73.24/${path}`, cookie)
  return { status: answer.status, html: await answer.text() }
}
/** The texts of one row of the heat table or the list of districts, by its head. */
const row = (html: string, head: string) => {
  const found = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, inside = '']) => inside)
  return words(found.find(inside => words(inside.split('</th>')[0] ?? '').endsWith(head)) ?? '')
}

const malili = '73.24.04'
await portfolio.addProgramme({ code: 'SEBAR-1', places: [malili], sector: 'pariwisata', subDimension: 'BRA-1' })
await portfolio.addProgramme({
  code: 'SEBAR-2',
  places: ['73.24.04.2005', '73.24.04.2006', '73.24.01'],
  sector: 'pariwisata',
  subDimension: 'ENV-2',
})
const one = (await open('sebaran?sektor=pariwisata&baris=kecamatan&kolom=dimensi')).html

describe('the spread', () => {
  test('counts a programme once in each district that it names or has villages in, and once in all', async () => {
    const { rows } = await world.platform.db.pool.query<{ n: number }>(
      `select count(*)::int as n from portfolio.programme where region_code = '73.24' and sector = 'pariwisata'
       and archived_at is null`,
    )
    expect(row(one, 'Malili')).toMatch(/Malili/)
    const total = Number(/(\d+)$/.exec(words(/<tfoot>(.*?)<\/tfoot>/s.exec(one)?.[1] ?? ''))?.[1])
    expect(total).toBe(rows[0]?.n)
  })

  test('a cell opens exactly the programmes that it counts', async () => {
    const links = [...one.matchAll(/href="(\/portofolio\/73\.24\/program\?[^"]+)">(\d+)/g)]
    expect(links.length).toBeGreaterThan(5)
    for (const [, href = '', count] of links) {
      const api = new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1])
      const { readProgrammeFilter } = await import('./read-filter.ts')
      const { listProgrammes } = await import('../../store/programmes.ts')
      const filter = readProgrammeFilter(Object.fromEntries(api))
      expect(await listProgrammes(world.platform.db.sql, '73.24', filter, { limit: 500 })).toHaveLength(Number(count))
    }
  })

  test('names who is left out in words: districts, sectors and dimensions without any programme', async () => {
    const { html } = await open('sebaran?baris=dimensi&kolom=sektor&opd=00000000-0000-4000-8000-000000000000')
    expect(html).toContain('Tidak ada program dengan saringan ini')
    const found = await open('sebaran?baris=kecamatan&kolom=dimensi&q=SEBAR-1')
    expect(words(found.html)).toContain('10 dari 11 kecamatan tidak disebut oleh satu program pun')
    expect(words(found.html)).toContain('5 dari 6 dimensi belum punya program')
  })

  test('reads two different sides from the address, whatever it says', () => {
    for (const baris of ['kecamatan', 'dimensi', 'sektor', 'subdimensi', 'x', undefined]) {
      for (const kolom of ['kecamatan', 'dimensi', 'sektor', 'subdimensi', undefined]) {
        const { row: first, column } = readAxes({ ...(baris && { baris }), ...(kolom && { kolom }) })
        expect(first).not.toBe(column)
      }
    }
  })

  test('and the map are not there for another region as long as they are closed', async () => {
    for (const path of ['sebaran', 'peta', `peta?tempat=${malili}`]) {
      expect((await open(path, elsewhere)).status).toBe(404)
      expect((await open(path, '')).status).toBe(404)
      expect((await open(path)).status).toBe(200)
    }
  })
})

describe('the map', () => {
  test('opens a district with the programmes that name it or a village in it, and its villages', async () => {
    const { html } = await open(`peta?tempat=${malili}`)
    expect(html).toContain('Program di Malili')
    expect(html).toContain('SEBAR-1')
    expect(html).toContain('SEBAR-2')
    const other = await open('peta?tempat=73.24.01&sektor=pariwisata')
    expect(other.html).toContain('SEBAR-2')
    expect(other.html).not.toContain('SEBAR-1')
  })

  test('and the spread are valid HTML, in both languages', async () => {
    for (const path of ['sebaran', 'sebaran?baris=subdimensi&kolom=sektor', 'peta', `peta?tempat=${malili}`]) {
      for (const cookie of [secretariat, `${secretariat}; lang=en`]) {
        expect(await markupFaults((await open(path, cookie)).html)).toEqual([])
      }
    }
  })

  test('leaves out a place of another region as if it had not been asked for', async () => {
    expect((await open('peta?tempat=73.22.01')).html).toContain('Peta program')
  })

  test('and the spread take as many statements for one programme as for many', async () => {
    for (const path of ['sebaran', 'peta', `peta?tempat=${malili}`]) {
      await open(path)
      const few = await countStatements(() => open(path))
      await portfolio.addProgramme({ places: [malili] })
      await portfolio.addProgramme({ places: ['73.24.04.2006'] })
      const many = await countStatements(() => open(path))
      expect(many.statements).toBe(few.statements)
      expect(many.statements).toBeLessThanOrEqual(20)
    }
  })
})
