import type { Page } from '#platform/http/door.ts'
import { checkPages } from '../check/index.ts'
import { nextPlanPage, publishPage, regulationPage, signatoriesPage, withdrawPage } from './deeds.tsx'
import { diffPage } from './diff.tsx'
import { editionPage } from './edition.tsx'
import { freezePage } from './freeze.tsx'
import { editionFiles, editionsPage } from './list.tsx'
import { askPrintPage, editionBookPage, printPage } from './print.tsx'
import { contentPage, readEditionPage } from './read.tsx'
import { scanPage } from './scan.tsx'
import { signPage } from './sign.tsx'
import { verifyPage } from './verify.tsx'

export { scanUses } from './scan.tsx'

export const editionPages: Page[] = [
  editionsPage,
  ...editionFiles,
  freezePage,
  editionPage,
  readEditionPage,
  contentPage,
  editionBookPage,
  diffPage,
  signatoriesPage,
  signPage,
  scanPage,
  regulationPage,
  publishPage,
  withdrawPage,
  nextPlanPage,
  askPrintPage,
  printPage,
  verifyPage,
  ...checkPages,
]
