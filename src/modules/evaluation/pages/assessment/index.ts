import type { Page, Panel } from '#platform/http/door.ts'
import { assignmentPage } from './assignment.tsx'
import { signPage, verifyAllPage } from './deeds.ts'
import { waitingPanel } from './home.tsx'
import { overviewPage } from './overview.tsx'
import { commentPage, verdictPage } from './question-deeds.ts'
import { questionPage } from './question.tsx'
import { submitPage } from './submit.tsx'
import { uploadPage, workbookPage } from './workbook.tsx'

export const assessmentPages: Page[] = [
  overviewPage,
  assignmentPage,
  signPage,
  verifyAllPage,
  submitPage,
  workbookPage,
  uploadPage,
  questionPage,
  verdictPage,
  commentPage,
]

export const assessmentPanels: Panel[] = [waitingPanel]
