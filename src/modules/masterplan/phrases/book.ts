import type { Lang } from '#kit/format.ts'
import { bookEn } from './book-en.ts'
import { bookId } from './book-id.ts'

/** Words of the plans, their books, sections and blocks. */
export const bookPhrases = (lang: Lang): typeof bookId => (lang === 'en' ? bookEn : bookId)
