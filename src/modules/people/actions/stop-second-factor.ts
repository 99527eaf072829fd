import { invalid, type Problem } from '#kit/problem.ts'
import { throughAuth, type Caller } from './caller.ts'

export const wrongPassword = (): Problem =>
  invalid({
    field: 'password',
    sentence: {
      id: 'Kata sandi tidak cocok. Tulis kata sandi akun ini.',
      en: 'The password does not match. Write the one of this account.',
    },
  })

/** Turns two-step codes off. Returns the cookies of the new session. Throws as `startSecondFactor` does. */
export async function stopSecondFactor(
  caller: Caller,
  accountId: string,
  password: string | undefined,
): Promise<string[]> {
  const key = `sandi:${accountId}`
  await caller.platform.limits.take('sign-in', key)
  const answer = await throughAuth(
    caller,
    auth =>
      auth.api.disableTwoFactor({ body: { password: password ?? '' }, headers: caller.headers, asResponse: true }),
    result => ({
      event: result.ok ? 'people.second_factor.stopped' : 'people.second_factor.refused',
      subject: { kind: 'account', id: accountId },
    }),
  )
  if (!answer.ok) throw wrongPassword()
  await caller.platform.limits.forget('sign-in', key)
  return answer.cookies
}
