import type { Actor } from '#kit/actor.ts'
import type { Platform } from '#platform/platform.ts'
import { sightOf } from '../access.ts'
import { provesPortfolio } from '../store/programme/proof.ts'

/**
 * Lends the right to see what proves a milestone, a quick win or a reading to those who see everything of the portfolio
 * but have no library there: the ministry and the province. Never what holds personal data.
 */
export async function mayInspectProof(
  platform: Platform,
  actor: Actor,
  evidence: { id: string; regionCode: string; personalData: boolean },
): Promise<boolean> {
  if (evidence.personalData || sightOf(actor, evidence.regionCode, { public: false }) !== 'all') return false
  return await provesPortfolio(platform.db.sql, evidence.regionCode, evidence.id)
}
