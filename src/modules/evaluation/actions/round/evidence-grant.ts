import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import type { Platform } from '#platform/platform.ts'
import { listRoundsWithEvidence } from '../../store/assessment/evidence-rounds.ts'
import { getStand } from './stand.ts'

/**
 * Lends the right to see evidence that a region handed in to whom the rule of visibility shows it: panel, ministry and
 * auditor, and after the close everybody, but never what is marked as personal data, then or now.
 */
export async function mayInspectEvidence(
  platform: Platform,
  actor: Actor,
  evidence: { id: string; regionCode: string; personalData: boolean },
): Promise<boolean> {
  const { sql } = platform.db
  for (const { roundId, personalData } of await listRoundsWithEvidence(sql, evidence.regionCode, evidence.id)) {
    const seen = await evidenceSeen(sql, actor, roundId, evidence.regionCode)
    if (seen === 'all') return true
    if (seen === 'without-personal-data' && !personalData && !evidence.personalData) return true
  }
  return false
}

async function evidenceSeen(sql: Platform['db']['sql'], actor: Actor, roundId: string, regionCode: string) {
  try {
    return (await getStand(sql, actor, roundId, regionCode)).sight.evidence
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-found') return 'none'
    throw error
  }
}
