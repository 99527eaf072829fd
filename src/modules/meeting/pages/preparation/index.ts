import type { Page } from '#platform/http/door.ts'
import { boardPage } from './board.tsx'
import { boardFiles } from './files.ts'
import { editBoardPage, newBoardPage } from './form.tsx'
import { itemPage } from './item.tsx'
import { boardsPage } from './list.tsx'

/** Pages of preparation boards. */
export const preparationPages: Page[] = [boardsPage, newBoardPage, boardPage, ...boardFiles, editBoardPage, itemPage]
