import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { Problem } from '#kit/problem.ts'
import type { DB } from './tables.ts'

// Exact types stay exact: bigint counts fit a Number here, decimals stay text, dates without time stay text.
pg.types.setTypeParser(pg.types.builtins.INT8, text => {
  const n = Number(text)
  if (!Number.isSafeInteger(n)) throw new Error(`bigint ${text} does not fit a Number; select it as text`)
  return n
})
pg.types.setTypeParser(pg.types.builtins.DATE, text => text)

/** A connection that reads and writes typed tables; inside `transact` it is the transaction. */
export type Sql = Kysely<DB>
export type Tx = Transaction<DB>

/** Who writes, and in which request; each transaction carries it (`tudang.account_id`) and audit rows repeat it. */
export interface Writer {
  accountId: string | undefined
  membershipId?: string | undefined
  requestId?: string | undefined
}

export interface Database {
  /** Reads and single statements on the primary. */
  sql: Sql
  /** Reads that may be some milliseconds old: the replica when DATABASE_REPLICA_URL is set, else the primary. */
  read: Sql
  pool: pg.Pool
  /**
   * Runs `work` in one transaction for `writer`; commits when it returns, rolls back when it throws.
   * Fails when `work` wrote no audit row: call `audit(tx, …)` in each.
   */
  transact<T>(writer: Writer, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Ends all connections; waits at most 5 s for those still in use. */
  close(): Promise<void>
}

const audited = new WeakSet<Tx>()

/** Called by platform/audit when it wrote a row in `tx`; nobody else needs it. */
export function markAudited(tx: Tx): void {
  audited.add(tx)
}

interface Counter {
  count: number
  outer: Counter | undefined
}

const beforeCommit = new AsyncLocalStorage<(tx: Tx) => Promise<void>>()

/** Runs `work`; each of its transactions does `last` as its last step, so that both are stored or neither is. */
export async function atCommit<T>(last: (tx: Tx) => Promise<void>, work: () => Promise<T>): Promise<T> {
  return await beforeCommit.run(last, work)
}

const statements = new AsyncLocalStorage<Counter>()

/** Counts the SQL statements that `work` sends, those of its transactions included. May be nested. */
export async function countStatements<T>(work: () => Promise<T>): Promise<{ value: T; statements: number }> {
  const counter = { count: 0, outer: statements.getStore() }
  const value = await statements.run(counter, work)
  return { value, statements: counter.count }
}

/** Opens pools to the primary and, when given, the replica. Connects lazily. */
export function openDatabase(
  url: string,
  options: { replicaUrl?: string | undefined; poolSize?: number } = {},
): Database {
  const open = (connectionString: string) => {
    const pool = new pg.Pool({
      connectionString,
      max: options.poolSize ?? 10,
      idleTimeoutMillis: 30_000,
      connectionTimeoutMillis: 10_000,
      application_name: 'tudang',
      // Nothing of ours takes this long; what does is stuck, and must not hold locks or connections for ever.
      statement_timeout: 120_000,
      lock_timeout: 30_000,
      idle_in_transaction_session_timeout: 300_000,
      // Our questions are small: starting helpers for one costs more than they save on a machine that also serves pages.
      options: '-c timezone=UTC -c max_parallel_workers_per_gather=0',
    })
    // A connection that the server closes must not end the process: not while it waits in the pool, and not while it is
    // lent out and silent. The next query fails or opens a new one.
    pool.on('error', () => undefined)
    pool.on('connect', client => void client.on('error', () => undefined))
    const sql = new Kysely<DB>({
      dialect: new PostgresDialect({ pool }),
      log: event => {
        if (event.level !== 'query') return
        for (let counter = statements.getStore(); counter; counter = counter.outer) counter.count++
      },
    })
    return { pool, sql }
  }
  const primary = open(url)
  const replica = options.replicaUrl === undefined ? undefined : open(options.replicaUrl)
  return {
    sql: primary.sql,
    read: replica?.sql ?? primary.sql,
    pool: primary.pool,
    async transact(writer, work) {
      return await primary.sql.transaction().execute(async tx => {
        await sql`select set_config('tudang.account_id', ${writer.accountId ?? ''}, true),
          set_config('tudang.membership_id', ${writer.membershipId ?? ''}, true),
          set_config('tudang.request_id', ${writer.requestId ?? ''}, true)`.execute(tx)
        const value = await work(tx)
        if (!audited.has(tx)) throw new Error('A transaction wrote no audit row; it was rolled back')
        await beforeCommit.getStore()?.(tx)
        return value
      })
    },
    async close() {
      const close = async ({ sql: kysely, pool }: typeof primary) => {
        await kysely.destroy()
        // Kysely ends only a pool that it sent a statement through.
        if (!pool.ending) await pool.end()
      }
      const closed = Promise.all([close(primary), replica && close(replica)])
      // A connection that never comes back (a job that does not end) must not keep the process.
      await Promise.race([closed, sleep(5000, undefined, { ref: false })])
    },
  }
}

/** Waits until the server answers. Throws a Problem naming host and port, never the password. */
export async function reachDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
  } catch (cause) {
    const { hostname, port, pathname } = new URL(url)
    const reason = (cause as Error).message || (cause as { code?: string }).code || 'no answer'
    throw new Problem(
      'unavailable',
      {
        id: `Basis data di ${hostname}:${port || 5432}${pathname} tidak menjawab (${reason}). Periksa DATABASE_URL dan apakah servernya jalan.`,
        en: `The database at ${hostname}:${port || 5432}${pathname} does not answer (${reason}). Check DATABASE_URL and that the server runs.`,
      },
      { cause },
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}
