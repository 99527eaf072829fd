import type { Page } from '#platform/http/door.ts'
import { blocksPage, liveBlockPage } from './blocks.tsx'
import { historyPage } from './history.tsx'
import { ownersPage } from './owners.tsx'
import { onePlanPage } from './plan.tsx'
import { planSettingsPage } from './plan-settings.tsx'
import { newPlanPage, plansPage } from './plans.tsx'
import { readBookPage } from './read.tsx'
import { moveDoors, suggestionDoor } from './section-doors.ts'
import { sectionPage } from './section.tsx'
import { addSectionPage, sectionSettingsPage } from './section-settings.tsx'

export { bookPanel } from './panel.tsx'

/** Plans, their books and sections: reading, writing, review, history and settings. */
export const bookPages: Page[] = [
  plansPage,
  newPlanPage,
  onePlanPage,
  planSettingsPage,
  ownersPage,
  addSectionPage,
  readBookPage,
  sectionPage,
  ...moveDoors,
  suggestionDoor,
  sectionSettingsPage,
  blocksPage,
  liveBlockPage,
  historyPage,
]
