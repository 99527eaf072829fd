import type { Actor } from '#kit/actor.ts'
import type { Platform } from '#platform/platform.ts'
import { seesAllPlans } from '../stand.ts'
import { provesPlan } from '../../store/workshop/proofs.ts'

/**
 * Lends the right to see what proves deliverables, cards, commitments and editions to those who see everything of the
 * masterplan but have no library there: mentors, the ministry and the province. Never what holds personal data.
 */
export async function mayInspectPlanProof(
  platform: Platform,
  actor: Actor,
  evidence: { id: string; regionCode: string; personalData: boolean },
): Promise<boolean> {
  if (evidence.personalData || !(await seesAllPlans(platform.db.sql, actor, evidence.regionCode))) return false
  return await provesPlan(platform.db.sql, evidence.regionCode, evidence.id)
}
