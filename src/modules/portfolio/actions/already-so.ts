import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'

class AlreadySo<T> extends Error {
  readonly value: T
  constructor(value: T) {
    super('What is asked for stands so already')
    this.value = value
  }
}

/**
 * A transaction in which `work` may find that there is nothing to write: it calls `same(value)`, and that value is the
 * answer. So a save whose answer was lost on the way may be sent again. With `inTx` the work is part of the caller's
 * transaction, which may save several things or none.
 */
export async function transactUnlessSame<T>(
  platform: Platform,
  writer: Writer,
  work: (tx: Tx, same: (value: T) => never) => Promise<T>,
  inTx?: Tx,
): Promise<T> {
  try {
    const run = (tx: Tx) =>
      work(tx, value => {
        throw new AlreadySo(value)
      })
    return inTx ? await run(inTx) : await platform.db.transact(writer, run)
  } catch (error) {
    if (error instanceof AlreadySo) return error.value as T
    throw error
  }
}
