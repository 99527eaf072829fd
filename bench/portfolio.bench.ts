/** The pages of the portfolio with 100,000 programmes over all regencies and cities, one region with 5,000 of them. */
import pg from 'pg'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { portfolioRows } from './support/portfolio-rows.ts'
import { load, percentile, startServer } from './support/server.ts'

/** Milliseconds that nineteen of twenty answers shall stay below. */
const LIMIT = 150
const LARGE = '73.17'
const LARGE_PROGRAMMES = 5000
const TOTAL = 100_000

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const { rows: regions } = await client.query<{ code: string }>(
      'select region_code as code from region.region where level = 2 and archived_at is null order by 1',
    )
    const each = Math.ceil((TOTAL - LARGE_PROGRAMMES) / (regions.length - 1))
    await client.query('begin')
    await client.query(
      portfolioRows(regions.map(({ code }) => ({ code, programmes: code === LARGE ? LARGE_PROGRAMMES : each }))),
    )
    await client.query('commit')
    await client.query('vacuum analyze')
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from portfolio.programme')
    const total = (rows[0]?.n ?? 0).toLocaleString('en')
    const result: BenchRow[] = []
    const measure = async (name: string, path: string) => {
      const url = server.url + path
      await load([url], 20, 2)
      const { ms } = await load([url], 160, 4)
      const alone = await load([url], 40, 1)
      const bytes = (await (await fetch(url)).text()).length
      const statements = server.requests.at(-1)?.statements ?? 0
      result.push({
        name: `portfolio at ${total} programmes: ${name}`,
        ours: percentile(ms, 95),
        peer: LIMIT,
        ratio: LIMIT / percentile(ms, 95),
        unit: 'ms p95',
        note: `p50 ${percentile(ms, 50).toFixed(0)} with 4 connections; one by one p95 ${percentile(alone.ms, 95).toFixed(0)}; ${statements} SQL statements; ${Math.round(bytes / 1000)} kB of HTML`,
      })
    }
    const pages = [
      ['board', ''],
      ['board of last year', `?tahun=${new Date().getFullYear() - 1}`],
      ['list', '/program'],
      ['list, searched and filtered', '/program?q=sekolah&status=running'],
      ['list, far in', '/program?setelah=SOC-04000'],
      ['roadmap', '/peta-jalan'],
      ['budget by dimension', '/anggaran'],
      ['budget by office, all years', '/anggaran?menurut=opd&tahun=semua'],
      ['heat map', '/sebaran'],
      ['heat map, sector by district', '/sebaran?baris=sektor&kolom=kecamatan'],
      ['map', '/peta'],
    ] as const
    for (const [name, end] of pages) {
      await measure(`${name}, a region of ${LARGE_PROGRAMMES.toLocaleString('en')}`, `/portofolio/${LARGE}${end}`)
    }
    for (const [name, end] of pages.slice(0, 1))
      await measure(`${name}, a region of ${each}`, `/portofolio/35.07${end}`)
    await measure('regions that show theirs', '/portofolio')
    return result
  } finally {
    await client.end()
    await database.release()
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
