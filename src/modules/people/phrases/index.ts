import type { Language } from '#platform/i18n/language.ts'
import { en } from './en.ts'
import { id, type PeoplePhrases } from './id.ts'

/** The sentences of this module in the reader's language. */
export const phrases = (lang: Language): PeoplePhrases => (lang === 'en' ? en : id)
