import type { EvidenceUseLabels } from '#platform/http/door.ts'

let labels: ReadonlyMap<string, EvidenceUseLabels> = new Map()

/** Called once where everything is put together, so that this module imports none above it. */
export function setEvidenceUses(all: readonly EvidenceUseLabels[]): void {
  labels = new Map(all.map(one => [one.subjectKind, one]))
}

export const useLabelsOf = (subjectKind: string): EvidenceUseLabels | undefined => labels.get(subjectKind)
