import type { MiddlewareHandler } from 'hono'
import { Problem } from '#kit/problem.ts'
import type { Config } from '../../config.ts'

/** Headers that every answer carries, errors and assets included. Scripts, styles and requests come from us alone. */
export function safetyHeaders(config: Config): Record<string, string> {
  const forms = ["'self'", originOf(config.OIDC_DISCOVERY_URL)].filter(Boolean).join(' ')
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
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(config.publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

const originOf = (url: string | undefined) => (url === undefined ? '' : new URL(url).origin)

/** Did another site make a browser send this? `site` is `Sec-Fetch-Site`. A request without both comes from no browser. */
export function isForeign(
  config: Config,
  { host, site, origin }: { host: string | undefined; site: string | undefined; origin: string | undefined },
): boolean {
  if (origin === 'null') return true
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const own = [host, new URL(config.publicUrl).host]
  return origin !== undefined && !(URL.canParse(origin) && own.includes(new URL(origin).host))
}

/**
 * Refuses writes that another site makes a browser send: a browser tells `Sec-Fetch-Site`, or at least `Origin`. Cookies
 * are SameSite=Lax as well. Requests without either header come from no browser and carry no ambient cookie.
 */
export const sameOrigin =
  (config: Config): MiddlewareHandler =>
  async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const [host, site, origin] = ['host', 'sec-fetch-site', 'origin'].map(name => c.req.header(name))
      if (isForeign(config, { host, site, origin })) {
        throw new Problem('foreign-origin', {
          id: 'Kiriman ini datang dari situs lain dan ditolak. Buka formulirnya di Tudang, lalu kirim dari sana.',
          en: 'This was sent from another site and is refused. Open the form in Tudang and send it from there.',
        })
      }
    }
    await next()
  }

/** A path without what only its reader may know: long random parts (tokens of invitations) are left out of the log. */
export function shownPath(path: string): string {
  return path
    .split('/')
    .map(part =>
      part.length >= 24 && /^[\w~-]+$/.test(part) && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part)
        ? '…'
        : part,
    )
    .join('/')
}
