import type { Link, Page, Panel, Tab } from '#platform/http/door.ts'

export const viewPages: Page[] = []
export const viewPanels: Panel[] = []
export const viewTabs: Tab[] = []
export const viewLinks: Link[] = []
