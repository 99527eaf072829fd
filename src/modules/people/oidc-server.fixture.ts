import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'

/** What the provider says of somebody who signs in there, by login name. */
export type Claims = Record<string, { email?: string; email_verified?: boolean; name?: string }>

/** The little of `oidc-provider` (which brings no types) that is used here. */
interface ProviderModule {
  Provider: new (
    issuer: string,
    settings: object,
  ) => { callback(): (request: IncomingMessage, response: ServerResponse) => void }
}

export const client = { id: 'tudang', secret: 'rahasia-klien-untuk-uji-saja-32-huruf' }

export interface OidcServer {
  discovery: string
  /** Signs in there as a person would in a browser, and returns the address that the browser is sent back to. */
  visit(authorizationUrl: string, login: string): Promise<URL>
}

/** A real OpenID provider on 127.0.0.1 that demands PKCE; stopped after the file. */
export async function oidcServer(people: Claims): Promise<OidcServer> {
  const server = createServer()
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  afterAll(() => void server.close().closeAllConnections())
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // @ts-expect-error -- the package brings no types
  const { Provider } = (await import('oidc-provider')) as ProviderModule
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: ['http://localhost:3000/api/auth/callback/sso'],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
    cookies: { keys: ['kunci-uji'] },
    pkce: { required: () => true },
    claims: { email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people[id] }),
    }),
  })
  server.on('request', provider.callback())
  return { discovery: `${issuer}/.well-known/openid-configuration`, visit: (url, login) => browse(url, login, issuer) }
}

async function browse(start: string, login: string, issuer: string): Promise<URL> {
  const jar = new Map<string, string>()
  let next = new URL(start)
  let form: URLSearchParams | undefined
  for (let step = 0; step < 15; step++) {
    if (next.origin !== issuer) return next
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      jar.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location !== null) {
      next = new URL(location, next)
      form = undefined
      continue
    }
    const html = await answer.text()
    const action = /action="([^"]+)"/.exec(html)?.[1]
    const prompt = /name="prompt" value="([^"]+)"/.exec(html)?.[1]
    if (action === undefined || prompt === undefined) throw new Error(`${answer.status} ${html.slice(0, 500)}`)
    next = new URL(action, next)
    form = new URLSearchParams(prompt === 'login' ? { prompt, login, password: 'apa saja' } : { prompt })
  }
  throw new Error('The provider never sent the browser back')
}
