import { sql } from 'kysely'
import type { Sentence } from '#kit/problem.ts'
import { Problem } from '#kit/problem.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'

/** What a job may do besides its own work: tell how far it is. */
export interface JobRun<P> {
  payload: P
  progressId: string
  platform: Platform
  /** Tells `done` of `total` and the step in words (one short Indonesian phrase); at most four times a second reaches the table. */
  progress(done: number, total: number | undefined, step?: string): Promise<void>
}

/** Handles one task. Returns the address of the page that shows the result, if there is one. Must bear being run twice. */
export interface JobHandler {
  task: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each handler names its own payload
  handle(job: JobRun<any>): Promise<string | void>
  /** Tries before it is given up; 5 when absent. A Problem is never tried again. */
  attempts?: number
  /**
   * Also runs by itself at these times, a crontab pattern in UTC ("0 0 * * *" is 07.00 WIB), one run at a time and with an
   * empty payload. A daily time that passed while no worker lived is made up for, up to a day later.
   */
  cron?: string
}

/** What a page shows of a job. */
export interface Progress {
  id: string
  task: string
  state: 'queued' | 'running' | 'done' | 'failed'
  accountId: string | undefined
  done: number
  total: number | undefined
  step: string | undefined
  resultHref: string | undefined
  failure: Sentence | undefined
}

interface JobOptions {
  accountId?: string | undefined
  /** Jobs with the same queue run one after the other. */
  queue?: string
  attempts?: number
  /** Jobs with a lower number go first; 0 when absent. What comes in floods takes 10, so that people do not wait for it. */
  priority?: number
}

/** Adds a job in the caller's transaction, so that it exists exactly when the change does. Returns the id of its progress. */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: Record<string, unknown>,
  options: JobOptions = {},
): Promise<string> {
  const row = await tx
    .insertInto('jobs.progress')
    .values({ task, account_id: options.accountId ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const full = JSON.stringify({ progressId: row.id, payload })
  await sql`select graphile_worker.add_job(${task}, ${full}::json, queue_name => ${options.queue ?? null}::text,
    max_attempts => ${options.attempts ?? 5}::int, job_key => ${row.id}::text,
    priority => ${options.priority ?? 0}::int)`.execute(tx)
  return row.id
}

/** Adds many jobs of one task in the caller's transaction, in two statements. */
export async function enqueueMany(
  tx: Tx,
  task: string,
  payloads: readonly Record<string, unknown>[],
  options: JobOptions = {},
): Promise<void> {
  if (payloads.length === 0) return
  const rows = await tx
    .insertInto('jobs.progress')
    .values(payloads.map(() => ({ task, account_id: options.accountId ?? null })))
    .returning('id')
    .execute()
  const full = JSON.stringify(payloads.map((payload, at) => ({ progressId: rows[at]?.id, payload })))
  await sql`select count(graphile_worker.add_job(${task}, one::json, queue_name => ${options.queue ?? null}::text,
    max_attempts => ${options.attempts ?? 5}::int, job_key => one ->> 'progressId',
    priority => ${options.priority ?? 0}::int)) from jsonb_array_elements(${full}::jsonb) as one`.execute(tx)
}

export async function findProgress(db: Database, id: string): Promise<Progress | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return undefined
  const row = await db.sql.selectFrom('jobs.progress').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    task: row.task,
    state: row.state as Progress['state'],
    accountId: row.account_id ?? undefined,
    done: Number(row.done),
    total: row.total === null ? undefined : Number(row.total),
    step: row.step ?? undefined,
    resultHref: row.result_href ?? undefined,
    failure: (row.failure as unknown as Sentence | null) ?? undefined,
  }
}

const willRetry: Sentence = {
  id: 'Ada gangguan di pihak kami. Pekerjaan ini akan dicoba lagi; tidak ada yang tersimpan setengah.',
  en: 'There is a fault on our side. This job will be tried again; nothing is stored half-way.',
}

/** What a page says of a job that was tried as often as it may be. */
export const gaveUp: Sentence = {
  id: 'Ada gangguan di pihak kami, dan pekerjaan ini berhenti setelah beberapa kali dicoba. Tidak ada yang tersimpan setengah. Mulai lagi dari halamannya, atau hubungi pengelola.',
  en: 'There is a fault on our side, and this job stopped after several tries. Nothing is stored half-way. Start it again from its page, or tell the administrator.',
}

/** Runs a handler and keeps its progress row true. Throws what should be tried again, `last` says that it will not be. */
export async function runJob(
  platform: Platform,
  handler: JobHandler,
  progressId: string,
  payload: unknown,
  last: boolean,
) {
  const { db } = platform
  const save = (values: Record<string, unknown>) =>
    db.sql.updateTable('jobs.progress').set(values).where('id', '=', progressId).execute()
  await save({ state: 'running', started_at: platform.clock.now(), failure: null })
  let told = 0
  try {
    const href = await handler.handle({
      payload,
      progressId,
      platform,
      async progress(done, total, step) {
        const now = Date.now()
        if (done !== total && now - told < 250) return
        told = now
        await save({ done, total: total ?? null, ...(step === undefined ? {} : { step }) })
      },
    })
    await save({ state: 'done', ended_at: platform.clock.now(), result_href: href ?? null })
  } catch (error) {
    const refused = error instanceof Problem
    const sentence = refused ? error.sentence : last ? gaveUp : willRetry
    if (!refused) platform.log.error({ err: error, task: handler.task, progressId }, 'job failed')
    const ended = refused || last
    await save({
      state: ended ? 'failed' : 'queued',
      failure: JSON.stringify(sentence),
      ended_at: ended ? platform.clock.now() : null,
    })
    if (!refused) throw error
  }
}

/**
 * The one progress row of a task that runs by the clock, made ready for its next run; it tells of the last run only.
 * Returns its id.
 */
export async function scheduledProgress({ db }: Platform, task: string): Promise<string> {
  const fresh = { state: 'queued', done: 0, total: null, step: null, result_href: null, failure: null, ended_at: null }
  const row = await db.sql
    .insertInto('jobs.progress')
    .values({ id: sql<string>`md5(${`cron.${task}`})::uuid`, task })
    .onConflict(conflict => conflict.column('id').doUpdateSet(fresh))
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Runs one handler here and now, with its own progress row; for seeding and tests. */
export async function runNow(
  platform: Platform,
  handler: JobHandler,
  payload: Record<string, unknown>,
): Promise<Progress> {
  const row = await platform.db.sql
    .insertInto('jobs.progress')
    .values({ task: handler.task })
    .returning('id')
    .executeTakeFirstOrThrow()
  await runJob(platform, handler, row.id, payload, true)
  const progress = await findProgress(platform.db, row.id)
  if (!progress) throw new Error('The progress row vanished')
  return progress
}
