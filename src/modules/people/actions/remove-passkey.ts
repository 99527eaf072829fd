import { notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { removePasskey as remove } from '../store/session.ts'
import type { Caller } from './caller.ts'

/** Removes a passkey of the account. Throws `not-found` for one that is gone or belongs to others. */
export async function removePasskey({ platform, writer }: Caller, accountId: string, passkeyId: string): Promise<void> {
  await platform.db.transact(writer, async tx => {
    if (!(await remove(tx, accountId, passkeyId))) {
      throw notFound('Kunci sandi ini sudah tidak ada. Muat ulang halaman.', 'This passkey is gone. Reload the page.')
    }
    await audit(tx, {
      event: 'people.passkey.removed',
      subject: { kind: 'account', id: accountId },
      data: { passkey: passkeyId },
    })
  })
}
