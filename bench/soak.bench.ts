/**
 * Fifty submissions a second for thirty seconds against the running server: each uploads a file of 2 MB to the evidence
 * library and puts it, with a new text, at an answer of the open round. Then every export. Sent by the clock, not by the
 * answers, so that a slow server is not spared. The peer takes the same bytes with node:http, a hash, a synced file, a row.
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { end, freePort, percentile, startServer } from './support/server.ts'

const perSecond = 50
const seconds = Number(process.env['SOAK_SECONDS'] ?? 30)
const size = 2 * 1024 * 1024

const head = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%',
)
const tail = Buffer.from('\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const filler = randomBytes(size - head.length - tail.length - 16)
  .toString('hex')
  .slice(0, size - head.length - tail.length - 16)

/** A PDF of 2 MB that no other one is like. */
const file = (n: number) => Buffer.concat([head, Buffer.from(String(n).padStart(16, '0') + filler), tail])

interface Sent {
  ms: number[]
  errors: string[]
  seconds: number
}

/** Sends one submission every 20 ms whether earlier ones were answered or not, then waits for the last. */
async function soak(submit: (n: number) => Promise<void>): Promise<Sent> {
  const ms: number[] = []
  const errors: string[] = []
  const under: Promise<void>[] = []
  const began = performance.now()
  for (let n = 0; n < perSecond * seconds; n++) {
    const wait = began + (n * 1000) / perSecond - performance.now()
    if (wait > 0) await sleep(wait)
    const sent = performance.now()
    under.push(
      submit(n).then(
        () => void ms.push(performance.now() - sent),
        (error: unknown) => void errors.push(String(error)),
      ),
    )
  }
  await Promise.all(under)
  return { ms: ms.sort((a, b) => a - b), errors, seconds: (performance.now() - began) / 1000 }
}

async function signIn(url: string, box: string): Promise<string> {
  const body = new URLSearchParams({ email: `${box}@contoh.tudang.invalid`, password: 'tudang-peragaan' })
  const answer = await fetch(`${url}/masuk`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}

async function ask(url: string, cookie: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } })
  if (!answer.ok) throw new Error(`${answer.status} ${new URL(url).pathname}: ${(await answer.text()).slice(0, 200)}`)
  return answer
}

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const port = await freePort()
  const bare = spawn(process.execPath, ['bench/support/bare-upload.ts', database.url, server.varFolder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(bare.stdout, 'data')
    const cookie = await signIn(server.url, 'sekretariat-luwu-timur')
    const api = `${server.url}/api/v1`
    const rounds = (await (await ask(`${api}/rounds`, cookie)).json()) as { items: { id: string; state: string }[] }
    const round = rounds.items.find(one => one.state === 'open')?.id ?? ''
    const region = `${api}/rounds/${round}/regions/73.24`
    const answers = (await (await ask(`${region}/answers`, cookie)).json()) as {
      items: { question: string; state: string | null; version: number | null }[]
    }
    // What is signed or verified belongs to others' deeds; the rest the secretariat may change.
    const open = answers.items.filter(({ state }) => state === null || ['none', 'draft', 'ready'].includes(state))
    const versions = new Map(open.map(one => [one.question, one.version ?? undefined]))
    // Each question is written by one submission at a time, as its office would.
    const turns = new Map<string, Promise<unknown>>()
    const ours = await soak(async n => {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(file(n))], `bukti-${n}.pdf`, { type: 'application/pdf' }))
      form.set('title', `Bukti beban ${n} (peragaan)`)
      const made = (await (await ask(`${api}/evidence`, cookie, { method: 'POST', body: form })).json()) as {
        id: string
      }
      const question = open[n % open.length]?.question ?? ''
      const before = turns.get(question)
      const turn = (async () => {
        await before
        const saved = await ask(`${region}/answers/${question}`, cookie, {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            version: versions.get(question) ?? 0,
            level: n % 5,
            narrative: `Uji beban nomor ${n}`,
            figures: [],
            evidence: [{ evidence: made.id }],
          }),
        })
        versions.set(question, ((await saved.json()) as { version: number }).version)
      })()
      // A failed one is counted where it is awaited; the next one goes on.
      turns.set(
        question,
        turn.catch(() => undefined),
      )
      await turn
    })
    const exports = [
      `${server.url}/putaran/${round}/73.24/isian.xlsx`,
      `${server.url}/bukti/unduh.csv`,
      `${server.url}/bukti/unduh.xlsx`,
      `${server.url}/hasil/2023/unduh.xlsx`,
    ]
    const began = performance.now()
    for (const address of exports) await (await ask(address, cookie)).arrayBuffer()
    const exported = performance.now() - began
    const limit = await soak(async n => {
      const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: new Uint8Array(file(n)) })
      if (!answer.ok) throw new Error(String(answer.status))
      await answer.text()
    })
    const total = perSecond * seconds
    return [
      {
        name: `${perSecond} submissions of 2 MB a second for ${seconds} s, p95`,
        ours: percentile(ours.ms, 95),
        peer: percentile(limit.ms, 95),
        ratio: percentile(ours.ms, 95) / percentile(limit.ms, 95),
        unit: 'ms',
        note: `${ours.errors.length} errors of ${total}${ours.errors[0] ? ` (${ours.errors[0].slice(0, 80)})` : ''}; peer: bare node:http + synced file + row, ${limit.errors.length} errors; sender on the same 2 cores`,
      },
      {
        name: 'the same, submissions a second',
        ours: ours.ms.length / ours.seconds,
        peer: limit.ms.length / limit.seconds,
        ratio: ours.ms.length / ours.seconds / (limit.ms.length / limit.seconds),
        unit: '1/s',
        note: 'two requests, two transactions and one file each',
      },
      {
        name: 'all exports after it',
        ours: exported,
        peer: 20_000,
        ratio: exported / 20_000,
        unit: 'ms',
        note: `answers, evidence (${total} items more) as CSV and XLSX, results; limit 20 s (lessons §7)`,
      },
    ]
  } finally {
    await end(bare)
    await database.release()
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
