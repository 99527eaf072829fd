/** First start on a clean clone (packages, build, database, regions, demo world), second start, memory of all processes. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchRow } from '../scripts/bench.ts'
import { end, freePort, memoryOf } from './support/server.ts'

async function start(folder: string): Promise<{ ms: number; memory: number }> {
  const port = await freePort()
  const began = performance.now()
  const env = { ...process.env, PORT: String(port), TUDANG_VAR: join(folder, 'var'), LOG_LEVEL: 'warn' }
  const child = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  await new Promise<void>((ready, fail) => {
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('Tudang siap')) ready()
    })
    child.once('exit', code => fail(new Error(`npm start ended with ${code}`)))
  })
  const ms = performance.now() - began
  await fetch(`http://127.0.0.1:${port}/`).then(response => response.text())
  const home = (await readFile(join(folder, 'var/postgres-is-in.txt'), 'utf8').catch(() => join(folder, 'var'))).trim()
  const postgres = Number((await readFile(join(home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0])
  const memory = (await memoryOf(child.pid ?? 0)) + (await memoryOf(postgres))
  await end(child)
  // npm ends at once; the server takes leave of its requests and its database first.
  while (existsSync(join(folder, 'var/server.json'))) await new Promise(done => setTimeout(done, 100))
  return { ms, memory }
}

export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tudang-clone-'))
  await chmod(folder, 0o755)
  try {
    spawnSync('git', ['clone', '--quiet', '--no-hardlinks', '.', folder])
    const first = await start(folder)
    const second = await start(folder)
    return [
      {
        name: 'first start on a clean clone',
        ours: first.ms / 1000,
        peer: 60,
        ratio: first.ms / 60_000,
        unit: 's',
        note: 'limit: ≤ 60 s to a seeded demo (lessons §7); npm ci with a warm npm cache is most of it',
      },
      { name: 'second start', ours: second.ms / 1000, peer: 3, ratio: second.ms / 3000, unit: 's', note: 'limit: 3 s' },
      {
        name: 'memory of all processes',
        ours: second.memory,
        peer: 400,
        ratio: second.memory / 400,
        unit: 'MB',
        note: 'npm, server, worker and PostgreSQL after one page; limit 400 MB (lessons §7)',
      },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.table(await run())
