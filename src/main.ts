import { mkdir } from 'node:fs/promises'
import { createServer, type RequestListener, type Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { Problem } from '#kit/problem.ts'
import { demoLogins } from '#modules/people/index.ts'
import { collabPath } from '#platform/collab/hub.ts'
import { isDiskFull } from '#platform/files/disk-full.ts'
import { claimFolder, type Claim } from '#platform/http/claim.ts'
import { tidy } from '#platform/http/tidy.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { compose, type ReadyDatabase, readyDatabase } from './compose.ts'
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

/** What is undone at the end, the last begun first; nothing new is begun once `stopping`. */
class Ending {
  stopping = false
  #steps: (() => Promise<unknown>)[] = []
  #ended: Promise<void> | undefined

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step)
  }

  run(): Promise<void> {
    this.stopping = true
    return (this.#ended ??= (async () => {
      for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
        await step().catch(error => process.stderr.write(`${String(error)}\n`))
      }
    })())
  }

  /** Waits for `begun` and remembers how to undo it, also when the end was ordered meanwhile. */
  async begin<T>(begun: Promise<T>, undo: (value: T) => Promise<unknown>): Promise<T> {
    this.add(async () => {
      const value = await begun.catch(() => undefined)
      if (value !== undefined) await undo(value)
    })
    const value = await begun
    if (this.stopping) await new Promise(() => undefined)
    return value
  }
}

async function start(ending: Ending): Promise<void> {
  const began = performance.now()
  const config = readConfig()
  await writableFolder(config)
  const claim = await ending.begin(claimFolder(config.varFolder), claimed => claimed.release())
  if (claim.other) throw alreadyRunning(claim.other)
  const { server, port } = await ending.begin(listen(config), listening => silence(listening.server))
  await claim.tell({ port, url: config.publicUrl })
  const database = await ending.begin(readyDatabase(config), ready => ready.release())
  if (database.applied.length > 0) say(`Basis data siap, ${database.applied.length} migrasi baru.`)
  try {
    await serve(config, ending, database, server)
  } catch (error) {
    if (!(await database.diskWasFull())) throw error
    throw Object.assign(new Error('the disk of the database is full', { cause: error }), { code: 'ENOSPC' })
  }
  announce(config, port, performance.now() - began)
}

/** Loads the world, starts the worker and answers requests. */
async function serve(config: Config, ending: Ending, database: ReadyDatabase, server: Server): Promise<void> {
  const tudang = await ending.begin(compose(config, database.url), composed => composed.close())
  const { db, log } = tudang.platform
  await tudang.seed(line => say(`  ${line}`))
  const handlers = tudang.modules.flatMap(module => module.jobs ?? [])
  await ending.begin(startWorker(tudang.platform, handlers), worker => worker.stop())
  let reviving = false
  const watch = setInterval(() => {
    // One at a time: starting a database may take longer than until the next look.
    if (reviving) return
    reviving = true
    database
      .revive()
      .then(
        revived => revived && log.warn('the embedded database had died and was started again'),
        error => log.error({ err: error }, 'the embedded database cannot be started again'),
      )
      .finally(() => (reviving = false))
  }, 2000)
  const clean = setInterval(() => void tidy(db).catch(error => log.warn({ err: error }, 'tidy')), 10 * 60_000)
  ending.add(async () => {
    clearInterval(watch)
    clearInterval(clean)
  })
  const collab = await ending.begin(Promise.resolve(tudang.startCollab()), begun => begun.close())
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] === collabPath) collab.upgrade(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
  })
  server.on('request', getRequestListener(tudang.app.fetch) as RequestListener)
  server.off('request', notYet)
  // Requests under way end first, while database and worker still live.
  ending.add(() => silence(server))
}

function announce(config: Config, port: number, ms: number): void {
  const url = config.TUDANG_URL ?? `http://localhost:${port}`
  say(`\nTudang siap dalam ${(ms / 1000).toFixed(1)} detik: ${url}`)
  if (config.TUDANG_WORLD === 'demo') {
    say('\nDunia peragaan. Kata sandi semua akun: tudang-peragaan')
    const width = Math.max(...demoLogins.map(({ email }) => email.length))
    for (const { email, title } of demoLogins) say(`  ${email.padEnd(width)}  ${title}`)
  }
  say('\nCtrl-C menghentikan server dan basis datanya.')
}

async function writableFolder({ varFolder }: Config): Promise<void> {
  await mkdir(varFolder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (isDiskFull(error)) throw error
    throw new Refused(
      exits.storage,
      `Folder ${varFolder} tidak dapat dibuat atau ditulis (${error.code}). Perbaiki haknya, atau pilih folder lain dengan TUDANG_VAR.\n` +
        `Cannot make or write ${varFolder}. Mend its permissions, or choose another folder with TUDANG_VAR.`,
    )
  })
}

function alreadyRunning({ pid, port }: NonNullable<Claim['other']>): Refused {
  const where = port === undefined ? '' : ` di http://localhost:${port}`
  return new Refused(
    exits.running,
    `Tudang sudah berjalan${where} (proses ${pid}).\n` +
      'Buka alamat itu, atau hentikan dengan Ctrl-C di jendelanya. Untuk server kedua: TUDANG_VAR=./var2 PORT=3001 npm start\n' +
      'Already running; open that address, stop it there, or start a second one with its own TUDANG_VAR and PORT.',
  )
}

const notYet: RequestListener = (_request, response) => {
  response
    .writeHead(503, {
      'retry-after': '2',
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
    .end('Tudang sedang disiapkan. Muat ulang sebentar lagi.\n')
}

/** Takes the port first, so that a port in use is said before anything is built; answers 503 until all is ready. */
async function listen(config: Config): Promise<{ server: Server; port: number }> {
  const server = createServer({
    headersTimeout: 30_000,
    // An upload over a slow line takes minutes; a connection that sends nothing is cut by the check of headers.
    requestTimeout: 300_000,
    // Longer than proxies keep theirs, so that none sends into a connection that we just closed.
    keepAliveTimeout: 75_000,
  })
  server.on('request', notYet)
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(config.PORT, config.HOST, done)
  }).catch((error: NodeJS.ErrnoException) => {
    const { PORT, HOST } = config
    if (error.code === 'EACCES') {
      throw new Refused(
        exits.port,
        `Pintu (port) ${PORT} tidak boleh dipakai tanpa hak khusus. Pilih yang lain: PORT=3001 npm start\nPort ${PORT} needs privileges; choose another.`,
      )
    }
    if (error.code === 'EADDRINUSE') {
      throw new Refused(
        exits.port,
        `Pintu (port) ${PORT} sedang dipakai program lain. Hentikan program itu, atau pilih yang lain: PORT=3001 npm start\nPort ${PORT} is in use; stop that program or choose another.`,
      )
    }
    if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
      throw new Refused(
        exits.configuration,
        `HOST ${HOST} bukan alamat mesin ini. Kosongkan HOST, atau isi 0.0.0.0.\nHOST ${HOST} is no address of this machine. Leave it empty, or set 0.0.0.0.`,
      )
    }
    throw error
  })
  return { server, port: (server.address() as { port: number }).port }
}

/** Takes no new requests and waits for those under way, at most 8 s (an open stream never ends by itself). */
async function silence(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise(done => server.close(done))
  server.closeIdleConnections()
  await Promise.race([closed, sleep(8000, undefined, { ref: false })])
  server.closeAllConnections()
}

/** The sentence and the exit code of whatever ended the start. */
function explain(error: unknown): { exit: number; text: string } {
  if (isDiskFull(error)) {
    return {
      exit: exits.storage,
      text:
        'Diska penuh. Kosongkan ruang atau pindahkan TUDANG_VAR, lalu mulai lagi; yang sudah tersimpan tetap aman.\n' +
        'The disk is full. Free some space or move TUDANG_VAR, then start again; what is stored is safe.',
    }
  }
  if (error instanceof Refused) return { exit: error.exit, text: error.message }
  if (error instanceof Problem) {
    return {
      exit: error.code === 'malformed' ? exits.configuration : exits.database,
      text: `${error.sentence.id}\n${error.sentence.en}`,
    }
  }
  return { exit: 1, text: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

const ending = new Ending()
let leaving: number | undefined

/** Ends once, whoever orders it: npm passes a Ctrl-C on that the terminal has sent already. */
function leave(exit: number): void {
  if (leaving !== undefined) return
  leaving = exit
  void ending.run().then(() => process.exit(exit))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (leaving === undefined) say('\nBerhenti dengan rapi … / Stopping …')
    leave(0)
  })
}
for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(fault, (error: unknown) => {
    process.stderr.write(`${explain(error).text}\n`)
    leave(1)
  })
}
start(ending).catch((error: unknown) => {
  if (ending.stopping) return
  const { exit, text } = explain(error)
  process.stderr.write(`${text}\n`)
  leave(exit)
})
