import type { Page } from '#platform/http/door.ts'
import { boardFiles, boardPage } from './board.tsx'
import { editBoardPage, newBoardPage } from './form.tsx'
import { itemPage } from './item.tsx'
import { boardsPage } from './list.tsx'

/** Pages of preparation boards. */
export const preparationPages: Page[] = [boardsPage, newBoardPage, boardPage, ...boardFiles, editBoardPage, itemPage]
