import type { Page } from '#platform/http/door.ts'
import { checkPage } from './check.tsx'
import { quickWinListPage } from './list.tsx'
import { presentationPage } from './presentation.tsx'
import { presentationPdfPage } from './presentation-pdf.ts'
import { profileJsonPage, profileSheetPage } from './profile-file.ts'
import { profilePage } from './profile.tsx'
import { riskSheetPage } from './risk-sheet.ts'
import { archiveRiskPage, riskPage, risksPage } from './risks.tsx'
import { validationPage } from './validation.tsx'

export const quickWinPages: Page[] = [
  quickWinListPage,
  checkPage,
  risksPage,
  riskSheetPage,
  riskPage,
  archiveRiskPage,
  validationPage,
  profilePage,
  profileSheetPage,
  profileJsonPage,
  presentationPage,
  presentationPdfPage,
]
