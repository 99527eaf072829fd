import type { Lang } from '#kit/format.ts'
import { exchangeEn } from './exchange-en.ts'
import { exchangeId } from './exchange-id.ts'

/** Words of import and export, in the language of the reader. */
export const exchangePhrases = (lang: Lang): typeof exchangeId => (lang === 'en' ? exchangeEn : exchangeId)
