import { throughAuth, type Caller } from './caller.ts'

/** Ends the session of the request. Returns the cookies that make the browser forget it. */
export async function signOut(caller: Caller): Promise<string[]> {
  const answer = await throughAuth(
    caller,
    auth => auth.api.signOut({ headers: caller.headers, asResponse: true }),
    () => ({ event: 'people.session.ended', subject: { kind: 'account', id: caller.writer.accountId ?? 'unknown' } }),
  )
  return answer.cookies
}
