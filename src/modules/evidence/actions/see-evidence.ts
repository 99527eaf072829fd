import type { Actor } from '#kit/actor.ts'
import { notFound, signedOut } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseSeeEvidence } from '../access.ts'
import type { Evidence } from '../model.ts'
import { findItem } from '../store/items.ts'

/** May somebody whom the library refuses see this piece of evidence after all? */
type EvidenceGrant = (
  platform: Platform,
  actor: Actor,
  evidence: Pick<Evidence, 'id' | 'regionCode' | 'personalData'>,
) => Promise<boolean>

let grants: readonly EvidenceGrant[] = []

/** Called once where everything is put together: who else sees evidence, as told by the modules that use it. */
export function setEvidenceGrants(all: readonly EvidenceGrant[]): void {
  grants = all
}

/** By the rule of the library, else by a grant of a higher module. Grants are asked one after the other. */
export async function maySeeEvidence(platform: Platform, actor: Actor, evidence: Evidence): Promise<boolean> {
  if (refuseSeeEvidence(actor, evidence) === undefined) return true
  for (const grant of grants) if (await grant(platform, actor, evidence)) return true
  return false
}

/** The item, for who may see it. Others are told the same as if there were none: signed out, or not found. */
export async function getEvidence(
  platform: Platform,
  actor: Actor,
  id: string,
  sql: Sql | Tx = platform.db.sql,
): Promise<Evidence> {
  const evidence = await findItem(sql, id)
  if (evidence && (await maySeeEvidence(platform, actor, evidence))) return evidence
  throw unseen(actor)
}

export const unseen = (actor: Actor) =>
  actor.accountId === undefined
    ? signedOut()
    : notFound(
        'Bukti ini tidak ada, atau bukan untuk Anda. Cari di pustaka bukti.',
        'There is no such evidence, or it is not for you. Look for it in the library.',
      )
