import type { Lang } from '#kit/format.ts'
import { indicatorEn } from './indicator-en.ts'
import { indicatorId } from './indicator-id.ts'

/** Words of indicators, their readings, the page on which villages report, and verification. */
export const indicatorPhrases = (lang: Lang): typeof indicatorId => (lang === 'en' ? indicatorEn : indicatorId)
