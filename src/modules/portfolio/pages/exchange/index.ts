import type { Page } from '#platform/http/door.ts'
import { exportPages, importReportPage, templatePage } from './files.ts'
import { importPage } from './import.tsx'
import { importsPage } from './imports.tsx'

export const exchangePages: Page[] = [...exportPages, importsPage, templatePage, importPage, importReportPage]
