import type { Page } from '#platform/http/door.ts'
import { exportedPage, exportPages, newExportPage } from './export.tsx'
import { importReportPage, templatePage } from './files.ts'
import { importPage } from './import.tsx'
import { importsPage } from './imports.tsx'

export const exchangePages: Page[] = [
  ...exportPages,
  newExportPage,
  exportedPage,
  importsPage,
  templatePage,
  importPage,
  importReportPage,
]
