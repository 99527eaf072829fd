import type { Page } from '#platform/http/door.ts'
import { becomePage } from './become.tsx'
import { cardPage } from './card.tsx'
import { choicePage } from './choice.tsx'
import { criteriaPage } from './criteria.tsx'
import { archiveCardPage, choosePage, conditionPage, moveCardPage, proofPage, votePage, votingPage } from './deeds.ts'
import { editCardPage, newCardPage } from './edit.tsx'
import { sheetFile, workbookPage } from './export.ts'
import { overviewPage, sheetsPage } from './overview.tsx'
import { pairPage } from './pair.tsx'
import { scorePage } from './score.tsx'
import { sheetPage } from './sheet.tsx'
import { votesPage } from './votes.tsx'

/** Pages with a name of their own stand before those whose address names any sheet. */
export const worksheetPages: Page[] = [
  sheetsPage,
  overviewPage,
  workbookPage,
  pairPage,
  votingPage,
  criteriaPage,
  choicePage,
  scorePage,
  sheetPage,
  newCardPage,
  votesPage,
  sheetFile('csv'),
  sheetFile('xlsx'),
  cardPage,
  editCardPage,
  becomePage,
  conditionPage,
  archiveCardPage,
  moveCardPage,
  votePage,
  choosePage,
  proofPage,
]
