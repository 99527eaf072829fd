import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { invalid, signedOut } from '#kit/problem.ts'
import { sessionToken } from '#platform/auth/auth.ts'
import { audit } from '#platform/audit/audit.ts'
import { refusePassword } from '../rules/check-password.ts'
import { findPasswordHash, savePassword } from '../store/account.ts'
import { endOtherSessions } from '../store/session.ts'
import type { Caller } from './caller.ts'

/**
 * Changes the password of the account and ends all its other sessions. Throws `invalid` for a wrong present password, a
 * weak new one, or two that differ, and `too-many` after eight wrong ones in fifteen minutes.
 */
export async function changePassword(
  { platform, writer, headers }: Caller,
  account: { id: string; email: string; name: string },
  given: { present: string | undefined; next: string | undefined; again: string | undefined },
): Promise<void> {
  const weak = refusePassword(given.next, account)
  if (weak) throw invalid({ field: 'password_baru', sentence: weak })
  if (given.next === undefined || given.next !== given.again) {
    throw invalid({
      field: 'password_lagi',
      sentence: {
        id: 'Kedua kata sandi baru tidak sama. Tulis ulang.',
        en: 'The two new passwords differ. Write them again.',
      },
    })
  }
  const token = await sessionToken(platform, headers)
  if (token === undefined) throw signedOut()
  const key = `sandi:${account.id}`
  await platform.limits.take('sign-in', key)
  const hash = await findPasswordHash(platform.db.sql, account.id)
  if (hash === undefined || !(await verifyPassword({ hash, password: given.present ?? '' }))) {
    throw invalid({
      field: 'password',
      sentence: { id: 'Kata sandi sekarang tidak cocok.', en: 'The present password does not match.' },
    })
  }
  await platform.limits.forget('sign-in', key)
  const next = await hashPassword(given.next)
  await platform.db.transact(writer, async tx => {
    await savePassword(tx, account.id, next, platform.clock.now())
    const ended = await endOtherSessions(tx, account.id, token)
    await audit(tx, {
      event: 'people.password.changed',
      subject: { kind: 'account', id: account.id },
      data: { sessions_ended: ended },
    })
  })
}
