import { createHash } from 'node:crypto'
import { invalid, type Sentence } from '#kit/problem.ts'
import { findAccountByEmail } from '../store/account.ts'
import { forgetEndedSessions } from '../store/session.ts'
import { throughAuth, type Caller } from './caller.ts'

const wrong: Sentence = {
  id: 'Surel atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.',
  en: 'E-mail or password do not match. Check both, then try again.',
}

/** Signed in, or the second step is due; with the cookies for the browser. */
export interface SignedIn {
  next: 'in' | 'code'
  cookies: string[]
}

/**
 * Signs in by e-mail and password. Throws `invalid` with the same sentence for an unknown e-mail and a wrong password,
 * after the same work, and `too-many` after eight tries in fifteen minutes for this e-mail from this address; then the
 * right password is refused as well.
 */
export async function signIn(
  caller: Caller,
  given: { email: string; password: string | undefined },
): Promise<SignedIn> {
  const { platform } = caller
  if (given.password === undefined) {
    throw invalid({ field: 'password', sentence: { id: 'Isi kata sandi.', en: 'Fill in the password.' } })
  }
  const key = limitKey(given.email, caller.address)
  await platform.limits.take('sign-in', key)
  if (given.password.length > 128) throw invalid({ field: 'password', sentence: wrong })
  const body = { email: given.email, password: given.password }
  let accountId = 'unknown'
  const answer = await throughAuth(
    caller,
    async (auth, tx) => {
      const account = await findAccountByEmail(tx, given.email)
      if (account) {
        accountId = account.id
        await forgetEndedSessions(tx, account.id, platform.clock.now())
      }
      return await auth.api.signInEmail({ body, headers: caller.headers, asResponse: true })
    },
    result => ({
      event: !result.ok
        ? 'people.session.refused'
        : result.body['twoFactorRedirect'] === true
          ? 'people.session.half_started'
          : 'people.session.started',
      subject: { kind: 'account', id: accountId },
      data: { by: 'password' },
    }),
  )
  if (!answer.ok) throw invalid({ field: 'password', sentence: wrong })
  await platform.limits.forget('sign-in', key)
  return { next: answer.body['twoFactorRedirect'] === true ? 'code' : 'in', cookies: answer.cookies }
}

const limitKey = (email: string, address: string) =>
  createHash('sha256').update(`${email.toLowerCase()}\n${address}`).digest('hex').slice(0, 40)
