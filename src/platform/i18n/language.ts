/** Languages of the screen; Indonesian is the first. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

/** The language of a visit: the cookie if it names one of ours, else English only for a browser that asks for it and not for Indonesian. */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | undefined): Language {
  if (cookie === 'id' || cookie === 'en') return cookie
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const wanted = part.trim().slice(0, 2)
    if (wanted === 'id' || wanted === 'ms') return 'id'
    if (wanted === 'en') return 'en'
  }
  return 'id'
}
