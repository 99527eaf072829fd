import type { Language } from '#platform/i18n/language.ts'
import { en } from './en.ts'
import { id, type EvidencePhrases } from './id.ts'

/** The sentences of this module in the reader's language. */
export const phrases = (lang: Language): EvidencePhrases => (lang === 'en' ? en : id)
