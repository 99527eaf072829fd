import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'

class AlreadySo<T> extends Error {
  readonly value: T
  constructor(value: T) {
    super('What is asked for stands so already')
    this.value = value
  }
}

/** A transaction in which `work` may find that there is nothing to write: it calls `same(value)`, which is the answer. */
export async function transactUnlessSame<T>(
  platform: Platform,
  writer: Writer,
  work: (tx: Tx, same: (value: T) => never) => Promise<T>,
): Promise<T> {
  try {
    return await platform.db.transact(writer, tx =>
      work(tx, value => {
        throw new AlreadySo(value)
      }),
    )
  } catch (error) {
    if (error instanceof AlreadySo) return error.value as T
    throw error
  }
}
