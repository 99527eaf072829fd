import type { Lang } from '#kit/format.ts'
import { keepEn } from './keep-en.ts'
import { keepId } from './keep-id.ts'

/** Words of what the secretariat keeps in order: archiving a series, handing the work of an office to another. */
export const keepPhrases = (lang: Lang): typeof keepId => (lang === 'en' ? keepEn : keepId)
