import { notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { endSession as removeSession } from '../store/session.ts'
import type { Caller } from './caller.ts'

/** Signs the account out in one of the places where it is signed in. Throws `not-found` for a session of nobody or others. */
export async function endSession({ platform, writer }: Caller, accountId: string, sessionId: string): Promise<void> {
  await platform.db.transact(writer, async tx => {
    if (!(await removeSession(tx, accountId, sessionId))) {
      throw notFound('Sesi ini sudah berakhir. Muat ulang halaman.', 'This session has ended already. Reload the page.')
    }
    await audit(tx, {
      event: 'people.session.ended',
      subject: { kind: 'account', id: accountId },
      data: { session: sessionId },
    })
  })
}
