import type { Page } from '#platform/http/door.ts'
import { taskPage } from './detail.tsx'
import { directTaskPage } from './direct.tsx'
import { taskFiles } from './list-files.ts'
import { tasksPage } from './list.tsx'
import { transferTasksPage } from './transfer.tsx'

/** Pages of tasks: the list, one task, directing it, and what an office hands over. */
export const taskPages: Page[] = [tasksPage, ...taskFiles, transferTasksPage, taskPage, directTaskPage]
