import type { Language } from '#platform/i18n/language.ts'
import { assessmentEn } from './assessment-en.ts'
import { assessmentId } from './assessment-id.ts'

/** Sentences of the self-assessment: its pages, workbook and home panel. */
export const assessmentPhrases = (lang: Language): typeof assessmentId => (lang === 'en' ? assessmentEn : assessmentId)
