import type { Lang } from '#kit/format.ts'
import { en } from './en.ts'
import { id, type UiPhrases } from './id.ts'

/** The frame's own words in the reader's language. */
export function say(lang: Lang): UiPhrases {
  return lang === 'en' ? en : id
}
