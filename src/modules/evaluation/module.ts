import type { Module } from '#platform/http/door.ts'
import { mayInspectEvidence } from './actions/round/evidence-grant.ts'
import { assessmentResources } from './api/assessment/index.ts'
import { closingResources } from './api/closing/index.ts'
import { resources } from './api/index.ts'
import { noticesResources } from './api/notices/index.ts'
import { roundResources } from './api/round/index.ts'
import { scoringResources } from './api/scoring/index.ts'
import { assessmentJobs } from './jobs/assessment/index.ts'
import { closingJobs } from './jobs/closing/index.ts'
import { seedDemoRound } from './demo.ts'
import { importResultsJob } from './jobs/import-results.ts'
import { loadReference } from './jobs/load-reference.ts'
import { noticesJobs } from './jobs/notices/index.ts'
import { scoringJobs } from './jobs/scoring/index.ts'
import { assessmentPages, assessmentPanels } from './pages/assessment/index.ts'
import { closingPages } from './pages/closing/index.ts'
import { answerUses } from './pages/evidence-uses.ts'
import { importReportPage } from './pages/import-report.tsx'
import { importTemplatePage } from './pages/import-template.ts'
import { importPage } from './pages/import.tsx'
import { readPages, resultLinks, resultPanels, resultTabs } from './pages/index.ts'
import { noticesPages } from './pages/notices/index.ts'
import { roundLinks, roundPages, roundPanels } from './pages/round/index.ts'
import { evaluationTraceKinds, evaluationTraceLinks } from './pages/trace-kinds.ts'
import { sourcePages } from './pages/source/index.ts'
import { sourceResources } from './api/source/index.ts'
import { scoringLinks, scoringPages, scoringPanels } from './pages/scoring/index.ts'

export const evaluationModule: Module = {
  name: 'evaluation',
  pages: [
    ...readPages,
    importPage,
    importTemplatePage,
    importReportPage,
    ...roundPages,
    ...sourcePages,
    ...assessmentPages,
    ...scoringPages,
    ...closingPages,
    ...noticesPages,
  ],
  api: [
    ...resources,
    ...roundResources,
    ...assessmentResources,
    ...sourceResources,
    ...scoringResources,
    ...closingResources,
    ...noticesResources,
  ],
  jobs: [importResultsJob, ...assessmentJobs, ...scoringJobs, ...closingJobs, ...noticesJobs],
  panels: [...roundPanels, ...assessmentPanels, ...resultPanels, ...scoringPanels],
  tabs: resultTabs,
  links: [...resultLinks, ...roundLinks, ...scoringLinks],
  evidenceGrants: [mayInspectEvidence],
  evidenceUses: [answerUses],
  traceKinds: evaluationTraceKinds,
  traceLinks: evaluationTraceLinks,
  seed: loadReference,
  demo: seedDemoRound,
}
