import type { Panel, Tab } from '#platform/http/door.ts'

/** What higher modules put on the page of a region; in the order in which it is shown. */
export interface Contributions {
  tabs: readonly Tab[]
  panels: readonly Panel[]
}

let given: Contributions = { tabs: [], panels: [] }

/** Called once where everything is put together (compose.ts), so that this module imports none above it. */
export function setContributions(contributions: Contributions): void {
  given = { tabs: contributions.tabs, panels: contributions.panels.filter(panel => panel.place === 'region') }
}

export const contributions = (): Contributions => given
