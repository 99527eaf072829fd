import type { Lang } from '#kit/format.ts'
import { planPageEn } from './plan-page-en.ts'
import { planPageId } from './plan-page-id.ts'

/** Words of the pages of the plan. */
export const planPagePhrases = (lang: Lang): typeof planPageId => (lang === 'en' ? planPageEn : planPageId)
