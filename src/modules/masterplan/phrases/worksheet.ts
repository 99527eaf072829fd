import type { Lang } from '#kit/format.ts'
import { worksheetEn } from './worksheet-en.ts'
import { worksheetId } from './worksheet-id.ts'

/** Words of the worksheets, in the language of the reader. */
export const worksheetPhrases = (lang: Lang): typeof worksheetId => (lang === 'en' ? worksheetEn : worksheetId)
