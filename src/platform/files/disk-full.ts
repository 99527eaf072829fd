/** Did this happen because a disk (or a quota) is full? Looks through the causes, and knows PostgreSQL's words. */
export function isDiskFull(error: unknown): boolean {
  for (let at = error, depth = 0; at !== undefined && at !== null && depth < 8; depth++) {
    const { code, message, cause } = at as { code?: unknown; message?: unknown; cause?: unknown }
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') return true
    if (/ENOSPC|EDQUOT|no space left|disk quota exceeded/i.test(String(message ?? ''))) return true
    at = cause
  }
  return false
}
