import type { Lang } from '#kit/format.ts'
import { checkEn } from './check-en.ts'
import { checkId } from './check-id.ts'

/** Words of the quality check of a plan. */
export const checkPhrases = (lang: Lang): typeof checkId => (lang === 'en' ? checkEn : checkId)
