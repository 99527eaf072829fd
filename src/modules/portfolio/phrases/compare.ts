import type { Lang } from '#kit/format.ts'
import { compareEn } from './compare-en.ts'
import { compareId } from './compare-id.ts'

/** Words of the comparison with other regions. */
export const comparePhrases = (lang: Lang): typeof compareId => (lang === 'en' ? compareEn : compareId)
