import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { type Clock, systemClock } from '../../src/platform/clock/clock.ts'
import { type Database, openDatabase } from '../../src/platform/db/database.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openFiles } from '../../src/platform/files/files.ts'
import { createLimits } from '../../src/platform/http/limits.ts'
import { migrateJobs } from '../../src/platform/jobs/worker.ts'
import type { Platform } from '../../src/platform/platform.ts'
import { root } from '../../src/platform/root.ts'

export interface BarePlatform extends Platform {
  databaseUrl: string
  /** Lines of the log so far, parsed. */
  logged: Record<string, unknown>[]
  /** Another connection pool to the same database, closed after the file. */
  open(): Database
  /** Sends SQL around the platform. */
  ask<T extends object>(text: string, values?: unknown[]): Promise<T[]>
}

/** The platform alone, without any module, over a migrated database of its own. Closed after the file. */
export async function barePlatform(
  env: Record<string, string> = {},
  pieces: { clock?: Clock } = {},
): Promise<BarePlatform> {
  const base = new URL(inject('clusterUrl'))
  const name = `bare_${Math.random().toString(36).slice(2, 10)}`
  const admin = new pg.Client({ connectionString: base.href })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const databaseUrl = Object.assign(new URL(base), { pathname: `/${name}` }).href
  await migrate(databaseUrl, join(root, 'db/migrations'))
  const folder = await mkdtemp(join(inject('clusterFolder'), 'bare-'))
  const config = readConfig({ TUDANG_VAR: folder, TUDANG_RATE_LIMIT: '0', DATABASE_POOL: '8', ...env })
  const opened: Database[] = []
  const open = () => {
    const db = openDatabase(databaseUrl, { poolSize: config.DATABASE_POOL })
    opened.push(db)
    return db
  }
  const db = open()
  await migrateJobs(db)
  const logged: Record<string, unknown>[] = []
  afterAll(async () => {
    for (const one of opened) await one.close()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  return {
    config,
    db,
    clock: pieces.clock ?? systemClock,
    files: await openFiles(config),
    limits: createLimits(db.pool, config.TUDANG_RATE_LIMIT),
    log: pino({ level: 'info' }, { write: line => void logged.push(JSON.parse(line) as Record<string, unknown>) }),
    databaseUrl,
    logged,
    open,
    ask: async (text, values = []) => (await db.pool.query(text, values)).rows,
  }
}
