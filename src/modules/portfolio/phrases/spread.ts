import type { Lang } from '#kit/format.ts'
import { spreadEn } from './spread-en.ts'
import { spreadId } from './spread-id.ts'

/** Words of the heat map and of the map with districts. */
export const spreadPhrases = (lang: Lang): typeof spreadId => (lang === 'en' ? spreadEn : spreadId)
