import type { Lang } from '#kit/format.ts'
import { en } from './en.ts'
import { id } from './id.ts'

const phrasesOf = { id, en }

/** The words all parts of the module share, in the language of the reader. */
export const phrases = (lang: Lang): typeof id => phrasesOf[lang]
