import type { Lang } from '#kit/format.ts'
import { workshopEn } from './workshop-en.ts'
import { workshopId } from './workshop-id.ts'

/** Words of the front page, the workshops, what they produce, the groups and the commitment. */
export const workshopPhrases = (lang: Lang): typeof workshopId => (lang === 'en' ? workshopEn : workshopId)
