/**
 * An assessor's sheet over HTTP with a whole national round stored: 141 regions × 117 questions × 5 assessors. The save of
 * one score (API), the page of one question, and beside them the bare limit: one row put into the same table by `pg`.
 */
import pg from 'pg'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { percentile, startServer } from './support/server.ts'

const roundId = '2049-beban'
const assessor = 'asesor-satu@contoh.tudang.invalid'

/** Synthetic, and only here: regions of the published table, each handed in, each scored whole by the five demo assessors. */
const fill = `
  insert into evaluation.round (id, edition_id, group_code, instrument_id, instrument_sha256, title, state, opened_at)
    select '${roundId}', '2049', 'kppn-ikn', i.id, i.sha256, '{"id":"Uji beban","en":"Load"}', 'open', now()
    from evaluation.instrument i where i.id = 'smart-city-2023-kppn-ikn';
  insert into evaluation.round_step (round_id, step, starts_on, ends_on)
    values ('${roundId}', 'scoring', current_date - 5, current_date + 30);
  insert into evaluation.round_region (region_code, round_id, state, submitted_at, submission_sha256)
    select r.region_code, '${roundId}', 'submitted', now(), repeat('0', 64)
    from evaluation.result r where r.edition_id = '2023';
  create temporary table question as
    select q.q->>'id' as id, row_number() over () as n
    from evaluation.instrument i, jsonb_path_query(i.content, '$.dimensions[*].indicators[*].sub_indicators[*].questions[*]') q(q)
    where i.id = 'smart-city-2023-kppn-ikn';
  insert into evaluation.submission (region_code, round_id, content, sha256)
    select r.region_code, r.round_id, jsonb_build_object('answers', (select jsonb_agg(jsonb_build_object(
        'questionId', q.id, 'level', q.n % 5, 'figures', '[]'::jsonb, 'evidence', '[]'::jsonb,
        'narrative', repeat('Uraian ' || q.n || ' ' || r.region_code || '. ', 30))) from question q)), repeat('0', 64)
    from evaluation.round_region r where r.round_id = '${roundId}';
  insert into evaluation.answer (region_code, round_id, question_id, level, narrative, state, signed_at, verified_at)
    select r.region_code, r.round_id, q.id, q.n % 5, repeat('Uraian ' || q.n || ' ' || r.region_code || '. ', 30),
      'verified', now(), now()
    from evaluation.round_region r, question q where r.round_id = '${roundId}';
  insert into evaluation.panel_member (region_code, round_id, account_id, place)
    select r.region_code, r.round_id, a.id, a.place from evaluation.round_region r,
      (select id, row_number() over (order by email) as place from people.account where email like 'asesor-%') a
    where r.round_id = '${roundId}';
  insert into evaluation.score (region_code, round_id, account_id, question_id, score, note)
    select p.region_code, p.round_id, p.account_id, q.id, (q.n + p.place) % 5, 'Catatan ' || q.n
    from evaluation.panel_member p, question q where p.round_id = '${roundId}';
  analyze evaluation.score; analyze evaluation.answer; analyze evaluation.submission; analyze evaluation.panel_member;`

const sheets = 300

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    await client.query(fill)
    const stored = await count(client, `select count(*)::int as n from evaluation.score where round_id = '${roundId}'`)
    const cells = await sheetCells(client)
    const bare = await bareUpserts(client, cells)
    const cookie = await signIn(server.url)
    const save = await saves(server.url, cookie, cells)
    const saveStatements = server.requests.at(-1)?.statements ?? 0
    const page = await pages(server.url, cookie, cells)
    const pageStatements = server.requests.at(-1)?.statements ?? 0
    const row = (name: string, ms: number[], statements: number): BenchRow => ({
      name: `${name}, ${stored.toLocaleString('en')} scores stored, p95`,
      ours: percentile(ms, 95),
      peer: percentile(bare, 95),
      ratio: percentile(ms, 95) / percentile(bare, 95),
      unit: 'ms',
      note: `p50 ${percentile(ms, 50).toPrecision(3)} ms; ${statements} SQL statements a request; the peer is one row put by bare pg`,
    })
    return [
      row('save of one score over HTTP', save, saveStatements),
      row('page of one question of a sheet', page, pageStatements),
    ]
  } finally {
    await client.end()
    await database.release()
    await server.stop()
  }
}

const count = async (client: pg.Client, text: string): Promise<number> =>
  (await client.query<{ n: number }>(text)).rows[0]?.n ?? 0

interface Cell {
  region_code: string
  question_id: string
  account_id: string
}

/** Cells of one assessor, spread over all regions and questions. */
async function sheetCells(client: pg.Client): Promise<Cell[]> {
  const { rows } = await client.query<Cell>(
    `select s.region_code, s.question_id, s.account_id from evaluation.score s
     join people.account a on a.id = s.account_id and a.email = $1
     where s.round_id = '${roundId}' order by md5(s.region_code || s.question_id) limit ${sheets}`,
    [assessor],
  )
  return rows
}

async function timed(work: () => Promise<unknown>, times: number[]): Promise<void> {
  const began = performance.now()
  await work()
  times.push(performance.now() - began)
}

async function bareUpserts(client: pg.Client, cells: readonly Cell[]): Promise<number[]> {
  const times: number[] = []
  for (const { region_code, question_id, account_id } of cells) {
    await timed(
      () =>
        client.query(
          `insert into evaluation.score (region_code, round_id, account_id, question_id, score, note)
           values ($1, '${roundId}', $2, $3, 3, 'Catatan')
           on conflict (region_code, round_id, account_id, question_id)
           do update set score = excluded.score, note = excluded.note, changed_at = now()`,
          [region_code, account_id, question_id],
        ),
      times,
    )
  }
  return times.sort((a, b) => a - b)
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/masuk`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: assessor, password: 'tudang-peragaan' }),
  })
  return answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}

async function saves(url: string, cookie: string, cells: readonly Cell[]): Promise<number[]> {
  const times: number[] = []
  for (const [n, { region_code, question_id }] of cells.entries()) {
    await timed(async () => {
      const answer = await fetch(`${url}/api/v1/rounds/${roundId}/regions/${region_code}/scores/${question_id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ score: (n % 4) + 1, note: `Dinilai lagi ${n}`, version: 1 }),
      })
      if (!answer.ok) throw new Error(`The save answered ${answer.status}: ${await answer.text()}`)
      await answer.arrayBuffer()
    }, times)
  }
  return times.sort((a, b) => a - b)
}

async function pages(url: string, cookie: string, cells: readonly Cell[]): Promise<number[]> {
  const times: number[] = []
  for (const { region_code, question_id } of cells) {
    await timed(async () => {
      const answer = await fetch(`${url}/putaran/${roundId}/${region_code}/nilai/${question_id}`, {
        headers: { cookie },
      })
      if (!answer.ok) throw new Error(`The page answered ${answer.status}`)
      await answer.arrayBuffer()
    }, times)
  }
  return times.sort((a, b) => a - b)
}

if (import.meta.main) console.table(await run())
