import { type Actor, type Refusal, regencyOfRole, worksFor } from '#kit/actor.ts'
import type { Link, Page, Panel, Tab } from '#platform/http/door.ts'
import { viewPhrases } from '../../phrases/view.ts'
import { boardPage } from './board.tsx'
import { budgetPage } from './budget.tsx'
import { listPage } from './list.tsx'
import { morePages } from './more.ts'
import { homePanel, regionPanel } from './panels.tsx'
import { portfoliosPage } from './portfolios.tsx'
import { roadmapPage } from './roadmap.tsx'
import { settingPage } from './setting.tsx'

export const viewPages: Page[] = [
  portfoliosPage,
  boardPage,
  listPage,
  roadmapPage,
  budgetPage,
  settingPage,
  ...morePages,
]

export const viewPanels: Panel[] = [homePanel, regionPanel]

export const viewTabs: Tab[] = [
  { order: 30, label: lang => viewPhrases(lang).nav.programmes, href: code => `/portofolio/${code}`, levels: [2] },
]

/** The header has room for five: who works for a region has its programmes there; others come by the page of a region. */
const refusePortfolioLink = (actor: Actor): Refusal => {
  const own = regencyOfRole(actor)
  return own !== undefined && worksFor(actor, own)
    ? undefined
    : { id: 'Buka dari halaman daerah.', en: 'Open it from the page of a region.' }
}

export const viewLinks: Link[] = [
  { order: 25, href: '/portofolio', label: lang => viewPhrases(lang).nav.programmes, may: refusePortfolioLink },
]
