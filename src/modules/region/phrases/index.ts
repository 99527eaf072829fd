import type { Language } from '#platform/i18n/language.ts'
import { en } from './en.ts'
import { id } from './id.ts'

export const phrases = (lang: Language): typeof en => (lang === 'en' ? en : id)
