/** 50 people write one book at once, each pair in a section of their own: how soon the other sees it, and what a text weighs. */
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { typist, until } from '../src/platform/collab/typist.fixture.ts'
import type { BenchRow } from '../scripts/bench.ts'
import { percentile, startServer } from './support/server.ts'

const writers = 50
const rounds = 12
const limitMs = 200

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    const texts = await client.query<{ id: string }>(
      `select b.text_id as id from masterplan.section s
        join masterplan.block b on b.region_code = s.region_code and b.section_id = s.id and b.kind = 'narrative'
        where s.region_code = '73.24' and s.state in ('empty', 'draft') and s.archived_at is null and b.archived_at is null
        order by b.text_id limit ${writers / 2}`,
    )
    if (texts.rows.length < writers / 2) throw new Error(`the demo world has ${texts.rows.length} sections to write`)
    const cookies = await Promise.all(
      ['sekretariat', 'koordinator'].map(who => signIn(server.url, `${who}-luwu-timur`)),
    )
    const before = memoryOf(server.pid)
    const people: { one: ReturnType<typeof typist>; other: ReturnType<typeof typist> }[] = []
    for (const { id } of texts.rows) {
      const [one, other] = cookies.map(cookie => typist(server.url, cookie, `73.24/${id}`))
      if (one && other) people.push({ one, other })
    }
    await until(() => people.every(({ one, other }) => one.provider.isSynced && other.provider.isSynced), 60_000)
    const after = memoryOf(server.pid)
    const took: number[] = []
    for (let round = 0; round < rounds; round++) {
      await Promise.all(
        people.flatMap(({ one, other }, n) =>
          [
            [one, other],
            [other, one],
          ].map(async ([from, to], side) => {
            if (!from || !to) return
            await new Promise(done => setTimeout(done, Math.random() * 400))
            const words = `putaran ${round} orang ${n} ${side}`
            const began = performance.now()
            const seen = new Promise<void>(done => {
              const look = () => {
                if (!to.reads().includes(words)) return
                to.doc.off('update', look)
                done()
              }
              to.doc.on('update', look)
            })
            from.type(words)
            await seen
            took.push(performance.now() - began)
          }),
        ),
      )
    }
    const began = performance.now()
    await until(() => people.every(({ one, other }) => one.stored() && other.stored()), 60_000)
    const stored = performance.now() - began
    for (const { one, other } of people) {
      one.leave()
      other.leave()
    }
    took.sort((a, b) => a - b)
    const p95 = percentile(took, 95)
    return [
      row(
        `${writers} people write one book: others see it, p95`,
        p95,
        limitMs,
        'ms',
        `${took.length} changes, about 125 a second; p50 ${percentile(took, 50).toFixed(0)} ms; clients on the same machine`,
      ),
      row(
        'the same: all is stored after the last change',
        stored,
        3000,
        'ms',
        'said only after the commit; the peer is the limit',
      ),
      row(
        'the same: memory for each open text with two editors',
        (after - before) / people.length,
        1000,
        'KB',
        `${people.length} texts, resident memory of the server`,
      ),
    ]
  } finally {
    await client.end()
    await database.release()
    await server.stop()
  }
}

const row = (name: string, ours: number, limit: number, unit: string, note: string): BenchRow => ({
  name,
  ours,
  peer: limit,
  ratio: ours / limit,
  unit,
  note,
})

/** Resident memory of a process in KB. */
const memoryOf = (pid: number) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)

async function signIn(url: string, who: string): Promise<string> {
  const body = new URLSearchParams({ email: `${who}@contoh.tudang.invalid`, password: 'tudang-peragaan' })
  const answer = await fetch(`${url}/masuk`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map(line => line.split(';')[0])
    .join('; ')
}
