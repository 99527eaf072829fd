/** Closing a round of the whole country, 514 regions × 117 questions × 5 assessors, and its result reports. */
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { load, percentile, startServer } from './support/server.ts'

const round = '2090-bench'

/** Every regency and city has handed in, and five assessors have scored all of it. Synthetic, and only here. */
const fill = `
  insert into evaluation.round (id, edition_id, group_code, instrument_id, instrument_sha256, title, state, opened_at)
    select '${round}', '2090', 'bench', id, sha256, '{"id":"Uji beban","en":"Load"}', 'open', now()
    from evaluation.instrument where id = 'smart-city-2023-kppn-ikn';
  insert into evaluation.round_region (region_code, round_id, state, submitted_at, submission_sha256)
    select region_code, '${round}', 'submitted', now(), repeat('0', 64) from region.region
    where level = 2 and archived_at is null;
  insert into evaluation.panel_member (region_code, round_id, account_id, place, submitted_at)
    select r.region_code, r.round_id, a.id, a.place, now() from evaluation.round_region r
    cross join (select id, row_number() over (order by email) as place from people.account
      where email like 'asesor-%' limit 5) a
    where r.round_id = '${round}';
  insert into evaluation.score (region_code, round_id, account_id, question_id, score)
    select p.region_code, p.round_id, p.account_id, q.id, abs(hashtext(p.region_code || q.id || p.place::text)) % 5
    from evaluation.panel_member p
    cross join (select jsonb_path_query(content, '$.dimensions[*].indicators[*].sub_indicators[*].questions[*].id') #>> '{}' as id
      from evaluation.instrument where id = 'smart-city-2023-kppn-ikn') q
    where p.round_id = '${round}';
  analyze evaluation.score; analyze evaluation.panel_member; analyze evaluation.round_region;`

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query(fill)
    const bare = await sumBare(client)
    const cookie = await signIn(server.url)
    const before = await highest(server.pid)
    const seconds = await close(server.url, cookie, client)
    const after = await highest(server.pid)
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from evaluation.frozen_region where round_id = '${round}'`,
    )
    const codes = ['35.07', '73.24', '33.72', '11.01', '94.03', '51.71']
    const reports = codes.map(code => `${server.url}/putaran/${round}/${code}/laporan.pdf`)
    await load(reports.slice(0, 2), 2, 1)
    const pdf = await load(reports, 30, 1)
    return [
      {
        name: `closing a round of ${rows[0]?.n} regions`,
        ours: seconds,
        peer: bare.seconds,
        ratio: seconds / bare.seconds,
        unit: 's',
        note: `from the request to the end of the job: ${bare.scores.toLocaleString('en')} scores frozen, results, ranks, question scores, hashes; peer: bare pg reads the same scores and adds them up`,
      },
      {
        name: 'highest memory of the server, before and after closing',
        ours: after,
        peer: before,
        ratio: after / before,
        unit: 'MB',
        note: 'resident; scores are read sixty regions at a time',
      },
      {
        name: `result report as PDF, group of ${rows[0]?.n} regions, p95`,
        ours: percentile(pdf.ms, 95),
        peer: 2000,
        ratio: percentile(pdf.ms, 95) / 2000,
        unit: 'ms',
        note: `whole request, p50 ${Math.round(percentile(pdf.ms, 50))} ms; the peer is the limit`,
      },
    ]
  } finally {
    await client.end()
    await database.release()
    await server.stop()
  }
}

/** Reads every score with bare pg and takes the plain means: what closing cannot be quicker than. */
async function sumBare(client: pg.Client): Promise<{ seconds: number; scores: number }> {
  const began = performance.now()
  const { rows } = await client.query<{ region_code: string; question_id: string; score: number }>(
    `select region_code, question_id, score from evaluation.score where round_id = '${round}'`,
  )
  const sums = new Map<string, { sum: number; count: number }>()
  for (const { region_code, question_id, score } of rows) {
    const key = `${region_code} ${question_id}`
    const one = sums.get(key) ?? { sum: 0, count: 0 }
    sums.set(key, { sum: one.sum + score, count: one.count + 1 })
  }
  if (sums.size !== 514 * 117) throw new Error(`${sums.size} means instead of 514 × 117`)
  return { seconds: (performance.now() - began) / 1000, scores: rows.length }
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/masuk`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: 'kementerian@contoh.tudang.invalid', password: 'tudang-peragaan' }),
  })
  return answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}

/** Closes the round through the API and waits for its job. */
async function close(url: string, cookie: string, client: pg.Client): Promise<number> {
  const address = `${url}/api/v1/rounds/${round}/closing`
  const began = performance.now()
  const sent = await fetch(address, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ confirm: round }),
  })
  if (sent.status !== 202) throw new Error(`Closing answered ${sent.status}: ${(await sent.text()).slice(0, 500)}`)
  await sent.arrayBuffer()
  for (;;) {
    const { rows } = await client.query<{ round: string; job: string }>(
      `select r.state as round, j.state as job from evaluation.round r
       join jobs.progress j on j.id = r.closing_progress_id where r.id = '${round}'`,
    )
    if (rows[0]?.job === 'failed') throw new Error('Closing failed')
    if (rows[0]?.round === 'closed') return (performance.now() - began) / 1000
    await new Promise(done => setTimeout(done, 20))
  }
}

/** The most memory a process has held so far, in MB. */
async function highest(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024
}

if (import.meta.main) console.table(await run())
