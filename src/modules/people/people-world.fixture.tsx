import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { systemClock, type Clock } from '#platform/clock/clock.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openFiles } from '#platform/files/files.ts'
import { createApp, type Chrome } from '#platform/http/app.ts'
import { createLimits } from '#platform/http/limits.ts'
import { migrateJobs } from '#platform/jobs/worker.ts'
import type { Platform } from '#platform/platform.ts'
import { Frame } from '#ui/frame.tsx'
import { readConfig } from '../../config.ts'
import { createPeople, setHomePanels, setOfficeDuties } from './index.ts'
import { peopleModule } from './module.ts'

/** This module alone over a real database, with a plain frame; for the tests beside its code. */
export interface PeopleWorld {
  platform: Platform
  app: OpenAPIHono
  get(path: string, cookie?: string): Promise<Response>
  post(path: string, form: Record<string, string>, cookie?: string): Promise<Response>
  /** The cookie of a demo account, signed in by the real form. */
  signIn(box: string): Promise<string>
}

/** What the cookies of an answer leave in a browser that had `before`. */
export function cookiesAfter(response: Response, before = ''): string {
  const jar = new Map(
    before
      .split('; ')
      .filter(Boolean)
      .map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  for (const line of response.headers.getSetCookie()) {
    const pair = line.split(';')[0] ?? ''
    const name = pair.slice(0, pair.indexOf('='))
    if (/max-age=0/i.test(line)) jar.delete(name)
    else jar.set(name, pair.slice(pair.indexOf('=') + 1))
  }
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

const chrome: Chrome = {
  async page(visit, view) {
    const { pathname } = new URL(visit.c.req.url)
    const document = (
      <Frame
        lang={visit.lang}
        title={view.title}
        path={pathname}
        nav={[]}
        flash={view.flash}
        crumbs={view.crumbs}
        islands={view.islands}
      >
        {view.body}
      </Frame>
    )
    return String(await document)
  },
  problem: (visit, problem) => ({
    title: problem.code,
    status: problem.status,
    body: (
      <>
        <h1>{problem.code}</h1>
        <p>{problem.sentence[visit.lang]}</p>
      </>
    ),
  }),
}

const regions = [
  ['73', null, 1, 'provinsi', 'Sulawesi Selatan'],
  ['73.22', '73', 2, 'kabupaten', 'Kabupaten Luwu Utara'],
  ['73.24', '73', 2, 'kabupaten', 'Kabupaten Luwu Timur'],
  ['73.24.04', '73.24', 3, 'kecamatan', 'Malili'],
  ['73.24.04.2005', '73.24.04', 4, 'desa', 'Wewangriu'],
] as const

/** A world with the demo people; `env` adds to the configuration. Closed after the file. */
export async function peopleWorld(options: { clock?: Clock; env?: Record<string, string> } = {}): Promise<PeopleWorld> {
  const base = new URL(inject('clusterUrl'))
  const name = `people_${Math.random().toString(36).slice(2, 10)}`
  const admin = new pg.Client({ connectionString: base.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = Object.assign(new URL(base), { pathname: `/${name}` }).href
  await migrate(url, 'db/migrations')
  const config = readConfig({
    TUDANG_VAR: await mkdtemp(join(inject('clusterFolder'), 'people-')),
    TUDANG_RATE_LIMIT: '0',
    LOG_LEVEL: 'silent',
    ...options.env,
  })
  const db = openDatabase(url, { poolSize: 5 })
  afterAll(() => db.close())
  await migrateJobs(db)
  const platform: Platform = {
    config,
    db,
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    clock: options.clock ?? systemClock,
    files: await openFiles(config),
    limits: createLimits(db.pool, config.TUDANG_RATE_LIMIT),
  }
  for (const [code, parent, level, kind, title] of regions) {
    await db.pool.query(
      `insert into region.region (region_code, parent_code, level, kind, name, short_name, sort_name, search_words, timezone, edition)
       values ($1, $2, $3, $4, $5, $5, lower($5), string_to_array(lower($5), ' '), 'WITA', 'test')`,
      [code, parent, level, kind, title],
    )
  }
  await peopleModule.demo?.(platform, () => undefined)
  // What other modules put here in another test of this process is not there.
  setHomePanels([])
  setOfficeDuties([])
  const people = await createPeople(platform)
  const app = createApp({
    platform,
    modules: [peopleModule],
    chrome,
    identify: people.identify,
    mount: mounted => people.mountAuth(mounted),
  })
  const send = async (path: string, init: RequestInit, cookie?: string) =>
    await app.request(path, { ...init, headers: cookie ? { cookie } : {} })
  const world: PeopleWorld = {
    platform,
    app,
    get: (path, cookie) => send(path, {}, cookie),
    post: (path, form, cookie) => send(path, { method: 'POST', body: new URLSearchParams(form) }, cookie),
    async signIn(box) {
      const answer = await world.post('/masuk', {
        email: `${box}@contoh.tudang.invalid`,
        password: 'tudang-peragaan',
      })
      if (answer.status !== 303) throw new Error(`${box}: ${answer.status} ${await answer.text()}`)
      return cookiesAfter(answer)
    },
  }
  return world
}

/** The readable text of a page's main part. */
export async function textOf(response: Response): Promise<string> {
  const html = await response.text()
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
}
