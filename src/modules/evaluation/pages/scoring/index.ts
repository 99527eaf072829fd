import type { Page } from '#platform/http/door.ts'
import { handInPage } from './hand-in.tsx'
import { sheetListPage } from './list.tsx'
import { overviewPage } from './overview.tsx'
import { remarksPage } from './remarks.tsx'
import { reopenPage } from './reopen.tsx'
import { resumePage } from './resume.ts'
import { sheetPage } from './sheet.tsx'

export { scoringLinks, scoringPanels } from './home-panel.tsx'

export const scoringPages: Page[] = [
  sheetListPage,
  overviewPage,
  resumePage,
  sheetPage,
  handInPage,
  reopenPage,
  remarksPage,
]
