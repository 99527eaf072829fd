import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface BenchServer {
  url: string
  varFolder: string
  pid: number
  startMs: number
  /** Log lines of requests seen so far: path, milliseconds, number of SQL statements. */
  requests: { path: string; ms: number; statements: number }[]
  stop(): Promise<void>
}

/** Starts the built server in a folder of its own and waits until it is ready. */
export async function startServer(
  options: { varFolder?: string; world?: 'demo' | 'empty' } = {},
): Promise<BenchServer> {
  const varFolder = options.varFolder ?? (await mkdtemp(join(tmpdir(), 'tudang-bench-')))
  // Open to the system user of PostgreSQL, so that the database stays in this folder and goes with it.
  await chmod(varFolder, 0o755)
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      TUDANG_VAR: varFolder,
      TUDANG_WORLD: options.world ?? 'demo',
      TUDANG_RATE_LIMIT: '0',
      LOG_LEVEL: 'info',
    },
  })
  const requests: BenchServer['requests'] = []
  const url = `http://127.0.0.1:${port}`
  await new Promise<void>((ready, fail) => {
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.includes('Tudang siap')) ready()
      if (!line.startsWith('{')) return
      const entry = JSON.parse(line) as { msg?: string; path: string; ms: number; statements: number }
      if (entry.msg === 'request') requests.push({ path: entry.path, ms: entry.ms, statements: entry.statements })
    })
    child.once('exit', code => fail(new Error(`The server ended with ${code}`)))
  })
  return {
    url,
    varFolder,
    pid: child.pid ?? 0,
    startMs: performance.now() - began,
    requests,
    async stop() {
      await end(child)
      if (options.varFolder === undefined) await rm(varFolder, { recursive: true, force: true })
    },
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  await new Promise(done => {
    child.once('exit', done)
    child.kill('SIGTERM')
  })
}

/** Resident memory in MB of a process and all below it, and of the database that serves `varFolder`. */
export async function memoryOf(pid: number): Promise<number> {
  const kilobytes = new Map<number, { parent: number; rss: number }>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
    const number = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
    kilobytes.set(Number(name), { parent: number('PPid'), rss: number('VmRSS') - number('RssShmem') })
  }
  const below = (root: number): number =>
    (kilobytes.get(root)?.rss ?? 0) +
    [...kilobytes].filter(([, one]) => one.parent === root).reduce((sum, [child]) => sum + below(child), 0)
  return below(pid) / 1024
}

export async function freePort(): Promise<number> {
  return await new Promise(done => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

/** Sends `total` GETs over `parallel` kept connections; returns sorted milliseconds and requests a second. */
export async function load(
  urls: string[],
  total: number,
  parallel: number,
): Promise<{ ms: number[]; perSecond: number }> {
  const ms: number[] = []
  let next = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      while (next < total) {
        const url = urls[next++ % urls.length] ?? ''
        const sent = performance.now()
        // Plain bytes for both sides: the bare peer does not compress.
        const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
        await response.arrayBuffer()
        if (!response.ok) throw new Error(`${url} answered ${response.status}`)
        ms.push(performance.now() - sent)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  return { ms: ms.sort((a, b) => a - b), perSecond: total / seconds }
}

export const percentile = (sorted: number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? Number.NaN
