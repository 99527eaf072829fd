import type { Actor } from '#kit/actor.ts'
import type { Platform } from '#platform/platform.ts'
import { seesAllPlans } from '../stand.ts'
import { isPublishedScan } from '../../store/edition/scans.ts'
import { provesPlan } from '../../store/workshop/proofs.ts'

/**
 * Lends the right to see what proves deliverables, cards, commitments and editions to those who see everything of the
 * masterplan but have no library there: mentors, the ministry and the province; and the scans of signatures of a published
 * edition to everybody. Never what holds personal data.
 */
export async function mayInspectPlanProof(
  platform: Platform,
  actor: Actor,
  evidence: { id: string; regionCode: string; personalData: boolean },
): Promise<boolean> {
  if (evidence.personalData) return false
  const { sql } = platform.db
  return (await seesAllPlans(sql, actor, evidence.regionCode))
    ? await provesPlan(sql, evidence.regionCode, evidence.id)
    : await isPublishedScan(sql, evidence.regionCode, evidence.id)
}
