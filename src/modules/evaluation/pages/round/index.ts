import type { Link, Page, Panel } from '#platform/http/door.ts'
import { roundPagePhrases } from '../../phrases/round.ts'
import { boardFiles } from './board-file.ts'
import { boardPage } from './board.tsx'
import { editRoundPage } from './edit.tsx'
import { roundHomePanel } from './home-panel.tsx'
import { roundsPage } from './list.tsx'
import { newRoundPage } from './new.tsx'
import { openRoundPage } from './open.ts'
import { panelPage } from './panel.tsx'
import { roundRegionsPage } from './regions.tsx'
import { roundPage } from './round.tsx'

export const roundPages: Page[] = [
  roundsPage,
  newRoundPage,
  roundPage,
  editRoundPage,
  roundRegionsPage,
  openRoundPage,
  boardPage,
  ...boardFiles,
  panelPage,
]

export const roundPanels: Panel[] = [roundHomePanel]

export const roundLinks: Link[] = [{ order: 35, href: '/putaran', label: lang => roundPagePhrases(lang).section }]
