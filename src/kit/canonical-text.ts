/**
 * The one JSON text of a value: keys sorted, no white space, numbers as JavaScript writes them (RFC 8785). Two files
 * that say the same give the same text, so the SHA-256 of its UTF-8 bytes names it. Rules may not hash: the caller does,
 * e.g. `createHash('sha256').update(canonicalText(instrument)).digest('hex')`.
 * Throws `TypeError` for what JSON cannot say (undefined, NaN, bigint, functions).
 */
export function canonicalText(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object') {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(',')}}`
  }
  throw new TypeError(`Not a JSON value: ${typeof value}`)
}
