import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { getEvidence, listUses, refuseSeeEvidence, replaceUses } from '#modules/evidence/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'

/** What shall be evidence of a subject, and what no longer; ids of evidence. */
export interface UseChange {
  attach?: readonly string[] | undefined
  detach?: readonly string[] | undefined
}

/**
 * Attaches and detaches evidence of a subject in the caller's transaction. What the actor may not see is neither attached
 * (`invalid` on `bukti`) nor taken off; what is there already stays once. Says whether something changed.
 */
export async function changeUses(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  subject: { regionCode: string; kind: string; id: string },
  { attach = [], detach = [] }: UseChange,
): Promise<boolean> {
  if (attach.length === 0 && detach.length === 0) return false
  const { regionCode, kind, id } = subject
  const current = (await listUses(tx, regionCode, kind, [id])).get(id) ?? []
  const kept = current.filter(
    use => !detach.includes(use.evidence.id) || refuseSeeEvidence(actor, use.evidence) !== undefined,
  )
  const there = new Set(kept.map(use => use.evidence.id))
  const added = [...new Set(attach)].filter(one => !there.has(one))
  for (const one of added) await getEvidence(platform, actor, one, tx).catch(unseenEvidence)
  return await replaceUses(
    tx,
    regionCode,
    kind,
    id,
    [
      ...kept.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
      ...added.map(evidenceId => ({ evidenceId })),
    ],
    actor.accountId,
  )
}

function unseenEvidence(error: unknown): never {
  if (error instanceof Problem && error.code === 'not-found') {
    throw invalid({ field: 'bukti', sentence: error.sentence })
  }
  throw error
}
