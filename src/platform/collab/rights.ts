import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'

/** Where processes hear of texts that changed, and of rights that did. */
export const channel = 'collab_text'

export interface News {
  id: string
  /** The stored text is another; or who may write it. */
  what: 'stored' | 'rights'
  version?: number
}

/** Tells all processes at the commit of `tx`, and none when it is rolled back. */
export async function tellOthers(tx: Tx, news: News): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(news)})`.execute(tx)
}

/**
 * Call it in the transaction that locks or unlocks a text or changes who may write it: at its commit, everybody who has it
 * open is asked for their right again, and who lost it cannot write any more.
 */
export async function closeText(tx: Tx, textId: string): Promise<void> {
  await tellOthers(tx, { id: textId, what: 'rights' })
}
