/**
 * Where to go after signing in: the wanted path if it stays on this site, else `fallback`. Refuses addresses of other
 * sites in every spelling that browsers understand (`//x`, `/\x`, control characters), and the sign-in pages themselves.
 */
export function localPath(wanted: string | undefined, fallback = '/beranda'): string {
  if (wanted === undefined || wanted.length > 2000 || !/^\/(?![/\\])/.test(wanted)) return fallback
  // oxlint-disable-next-line no-control-regex -- browsers drop these characters and then see another address
  if (/[\u0000-\u001f\u007f\\]/.test(wanted)) return fallback
  const base = 'http://tudang.invalid'
  if (!URL.canParse(wanted, base)) return fallback
  const url = new URL(wanted, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return fallback
  if (/^\/(masuk|keluar|peran)(\/|$)/.test(url.pathname)) return fallback
  return url.pathname + url.search + url.hash
}
