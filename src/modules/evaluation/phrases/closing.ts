import type { Language } from '#platform/i18n/language.ts'
import { closingEn } from './closing-en.ts'
import { closingId } from './closing-id.ts'

/** Sentences of the pages on closing a round and of its results. */
export const closingPhrases = (lang: Language): typeof closingId => (lang === 'en' ? closingEn : closingId)
