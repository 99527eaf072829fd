import { serveStatic } from '@hono/node-server/serve-static'
import type { MiddlewareHandler } from 'hono'

/** Built files under /assets. Names with a hash never change, so browsers keep them for a year. */
export function serveAssets(folder: string): MiddlewareHandler {
  return serveStatic({
    root: folder,
    precompressed: true,
    rewriteRequestPath: path => path.replace(/^\/assets/, ''),
    onFound: (path, c) => {
      const hashed = /-[\w-]{8}\.\w+(\.(br|gz|zst))?$/.test(path)
      c.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
    },
  })
}
