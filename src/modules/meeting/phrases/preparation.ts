import type { Lang } from '#kit/format.ts'
import { preparationEn } from './preparation-en.ts'
import { preparationId } from './preparation-id.ts'

/** Words of preparation boards and their items. */
export const preparationPhrases = (lang: Lang): typeof preparationId => (lang === 'en' ? preparationEn : preparationId)
