import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'

/** Built files under /assets. Names with a hash never change, so browsers keep them for a year. */
export function serveAssets(folder: string): MiddlewareHandler {
  const serve = serveStatic({
    root: folder,
    precompressed: true,
    rewriteRequestPath: path => path.replace(/^\/assets/, ''),
  })
  return async (c, next) => {
    const served = await serve(c, next)
    if (served instanceof Response && served.ok) {
      const hashed = /-[\w-]{8}\.\w+$/.test(c.req.path)
      served.headers.set('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    }
    return served
  }
}
