import type { Link, Page, Panel, Tab } from '#platform/http/door.ts'
import { boardPage } from './board.tsx'

export const viewPages: Page[] = [boardPage]
export const viewPanels: Panel[] = []
export const viewTabs: Tab[] = []
export const viewLinks: Link[] = []
