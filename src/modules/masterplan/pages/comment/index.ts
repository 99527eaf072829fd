import type { Page } from '#platform/http/door.ts'
import { openCommentsFile } from './list.tsx'
import { commentPage } from './page.tsx'

/** Comments and suggestions: one thing's thread, all that is open, and that as a file. */
export const commentPages: Page[] = [commentPage, openCommentsFile('csv'), openCommentsFile('xlsx')]
