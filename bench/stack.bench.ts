/** One region's result as JSON: the whole stack against node:http and pg alone, same database, same run, in turns. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { BenchRow } from '../scripts/bench.ts'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { end, freePort, load, percentile, startServer } from './support/server.ts'

const codes = ['35.07', '33.12', '33.72', '32.73', '51.03', '35.78']

export async function run(): Promise<BenchRow[]> {
  const server = await startServer()
  const database = await startEmbedded(server.varFolder)
  const port = await freePort()
  const bare = spawn(process.execPath, ['bench/support/bare-server.ts', database.url, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(bare.stdout, 'data')
    const ours = codes.map(code => `${server.url}/api/v1/regions/${code}/results/2023`)
    const limit = codes.map(code => `http://127.0.0.1:${port}/${code}`)
    await load(ours, 300, 8)
    await load(limit, 300, 8)
    const rounds = { ours: [] as number[], limit: [] as number[], oursMs: [] as number[], limitMs: [] as number[] }
    for (let round = 0; round < 3; round++) {
      const a = await load(ours, 1500, 8)
      const b = await load(limit, 1500, 8)
      rounds.ours.push(a.perSecond)
      rounds.limit.push(b.perSecond)
      rounds.oursMs.push(percentile(a.ms, 50))
      rounds.limitMs.push(percentile(b.ms, 50))
    }
    const middle = (values: number[]) => values.sort((a, b) => a - b)[1] ?? Number.NaN
    const mine = server.requests.findLast(request => request.path.includes('/results/2023'))
    return [
      {
        name: 'one result as JSON, requests a second',
        ours: middle(rounds.ours),
        peer: middle(rounds.limit),
        ratio: middle(rounds.ours) / middle(rounds.limit),
        unit: '1/s',
        note: `bare node:http + pg; ours sends ${mine?.statements ?? '?'} statements and adds working, ETag, limits, log; 8 connections`,
      },
      {
        name: 'one result as JSON, p50',
        ours: middle(rounds.oursMs),
        peer: middle(rounds.limitMs),
        ratio: middle(rounds.oursMs) / middle(rounds.limitMs),
        unit: 'ms',
        note: 'under the same load',
      },
    ]
  } finally {
    await end(bare)
    await database.release()
    await server.stop()
  }
}

if (import.meta.main) console.table(await run())
