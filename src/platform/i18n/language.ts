/** Languages of the screen; Indonesian is the first. */
export const languages = ['id', 'en'] as const
export type Language = (typeof languages)[number]

/**
 * The language of a visit: the cookie if it names one of ours, else English for a browser that prefers it to Indonesian
 * (Malay reads Indonesian), else Indonesian.
 */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | undefined): Language {
  if (cookie === 'id' || cookie === 'en') return cookie
  let best: { language: Language; weight: number } | undefined
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const [range = '', ...parameters] = part.split(';').map(text => text.trim())
    const primary = range.split('-')[0]
    const language = primary === 'en' ? 'en' : primary === 'id' || primary === 'ms' ? 'id' : undefined
    const q = parameters.find(parameter => parameter.startsWith('q='))
    const weight = q === undefined ? 1 : Number(q.slice(2)) || 0
    if (language !== undefined && weight > (best?.weight ?? 0)) best = { language, weight }
  }
  return best?.language ?? 'id'
}
