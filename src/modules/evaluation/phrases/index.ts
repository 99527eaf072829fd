import type { Language } from '#platform/i18n/language.ts'
import { en } from './en.ts'
import { id } from './id.ts'

export type Phrases = typeof id

export const phrases = (lang: Language): Phrases => (lang === 'en' ? en : id)
