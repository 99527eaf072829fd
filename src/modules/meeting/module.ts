import type { Module } from '#platform/http/door.ts'
import { refuseMeetingsLink } from './access.ts'
import { mayReadPapers } from './actions/sitting/paper-grant.ts'
import { mayInspectWork } from './actions/task/evidence-grant.ts'
import { officeDuties } from './actions/task/transfer-tasks.ts'
import { institutionResources } from './api/institution/index.ts'
import { planResources } from './api/plan/index.ts'
import { preparationResources } from './api/preparation/index.ts'
import { sittingResources } from './api/sitting/index.ts'
import { taskResources } from './api/task/index.ts'
import { seedDemoMeeting } from './demo.ts'
import { institutionJobs } from './jobs/institution/index.ts'
import { planJobs } from './jobs/plan/index.ts'
import { preparationJobs } from './jobs/preparation/index.ts'
import { sittingJobs } from './jobs/sitting/index.ts'
import { taskJobs } from './jobs/task/index.ts'
import { institutionPages } from './pages/institution/index.ts'
import { nextMeetingsPanel } from './pages/plan/home-panel.tsx'
import { planPages } from './pages/plan/index.ts'
import { preparationPages } from './pages/preparation/index.ts'
import { sittingEvidenceUses } from './pages/sitting/evidence-uses.ts'
import { sittingPages } from './pages/sitting/index.ts'
import { minutesKind } from './pages/sitting/minutes-kind.ts'
import { workEvidenceUses } from './pages/task/evidence-uses.ts'
import { taskPages } from './pages/task/index.ts'
import { myTasksPanel } from './pages/task/panels.tsx'
import { planPhrases } from './phrases/plan.ts'

export const meetingModule: Module = {
  name: 'meeting',
  pages: [...planPages, ...sittingPages, ...taskPages, ...institutionPages, ...preparationPages],
  // The address of a meeting takes any word: what has a name of its own comes first.
  api: [...taskResources, ...institutionResources, ...preparationResources, ...planResources, ...sittingResources],
  jobs: [...planJobs, ...sittingJobs, ...taskJobs, ...institutionJobs, ...preparationJobs],
  evidenceGrants: [mayReadPapers, mayInspectWork],
  links: [{ order: 26, href: '/rapat', label: lang => planPhrases(lang).nav.meetings, may: refuseMeetingsLink }],
  panels: [nextMeetingsPanel, myTasksPanel],
  evidenceUses: [...sittingEvidenceUses, ...workEvidenceUses],
  collabKinds: [minutesKind],
  officeDuties,
  demo: seedDemoMeeting,
}
