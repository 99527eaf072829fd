import { randomBytes } from 'node:crypto'
import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import type { Context, MiddlewareHandler } from 'hono'
import { type Actor, visitor } from '#kit/actor.ts'
import { Problem, signedOut } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { chooseLanguage } from '#platform/i18n/language.ts'
import type { Platform } from '#platform/platform.ts'
import type { Gate, Module, Page, Resource } from './door.ts'
import { emptyForm, readForm, type Form } from './form.ts'
import { idempotent } from './idempotency.ts'
import { countRequests, metricsText } from './metrics.ts'
import { problemJson, toProblem } from './translate.ts'
import type { Retry, View, Visit } from './visit.ts'

/** How pages look; given by main so that the platform knows no component. */
export interface Chrome {
  /** A whole HTML document around a view. */
  page(visit: Visit, view: View): Promise<string>
  /** What is shown for a refusal that no form can take. */
  problem(visit: Visit, problem: Problem, form: Form): View
}

export interface AppParts {
  platform: Platform
  modules: Module[]
  chrome: Chrome
  /** Who the request comes from, by its session cookie. */
  identify(headers: Headers): Promise<Actor>
  /** Requests that a library answers itself (sign-in protocol); mounted before the doors. */
  mount?(app: OpenAPIHono): void
  /** Folder of built assets served at /assets. */
  assets?: MiddlewareHandler
}

declare module 'hono' {
  interface ContextVariableMap {
    visit: Visit
  }
}

/** Puts doors, gates and the one translator together. The result answers `app.request(…)` in tests as in the server. */
export function createApp(parts: AppParts): OpenAPIHono {
  const { platform, modules, chrome } = parts
  const app = new OpenAPIHono()
  app.use(welcome(platform))
  app.use(compress({ threshold: 1024 }))
  app.get('/healthz', c => c.json({ ok: true }))
  app.get('/readyz', async c => {
    try {
      await platform.db.pool.query('select 1')
      return c.json({ ok: true })
    } catch {
      return c.json({ ok: false, database: 'no answer' }, 503)
    }
  })
  app.get('/metrics', async c =>
    c.text(await metricsText(platform.db), 200, { 'content-type': 'text/plain; version=0.0.4' }),
  )
  if (parts.assets) app.use('/assets/*', parts.assets)
  app.use(countRequests)
  app.use(sameOrigin)
  app.use(async (c, next) => {
    await platform.limits.take('general', addressOf(c))
    await next()
  })
  parts.mount?.(app)
  app.use(async (c, next) => {
    const actor = c.req.header('cookie') === undefined ? visitor : await parts.identify(c.req.raw.headers)
    c.set('visit', { ...c.get('visit'), actor, writer: writerOf(actor, c.get('visit').requestId) })
    await next()
  })
  for (const module of modules) {
    for (const page of module.pages) mountPage(app, page, chrome)
    for (const resource of module.api) mountResource(app, resource)
  }
  app.notFound(async c => {
    const error = new Problem('not-found', {
      id: 'Halaman ini tidak ada. Periksa alamatnya, atau cari daerah.',
      en: 'There is no such page. Check the address, or search for a region.',
    })
    return await answer(c, error, emptyForm, chrome)
  })
  app.onError(async (error, c) => await answer(c, error, emptyForm, chrome))
  return app
}

const writerOf = (actor: Actor, requestId: string) => ({
  accountId: actor.accountId,
  membershipId: actor.membership?.id,
  requestId,
})

/** The address that limits count by: the socket's, or what the first proxy of ours wrote. */
export function addressOf(c: Context): string {
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return incoming?.socket?.remoteAddress ?? 'unknown'
}

/** Gives each request an id, a language, a log line, and the headers of safety. */
function welcome(platform: Platform): MiddlewareHandler {
  const forms = ["'self'", originOf(platform.config.OIDC_DISCOVERY_URL)].filter(Boolean).join(' ')
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `form-action ${forms}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
  return async (c, next) => {
    const requestId = randomBytes(8).toString('hex')
    const started = performance.now()
    c.set('visit', {
      c,
      platform,
      actor: visitor,
      lang: chooseLanguage(getCookie(c, 'bahasa'), c.req.header('accept-language')),
      requestId,
      writer: { accountId: undefined, requestId },
    })
    const { statements } = await countStatements(next)
    const headers = c.res.headers
    headers.set('content-security-policy', headers.get('content-security-policy') ?? policy)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'same-origin')
    headers.set('x-frame-options', 'DENY')
    headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    headers.set('cross-origin-opener-policy', 'same-origin')
    headers.set('cross-origin-resource-policy', 'same-origin')
    headers.set('x-request-id', requestId)
    if (platform.config.publicUrl.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000')
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache, private')
    platform.log.info(
      {
        requestId,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round(performance.now() - started),
        statements,
      },
      'request',
    )
  }
}

const originOf = (url: string | undefined) => (url === undefined ? '' : new URL(url).origin)

/**
 * Refuses writes that another site makes a browser send: a browser tells `Sec-Fetch-Site`, or at least `Origin`. Cookies
 * are SameSite=Lax as well. Requests without either header come from no browser and carry no ambient cookie.
 */
const sameOrigin: MiddlewareHandler = async (c, next) => {
  if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
    const site = c.req.header('sec-fetch-site')
    const origin = c.req.header('origin')
    const foreign =
      site === undefined
        ? origin !== undefined && URL.canParse(origin) && new URL(origin).host !== c.req.header('host')
        : site !== 'same-origin' && site !== 'none'
    if (foreign || origin === 'null') {
      throw new Problem('foreign-origin', {
        id: 'Kiriman ini datang dari situs lain dan ditolak. Buka formulirnya di Tudang, lalu kirim dari sana.',
        en: 'This was sent from another site and is refused. Open the form in Tudang and send it from there.',
      })
    }
  }
  await next()
}

async function pass(visit: Visit, gate: Gate): Promise<void> {
  const refusal = gate.may(visit.actor)
  if (refusal) throw visit.actor.accountId === undefined ? signedOut() : new Problem('may-not', refusal)
  if (gate.limit) await visit.platform.limits.take(gate.limit, visit.actor.accountId ?? addressOf(visit.c))
}

function mountPage(app: OpenAPIHono, page: Page, chrome: Chrome): void {
  const { show, submit } = page
  if (show) {
    app.get(page.path, async c => {
      const visit = c.get('visit')
      await pass(visit, page)
      return await respond(visit, await show(visit), chrome)
    })
  }
  if (submit) {
    app.post(page.path, limitBody(submit.maxBytes ?? 64 * 1024), async c => {
      const visit = c.get('visit')
      let form = emptyForm
      try {
        form = readForm(await c.req.formData().catch(() => new FormData()))
        await pass(visit, submit)
        return await submit.handle(visit, form)
      } catch (error) {
        const problem = toProblem(error, visit)
        const again = [401, 403].includes(problem.status) || problem.status >= 500 ? undefined : show
        if (!again) return await answer(c, problem, form, chrome)
        const view = await again(visit, { form, problem } satisfies Retry)
        return await respond(visit, view, chrome, problem)
      }
    })
  }
}

async function respond(visit: Visit, view: View | Response, chrome: Chrome, problem?: Problem): Promise<Response> {
  if (view instanceof Response) return view
  const html = await chrome.page(visit, view)
  return visit.c.html(html, (problem?.status ?? view.status ?? 200) as 200, {
    ...view.headers,
    ...(problem?.retryAfter === undefined ? {} : { 'retry-after': String(problem.retryAfter) }),
  })
}

function mountResource(app: OpenAPIHono, resource: Resource): void {
  const path = `/api/v1${resource.route.path}`
  const write = resource.route.method !== 'get'
  app.use(path, limitBody(resource.maxBytes ?? 256 * 1024))
  app.openapi(
    { ...resource.route, path },
    async c => {
      const visit = c.get('visit')
      await pass(visit, resource)
      const query = c.req.query()
      const input = { params: c.req.param() as Record<string, string>, query, body: undefined as unknown }
      if (write) {
        const valid = (c.req as unknown as { valid(kind: string): unknown }).valid
        input.body = resource.route.request?.body ? valid.call(c.req, 'json') : undefined
        return await idempotent(visit, input, () => resource.handle(visit, input))
      }
      return await withEntityTag(c, await resource.handle(visit, input))
    },
    (result, c) => {
      if (!result.success) return problemJson(c, toProblem(result.error, c.get('visit')))
      return undefined
    },
  )
}

/** Adds a strong ETag to a body of JSON and answers 304 when the client has it. */
async function withEntityTag(c: Context, response: Response): Promise<Response> {
  if (response.status !== 200 || response.body === null || !response.headers.get('content-type')?.includes('json')) {
    return response
  }
  const text = await response.text()
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const tag = `"${Buffer.from(digest).toString('base64url').slice(0, 27)}"`
  const headers = new Headers(response.headers)
  headers.set('etag', tag)
  const known = (c.req.header('if-none-match') ?? '').split(',').map(t => t.trim().replace(/^W\//, ''))
  if (known.includes(tag)) return new Response(null, { status: 304, headers })
  return new Response(text, { status: 200, headers })
}

function limitBody(maxSize: number): MiddlewareHandler {
  const size = maxSize >= 1024 * 1024 ? `${Math.round(maxSize / 1024 / 1024)} MB` : `${Math.round(maxSize / 1024)} KB`
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Problem('too-large', {
        id: `Kiriman ini terlalu besar. Paling besar ${size}. Kecilkan atau pecah berkasnya, lalu kirim lagi.`,
        en: `This is too large. The limit is ${size}. Make the file smaller or split it, then send again.`,
      })
    },
  })
}

async function answer(c: Context, error: unknown, form: Form, chrome: Chrome): Promise<Response> {
  const visit = c.get('visit')
  const problem = toProblem(error, visit)
  if (c.req.path.startsWith('/api/')) return problemJson(c, problem)
  const view = chrome.problem(visit, problem, form)
  return await respond(visit, view, chrome, problem)
}
