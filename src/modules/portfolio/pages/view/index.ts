import type { Link, Page, Panel, Tab } from '#platform/http/door.ts'
import { boardPage } from './board.tsx'
import { morePages } from './more.ts'

export const viewPages: Page[] = [...morePages, boardPage]
export const viewPanels: Panel[] = []
export const viewTabs: Tab[] = []
export const viewLinks: Link[] = []
