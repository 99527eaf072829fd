import { Problem } from '#kit/problem.ts'
import { markSecondFactorStarted } from '../store/session.ts'
import { throughAuth, type Caller } from './caller.ts'
import { wrongPassword } from './stop-second-factor.ts'

/**
 * Prepares two-step codes: a new key and new backup codes wait to be confirmed by a first code. Throws `invalid` for a
 * wrong password, `too-many` after eight of them, and `conflict` when codes are on already.
 */
export async function startSecondFactor(
  caller: Caller,
  accountId: string,
  password: string | undefined,
): Promise<void> {
  const { platform, headers } = caller
  const key = `sandi:${accountId}`
  await platform.limits.take('sign-in', key)
  const answer = await throughAuth(
    caller,
    async (auth, tx) => {
      const body = { password: password ?? '', method: 'totp' } as const
      const response = await auth.api.enableTwoFactor({ body, headers, asResponse: true })
      if (response.ok) await markSecondFactorStarted(tx, accountId, platform.clock.now())
      return response
    },
    result => ({
      event: result.ok ? 'people.second_factor.prepared' : 'people.second_factor.refused',
      subject: { kind: 'account', id: accountId },
    }),
  )
  if (answer.code === 'TOTP_ALREADY_ENABLED') {
    throw new Problem('conflict', {
      id: 'Kode dua langkah sudah aktif. Matikan dahulu bila ingin mengganti ponsel.',
      en: 'Two-step codes are on already. Turn them off first to change the phone.',
    })
  }
  if (!answer.ok) throw wrongPassword()
  await platform.limits.forget('sign-in', key)
}
