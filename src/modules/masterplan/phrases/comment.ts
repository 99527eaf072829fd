import type { Lang } from '#kit/format.ts'
import { commentEn } from './comment-en.ts'
import { commentId } from './comment-id.ts'

/** Words of comments and suggestions. */
export const commentPhrases = (lang: Lang): typeof commentId => (lang === 'en' ? commentEn : commentId)
