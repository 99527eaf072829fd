import type { Module } from '#platform/http/door.ts'
import { mayReadInside } from './access.ts'
import { mayInspectPlanProof } from './actions/workshop/evidence-grant.ts'
import { officeDuties } from './actions/workshop/transfer-work.ts'
import { bookResources } from './api/book/index.ts'
import { editionResources } from './api/edition/index.ts'
import { worksheetResources } from './api/worksheet/index.ts'
import { workshopResources } from './api/workshop/index.ts'
import { seedDemoMasterplan } from './demo.ts'
import { bookJobs } from './jobs/book/index.ts'
import { editionJobs } from './jobs/edition/index.ts'
import { worksheetJobs } from './jobs/worksheet/index.ts'
import { workshopJobs } from './jobs/workshop/index.ts'
import { loadReference } from './jobs/load-reference.ts'
import { bookPages, bookPanel } from './pages/book/index.ts'
import { sectionTextKind } from './pages/book/collab-kind.ts'
import { editionPages, scanUses } from './pages/edition/index.ts'
import { editionTraceKinds, editionTraceLinks } from './pages/edition/trace-kinds.ts'
import { worksheetPages } from './pages/worksheet/index.ts'
import { worksheetEvidenceUses, worksheetTraceKinds, worksheetTraceLinks } from './pages/worksheet/trace-kinds.ts'
import { workshopPages, workshopPanels, workshopTabs, workshopUses } from './pages/workshop/index.ts'
import { phrases } from './phrases/index.ts'

export const masterplanModule: Module = {
  name: 'masterplan',
  pages: [...workshopPages, ...worksheetPages, ...bookPages, ...editionPages],
  api: [...workshopResources, ...worksheetResources, ...bookResources, ...editionResources],
  jobs: [...workshopJobs, ...worksheetJobs, ...bookJobs, ...editionJobs],
  panels: [...workshopPanels, bookPanel],
  tabs: workshopTabs,
  links: [{ order: 27, href: '/masterplan', label: lang => phrases(lang).section, may: mayReadInside }],
  collabKinds: [sectionTextKind],
  traceKinds: [...worksheetTraceKinds, ...editionTraceKinds],
  traceLinks: [...worksheetTraceLinks, ...editionTraceLinks],
  evidenceGrants: [mayInspectPlanProof],
  evidenceUses: [...workshopUses, ...worksheetEvidenceUses, scanUses],
  officeDuties,
  seed: loadReference,
  demo: seedDemoMasterplan,
}
