import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { OpenAPIHono } from '@hono/zod-openapi'
import { compress } from 'hono/compress'
import { getCookie } from 'hono/cookie'
import type { MiddlewareHandler } from 'hono'
import { type Actor, visitor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { chooseLanguage } from '#platform/i18n/language.ts'
import type { Platform } from '#platform/platform.ts'
import { addressOf, networkOf } from './address.ts'
import { answer } from './answer.ts'
import type { Module } from './door.ts'
import { emptyForm, type Form } from './form.ts'
import { countRequests, metricsText } from './metrics.ts'
import { safetyHeaders, sameOrigin, shownPath } from './safety.ts'
import { mountPage } from './pages.ts'
import { methodsOf, mountResource, refuseOtherMethods } from './resources.ts'
import type { View, Visit } from './visit.ts'

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
    const answers = platform.db.pool.query('select 1').then(
      () => true,
      () => false,
    )
    const ok = await Promise.race([answers, sleep(3000, false, { ref: false })])
    return ok ? c.json({ ok }) : c.json({ ok, database: 'no answer' }, 503)
  })
  app.get('/metrics', async c =>
    c.text(await metricsText(platform.db), 200, { 'content-type': 'text/plain; version=0.0.4' }),
  )
  if (parts.assets) app.use('/assets/*', parts.assets)
  app.use(countRequests)
  app.use(sameOrigin(platform.config))
  app.use(async (c, next) => {
    await platform.limits.take('general', networkOf(addressOf(c)))
    await next()
  })
  // Before anybody is identified: their handlers answer, so that what follows never sees these requests.
  for (const page of modules.flatMap(module => module.pages)) if (page.cookieless) mountPage(app, page, chrome)
  parts.mount?.(app)
  app.use(async (c, next) => {
    const actor = c.req.header('cookie') === undefined ? visitor : await parts.identify(c.req.raw.headers)
    c.set('visit', { ...c.get('visit'), actor, writer: writerOf(actor, c.get('visit').requestId) })
    await next()
  })
  for (const module of modules) {
    for (const page of module.pages) if (!page.cookieless) mountPage(app, page, chrome)
    for (const resource of module.api) mountResource(app, resource)
  }
  for (const [path, methods] of methodsOf(modules)) refuseOtherMethods(app, path, methods)
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

/** Gives each request an id, a language, a log line, and the headers of safety. */
function welcome(platform: Platform): MiddlewareHandler {
  const safety = Object.entries(safetyHeaders(platform.config))
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
    // Answers of libraries may have headers that cannot be changed: a copy can.
    const response = new Response(c.res.body, c.res)
    const { headers } = response
    for (const [name, value] of safety) if (!headers.has(name)) headers.set(name, value)
    headers.set('x-request-id', requestId)
    if (!headers.has('cache-control')) headers.set('cache-control', 'no-cache, private')
    c.res = undefined
    c.res = response
    const ms = Math.round(performance.now() - started)
    platform.log.info(
      { requestId, method: c.req.method, path: shownPath(c.req.path), status: response.status, ms, statements },
      'request',
    )
  }
}
