import type { Tx } from '#platform/db/database.ts'
import type { NewNotice } from '../../model-round.ts'
import { insertNotices } from '../../store/notices/insert-notices.ts'

/**
 * Tells people something about a round, in the caller's transaction. The letters go out later, several in one, outside
 * quiet hours (jobs/notices).
 */
export async function notify(tx: Tx, notices: readonly NewNotice[], now: Date): Promise<void> {
  await insertNotices(tx, notices, now)
}
