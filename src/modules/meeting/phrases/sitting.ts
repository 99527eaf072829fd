import type { Lang } from '#kit/format.ts'
import { sittingEn } from './sitting-en.ts'
import { sittingId } from './sitting-id.ts'

/** Words of the agenda, of attendance and of beginning and closing a meeting. */
export const sittingPhrases = (lang: Lang): typeof sittingId => (lang === 'en' ? sittingEn : sittingId)
