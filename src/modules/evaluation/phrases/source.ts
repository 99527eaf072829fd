import type { Lang } from '#kit/format.ts'
import { sourceEn } from './source-en.ts'
import { sourceId } from './source-id.ts'

export const sourcePhrases = (lang: Lang): typeof sourceId => (lang === 'en' ? sourceEn : sourceId)
