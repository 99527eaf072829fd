import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { atCommit, countStatements, reachDatabase, type Tx } from './database.ts'

let platform: BarePlatform

beforeAll(async () => {
  platform = await barePlatform()
})

const writer = { accountId: 'account-1', membershipId: 'membership-1', requestId: 'request-1' }
const note = (tx: Tx, id: string) => audit(tx, { event: 'house.tested', subject: { kind: 'test', id } })
const events = (id: string) =>
  platform.ask<{ account_id: string | null; membership_id: string | null; request_id: string | null }>(
    'select account_id, membership_id, request_id from audit.event where subject_id = $1',
    [id],
  )

describe('a transaction', () => {
  test('carries who writes, and nothing of it stays on the connection', async () => {
    const inside = await platform.db.transact(writer, async tx => {
      await note(tx, 'carried')
      return await sql<{ who: string; role: string; request: string }>`select
        current_setting('tudang.account_id') as who,
        current_setting('tudang.membership_id') as role,
        current_setting('tudang.request_id') as request`.execute(tx)
    })
    expect(inside.rows).toEqual([{ who: 'account-1', role: 'membership-1', request: 'request-1' }])
    expect(await events('carried')).toEqual([
      { account_id: 'account-1', membership_id: 'membership-1', request_id: 'request-1' },
    ])
    const after = await Promise.all(
      Array.from({ length: 8 }, () =>
        platform.ask<{ who: string | null }>("select current_setting('tudang.account_id', true) as who"),
      ),
    )
    expect(new Set(after.flat().map(row => row.who ?? ''))).toEqual(new Set(['']))
  })

  test('of nobody writes an audit row without account', async () => {
    await platform.db.transact({ accountId: undefined }, tx => note(tx, 'nobody'))
    expect(await events('nobody')).toEqual([{ account_id: null, membership_id: null, request_id: null }])
  })

  test('that wrote no audit row is rolled back and says so', async () => {
    const write = platform.db.transact(writer, async tx => {
      await tx.insertInto('jobs.progress').values({ task: 'unaudited' }).execute()
    })
    await expect(write).rejects.toThrow('wrote no audit row')
    expect(await platform.ask("select 1 from jobs.progress where task = 'unaudited'")).toEqual([])
  })

  test('that throws leaves neither its change nor its audit row', async () => {
    const write = platform.db.transact(writer, async tx => {
      await tx.insertInto('jobs.progress').values({ task: 'thrown' }).execute()
      await note(tx, 'thrown')
      throw new Error('no')
    })
    await expect(write).rejects.toThrow('no')
    expect(await platform.ask("select 1 from jobs.progress where task = 'thrown'")).toEqual([])
    expect(await events('thrown')).toEqual([])
  })

  test('does what is due at commit as its last step, and is undone when that fails', async () => {
    const done = atCommit(
      async () => {
        throw new Error('not now')
      },
      () => platform.db.transact(writer, tx => note(tx, 'at-commit')),
    )
    await expect(done).rejects.toThrow('not now')
    expect(await events('at-commit')).toEqual([])
  })
})

test('an audit row is never changed and never deleted', async () => {
  await platform.db.transact(writer, tx => note(tx, 'kept'))
  await expect(platform.ask("update audit.event set account_id = 'x' where subject_id = 'kept'")).rejects.toThrow(
    'append-only',
  )
  await expect(platform.ask("delete from audit.event where subject_id = 'kept'")).rejects.toThrow('append-only')
  expect(await events('kept')).toHaveLength(1)
})

test('an event that is not in the past-tense form of names is refused', async () => {
  const write = platform.db.transact(writer, tx => audit(tx, { event: 'Nope!', subject: { kind: 'test', id: 'x' } }))
  await expect(write).rejects.toThrow('event_event_check')
})

test('statements are counted, those of a transaction too, and not those of others', async () => {
  const other = Promise.all([1, 2, 3].map(() => platform.db.sql.selectFrom('files.file').select('id').execute()))
  const { statements, value } = await countStatements(async () => {
    await platform.db.sql.selectFrom('files.file').select('id').execute()
    await platform.db.transact(writer, tx => note(tx, 'counted'))
    return 'value'
  })
  await other
  expect(value).toBe('value')
  // One select; begin, the settings of the transaction, one audit row, commit.
  expect(statements).toBe(5)
})

describe('values come back exact', () => {
  test('whole numbers as numbers, decimals and days as text, times as dates in UTC', async () => {
    const [row] = await platform.ask<Record<string, unknown>>(
      `select 9007199254740991::bigint as most, 2.50::numeric as decimal, 0.1::numeric + 0.2 as sum, date '2023-12-31' as day,
        timestamptz '2023-12-31 23:30:00+07' as at, current_setting('TimeZone') as zone`,
    )
    expect(row).toEqual({
      most: 9007199254740991,
      decimal: '2.50',
      sum: '0.3',
      day: '2023-12-31',
      at: new Date('2023-12-31T16:30:00Z'),
      zone: 'UTC',
    })
  })

  test('a whole number too large to be exact is refused, never rounded', async () => {
    await expect(platform.ask('select 9007199254740993::bigint as n')).rejects.toThrow('does not fit a Number')
  })
})

describe('when the server ends connections', () => {
  test('the process lives on and the next statement works', async () => {
    const db = platform.open()
    await Promise.all([1, 2, 3].map(() => db.pool.query('select pg_sleep(0.05)')))
    await platform.ask(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    await new Promise(done => setTimeout(done, 100))
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('a transaction that is silent just then fails by itself, and the process lives on', async () => {
    const db = platform.open()
    const work = db.transact(writer, async tx => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await platform.ask('select pg_terminate_backend($1)', [rows[0]?.pid])
      await new Promise(done => setTimeout(done, 150))
      await note(tx, 'cut-off')
    })
    await expect(work).rejects.toThrow()
    expect(await events('cut-off')).toEqual([])
    expect((await db.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})

test('a database that does not answer is told by host and port, without the password', async () => {
  const refusal = await reachDatabase('postgres://someone:topsecret@127.0.0.1:9/tudang').catch((e: unknown) => e)
  expect(refusal).toBeInstanceOf(Problem)
  const { sentence } = refusal as Problem
  expect(sentence.id).toContain('127.0.0.1:9/tudang tidak menjawab')
  expect(sentence.id).toContain('Periksa DATABASE_URL')
  expect(sentence.id + sentence.en).not.toContain('topsecret')
})

test('closing waits no longer than a few seconds for a connection that never comes back', async () => {
  const db = platform.open()
  const client = await db.pool.connect()
  const began = performance.now()
  await db.close()
  expect(performance.now() - began).toBeLessThan(9000)
  client.release()
})
