import type { Language } from '#platform/i18n/language.ts'
import { importEn } from './import-en.ts'
import { importId } from './import-id.ts'

/** Sentences of the import pages. */
export const importPhrases = (lang: Language): typeof importId => (lang === 'en' ? importEn : importId)
