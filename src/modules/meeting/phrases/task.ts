import type { Lang } from '#kit/format.ts'
import { taskEn } from './task-en.ts'
import { taskId } from './task-id.ts'

/** Words of tasks, their journey and the letters that ask for them. */
export const taskPhrases = (lang: Lang): typeof taskId => (lang === 'en' ? taskEn : taskId)
