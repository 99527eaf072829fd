import type { Lang } from '#kit/format.ts'
import { viewEn } from './view-en.ts'
import { viewId } from './view-id.ts'

/** Words of the board, the list, the roadmap, the budget and what is seen of them on other pages. */
export const viewPhrases = (lang: Lang): typeof viewId => (lang === 'en' ? viewEn : viewId)
