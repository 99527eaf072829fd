import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { pino } from 'pino'
import { testWorld } from '../../../../test/support/world.ts'
import { systemClock } from '#platform/clock/clock.ts'
import { createTudangDatabase } from '#platform/db/bootstrap.ts'
import { openDatabase } from '#platform/db/database.ts'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openFiles } from '#platform/files/files.ts'
import { createLimits } from '#platform/http/limits.ts'
import { findProgress, type JobHandler } from '#platform/jobs/jobs.ts'
import { migrateJobs, startWorker } from '#platform/jobs/worker.ts'
import type { Platform } from '#platform/platform.ts'
import { root } from '#platform/root.ts'
import { readConfig } from '../../../config.ts'
import { importResultsJob } from '../jobs/import-results.ts'
import { findImport } from '../store/imports.ts'
import { applyImport } from './apply-import.ts'
import { checkImport } from './check-import.ts'
import { loadReference } from '../jobs/load-reference.ts'
import { queueImport, saveReasons } from './queue-import.ts'

const world = await testWorld('empty')
const writer = { accountId: undefined }

const csvOf = (codes: readonly string[], score = '2.00') =>
  `kode_wilayah,kelompok,instrumen,hadir,baseline,output,outcome,impact,quick_wins,indeks\n${codes
    .map(code => `${code},regular,smart-city-2023-regular,ya,${score},${score},${score},${score},${score},${score}\n`)
    .join('')}`

const check = async (platform: Platform, edition: string, csv: string) =>
  (
    await checkImport(
      platform,
      { name: 'uji.csv', bytes: new TextEncoder().encode(csv), edition, source: 'Surat uji' },
      writer,
    )
  ).import

const countOf = async (platform: Platform, edition: string) =>
  (
    await platform.db.pool.query<{ results: number; scores: number; tokens: number; editions: number }>(
      `select (select count(*)::int from evaluation.result where edition_id = $1) as results,
        (select count(*)::int from evaluation.result_dimension where edition_id = $1) as scores,
        (select count(*)::int from evaluation.verification_token where edition_id = $1) as tokens,
        (select count(*)::int from evaluation.edition where id = $1) as editions`,
      [edition],
    )
  ).rows[0]

const nothing = { results: 0, scores: 0, tokens: 0, editions: 0 }

async function villages(platform: Platform, count: number): Promise<string[]> {
  const { rows } = await platform.db.pool.query<{ region_code: string }>(
    'select region_code from region.region where level = 4 order by region_code limit $1',
    [count],
  )
  return rows.map(row => row.region_code)
}

test('a connection killed in the middle of applying leaves nothing half-written, and the job succeeds when tried again', async () => {
  const { platform } = world
  const given = await check(platform, '2051', csvOf(await villages(platform, 3000)))
  let killed = 0
  await expect(
    applyImport(platform, given.id, writer, async done => {
      if (done !== 2000) return
      const { rowCount } = await platform.db.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and pid <> pg_backend_pid() and state = 'idle in transaction'`,
      )
      killed = rowCount ?? 0
    }),
  ).rejects.toThrow()
  expect(killed).toBeGreaterThan(0)
  expect(await countOf(platform, '2051')).toEqual(nothing)
  expect((await findImport(platform.db.sql, given.id))?.state).toBe('checked')
  expect(await applyImport(platform, given.id, writer)).toMatchObject({ applied: true })
  expect(await countOf(platform, '2051')).toEqual({ results: 3000, scores: 15_000, tokens: 3000, editions: 1 })
})

test('applying twice writes once', async () => {
  const { platform } = world
  const given = await check(platform, '2052', csvOf(await villages(platform, 10)))
  await Promise.all([applyImport(platform, given.id, writer), applyImport(platform, given.id, writer)])
  expect(await countOf(platform, '2052')).toEqual({ results: 10, scores: 50, tokens: 10, editions: 1 })
  const audits = await platform.db.pool.query(
    `select 1 from audit.event where event = 'evaluation.results.imported' and subject_id = $1`,
    [given.id],
  )
  expect(audits.rowCount).toBe(1)
})

test('of two who apply at once, the second gets the changed report and overwrites nothing', async () => {
  const { platform } = world
  const codes = await villages(platform, 5)
  const first = await check(platform, '2053', csvOf(codes, '2.00'))
  const second = await check(platform, '2053', csvOf(codes, '3.00'))
  expect(second.report.counts.added).toBe(5)
  const done = await Promise.all([applyImport(platform, first.id, writer), applyImport(platform, second.id, writer)])
  const [loser] = done.filter(one => !one.applied)
  expect(done.filter(one => one.applied)).toHaveLength(1)
  expect(loser).toMatchObject({ report: { counts: { added: 0, changed: 5 } } })
  const indices = await platform.db.pool.query(`select distinct index from evaluation.result where edition_id = '2053'`)
  expect(indices.rowCount).toBe(1)
})

test('import and job stand or fall together, and a job given up can be sent again', async () => {
  const { platform } = world
  const given = await check(platform, '2054', csvOf(await villages(platform, 5)))
  const progressId = await queueImport(platform, given.id, {}, writer)
  await expect(queueImport(platform, given.id, {}, writer)).rejects.toThrow('being applied')
  const queued = await platform.db.pool.query(`select 1 from graphile_worker.jobs where key = $1`, [progressId])
  expect(queued.rowCount).toBe(1)
  await platform.db.pool.query(`update jobs.progress set state = 'failed' where id = $1`, [progressId])
  expect(await queueImport(platform, given.id, {}, writer)).not.toBe(progressId)
})

test('a deviating row needs its reason before the import is sent; a reason for another row is not kept', async () => {
  const { platform } = world
  const csv = csvOf(await villages(platform, 2)).replace(/2\.00\n$/, '2.01\n')
  const given = await check(platform, '2055', csv)
  expect(given.report.counts).toMatchObject({ deviating: 1, faulty: 0 })
  await expect(queueImport(platform, given.id, {}, writer)).rejects.toMatchObject({ fields: [{ field: 'alasan-3' }] })
  await saveReasons(platform, given.id, { '3': 'Sesuai surat ralat contoh', '2': 'tidak perlu' }, writer)
  expect((await findImport(platform.db.sql, given.id))?.reasons).toEqual({ '3': 'Sesuai surat ralat contoh' })
  expect(await applyImport(platform, given.id, writer)).toMatchObject({ applied: true })
})

test('the database restarted in the middle of an import: nothing is half-written, and the worker finishes it by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tudang-restart-'))
  const server = await startEmbedded(folder)
  const config = readConfig({ TUDANG_VAR: folder })
  await createTudangDatabase(server.url)
  await migrate(server.url, join(root, 'db/migrations'))
  const db = openDatabase(server.url)
  try {
    await migrateJobs(db)
    const platform: Platform = {
      config,
      db,
      clock: systemClock,
      files: await openFiles(config),
      limits: createLimits(db.pool, 0),
      log: pino({ level: 'silent' }),
    }
    const codes = await copyRegions(platform)
    await loadReference(platform, () => undefined)
    const given = await check(platform, '2056', csvOf(codes))
    const seen: unknown[] = []
    const handler: JobHandler = {
      ...importResultsJob,
      async handle(job) {
        await applyImport(platform, given.id, writer, async done => {
          if (done < 2000 || seen.length > 0) return
          await crash(platform)
          await server.revive()
          seen.push(await countOf(platform, '2056'))
        })
        await job.progress(1, 1)
        return '/hasil/2056'
      },
    }
    const worker = await startWorker(platform, [handler])
    try {
      const progressId = await queueImport(platform, given.id, {}, writer)
      await vi.waitFor(async () => expect((await findProgress(db, progressId))?.state).toBe('done'), {
        timeout: 120_000,
        interval: 250,
      })
    } finally {
      await worker.stop()
    }
    // After the crash there was nothing of it, after the second try all of it.
    expect(seen).toEqual([nothing])
    expect(codes.length).toBeGreaterThan(2000)
    expect(await countOf(platform, '2056')).toEqual({
      results: codes.length,
      scores: codes.length * 5,
      tokens: codes.length,
      editions: 1,
    })
    expect((await findImport(db.sql, given.id))?.state).toBe('applied')
  } finally {
    await db.close()
    await server.release()
    await rm(folder, { recursive: true, force: true })
  }
}, 240_000)

/** Ends the server of the platform at once, as a power cut would. */
async function crash(platform: Platform): Promise<void> {
  const { rows } = await platform.db.pool.query<{ data_directory: string }>('show data_directory')
  const pidFile = join(rows[0]?.data_directory ?? '', 'postmaster.pid')
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
  process.kill(pid, 'SIGQUIT')
  await vi.waitFor(async () => expect(await readFile(pidFile, 'utf8').catch(() => undefined)).toBeUndefined(), {
    timeout: 10_000,
  })
}

/** Provinces, regencies and the villages of Aceh from the shared world, without loading all of Indonesia again. */
async function copyRegions(platform: Platform): Promise<string[]> {
  const { rows } = await world.platform.db.pool.query<{ rows: string }>(
    `select jsonb_agg(r order by level, region_code)::text as rows from region.region r
     where level <= 2 or region_code like '11.%'`,
  )
  await platform.db.pool.query(
    'insert into region.region select * from jsonb_populate_recordset(null::region.region, $1::jsonb)',
    [rows[0]?.rows],
  )
  return await villages(platform, 4000)
}
