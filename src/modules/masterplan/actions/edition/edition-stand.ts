import type { Actor } from '#kit/actor.ts'
import { notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Edition } from '../../model-edition.ts'
import { findEdition } from '../../store/edition/editions.ts'
import { getStand, type Stand } from '../stand.ts'

export const noSuchEdition = () =>
  notFound(
    'Edisi ini tidak ada, atau belum diterbitkan. Kembali ke daftar edisi.',
    'There is no such edition, or it is not published. Go back to the list of editions.',
  )

export const editionChangedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Edisi ini diubah orang lain sesudah Anda membukanya. Periksa keadaannya sekarang, lalu ulangi; isian Anda masih ada.',
    en: 'This edition was changed by somebody else after you opened it. Look at how it stands now and try again; what you entered is kept.',
  })

/** An edition as far as the actor may know of it: the public those that are published. */
export async function getEditionStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  editionId: string,
  lock = false,
): Promise<Stand & { edition: Edition }> {
  const stand = await getStand(db, actor, regionCode)
  const edition = await findEdition(db, stand.region.code, editionId, lock)
  if (!edition || (stand.sight !== 'all' && edition.state !== 'published')) throw noSuchEdition()
  return { ...stand, edition }
}
