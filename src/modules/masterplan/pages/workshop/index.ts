import type { Page } from '#platform/http/door.ts'
import { commentPages } from '../comment/index.ts'
import { archiveSeriesPage } from './archive.tsx'
import { commitmentPage, editCommitmentPage } from './commitment-doors.ts'
import { commitmentPdf, verifyCommitmentPage } from './commitment-files.tsx'
import { frontPage } from './front.tsx'
import { groupsPage } from './groups.tsx'
import { mentorsPage } from './mentors.tsx'
import { progressFile, progressPage } from './progress.tsx'
import { planRegionsPage } from './regions.tsx'
import { editResultPage, judgePage, resultPage } from './result-doors.ts'
import { seriesPage } from './series.tsx'
import { seriesListPage } from './series-list.tsx'
import { acceptStagePage, stagePage } from './stage.tsx'
import { transferPage } from './transfer.tsx'

export { workshopPanels, workshopTabs, workshopUses } from './panels.tsx'

/** The front page, the workshops with all that goes with them, and comments. */
export const workshopPages: Page[] = [
  planRegionsPage,
  frontPage,
  seriesListPage,
  seriesPage,
  archiveSeriesPage,
  mentorsPage,
  groupsPage,
  progressPage,
  progressFile('csv'),
  progressFile('xlsx'),
  commitmentPage,
  editCommitmentPage,
  commitmentPdf,
  verifyCommitmentPage,
  stagePage,
  acceptStagePage,
  resultPage,
  judgePage,
  editResultPage,
  transferPage,
  ...commentPages,
]
