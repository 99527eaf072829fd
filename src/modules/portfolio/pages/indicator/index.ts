import type { Page } from '#platform/http/door.ts'
import { indicatorPage } from './detail.tsx'
import { archiveIndicatorPage, editIndicatorPage, newIndicatorPage, targetsPage } from './edit.tsx'
import { entryPage } from './entry.tsx'
import { indicatorFiles, indicatorListPage, readySetPage } from './list.tsx'
import { measuredPage } from './measured-page.ts'
import { placesEntryPage } from './places-entry.tsx'
import { placesFiles } from './places-file.ts'
import { readingPage, verdictPage } from './reading.tsx'
import { verifyPage } from './verify.tsx'

export const indicatorPages: Page[] = [
  indicatorListPage,
  ...indicatorFiles,
  readySetPage,
  newIndicatorPage,
  entryPage,
  verifyPage,
  indicatorPage,
  ...placesFiles,
  editIndicatorPage,
  targetsPage,
  archiveIndicatorPage,
  measuredPage,
  placesEntryPage,
  readingPage,
  verdictPage,
]
