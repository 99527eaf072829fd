import { AsyncLocalStorage } from 'node:async_hooks'
import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely'
import type { Sql, Tx } from '#platform/db/database.ts'

const current = new AsyncLocalStorage<Tx>()

/** Runs `work` so that every statement the sign-in library sends meanwhile belongs to `tx`. */
export async function joining<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  return await current.run(tx, work)
}

/** A way to the database that uses the transaction of `joining`, or single statements outside of it. */
export function joinedDialect(sql: Sql): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      return (await (current.getStore() ?? sql).executeQuery(query)) as QueryResult<R>
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('The sign-in library does not stream')
    },
  }
  const never = async () => {
    throw new Error('Transactions begin in db.transact, not in the sign-in library')
  }
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    destroy: async () => undefined,
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
