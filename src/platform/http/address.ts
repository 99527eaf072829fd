import { isIPv6 } from 'node:net'
import type { Context } from 'hono'

/**
 * The address a request comes from: the socket's, or with TRUST_PROXY=n the n-th from the end of `X-Forwarded-For`, which the
 * outermost of our own proxies wrote. What stands before it was written by the sender and counts for nothing.
 */
export function addressOf(c: Context): string {
  const proxies = c.get('visit').platform.config.TRUST_PROXY
  if (proxies > 0) {
    const chain = (c.req.header('x-forwarded-for') ?? '').split(',').map(part => part.trim())
    const told = chain.at(-proxies)
    if (told !== undefined && told !== '' && told.length < 64) return told
  }
  const incoming = (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming
  return incoming?.socket?.remoteAddress ?? 'unknown'
}

/** What limits count by: an IPv4 address, or the /64 of an IPv6 address, since one home has all of it. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const gap = tail === undefined ? 0 : 8 - before.length - after.length
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after]
  return `${groups
    .slice(0, 4)
    .map(group => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
