import type { Lang } from '#kit/format.ts'
import { measureEn } from './measure-en.ts'
import { measureId } from './measure-id.ts'

export const measurePhrases = (lang: Lang): typeof measureId => (lang === 'en' ? measureEn : measureId)
