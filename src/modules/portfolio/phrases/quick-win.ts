import type { Lang } from '#kit/format.ts'
import { quickWinEn } from './quick-win-en.ts'
import { quickWinId } from './quick-win-id.ts'

/** Words of quick wins, in the language of the reader. */
export const quickWinPhrases = (lang: Lang): typeof quickWinId => (lang === 'en' ? quickWinEn : quickWinId)
