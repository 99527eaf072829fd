import { cp, mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { compose, type Tudang } from '../../src/compose.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/platform/clock/clock.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { root } from '../../src/platform/root.ts'

export interface World extends Tudang {
  config: Config
  databaseUrl: string
  /** Requests as a visitor would send them; cookies given as one string. */
  get(path: string, cookie?: string): Promise<Response>
  post(path: string, form: Record<string, string> | FormData, cookie?: string): Promise<Response>
  /** Signs in through the real form and returns the cookie header. */
  signIn(email: string, password?: string): Promise<string>
}

export type WorldKind = 'bare' | 'empty' | 'demo'

/**
 * A world of its own for one test file: `bare` is migrated only; `empty` has regions, instruments and published results;
 * `demo` has the demo accounts too. Cloned from a template that is made once in a run. Closed after the file.
 */
export async function testWorld(
  kind: WorldKind = 'demo',
  pieces: { clock?: Clock; env?: Record<string, string> } = {},
): Promise<World> {
  const base = new URL(inject('clusterUrl'))
  const folder = await mkdtemp(join(inject('clusterFolder'), 'world-'))
  const env = {
    TUDANG_VAR: folder,
    TUDANG_WORLD: kind === 'demo' ? 'demo' : 'empty',
    TUDANG_RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
  }
  const config = readConfig({ ...env, PORT: '3000', DATABASE_POOL: '6', ...pieces.env })
  const name = `world_${Math.random().toString(36).slice(2, 10)}`
  // The files of a template lie beside its database and are cloned with it.
  const templateFolder = join(inject('clusterFolder'), `template-${kind}`)
  await withAdmin(base, async admin => {
    await mkdir(join(templateFolder, 'files'), { recursive: true })
    await makeTemplate(admin, base, kind, { ...config, varFolder: templateFolder })
    await cp(join(templateFolder, 'files'), join(folder, 'files'), { recursive: true })
    await admin.query(`create database ${name} template template_${kind} strategy file_copy`)
  })
  const databaseUrl = urlOf(base, name)
  const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
  const tudang = await compose(config, databaseUrl, { log, ...(pieces.clock ? { clock: pieces.clock } : {}) })
  afterAll(async () => {
    await tudang.close()
    await withAdmin(base, admin => admin.query(`drop database if exists ${name} with (force)`))
  })
  const send = (path: string, init: RequestInit, cookie?: string) =>
    Promise.resolve(
      tudang.app.request(path, { ...init, headers: { ...(init.headers as object), ...(cookie ? { cookie } : {}) } }),
    )
  return {
    ...tudang,
    config,
    databaseUrl,
    get: (path, cookie) => send(path, {}, cookie),
    post: (path, form, cookie) =>
      send(path, { method: 'POST', body: form instanceof FormData ? form : new URLSearchParams(form) }, cookie),
    async signIn(email, password = 'tudang-peragaan') {
      const answer = await send('/masuk', { method: 'POST', body: new URLSearchParams({ email, password }) })
      const cookie = answer.headers
        .getSetCookie()
        .map(line => line.split(';')[0])
        .join('; ')
      if (answer.status !== 303 || cookie === '') throw new Error(`Sign-in of ${email} failed with ${answer.status}`)
      return cookie
    },
  }
}

const urlOf = (base: URL, name: string) => Object.assign(new URL(base), { pathname: `/${name}` }).href

async function withAdmin<T>(base: URL, work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: base.href })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** The first file that needs a kind of world makes its template; the others wait on the lock. */
async function makeTemplate(admin: pg.Client, base: URL, kind: WorldKind, config: Config): Promise<void> {
  await admin.query('select pg_advisory_lock(hashtext($1))', [kind])
  try {
    const made = await admin.query('select 1 from template_ready where name = $1', [kind])
    if (made.rowCount) return
    const name = `template_${kind}`
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.query(`create database ${name}`)
    const url = urlOf(base, name)
    await migrate(url, join(root, 'db/migrations'))
    const tudang = await compose(config, url, { log: pino({ level: 'silent' }) })
    try {
      if (kind !== 'bare') await tudang.seed(() => undefined)
      await tudang.platform.db.pool.query('checkpoint')
    } finally {
      await tudang.close()
    }
    await admin.query('insert into template_ready values ($1)', [kind])
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [kind])
  }
}
