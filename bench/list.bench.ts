/** The list of results at 100,000 rows: page and API, first and deep pages, sorted and filtered; statements of each. */
import pg from 'pg'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { load, percentile, startServer } from './support/server.ts'

/**
 * 195 editions of all 514 regencies and cities, the way such a table grows in real life (100,230 rows), and for the worst
 * case one edition with a row for every region down to the village. Synthetic, and only here.
 */
const fill = `
  insert into evaluation.edition (id, year, title, source)
    select year || '-' || stage, year, '{"id":"Uji beban","en":"Load"}'::jsonb, 'bench'
    from generate_series(2030, 2094) year, generate_series(1, 3) stage
    union all select '2099', 2099, '{"id":"Uji beban","en":"Load"}'::jsonb, 'bench';
  insert into evaluation.edition_instrument (edition_id, group_code, instrument_id)
    select e.id, 'regular', 'smart-city-2023-regular' from evaluation.edition e where e.source = 'bench';
  insert into evaluation.result (region_code, edition_id, region_name, sort_name, group_code, instrument_id,
      instrument_sha256, took_part, index, exact_sum, improvement_basis, content_sha256, import_id, rank, group_rank)
    select r.region_code, e.id, r.name, r.name, 'regular', i.id, i.sha256, true, v.index, v.index, 'not-recomputable',
      repeat('0', 64), (select id from evaluation.import limit 1), 1, 1
    from evaluation.edition e
    join region.region r on r.level = 2 or e.id = '2099'
    join evaluation.instrument i on i.id = 'smart-city-2023-regular'
    cross join lateral (select round((abs(hashtext(r.region_code || e.id)) % 401) / 100.0, 2) as index) v
    where r.archived_at is null and e.source = 'bench';
  insert into evaluation.result_dimension (region_code, edition_id, dimension_code, score)
    select r.region_code, r.edition_id, d, r.index from evaluation.result r
    join evaluation.edition e on e.id = r.edition_id and e.source = 'bench'
    cross join unnest(array['baseline', 'output', 'outcome', 'impact', 'quick-wins']) d;
  analyze evaluation.result; analyze evaluation.result_dimension;`

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query(fill)
    const { rows } = await client.query<{ n: number }>('select count(*)::int as n from evaluation.result')
    const total = rows[0]?.n ?? 0
    const api = `${server.url}/api/v1/editions/2094-3/results?limit=50`
    const worst = `${server.url}/api/v1/editions/2099/results?limit=50`
    let deep = ''
    for (let i = 0; i < 40; i++) {
      deep = ((await (await fetch(deep ? `${worst}&after=${deep}` : worst)).json()) as { next: string }).next
    }
    const cases = [
      ['API, first page', api],
      ['API, a province', `${api}&province=73`],
      ['API, one edition of 91,599 rows, first page', worst],
      ['the same, 41 pages in', `${worst}&after=${deep}`],
      ['page with map, figures and ranking', `${server.url}/hasil/2094-3`],
      ['page, search', `${server.url}/hasil/2094-3?q=luwu`],
    ] as const
    const result: BenchRow[] = []
    for (const [name, url] of cases) {
      await load([url], 10, 2)
      const { ms } = await load([url], 120, 4)
      const statements = server.requests.at(-1)?.statements ?? 0
      result.push({
        name: `results at ${total.toLocaleString('en')} rows: ${name}`,
        ours: percentile(ms, 50),
        peer: percentile(ms, 95),
        ratio: percentile(ms, 95) / percentile(ms, 50),
        unit: 'ms p50, p95',
        note: `${statements} SQL statements; 4 connections`,
      })
    }
    return result
  } finally {
    await client.end()
    await database.release()
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
