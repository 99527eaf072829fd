import type { Lang } from '#kit/format.ts'
import { owingEn } from './owing-en.ts'
import { owingId } from './owing-id.ts'

/** Words of who owes what, and of its letters. */
export const owingPhrases = (lang: Lang): typeof owingId => (lang === 'en' ? owingEn : owingId)
