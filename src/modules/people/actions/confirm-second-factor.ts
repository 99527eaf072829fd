import { invalid } from '#kit/problem.ts'
import { throughAuth, type Caller } from './caller.ts'

/** Turns two-step codes on with a first code from the app. Returns the cookies of the new session. */
export async function confirmSecondFactor(
  caller: Caller,
  accountId: string,
  typed: string | undefined,
): Promise<string[]> {
  const code = (typed ?? '').replace(/\s+/g, '')
  const wrong = invalid({
    field: 'kode',
    sentence: {
      id: 'Kode ini tidak cocok. Tulis enam angka yang sedang tampil di aplikasi.',
      en: 'This code does not match. Enter the six digits that the app shows now.',
    },
  })
  if (!/^\d{6}$/.test(code)) throw wrong
  const answer = await throughAuth(
    caller,
    auth => auth.api.verifyTOTP({ body: { code }, headers: caller.headers, asResponse: true }),
    result => ({
      event: result.ok ? 'people.second_factor.started' : 'people.second_factor.refused',
      subject: { kind: 'account', id: accountId },
    }),
  )
  if (!answer.ok) throw wrong
  return answer.cookies
}
