/** The list of results at 100,000 rows: page and API, first and deep pages, sorted and filtered; statements of each. */
import pg from 'pg'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { load, percentile, startServer } from './support/server.ts'

/** Fills an edition 2090 with a result for every region, then one for 2091 up to 100,000. Synthetic, and only here. */
const fill = `
  insert into evaluation.edition (id, year, title, source) values
    ('2090', 2090, '{"id":"Uji beban","en":"Load"}', 'bench'), ('2091', 2091, '{"id":"Uji beban","en":"Load"}', 'bench');
  insert into evaluation.edition_instrument (edition_id, group_code, instrument_id)
    select e.id, 'regular', 'smart-city-2023-regular' from evaluation.edition e where e.source = 'bench';
  insert into evaluation.result (region_code, edition_id, region_name, sort_name, group_code, instrument_id,
      instrument_sha256, took_part, index, exact_sum, improvement_basis, content_sha256, import_id, rank, group_rank)
    select r.region_code, e.id, r.name, r.name, 'regular', i.id, i.sha256, true, v.index, v.index, 'not-recomputable',
      repeat('0', 64), (select id from evaluation.import limit 1), 1, 1
    from region.region r
    join evaluation.edition e on e.id = '2090' or (e.id = '2091' and r.level = 3)
    join evaluation.instrument i on i.id = 'smart-city-2023-regular'
    cross join lateral (select round((abs(hashtext(r.region_code || e.id)) % 401) / 100.0, 2) as index) v
    where r.archived_at is null;
  insert into evaluation.result_dimension (region_code, edition_id, dimension_code, score)
    select region_code, edition_id, d, index from evaluation.result
    cross join unnest(array['baseline', 'output', 'outcome', 'impact', 'quick-wins']) d where edition_id in ('2090', '2091');
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
    const api = `${server.url}/api/v1/editions/2090/results?limit=50`
    const first = (await (await fetch(api)).json()) as { next: string }
    let deep = first.next
    for (let i = 0; i < 40; i++) deep = ((await (await fetch(`${api}&after=${deep}`)).json()) as { next: string }).next
    const cases = [
      ['API, first page', `${api}`],
      ['API, 41 pages in', `${api}&after=${deep}`],
      ['API, a province', `${api}&province=73`],
      ['page, first', `${server.url}/hasil/2090`],
      ['page, search', `${server.url}/hasil/2090?q=luwu`],
    ] as const
    const result: BenchRow[] = []
    for (const [name, url] of cases) {
      await load([url], 10, 2)
      const { ms } = await load([url], 120, 4)
      const statements = server.requests.at(-1)?.statements ?? 0
      result.push({
        name: `results list at ${total.toLocaleString('en')} rows: ${name}`,
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
