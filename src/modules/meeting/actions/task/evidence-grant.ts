import { type Actor, actsAs } from '#kit/actor.ts'
import type { Platform } from '#platform/platform.ts'
import { sightOf } from '../../access.ts'
import { provesWork } from '../../store/task/proof.ts'

/**
 * Lends the right to see what proves a task or an item, a decree or a letter of a board to those who see all meetings of the
 * region but have no library there: the ministry and the province. Never what holds personal data.
 */
export async function mayInspectWork(
  platform: Platform,
  actor: Actor,
  evidence: { id: string; regionCode: string; personalData: boolean },
): Promise<boolean> {
  if (evidence.personalData || !actsAs(actor, 'ministry-secretariat', 'auditor', 'province-viewer')) return false
  if (sightOf(actor, evidence.regionCode) !== 'all') return false
  return await provesWork(platform.db.sql, evidence.regionCode, evidence.id)
}
