import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addressHeader, authOf, sessionToken, ssoProvider, tokenSetBy } from '#platform/auth/auth.ts'
import { joining } from '#platform/auth/joined-dialect.ts'
import { audit } from '#platform/audit/audit.ts'
import { addressOf } from '#platform/http/address.ts'
import type { Platform } from '#platform/platform.ts'
import { findActor } from '../store/actor.ts'
import { writeAs } from '../store/writer.ts'

const callback = `/api/auth/callback/${ssoProvider}`

/**
 * The only endpoints of the sign-in library that answer over HTTP: those that the protocols need. All others, making
 * accounts among them, do not exist.
 */
export function mountAuth(app: OpenAPIHono, platform: Platform): void {
  // These two only leave a challenge that ends by itself.
  for (const path of [
    '/api/auth/passkey/generate-register-options',
    '/api/auth/passkey/generate-authenticate-options',
  ]) {
    app.get(path, async c => {
      const auth = await authOf(platform)
      return await auth.handler(ownRequest(c))
    })
  }
  app.post('/api/auth/passkey/verify-registration', c => writing(c, platform, 'people.passkey.added'))
  app.post('/api/auth/passkey/verify-authentication', c => writing(c, platform, 'people.session.started'))
  app.get(callback, c => writing(c, platform, 'people.session.started'))
}

/** Answers by the library in one transaction with an audit row, which a refusal leaves as well. */
async function writing(c: Context, platform: Platform, event: string): Promise<Response> {
  const auth = await authOf(platform)
  const request = ownRequest(c)
  const by = c.req.path === callback ? 'sso' : 'passkey'
  const { requestId } = c.get('visit')
  return await platform.db.transact({ accountId: undefined, requestId }, async tx => {
    const own = await sessionToken(platform, request.headers)
    const before = own === undefined ? undefined : await findActor(tx, own, platform.clock.now())
    const response = await joining(tx, () => auth.handler(request))
    const token = await tokenSetBy(platform, response)
    const actor = token === undefined ? undefined : await findActor(tx, token, platform.clock.now())
    const accountId = actor?.accountId ?? before?.accountId
    const granted = event === 'people.passkey.added' ? response.ok && before !== undefined : actor !== undefined
    if (granted && accountId !== undefined) await writeAs(tx, accountId)
    await audit(tx, {
      event: granted ? event : event === 'people.passkey.added' ? 'people.passkey.refused' : 'people.session.refused',
      subject: { kind: 'account', id: accountId ?? 'unknown' },
      data: { by },
    })
    return response
  })
}

/** The request with the address as we see it, whatever the sender claims. */
function ownRequest(c: Context): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.set(addressHeader, addressOf(c))
  for (const name of ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'forwarded']) headers.delete(name)
  return new Request(c.req.raw, { headers })
}
