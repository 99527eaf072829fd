import type { Page } from '#platform/http/door.ts'
import { archiveProgrammePage } from './archive.tsx'
import { budgetPage } from './budget.tsx'
import { programmePage } from './detail.tsx'
import { editProgrammePage } from './edit.tsx'
import { handoverPage } from './handover.tsx'
import { historyPage } from './history.tsx'
import { milestonePage } from './milestone.tsx'
import { milestonesPage } from './milestones.tsx'
import { newProgrammePage } from './new.tsx'
import { statusPage } from './status-form.tsx'
import { transferPage } from './transfer.tsx'

/** Pages of programmes, their money and milestones, and of what is handed over. */
export const programmePages: Page[] = [
  newProgrammePage,
  programmePage,
  editProgrammePage,
  statusPage,
  budgetPage,
  milestonesPage,
  milestonePage,
  historyPage,
  archiveProgrammePage,
  handoverPage,
  transferPage,
]
