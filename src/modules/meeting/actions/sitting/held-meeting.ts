import type { Actor } from '#kit/actor.ts'
import { mayNot, Problem, type Sentence } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { refuseKeep, refuseMinutes } from '../../access.ts'
import { getMeetingStand, type MeetingStand } from '../stand.ts'

/** A meeting of the actor's to keep; with `lock` its row is held. Throws `not-found` and `may-not`. */
export async function getKeptMeeting(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  id: string,
  lock = false,
): Promise<MeetingStand> {
  const stand = await getMeetingStand(db, actor, regionCode, id, lock)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  return stand
}

/** A meeting whose minutes the actor writes; with `lock` its row is held. Throws `not-found` and `may-not`. */
export async function getWrittenMeeting(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  id: string,
  lock = false,
): Promise<MeetingStand> {
  const stand = await getMeetingStand(db, actor, regionCode, id, lock)
  const refusal = refuseMinutes(actor, regionCode, stand.invited)
  if (refusal) throw mayNot(refusal)
  return stand
}

/** Throws `conflict` with what stands in the way, if anything does. */
export function unless(sentence: Sentence | undefined): void {
  if (sentence) throw new Problem('conflict', sentence)
}

/** The refusal of a change to something that somebody else changed since it was read. */
export const changedMeanwhile = (id: string, en: string): Problem =>
  new Problem('changed-meanwhile', {
    id: `${id} diubah orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.`,
    en: `${en} was changed by somebody else after you opened it. Compare both and save again; what you typed is not lost.`,
  })
