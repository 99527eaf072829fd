import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { Problem } from '#kit/problem.ts'
import { demoLogins } from '#modules/people/index.ts'
import { alive } from '#platform/db/embedded.ts'
import { startWorker } from '#platform/jobs/jobs.ts'
import { compose, readyDatabase } from './compose.ts'
import { type Config, readConfig } from './config.ts'

/** Exit codes of `npm start`, as docs/operations.md lists them. */
const exits = { configuration: 2, running: 3, port: 4, database: 5, storage: 6 } as const

const say = (line: string) => process.stdout.write(`${line}\n`)

class Refused extends Error {
  readonly exit: number
  constructor(exit: number, message: string) {
    super(message)
    this.exit = exit
  }
}

async function start(): Promise<void> {
  const began = performance.now()
  const config = readConfig()
  await mkdir(config.varFolder, { recursive: true })
  const serverFile = join(config.varFolder, 'server.json')
  await refuseSecondStart(serverFile)
  const closers: (() => Promise<unknown>)[] = []
  let closing: Promise<void> | undefined
  const close = () =>
    (closing ??= (async () => {
      for (const closer of closers.reverse()) await closer().catch(error => process.stderr.write(`${String(error)}\n`))
    })())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      say('\nBerhenti dengan rapi … / Stopping …')
      void close().then(() => process.exit(0))
    })
  }
  try {
    const { server, port } = await listen(config)
    closers.push(() => new Promise(done => server.close(done).closeIdleConnections()))
    await writeFile(serverFile, JSON.stringify({ pid: process.pid, port, url: config.publicUrl }))
    closers.push(() => rm(serverFile, { force: true }))
    const database = await readyDatabase(config)
    closers.push(database.release)
    if (database.applied.length > 0) say(`Basis data siap, ${database.applied.length} migrasi baru.`)
    const tudang = await compose(config, database.url)
    closers.push(tudang.close)
    const handlers = tudang.modules.flatMap(module => module.jobs ?? [])
    const worker = await startWorker(tudang.platform, handlers)
    closers.push(() => worker.stop())
    await tudang.seed(line => say(`  ${line}`))
    server.on('request', getRequestListener(tudang.app.fetch))
    server.off('request', notYet)
    announce(config, port, performance.now() - began)
  } catch (error) {
    await close()
    throw error
  }
}

function announce(config: Config, port: number, ms: number): void {
  const url = config.TUDANG_URL ?? `http://localhost:${port}`
  say(`\nTudang siap dalam ${(ms / 1000).toFixed(1)} detik: ${url}`)
  if (config.TUDANG_WORLD === 'demo') {
    say('\nDunia peragaan. Kata sandi semua akun: tudang-peragaan')
    for (const login of demoLogins) say(`  ${login.email.padEnd(44)} ${login.title}`)
  }
  say('\nCtrl-C menghentikan server dan basis datanya.')
}

async function refuseSecondStart(serverFile: string): Promise<void> {
  const text = await readFile(serverFile, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const other = JSON.parse(text || '{}') as { pid?: number; port?: number }
  if (other.pid === undefined || other.pid === process.pid || !alive(other.pid)) return
  // A number may belong to another program by now: only a server that answers counts.
  const answers = await fetch(`http://127.0.0.1:${other.port}/healthz`, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  )
  if (!answers) return
  throw new Refused(
    exits.running,
    `Tudang sudah berjalan di http://localhost:${other.port} (proses ${other.pid}).\n` +
      'Buka alamat itu, atau hentikan dengan Ctrl-C di jendelanya. Untuk server kedua: TUDANG_VAR=./var2 PORT=3001 npm start\n' +
      `Already running; open that address, stop it there, or start a second one with its own TUDANG_VAR and PORT.`,
  )
}

function notYet(
  _request: unknown,
  response: { writeHead(status: number, headers: object): { end(text: string): void } },
) {
  response
    .writeHead(503, { 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' })
    .end('Tudang sedang disiapkan. Muat ulang sebentar lagi.\n')
}

/** Takes the port first, so that a port in use is said before anything is built; answers 503 until all is ready. */
async function listen(config: Config): Promise<{ server: Server; port: number }> {
  const server = createServer()
  server.on('request', notYet)
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(config.PORT, config.HOST, done)
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error
    throw new Refused(
      exits.port,
      error.code === 'EACCES'
        ? `Pintu (port) ${config.PORT} tidak boleh dipakai tanpa hak khusus. Pilih yang lain: PORT=3001 npm start\nPort ${config.PORT} needs privileges; choose another.`
        : `Pintu (port) ${config.PORT} sedang dipakai program lain. Hentikan program itu, atau pilih yang lain: PORT=3001 npm start\nPort ${config.PORT} is in use; stop that program or choose another.`,
    )
  })
  return { server, port: (server.address() as { port: number }).port }
}

start().catch((error: unknown) => {
  const disk = /ENOSPC|no space left/i.test(`${String(error)} ${String((error as Error).cause ?? '')}`)
  if (disk) {
    process.stderr.write(
      'Diska penuh. Kosongkan ruang atau pindahkan TUDANG_VAR, lalu mulai lagi; yang sudah tersimpan tetap aman.\n' +
        'The disk is full. Free some space or move TUDANG_VAR, then start again; what is stored is safe.\n',
    )
    process.exit(exits.storage)
  }
  if (error instanceof Refused) {
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exit)
  }
  if (error instanceof Problem) {
    process.stderr.write(`${error.sentence.id}\n${error.sentence.en}\n`)
    process.exit(error.code === 'malformed' ? exits.configuration : exits.database)
  }
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
})
