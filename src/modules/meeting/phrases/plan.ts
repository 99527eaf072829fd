import type { Lang } from '#kit/format.ts'
import { planEn } from './plan-en.ts'
import { planId } from './plan-id.ts'

/** Words of the plan: lists, calendar, the page of a meeting, its letter and its list. */
export const planPhrases = (lang: Lang): typeof planId => (lang === 'en' ? planEn : planId)
