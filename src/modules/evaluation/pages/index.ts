import type { Actor, Refusal } from '#kit/actor.ts'
import type { Link, Page, Panel, Tab } from '#platform/http/door.ts'
import { phrases } from '../phrases/index.ts'
import { comparePage } from './compare.tsx'
import { downloadPage } from './download.ts'
import { homePanel } from './home-panel.tsx'
import { instrumentComparePage } from './instrument-compare.tsx'
import { instrumentPage } from './instrument.tsx'
import { instrumentsPage } from './instruments.tsx'
import { editionPage, frontPage } from './national.tsx'
import { regionPanel } from './panels.tsx'
import { recomputePage } from './recompute.ts'
import { regionResultPage } from './region-result.tsx'
import { sheetPage } from './sheet.ts'
import { typedTokenPage, verifyPage } from './verify.tsx'

/** Everything people read; the pages for importing are beside. */
export const readPages: Page[] = [
  frontPage,
  editionPage,
  downloadPage,
  regionResultPage,
  recomputePage,
  sheetPage,
  verifyPage,
  typedTokenPage,
  comparePage,
  instrumentsPage,
  instrumentComparePage,
  instrumentPage,
]

export const resultPanels: Panel[] = [regionPanel, homePanel]

export const resultTabs: Tab[] = [
  {
    order: 20,
    label: lang => phrases(lang).sections.evaluation,
    href: code => `/daerah/${code}/evaluasi`,
    levels: [1, 2],
  },
]

/** The header has room for five: who acts for an organisation finds it there, and these two on pages of results and rounds. */
const refuseReadersLink = (actor: Actor): Refusal =>
  actor.membership?.organisationId === undefined
    ? undefined
    : { id: 'Buka dari halaman hasil daerah atau putaran.', en: 'Open it from the page of a result or a round.' }

export const resultLinks: Link[] = [
  { order: 10, href: '/', label: lang => phrases(lang).sections.results },
  { order: 30, href: '/bandingkan', label: lang => phrases(lang).sections.compare, may: refuseReadersLink },
  { order: 40, href: '/instrumen', label: lang => phrases(lang).sections.instruments, may: refuseReadersLink },
]
