import type { Language } from '#platform/i18n/language.ts'
import { noticesEn } from './notices-en.ts'
import { noticesId } from './notices-id.ts'

/** Sentences of letters about rounds, their calendar, and the list of notices. */
export const noticesPhrases = (lang: Language): typeof noticesId => (lang === 'en' ? noticesEn : noticesId)
