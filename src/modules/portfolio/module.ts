import type { Module } from '#platform/http/door.ts'
import { mayInspectProof } from './actions/evidence-grant.ts'
import { officeDuties } from './actions/programme/office-duties.ts'
import { exchangeResources } from './api/exchange/index.ts'
import { indicatorResources } from './api/indicator/index.ts'
import { programmeResources } from './api/programme/index.ts'
import { quickWinResources } from './api/quick-win/index.ts'
import { viewResources } from './api/view/index.ts'
import { seedDemoPortfolio } from './demo.ts'
import { exchangeJobs } from './jobs/exchange/index.ts'
import { loadReference } from './jobs/load-reference.ts'
import { viewJobs } from './jobs/view/index.ts'
import { evidenceUses } from './pages/evidence-uses.ts'
import { exchangePages } from './pages/exchange/index.ts'
import { indicatorPages } from './pages/indicator/index.ts'
import { programmePages } from './pages/programme/index.ts'
import { quickWinPages } from './pages/quick-win/index.ts'
import { traceKinds, traceLinks } from './pages/trace-kinds.ts'
import { viewLinks, viewPages, viewPanels, viewTabs } from './pages/view/index.ts'

export const portfolioModule: Module = {
  name: 'portfolio',
  pages: [...viewPages, ...exchangePages, ...programmePages, ...quickWinPages, ...indicatorPages],
  api: [...viewResources, ...exchangeResources, ...programmeResources, ...quickWinResources, ...indicatorResources],
  jobs: [...exchangeJobs, ...viewJobs],
  panels: viewPanels,
  tabs: viewTabs,
  links: viewLinks,
  evidenceGrants: [mayInspectProof],
  evidenceUses,
  officeDuties,
  traceKinds,
  traceLinks,
  seed: loadReference,
  demo: seedDemoPortfolio,
}
