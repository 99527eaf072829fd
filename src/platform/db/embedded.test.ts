import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { createTudangDatabase } from './bootstrap.ts'
import { startEmbedded } from './embedded.ts'
import { alive } from './living.ts'

let folder: string
const children: ChildProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tudang-embedded-'))
  // Open to the system user that PostgreSQL runs as when we are root.
  await chmod(folder, 0o755)
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  const pid = await serverPid()
  if (pid !== undefined && alive(pid)) process.kill(pid, 'SIGQUIT')
  await gone(pid)
  const home = await homeOf()
  await rm(folder, { recursive: true, force: true })
  if (home !== folder) await rm(home, { recursive: true, force: true })
})

/** Where the data lies: in the folder, or where its note says. */
const homeOf = async (at = folder) => (await readFile(join(at, 'postgres-is-in.txt'), 'utf8').catch(() => at)).trim()

async function serverPid(): Promise<number | undefined> {
  const text = await readFile(join(await homeOf(), 'postgres/postmaster.pid'), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(text.split('\n')[0])
}

async function gone(pid: number | undefined): Promise<void> {
  const lives = () => pid !== undefined && alive(pid)
  for (let tries = 0; lives() && tries < 200; tries++) await new Promise(done => setTimeout(done, 25))
}

async function answer(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url.replace(/\/tudang$/, '/postgres') })
  await client.connect()
  try {
    return String((await client.query('select 1 + 1 as two')).rows[0].two)
  } finally {
    await client.end()
  }
}

/** Another process of ours that starts the cluster, says `ready URL STARTED`, and then waits to be killed. */
async function otherProcess(at = folder): Promise<{ child: ChildProcess; url: string; started: boolean }> {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
    const server = await startEmbedded(${JSON.stringify(at)})
    process.stdout.write('ready ' + server.url + ' ' + server.started + '\\n')
    process.on('SIGTERM', () => server.release().then(() => process.exit(0)))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const line = await new Promise<string>((done, fail) => {
    let text = ''
    child.stdout.on('data', chunk => {
      text += String(chunk)
      if (text.includes('\n')) done(text)
    })
    child.once('exit', code => fail(new Error(`ended with ${code}`)))
  })
  const [, url = '', started = ''] = line.trim().split(' ')
  return { child, url, started: started === 'true' }
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>(done => child.once('exit', () => done()))

describe('one cluster, several users', () => {
  test('it starts once for two users, and stops with the last', async () => {
    const first = await startEmbedded(folder)
    const pid = await serverPid()
    const second = await startEmbedded(folder)
    expect([first.started, second.started]).toEqual([true, false])
    expect(second.url).toBe(first.url)
    expect(await serverPid()).toBe(pid)
    await first.release()
    expect(await answer(second.url)).toBe('2')
    await second.release()
    await gone(pid)
    expect(alive(pid ?? 0)).toBe(false)
  })

  test('two processes that start it in the same moment share one server', async () => {
    const [one, two] = await Promise.all([otherProcess(), otherProcess()])
    expect([one.started, two.started].sort()).toEqual([false, true])
    expect(one.url).toBe(two.url)
    one.child.kill('SIGTERM')
    await ended(one.child)
    expect(await answer(two.url)).toBe('2')
    const pid = await serverPid()
    two.child.kill('SIGTERM')
    await ended(two.child)
    await gone(pid)
    expect(alive(pid ?? 0)).toBe(false)
    expect(await serverPid()).toBeUndefined()
  })

  test('a server whose starter was killed is adopted, with what it stored', async () => {
    const { child, url } = await otherProcess()
    await createTudangDatabase(url)
    const pid = await serverPid()
    child.kill('SIGKILL')
    await ended(child)
    expect(alive(pid ?? 0)).toBe(true)
    const mine = await startEmbedded(folder)
    expect(mine.started).toBe(false)
    expect(await serverPid()).toBe(pid)
    expect(mine.url).toBe(url)
    const client = new pg.Client({ connectionString: mine.url })
    await client.connect()
    await client.end()
    // The killed process no longer counts as a user: the server ends with us.
    await mine.release()
    await gone(pid)
    expect(alive(pid ?? 0)).toBe(false)
  })

  test('a second start finds the cluster made and listens on the same port', async () => {
    const first = await startEmbedded(folder)
    await createTudangDatabase(first.url)
    await first.release()
    const made = await readFile(join(await homeOf(), 'postgres/PG_VERSION'), 'utf8')
    const second = await startEmbedded(folder)
    expect(second.started).toBe(true)
    expect(second.url).toBe(first.url)
    expect(await readFile(join(await homeOf(), 'postgres/PG_VERSION'), 'utf8')).toBe(made)
    expect(await answer(second.url)).toBe('2')
    await second.release()
  })

  test('creating the database at once from two processes makes it once', async () => {
    const server = await startEmbedded(folder)
    await Promise.all([1, 2, 3, 4].map(() => createTudangDatabase(server.url)))
    const client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.end()
    await server.release()
  })
})

describe('after a crash', () => {
  test('a server that was killed is revived on the same port; a living one is left alone', async () => {
    const server = await startEmbedded(folder)
    expect(await server.revive()).toBe(false)
    const pid = await serverPid()
    process.kill(pid ?? 0, 'SIGKILL')
    await gone(pid)
    expect(await server.revive()).toBe(true)
    expect(await serverPid()).not.toBe(pid)
    expect(await answer(server.url)).toBe('2')
    await server.release()
    expect(await server.revive()).toBe(false)
    expect(await serverPid()).toBeUndefined()
  })

  test('a server that somebody told to stop while we hold a connection is not waited for without end', async () => {
    const server = await startEmbedded(folder)
    const client = new pg.Client({ connectionString: server.url.replace(/\/tudang$/, '/postgres') })
    client.on('error', () => undefined)
    await client.connect()
    const pid = await serverPid()
    // As a machine that shuts its services down does: PostgreSQL takes no new clients and waits for those it has.
    process.kill(pid ?? 0, 'SIGTERM')
    let revived = false
    // Until it has heard the signal it is alive and left alone.
    while (!revived) revived = await server.revive()
    expect(await serverPid()).not.toBe(pid)
    expect(await answer(server.url)).toBe('2')
    await client.end().catch(() => undefined)
    await server.release()
  }, 60_000)

  test('a pid file whose number now belongs to another program does not stop the start', async () => {
    const server = await startEmbedded(folder)
    const file = join(await homeOf(), 'postgres/postmaster.pid')
    const lines = (await readFile(file, 'utf8')).split('\n')
    await server.release()
    await writeFile(file, [String(process.pid), ...lines.slice(1)].join('\n'))
    const again = await startEmbedded(folder)
    expect(again.started).toBe(true)
    expect(await answer(again.url)).toBe('2')
    await again.release()
  })

  test('a user mark left by a dead process, or by one whose number was used again, keeps no server alive', async () => {
    const server = await startEmbedded(folder)
    const users = join(await homeOf(), 'postgres-users')
    await writeFile(join(users, 'dead'), '999999999 1 abc')
    await writeFile(join(users, 'reborn'), `${process.pid} 1 abc`)
    const pid = await serverPid()
    await server.release()
    await gone(pid)
    expect(alive(pid ?? 0)).toBe(false)
    expect(await readdir(users)).toEqual([])
  })

  test('a lock left by a killed process is taken over', async () => {
    await writeFile(join(folder, 'postgres.lock'), '999999999 1 abc')
    const server = await startEmbedded(folder)
    expect(server.started).toBe(true)
    await server.release()
    expect(existsSync(join(folder, 'postgres.lock'))).toBe(false)
  })

  test('a cluster that was cut off while it was made is made again', async () => {
    const home = await homeOf()
    await mkdir(join(home, 'postgres.new'), { recursive: true })
    await writeFile(join(home, 'postgres.new/PG_VERSION'), '18\n')
    const server = await startEmbedded(folder)
    expect(await answer(server.url)).toBe('2')
    expect(existsSync(join(home, 'postgres.new'))).toBe(false)
    await server.release()
  })

  test('data of another major version is refused with a sentence', async () => {
    const server = await startEmbedded(folder)
    await server.release()
    await writeFile(join(await homeOf(), 'postgres/PG_VERSION'), '12\n')
    const refusal = await startEmbedded(folder).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Problem)
    expect((refusal as Problem).sentence.id).toContain('PostgreSQL versi lain')
    expect(await readdir(join(await homeOf(), 'postgres-users'))).toEqual([])
  })

  test('data that cannot be used is refused with PostgreSQL’s own line, not that of an earlier start', async () => {
    const server = await startEmbedded(folder)
    await server.release()
    const log = join(await homeOf(), 'postgres/server.log')
    await writeFile(log, `${await readFile(log, 'utf8')}FATAL: could not write: No space left on device\n`)
    await rm(join(await homeOf(), 'postgres/global/pg_control'))
    const refusal = await startEmbedded(folder).catch((error: unknown) => error)
    expect((refusal as Problem).sentence.id).not.toContain('penuh')
    expect((refusal as Problem).sentence.id).toContain('pg_control')
  })
})

describe('as root', () => {
  const asRoot = process.getuid?.() === 0

  test.skipIf(!asRoot)('a folder closed to others works: the data lies elsewhere, and a note says where', async () => {
    await chmod(folder, 0o700)
    const inner = join(folder, 'var')
    const server = await startEmbedded(inner)
    expect(await answer(server.url)).toBe('2')
    const home = await homeOf(inner)
    expect(home).toMatch(/^\/var\/lib\/tudang\//)
    await server.release()
    const again = await startEmbedded(inner)
    expect(again.url).toBe(server.url)
    await again.release()

    // Who deletes the folder gets a fresh database, not the old one back.
    await rm(inner, { recursive: true })
    const fresh = await startEmbedded(inner)
    expect(fresh.url).not.toBe(server.url)
    await fresh.release()
    const left = (await readdir('/var/lib/tudang')).filter(name => join('/var/lib/tudang', name).startsWith(home))
    expect(left).toHaveLength(2)
    for (const name of left) await rm(join('/var/lib/tudang', name), { recursive: true })
  })

  test.skipIf(!asRoot)(
    'data in a folder that was closed later is refused with a sentence, never made anew',
    async () => {
      await chmod(folder, 0o755)
      const server = await startEmbedded(folder)
      await server.release()
      await chmod(folder, 0o700)
      const refusal = await startEmbedded(folder).catch((error: unknown) => error)
      expect((refusal as Problem).sentence.id).toContain('chmod o+x')
      expect(existsSync(join(folder, 'postgres/PG_VERSION'))).toBe(true)
    },
  )
})

test('a disposable cluster ends with its process, however that ends its work', async () => {
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
    await startEmbedded(${JSON.stringify(folder)}, { disposable: true })
    process.exit(7)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
  await ended(child)
  expect(child.exitCode).toBe(7)
  expect(await serverPid()).toBeUndefined()
})

test('a folder that cannot be written says so', async () => {
  await writeFile(join(folder, 'file'), '')
  await expect(startEmbedded(join(folder, 'file/var'))).rejects.toThrow(/ENOTDIR/)
})
