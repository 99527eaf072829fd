import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, run, type Runner, runMigrations, type WorkerEvents } from 'graphile-worker'
import type { PoolClient } from 'pg'
import type { Database } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { gaveUp, type JobHandler, runJob, scheduledProgress } from './jobs.ts'

const quiet = new Logger(() => () => undefined)

/** Prepares the queue's own tables; run after the migrations. */
export async function migrateJobs(db: Database): Promise<void> {
  await runMigrations({ pgPool: db.pool, logger: quiet })
}

export interface Worker {
  /** Takes no more jobs and waits for those under way, at most `patience` milliseconds; the rest is done after the next start. */
  stop(patience?: number): Promise<void>
}

/** Advisory locks of this class say "the worker of this name lives"; number 0 of it is held while one starts or is mourned. */
const lockClass = 7325

/**
 * Starts working on jobs, and starts again when the database was away. Jobs of a worker that died (its process was killed)
 * are taken up at the start and once a minute. A worker is known to live by an advisory lock that its connection holds:
 * so this is safe with several nodes, and a job is run twice only when a node loses its connection in the middle of it.
 */
export async function startWorker(platform: Platform, handlers: JobHandler[], concurrency = 2): Promise<Worker> {
  const state: { stopping: boolean; runner: Runner | undefined } = { stopping: false, runner: undefined }
  const first = await begin(platform, handlers, concurrency)
  state.runner = first.runner
  const ended = (async () => {
    for (let current: Begun | undefined = first; !state.stopping;) {
      if (current) {
        await current.over.catch((error: unknown) => platform.log.error({ err: error }, 'worker lost'))
        await current.leave()
      }
      if (state.stopping) return
      await sleep(500)
      current = await begin(platform, handlers, concurrency).catch(() => undefined)
      state.runner = current?.runner
      if (state.stopping) await current?.runner.stop().catch(() => undefined)
    }
  })()
  return {
    async stop(patience = 10_000) {
      state.stopping = true
      const stopped = Promise.all([state.runner?.stop().catch(() => undefined), ended])
      await Promise.race([stopped, sleep(patience, undefined, { ref: false })])
    },
  }
}

interface Begun {
  runner: Runner
  /** Settles when this runner ended or lost the connection that shows it alive. */
  over: Promise<void>
  leave(): Promise<void>
}

async function begin(platform: Platform, handlers: JobHandler[], concurrency: number): Promise<Begun> {
  const presence = await platform.db.pool.connect()
  const lost = new Promise<never>((_, fail) =>
    presence.once('error', fail).once('end', () => fail(new Error('connection ended'))),
  )
  lost.catch(() => undefined)
  let runner: Runner | undefined
  let mourning: NodeJS.Timeout | undefined
  try {
    let name = ''
    const events: WorkerEvents = new EventEmitter()
    events.on('pool:create', ({ workerPool }) => {
      name = workerPool.id
    })
    await presence.query('select pg_advisory_lock($1, 0)', [lockClass])
    await takeUpAbandoned(presence, name)
    runner = await run({
      pgPool: platform.db.pool,
      taskList: tasksOf(platform, handlers),
      parsedCronItems: timesOf(handlers),
      concurrency,
      noHandleSignals: true,
      pollInterval: 2000,
      events,
      // Without a batcher graphile-worker does not wait for the statement that marks a job as done or failed: a database that
      // ends in that moment would be a rejection that nobody handles, and end this process. With one, the runner ends.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: new Logger(() => (level, message) => {
        if (level === 'error') platform.log.error({ queue: true }, message)
      }),
    })
    await presence.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, name])
    await presence.query('select pg_advisory_unlock($1, 0)', [lockClass])
    const mourn = async () => {
      await presence.query('select pg_advisory_lock($1, 0)', [lockClass])
      await takeUpAbandoned(presence, name)
      await presence.query('select pg_advisory_unlock($1, 0)', [lockClass])
    }
    mourning = setInterval(() => void mourn().catch(() => undefined), 60_000).unref()
  } catch (error) {
    await runner?.stop().catch(() => undefined)
    presence.release(true)
    throw error
  }
  const begun = runner
  return {
    runner: begun,
    over: Promise.race([begun.promise, lost]),
    async leave() {
      clearInterval(mourning)
      begun.promise.catch(() => undefined)
      await Promise.race([begun.stop().catch(() => undefined), sleep(10_000, undefined, { ref: false })])
      presence.release(true)
    },
  }
}

function tasksOf(platform: Platform, handlers: JobHandler[]) {
  return Object.fromEntries(
    handlers.map(handler => [
      handler.task,
      async (raw: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
        const given = raw as { progressId?: string; payload?: unknown }
        const progressId = given.progressId ?? (await scheduledProgress(platform, handler.task))
        const last = helpers.job.attempts >= helpers.job.max_attempts
        await runJob(platform, handler, progressId, given.payload ?? {}, last)
      },
    ]),
  )
}

const day = 24 * 60 * 60 * 1000

/**
 * One key and one queue a task, so that a run never overtakes the one before. A daily or rarer time that was missed is made
 * up for; what runs several times a day just runs at its next time.
 */
function timesOf(handlers: readonly JobHandler[]) {
  return parseCronItems(
    handlers.flatMap(({ task, cron, attempts = 5 }) => {
      if (cron === undefined) return []
      const name = `cron.${task}`
      const backfillPeriod = /^\d+ \d+ /.test(cron) ? day : 0
      const options = { queueName: name, jobKey: name, maxAttempts: attempts, backfillPeriod, priority: 5 }
      return [{ task, match: cron, identifier: name, options }]
    }),
  )
}

/** Frees the jobs of workers whose lock nobody holds; those that were tried as often as they may be are failed. */
async function takeUpAbandoned(client: PoolClient, self: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select locked_by as name from graphile_worker._private_jobs where locked_by is not null and locked_by <> $1
     union select locked_by from graphile_worker._private_job_queues where locked_by is not null and locked_by <> $1`,
    [self],
  )
  for (const { name } of rows) {
    const free = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as free', [
      lockClass,
      name,
    ])
    if (!free.rows[0]?.free) continue
    await client.query('select graphile_worker.force_unlock_workers($1)', [[name]])
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, name])
  }
  await client.query(
    `update jobs.progress p set
       state = case when j.attempts >= j.max_attempts then 'failed' else 'queued' end,
       failure = case when j.attempts >= j.max_attempts then $1::jsonb end,
       ended_at = case when j.attempts >= j.max_attempts then now() end
     from graphile_worker._private_jobs j
     where j.key = p.id::text and j.locked_by is null and p.state = 'running'`,
    [JSON.stringify(gaveUp)],
  )
}
