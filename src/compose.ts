import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { pino, type Logger } from 'pino'
import { setEvidenceGrants, setEvidenceUses } from '#modules/evidence/index.ts'
import { createPeople, setHomePanels, setOfficeDuties } from '#modules/people/index.ts'
import { createChrome } from '#modules/portal/index.ts'
import { setContributions } from '#modules/region/index.ts'
import { type Clock, systemClock } from '#platform/clock/clock.ts'
import { createCollab, type Collab } from '#platform/collab/hub.ts'
import { collabModule } from '#platform/collab/module.ts'
import { createTudangDatabase } from '#platform/db/bootstrap.ts'
import { openDatabase, reachDatabase } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openFiles } from '#platform/files/files.ts'
import { createApp } from '#platform/http/app.ts'
import { serveAssets } from '#platform/http/assets.ts'
import type { Module } from '#platform/http/door.ts'
import { createLimits } from '#platform/http/limits.ts'
import { openApiDocument } from '#platform/http/openapi.ts'
import { migrateJobs } from '#platform/jobs/worker.ts'
import type { Platform } from '#platform/platform.ts'
import { root } from '#platform/root.ts'
import { setTrace } from '#platform/trace/story.ts'
import { setAssets } from '#ui/assets.ts'
import { setBoundaries } from '#ui/boundaries.ts'
import type { Config } from './config.ts'
import { listModules } from './modules.ts'

/** A database that answers and is migrated, and how to give it back. */
export interface ReadyDatabase {
  url: string
  applied: string[]
  /** Starts the embedded server again when it has died under us; does nothing for an outside one. True when it had. */
  revive(): Promise<boolean>
  /** Has the embedded server said that its disk is full? */
  diskWasFull(): Promise<boolean>
  release(): Promise<void>
}

/** Starts the embedded server or reaches the outside one, and migrates. Throws Problems with a sentence for people. */
export async function readyDatabase(config: Config): Promise<ReadyDatabase> {
  const embedded = config.DATABASE_URL === undefined ? await startEmbedded(config.varFolder) : undefined
  const url = embedded?.url ?? config.DATABASE_URL ?? ''
  try {
    if (embedded) await createTudangDatabase(url)
    else await reachDatabase(url)
    const applied = await migrate(url, join(root, 'db/migrations'))
    return {
      url,
      applied,
      revive: async () => (await embedded?.revive()) ?? false,
      diskWasFull: async () => (await embedded?.diskWasFull()) ?? false,
      release: async () => await embedded?.release(),
    }
  } catch (error) {
    await embedded?.release()
    throw error
  }
}

export interface Tudang {
  platform: Platform
  modules: Module[]
  app: OpenAPIHono
  /** Serves shared texts to editors; begun once, by a server that takes their connections. */
  startCollab(): Collab
  /** Loads what every world needs, then the demo world when the configuration asks for it. Safe to run again. */
  seed(say: (line: string) => void): Promise<void>
  close(): Promise<void>
}

export interface Pieces {
  log?: Logger
  clock?: Clock
}

/** Puts all parts together over a migrated database. The only place that knows every module. */
export async function compose(config: Config, databaseUrl: string, pieces: Pieces = {}): Promise<Tudang> {
  const log = pieces.log ?? pino({ level: config.LOG_LEVEL, base: null })
  const db = openDatabase(databaseUrl, { replicaUrl: config.DATABASE_REPLICA_URL, poolSize: config.DATABASE_POOL })
  await migrateJobs(db)
  const platform: Platform = {
    config,
    db,
    log,
    clock: pieces.clock ?? systemClock,
    files: await openFiles(config),
    limits: createLimits(db.pool, config.TUDANG_RATE_LIMIT),
  }
  await loadAssets()
  setBoundaries(join(root, 'db/reference/boundaries'))
  const people = await createPeople(platform)
  const owners = listModules(() => app)
  const modules = [...owners, collabModule(owners)]
  setContributions({
    tabs: modules.flatMap(module => module.tabs ?? []).sort((a, b) => a.order - b.order),
    panels: modules.flatMap(module => module.panels ?? []).sort((a, b) => a.order - b.order),
  })
  setEvidenceGrants(modules.flatMap(module => module.evidenceGrants ?? []))
  setEvidenceUses(modules.flatMap(module => module.evidenceUses ?? []))
  setTrace({
    kinds: modules.flatMap(module => module.traceKinds ?? []),
    links: modules.flatMap(module => module.traceLinks ?? []),
  })
  setHomePanels(modules.flatMap(module => module.panels ?? []))
  setOfficeDuties(modules.flatMap(module => module.officeDuties ?? []))
  const app = createApp({
    platform,
    modules,
    chrome: createChrome(modules),
    identify: people.identify,
    mount: mounted => {
      people.mountAuth(mounted)
      mounted.get('/api/v1/openapi.json', c => c.json(openApiDocument(app)))
    },
    assets: serveAssets(join(root, 'dist/client')),
  })
  return {
    platform,
    modules,
    app,
    startCollab: () => createCollab({ platform, modules, identify: people.identify }),
    async seed(say) {
      for (const module of modules) await module.seed?.(platform, say)
      if (config.TUDANG_WORLD === 'demo') for (const module of modules) await module.demo?.(platform, say)
    },
    async close() {
      await db.close()
    },
  }
}

async function loadAssets(): Promise<void> {
  const manifest = join(root, 'dist/client/.vite/manifest.json')
  if (existsSync(manifest)) setAssets(JSON.parse(await readFile(manifest, 'utf8')))
}
