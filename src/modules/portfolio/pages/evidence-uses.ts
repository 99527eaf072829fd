import type { EvidenceUseLabels } from '#platform/http/door.ts'

/** What of the portfolio evidence is used for. */
export const evidenceUses: EvidenceUseLabels[] = []
