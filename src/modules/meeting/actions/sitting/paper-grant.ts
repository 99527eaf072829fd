import type { Actor } from '#kit/actor.ts'
import type { Platform } from '#platform/platform.ts'
import { sightOf } from '../../access.ts'
import { isPaperFor } from '../../store/sitting/papers.ts'

/**
 * Lends the right to see the papers of a meeting to everybody who may see that meeting: offices see those of each other, a
 * mentor those of the workshop they are invited to. Never what holds personal data.
 */
export async function mayReadPapers(
  platform: Platform,
  actor: Actor,
  evidence: { id: string; regionCode: string; personalData: boolean },
): Promise<boolean> {
  if (evidence.personalData || actor.accountId === undefined) return false
  const who = {
    all: sightOf(actor, evidence.regionCode) === 'all',
    accountId: actor.accountId,
    organisationId: actor.membership?.organisationId,
    email: actor.email,
  }
  return await isPaperFor(platform.db.sql, evidence.regionCode, evidence.id, who)
}
