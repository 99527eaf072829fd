import type { Lang } from '#kit/format.ts'
import { readingEn } from './reading-en.ts'
import { readingId } from './reading-id.ts'

/** Words for entering readings, answering questions about them, and verifying them. */
export const readingPhrases = (lang: Lang): typeof readingId => (lang === 'en' ? readingEn : readingId)
