import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { refuseKeep, refuseWrite } from '../../access.ts'
import type { Programme } from '../../model.ts'
import { findProgramme } from '../../store/programmes.ts'
import { getStand, noSuchProgramme, type Stand } from '../stand.ts'

/** A programme and how its portfolio is seen. */
export interface Ground extends Stand {
  programme: Programme
}

/** A living programme of a portfolio that the actor may see, in three statements. Throws `not-found`. */
export async function getGround(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  programmeId: string,
  lock = false,
): Promise<Ground> {
  const stand = await getStand(db, actor, regionCode)
  const programme = await findProgramme(db, regionCode, programmeId, lock)
  if (!programme || programme.archivedAt !== undefined) throw noSuchProgramme()
  return { ...stand, programme }
}

/** The same for what only those see who see everything: the self-check, risks, verdicts. */
export async function getInsideGround(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  programmeId: string,
): Promise<Ground> {
  const ground = await getGround(db, actor, regionCode, programmeId)
  if (ground.sight !== 'all') throw noSuchProgramme()
  return ground
}

/**
 * The same for who may write in this programme: its office and the secretariat. Asked before the body of a request is
 * looked at, and again inside the transaction with the programme locked. Throws `not-found` or `may-not`.
 */
export async function getWritableGround(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  programmeId: string,
  lock = false,
): Promise<Ground> {
  const ground = await getGround(db, actor, regionCode, programmeId, lock)
  const refusal = refuseWrite(actor, regionCode, [ground.programme.leadId])
  if (refusal) throw mayNot(refusal)
  return ground
}

export const mayWriteIn = (actor: Actor, { programme }: Ground): boolean =>
  refuseWrite(actor, programme.regionCode, [programme.leadId]) === undefined

export const mayCorrect = (actor: Actor, regionCode: string): boolean => refuseKeep(actor, regionCode) === undefined

/** The calendar year that it is in the region. */
export const yearIn = (now: Date, { region }: Pick<Stand, 'region'>): number =>
  Number(dayIn(now, region.timezone).slice(0, 4))

/** Text as it is kept: its lines as typed, empty is absent. */
export const keptText = (text: string | undefined): string | undefined =>
  text?.replace(/\r\n?/g, '\n').trim() || undefined

export const noQuickWin = () =>
  notFound(
    'Program ini bukan quick win. Jadikan quick win dahulu dengan mengisi profilnya.',
    'This programme is no quick win. Make it one first, by filling in its profile.',
  )

export const quickWinEnded = () =>
  new Problem('conflict', {
    id: 'Quick win ini sudah berakhir, jadi isiannya tetap seperti saat itu. Sekretariat daerah dapat mengoreksi putusannya.',
    en: 'This quick win has ended and stays as it was then. The secretariat can correct the verdict.',
  })

export const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Isian ini diubah dari tab, perangkat, atau orang lain sesudah Anda membukanya. Bandingkan keduanya, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'This was changed in another tab, on another device or by somebody else after you opened it. Compare both and save again; what you typed is not lost.',
  })
