import { authOf, tokenSetBy, type Auth } from '#platform/auth/auth.ts'
import { joining } from '#platform/auth/joined-dialect.ts'
import { audit, type AuditEntry } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findActor } from '../store/actor.ts'
import { writeAs } from '../store/writer.ts'

/** Who asks for something that has to do with signing in, and from where. */
export interface Caller {
  platform: Platform
  writer: Writer
  /** Cookies and browser of the request, with our own address header. */
  headers: Headers
  /** What limits count by for somebody who is signed out. */
  address: string
}

/** What the sign-in library answered: cookies to hand to the browser, and the JSON of its answer. */
export interface AuthAnswer {
  ok: boolean
  status: number
  code: string | undefined
  body: Record<string, unknown>
  cookies: string[]
}

/**
 * Calls the library inside one transaction with an audit row. A refusal is committed as well, because the library counts
 * wrong codes in its tables. When the answer signs somebody in, the row carries that account.
 */
export async function throughAuth(
  caller: Caller,
  call: (auth: Auth, tx: Tx) => Promise<Response>,
  note: (answer: AuthAnswer) => AuditEntry,
): Promise<AuthAnswer> {
  const { platform, writer } = caller
  const auth = await authOf(platform)
  return await platform.db.transact(writer, async tx => {
    const response = await joining(tx, () => call(auth, tx))
    const answer = await readAnswer(response)
    const token = writer.accountId === undefined ? await tokenSetBy(platform, response) : undefined
    const actor = token === undefined ? undefined : await findActor(tx, token, platform.clock.now())
    if (actor?.accountId !== undefined) await writeAs(tx, actor.accountId)
    const entry = note(answer)
    const id = actor?.accountId ?? entry.subject.id
    await audit(tx, { ...entry, subject: { ...entry.subject, id } })
    return answer
  })
}

async function readAnswer(response: Response): Promise<AuthAnswer> {
  const text = await response.clone().text()
  let body: Record<string, unknown> = {}
  try {
    body = (JSON.parse(text || '{}') as Record<string, unknown> | null) ?? {}
  } catch {
    // A redirect has no JSON.
  }
  if (response.status >= 500) throw new Error(`The sign-in library failed: ${response.status} ${text.slice(0, 200)}`)
  return {
    ok: response.status < 400,
    status: response.status,
    code: typeof body['code'] === 'string' ? body['code'] : undefined,
    body,
    cookies: response.headers.getSetCookie(),
  }
}
