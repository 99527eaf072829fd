import { createHash } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Problem } from '#kit/problem.ts'
import type { Module, Resource } from './door.ts'
import { limitBody, pass } from './gate.ts'
import { idempotent } from './idempotency.ts'
import { problemJson, toProblem } from './translate.ts'

/** The methods that each path answers. */
export function methodsOf(modules: Module[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  const add = (path: string, ...methods: string[]) => {
    const there = known.get(path) ?? new Set()
    known.set(path, new Set([...there, ...methods]))
  }
  for (const { pages, api } of modules) {
    for (const { path, show, submit } of pages) {
      add(path, ...(show ? ['GET', 'HEAD'] : []), ...(submit ? ['POST'] : []))
    }
    for (const { route } of api) {
      add(honoPath(route.path), ...(route.method === 'get' ? ['GET', 'HEAD'] : [route.method.toUpperCase()]))
    }
  }
  return known
}

/** Says 405 with the methods that a path does answer, and tells them to OPTIONS. */
export function refuseOtherMethods(app: OpenAPIHono, path: string, methods: Set<string>): void {
  const allow = [...methods, 'OPTIONS'].join(', ')
  app.all(path, async (c, next) => {
    if (methods.has(c.req.method)) return await next()
    if (c.req.method === 'OPTIONS') return c.body(null, 204, { allow })
    c.header('allow', allow)
    throw new Problem('wrong-method', {
      id: `Alamat ini tidak menerima ${c.req.method}. Yang diterima: ${allow}.`,
      en: `This address does not take ${c.req.method}. It takes ${allow}.`,
    })
  })
}

/** The path of a resource as the router writes it: `{code}` becomes `:code`. */
const honoPath = (path: string) => `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`

/** Puts one operation of the API behind its gate. */
export function mountResource(app: OpenAPIHono, resource: Resource): void {
  const { route } = resource
  const write = route.method !== 'get'
  const types = Object.keys(route.request?.body?.content ?? {})
  // The gate and the size come first: who may not, or sends too much, is told so before anything is read.
  app.on(route.method.toUpperCase(), honoPath(route.path), async (c, next) => {
    await pass(c.get('visit'), resource)
    await next()
  })
  app.on(route.method.toUpperCase(), honoPath(route.path), limitBody(resource.maxBytes ?? 256 * 1024))
  app.on(route.method.toUpperCase(), honoPath(route.path), async (c, next) => {
    const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (types.length > 0 && !types.includes(type)) {
      throw new Problem('wrong-type', {
        id: `Kirim dengan Content-Type ${types.join(' atau ')}.`,
        en: `Send it with Content-Type ${types.join(' or ')}.`,
      })
    }
    await next()
  })
  app.openapi(
    { ...route, path: `/api/v1${route.path}` },
    async c => {
      const visit = c.get('visit')
      const input = {
        params: c.req.param() as Record<string, string>,
        query: c.req.query(),
        body: undefined as unknown,
      }
      if (!write) return await withEntityTag(c, await resource.handle(visit, input))
      const valid = (c.req as unknown as { valid(kind: string): unknown }).valid
      input.body = types.length === 0 ? undefined : valid.call(c.req, isForm(c) ? 'form' : 'json')
      return await idempotent(visit, input, () => resource.handle(visit, input))
    },
    (result, c) => {
      if (!result.success) return problemJson(c, toProblem(result.error, c.get('visit')))
      return undefined
    },
  )
}

const isForm = (c: Context) =>
  /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(c.req.header('content-type') ?? '')

/** Adds a strong ETag to a body of JSON and answers 304 when the client has it. */
async function withEntityTag(c: Context, response: Response): Promise<Response> {
  if (response.status !== 200 || response.body === null || !response.headers.get('content-type')?.includes('json')) {
    return response
  }
  const text = await response.text()
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const headers = new Headers(response.headers)
  headers.set('etag', tag)
  const known = (c.req.header('if-none-match') ?? '').split(',').map(t => t.trim().replace(/^W\//, ''))
  if (known.includes(tag) || known.includes('*')) return new Response(null, { status: 304, headers })
  return new Response(text, { status: 200, headers })
}
