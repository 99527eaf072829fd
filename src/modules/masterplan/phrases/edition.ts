import type { Lang } from '#kit/format.ts'
import { editionEn } from './edition-en.ts'
import { editionId } from './edition-id.ts'

/** Words of frozen editions, their signatures, comparison and files. */
export const editionPhrases = (lang: Lang): typeof editionId => (lang === 'en' ? editionEn : editionId)
