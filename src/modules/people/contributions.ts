import type { Panel } from '#platform/http/door.ts'

let panels: readonly Panel[] = []

/** Called once where everything is put together, so that this module imports none above it. */
export function setHomePanels(all: readonly Panel[]): void {
  panels = all.filter(panel => panel.place === 'home').sort((a, b) => a.order - b.order)
}

export const homePanels = (): readonly Panel[] => panels
