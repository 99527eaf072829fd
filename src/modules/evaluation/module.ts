import type { Module } from '#platform/http/door.ts'
import { loadReference } from './jobs/load-reference.ts'
import { resources } from './api/index.ts'
import { importResultsJob } from './jobs/import-results.ts'
import { importReportPage } from './pages/import-report.tsx'
import { importTemplatePage } from './pages/import-template.ts'
import { importPage } from './pages/import.tsx'
import { readPages, resultLinks, resultPanels, resultTabs } from './pages/index.ts'

export const evaluationModule: Module = {
  name: 'evaluation',
  pages: [...readPages, importPage, importTemplatePage, importReportPage],
  api: resources,
  jobs: [importResultsJob],
  panels: resultPanels,
  tabs: resultTabs,
  links: resultLinks,
  seed: loadReference,
}
