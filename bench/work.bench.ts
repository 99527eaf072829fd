/** What people wait for, over HTTP: the search of regions, the result sheet as PDF, checking 5,000 rows of results. */
import type { BenchRow } from '../scripts/bench.ts'
import { load, percentile, startServer } from './support/server.ts'

const searches = [
  'ka',
  '73.24',
  'luwu',
  'Luwu Tmur',
  'mlaili',
  'sukamaju bogor',
  'malili, kab luwu timur',
  'ban tan kan man san',
  'tanjng jbng tmur brat',
  'x'.repeat(100),
]

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  try {
    const rows: BenchRow[] = []
    const urls = searches.map(words => `${server.url}/api/v1/regions?q=${encodeURIComponent(words)}`)
    await load(urls, 20, 1)
    const search = await load(urls, 200, 1)
    rows.push(
      limited(
        'search in 91,599 regions, p95 of nasty and usual words',
        percentile(search.ms, 95),
        50,
        'ms',
        'whole request',
      ),
    )
    const sheets = ['35.07', '33.12', '33.72'].map(code => `${server.url}/daerah/${code}/evaluasi/2023/lembar.pdf`)
    await load(sheets, 3, 1)
    const pdf = await load(sheets, 30, 1)
    rows.push(limited('result sheet as PDF, p95', percentile(pdf.ms, 95), 2000, 'ms', 'whole request'))
    rows.push(
      limited(
        '5,000 rows of results checked',
        await checkTable(server.url),
        5,
        's',
        'dry run over the API, sign-in not counted',
      ),
    )
    return rows
  } finally {
    await server.stop()
  }
}

const limited = (name: string, ours: number, limit: number, unit: string, note: string): BenchRow => ({
  name,
  ours,
  peer: limit,
  ratio: ours / limit,
  unit,
  note: `${note}; the peer is the limit`,
})

/** Seconds for a dry run of 5,000 rows: one for each of the first villages. */
async function checkTable(url: string): Promise<number> {
  const codes: string[] = []
  for (let after = ''; codes.length < 5000; after = codes.at(-1) ?? '') {
    const page = await fetch(`${url}/api/v1/regions?level=4&limit=500${after ? `&after=${after}` : ''}`)
    const { items } = (await page.json()) as { items: { code: string }[] }
    codes.push(...items.map(item => item.code))
  }
  const scores = { baseline: '2.00', output: '2.00', outcome: '2.00', impact: '2.00', 'quick-wins': '2.00' }
  const table = {
    instrument: 'smart-city-2023-regular',
    rows: codes.map(region => ({ region, group: 'regular', took_part: true, scores, printed_final: '2.00' })),
  }
  const signedIn = await fetch(`${url}/masuk`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: 'kementerian@contoh.tudang.invalid', password: 'tudang-peragaan' }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
  const began = performance.now()
  const answer = await fetch(`${url}/api/v1/results/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ ...table, edition: '2023', source: 'bench', apply: false }),
  })
  if (!answer.ok) throw new Error(`The dry run answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
  await answer.arrayBuffer()
  return (performance.now() - began) / 1000
}

if (import.meta.main) console.table(await run())
