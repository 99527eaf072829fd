import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { countStatements } from '#platform/db/database.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { enqueue, enqueueMany, findProgress, type JobHandler, type Progress, runNow } from './jobs.ts'
import { startWorker, type Worker } from './worker.ts'

let platform: BarePlatform
const workers: Worker[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  platform = await barePlatform()
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const worker of workers.splice(0)) await worker.stop()
  await platform.ask('delete from graphile_worker._private_jobs')
  await platform.ask('delete from graphile_worker._private_job_queues')
})

async function begin(handlers: JobHandler[], concurrency = 2): Promise<void> {
  workers.push(await startWorker(platform, handlers, concurrency))
}

/** Adds a job as an action does: in a transaction with its audit row. */
const add = (task: string, payload: object = {}, options: Parameters<typeof enqueue>[3] = {}) =>
  platform.db.transact({ accountId: 'account-1' }, async tx => {
    await audit(tx, { event: 'house.tested', subject: { kind: 'test', id: task } })
    return await enqueue(tx, task, { ...payload }, options)
  })

async function until(id: string, wanted: (progress: Progress) => boolean): Promise<Progress> {
  for (let tries = 0; tries < 600; tries++) {
    // A test may have ended this very connection.
    const progress = await findProgress(platform.db, id).catch(() => undefined)
    if (progress && wanted(progress)) return progress
    await new Promise(done => setTimeout(done, 25))
  }
  throw new Error(`Never so: ${JSON.stringify(await findProgress(platform.db, id))}`)
}

const isState = (state: Progress['state']) => (progress: Progress) => progress.state === state

describe('adding', () => {
  test('a job exists when its transaction commits, and runs with what it was given', async () => {
    const seen: unknown[] = []
    await begin([{ task: 'remember', handle: async ({ payload }) => void seen.push(payload) }])
    const id = await add('remember', { region: '73.24' }, { accountId: 'account-1' })
    const progress = await until(id, isState('done'))
    expect(seen).toEqual([{ region: '73.24' }])
    expect(progress).toMatchObject({ task: 'remember', accountId: 'account-1', failure: undefined })
  })

  test('a transaction that is rolled back leaves no job and no progress', async () => {
    const add = platform.db.transact({ accountId: undefined }, async tx => {
      await enqueue(tx, 'never', {})
      throw new Error('changed my mind')
    })
    await expect(add).rejects.toThrow('changed my mind')
    expect(await platform.ask("select 1 from jobs.progress where task = 'never'")).toEqual([])
    expect(await platform.ask('select 1 from graphile_worker._private_jobs')).toEqual([])
  })

  test('jobs of one queue run one after the other, in the order they were added', async () => {
    const log: string[] = []
    await begin(
      [
        {
          task: 'ordered',
          async handle({ payload }) {
            log.push(`begin ${payload.n}`)
            await new Promise(done => setTimeout(done, 30))
            log.push(`end ${payload.n}`)
          },
        },
      ],
      4,
    )
    const ids = []
    for (const n of [1, 2, 3]) ids.push(await add('ordered', { n }, { queue: 'one-by-one' }))
    for (const id of ids) await until(id, isState('done'))
    expect(log).toEqual(['begin 1', 'end 1', 'begin 2', 'end 2', 'begin 3', 'end 3'])
  })
})

describe('progress', () => {
  test('is told while the job runs, and the address of the result when it is done', async () => {
    let go: () => void = () => undefined
    const gate = new Promise<void>(done => (go = done))
    await begin([
      {
        task: 'count',
        async handle({ progress }) {
          await progress(40, 100, 'menghitung')
          await gate
          await progress(100, 100)
          return '/hasil/1'
        },
      },
    ])
    const id = await add('count')
    expect(await until(id, p => p.done === 40)).toMatchObject({ state: 'running', total: 100, step: 'menghitung' })
    go()
    expect(await until(id, isState('done'))).toMatchObject({ done: 100, total: 100, resultHref: '/hasil/1' })
  })

  test('is written at most four times a second, the last one always', async () => {
    const eager: JobHandler = {
      task: 'fast',
      async handle({ progress: tell }) {
        for (let i = 1; i <= 1000; i++) await tell(i, 1000)
      },
    }
    const { value, statements } = await countStatements(() => runNow(platform, eager, {}))
    expect(value).toMatchObject({ state: 'done', done: 1000, total: 1000 })
    expect(statements).toBeLessThan(20)
  })

  test('of an unknown or malformed id is undefined', async () => {
    expect(await findProgress(platform.db, '00000000-0000-4000-8000-000000000000')).toBeUndefined()
    for (const id of ['x', "' or 1=1", '------------------------------------', '']) {
      expect(await findProgress(platform.db, id)).toBeUndefined()
    }
  })
})

describe('a task that runs by the clock', () => {
  const known = (task: string) =>
    platform.ask<{ identifier: string }>(
      'select identifier from graphile_worker._private_known_crontabs where identifier = $1',
      [`cron.${task}`],
    )

  test('is on the schedule while its worker lives, and others are not', async () => {
    await begin([
      { task: 'nightly', cron: '30 17 * * *', handle: async () => undefined },
      { task: 'by-hand', handle: async () => undefined },
    ])
    await expect.poll(() => known('nightly'), { timeout: 10_000 }).toHaveLength(1)
    expect(await known('by-hand')).toEqual([])
  })

  test('makes up for a day it missed, and its one progress row tells of the last run', async () => {
    const hourAgo = new Date(Date.now() - 3_600_000)
    await platform.ask(
      `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
       select 'cron.' || name, now() - interval '3 days', now() - interval '2 hours'
       from unnest(array['daily', 'each-minute']) as name`,
    )
    const seen: unknown[] = []
    const run: JobHandler['handle'] = async ({ payload }) => void seen.push(payload)
    const cron = `${hourAgo.getUTCMinutes()} ${hourAgo.getUTCHours()} * * *`
    await begin([{ task: 'daily', cron, handle: run }])
    for (let tries = 0; seen.length === 0 && tries < 200; tries++) await new Promise(done => setTimeout(done, 25))
    expect(seen).toEqual([{}])
    const rows = await platform.ask<{ id: string }>("select id from jobs.progress where task = 'daily'")
    expect(rows).toHaveLength(1)
    expect((await until(rows[0]?.id ?? '', isState('done'))).failure).toBeUndefined()
  })

  test('does not make up for each of many times a day', async () => {
    let runs = 0
    await begin([{ task: 'each-minute', cron: '* * * * *', handle: async () => void runs++ }])
    await new Promise(done => setTimeout(done, 300))
    // Of 120 times that were missed none; a minute may just have turned.
    expect(runs).toBeLessThanOrEqual(1)
    expect(await known('each-minute')).toHaveLength(1)
  })
})

describe('priority', () => {
  test('what people wait for goes before a flood that came first', async () => {
    const order: string[] = []
    const say: JobHandler = { task: 'say', handle: async ({ payload }) => void order.push(payload.word) }
    await platform.db.transact({ accountId: undefined }, async tx => {
      await audit(tx, { event: 'house.tested', subject: { kind: 'test', id: 'flood' } })
      await enqueueMany(tx, 'say', [{ word: 'flood' }, { word: 'flood' }, { word: 'flood' }], { priority: 10 })
    })
    const id = await add('say', { word: 'person' })
    await begin([say], 1)
    await until(id, isState('done'))
    for (let tries = 0; order.length < 4 && tries < 200; tries++) await new Promise(done => setTimeout(done, 25))
    expect(order).toEqual(['person', 'flood', 'flood', 'flood'])
  })
})

describe('failure', () => {
  test('a Problem fails the job with its own sentence, and is not tried again', async () => {
    let runs = 0
    const refuse: JobHandler = {
      task: 'refuse',
      async handle() {
        runs++
        throw new Problem('invalid', { id: 'Baris 3 salah.', en: 'Row 3 is wrong.' })
      },
    }
    await begin([refuse])
    const id = await add('refuse')
    const progress = await until(id, isState('failed'))
    expect(progress.failure).toEqual({ id: 'Baris 3 salah.', en: 'Row 3 is wrong.' })
    await new Promise(done => setTimeout(done, 200))
    expect(runs).toBe(1)
    expect(await platform.ask('select 1 from graphile_worker._private_jobs')).toEqual([])
  })

  test('a fault is tried again and says so meanwhile, without showing its own words', async () => {
    let runs = 0
    await begin([
      {
        task: 'stumble',
        async handle() {
          if (++runs === 1) throw new Error('secret detail')
        },
      },
    ])
    const id = await add('stumble')
    const waiting = await until(id, p => p.failure !== undefined)
    expect(waiting.state).toBe('queued')
    expect(waiting.failure?.id).toContain('akan dicoba lagi')
    expect(JSON.stringify(waiting)).not.toContain('secret')
    await platform.ask(
      'select graphile_worker.reschedule_jobs(array(select id from graphile_worker._private_jobs), now())',
    )
    const done = await until(id, isState('done'))
    expect(done.failure).toBeUndefined()
    expect(runs).toBe(2)
  })

  test('a fault at the last try fails the job and says that it stopped', async () => {
    await begin([{ task: 'hopeless', handle: () => Promise.reject(new Error('again')) }])
    const id = await add('hopeless', {}, { attempts: 1 })
    const progress = await until(id, isState('failed'))
    expect(progress.failure?.id).toContain('berhenti setelah beberapa kali dicoba')
  })
})

describe('when a worker dies', () => {
  /** A process of its own whose worker begins the job and never ends it. */
  async function workerProcess(task: string): Promise<ChildProcess> {
    const at = (file: string) => JSON.stringify(join(import.meta.dirname, file))
    const program = `
      const { openDatabase } = await import(${at('../db/database.ts')})
      const { startWorker } = await import(${at('worker.ts')})
      const db = openDatabase(${JSON.stringify(platform.databaseUrl)})
      const platform = { db, clock: { now: () => new Date() }, log: { error() {} } }
      await startWorker(platform, [{ task: ${JSON.stringify(task)}, handle: () => new Promise(() => {}) }])
      process.stdout.write('ready')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    await new Promise<void>((done, fail) => {
      child.stdout?.once('data', () => done())
      child.once('exit', code => fail(new Error(`ended with ${code}`)))
    })
    return child
  }

  const kill = async (child: ChildProcess) => {
    const ended = new Promise(done => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
    // PostgreSQL notices the closed connection in its own time.
    await new Promise(done => setTimeout(done, 300))
  }

  test('its job is done after the next start, without waiting for hours', async () => {
    const child = await workerProcess('import')
    const id = await add('import', {}, { queue: 'imports' })
    await until(id, isState('running'))
    await kill(child)
    let runs = 0
    await begin([{ task: 'import', handle: async () => void runs++ }])
    expect(await until(id, isState('done'))).toMatchObject({ failure: undefined })
    expect(runs).toBe(1)
  })

  test('a job that was at its last try is failed with a sentence, not left running for ever', async () => {
    const child = await workerProcess('last')
    const id = await add('last', {}, { attempts: 1 })
    await until(id, isState('running'))
    await kill(child)
    let runs = 0
    await begin([{ task: 'last', handle: async () => void runs++ }])
    const progress = await until(id, isState('failed'))
    expect(progress.failure?.id).toContain('Mulai lagi dari halamannya')
    expect(runs).toBe(0)
  })

  test('a node that starts leaves the jobs of a living node alone', async () => {
    await workerProcess('slow')
    const id = await add('slow')
    await until(id, isState('running'))
    let runs = 0
    await begin([{ task: 'slow', handle: async () => void runs++ }])
    await new Promise(done => setTimeout(done, 500))
    expect(runs).toBe(0)
    expect(await findProgress(platform.db, id)).toMatchObject({ state: 'running' })
  })

  test('a worker whose connections the server ended works again by itself', async () => {
    let runs = 0
    await begin([{ task: 'after', handle: async () => void runs++ }])
    await platform.ask(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await new Promise(done => setTimeout(done, 200))
    const id = await add('after')
    await until(id, isState('done'))
    expect(runs).toBe(1)
  })

  test('a job that lost its connections in the middle is done in the end', async () => {
    let runs = 0
    await begin([
      {
        task: 'interrupted',
        async handle({ platform: p }) {
          runs++
          if (runs === 1) {
            await platform.ask(
              'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
            )
            await new Promise(done => setTimeout(done, 100))
            throw new Error('lost')
          }
          await p.db.pool.query('select 1')
        },
      },
    ])
    const id = await add('interrupted')
    await until(id, p => p.failure !== undefined || p.state === 'done')
    const again = () => runs >= 2
    for (let tries = 0; !again() && tries < 100; tries++) {
      await platform.ask(
        'select graphile_worker.reschedule_jobs(array(select id from graphile_worker._private_jobs where locked_by is null), now())',
      )
      await new Promise(done => setTimeout(done, 100))
    }
    await until(id, isState('done'))
    expect(runs).toBe(2)
  })

  test('a database that is away just when a job is marked done ends no process; the job is done in the end', async () => {
    const { pool } = platform.db
    const connect = pool.connect
    let runs = 0
    const away = {
      task: 'away',
      async handle() {
        if (++runs > 1) return
        // From the end of this handler on, as after a crash of the server: what runs now is the statement that marks it.
        setTimeout(() => {
          pool.connect = (() => Promise.reject(new Error('connect ECONNREFUSED'))) as typeof connect
          setTimeout(() => (pool.connect = connect), 700)
        }, 20)
        await new Promise(done => setTimeout(done, 60))
      },
    }
    await begin([away])
    const id = await add('away')
    await until(id, ({ state }) => state !== 'queued')
    // An unhandled rejection would fail this run of Vitest, and end a server.
    await until(id, isState('done'))
    for (let tries = 0; tries < 200; tries++) {
      const left = await platform.ask('select 1 from graphile_worker._private_jobs').catch(() => [{}])
      if (left.length === 0) return
      await new Promise(done => setTimeout(done, 100))
    }
    throw new Error('The job was never taken off the queue')
  }, 60_000)

  test('stopping waits for the job under way', async () => {
    let ended = false
    const worker = await startWorker(platform, [
      {
        task: 'finish',
        async handle() {
          await new Promise(done => setTimeout(done, 400))
          ended = true
        },
      },
    ])
    const id = await add('finish')
    await until(id, isState('running'))
    await worker.stop()
    expect(ended).toBe(true)
    expect(await findProgress(platform.db, id)).toMatchObject({ state: 'done' })
  })
})
