import type { Language } from '#platform/i18n/language.ts'
import { scoringEn } from './scoring-en.ts'
import { scoringId } from './scoring-id.ts'

/** Sentences of the assessors' pages. */
export const scoringPhrases = (lang: Language): typeof scoringId => (lang === 'en' ? scoringEn : scoringId)
