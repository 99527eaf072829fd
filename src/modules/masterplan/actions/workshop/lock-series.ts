import type { Actor, Refusal } from '#kit/actor.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { refuseKeep } from '../../access.ts'
import type { Series } from '../../model-workshop.ts'
import { findSeries } from '../../store/workshop/series.ts'
import { getInsideStand, type Stand } from '../stand.ts'

/** A series that the viewer may see, and what they are to it. */
export interface SeriesStand extends Stand {
  series: Series
  /** Guides this very series now. */
  guides: boolean
}

/**
 * One series for one viewer, in at most four statements; throws `not-found`, for readers also when it was archived empty.
 * With `lock` its row is held for a change; then throws `conflict` when it is archived.
 */
export async function getSeriesStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  seriesId: string,
  lock = false,
): Promise<SeriesStand> {
  const stand = await getInsideStand(db, actor, regionCode)
  const series = await findSeries(db, regionCode, seriesId, lock)
  const removed = series?.archived !== undefined && series.archived.reason === undefined
  if (!series || (removed && refuseKeep(actor, regionCode) !== undefined)) throw noSuchSeries()
  if (lock) refuseArchived(series)
  return { ...stand, series, guides: stand.mentorOf.some(one => one.seriesId === series.id) }
}

/** Throws `conflict` for an archived series. */
export function refuseArchived(series: Pick<Series, 'archived'>): void {
  if (series.archived !== undefined) throw seriesArchived()
}

/** Throws `may-not` when there is a reason to refuse. */
export function unlessRefused(refusal: Refusal): void {
  if (refusal) throw mayNot(refusal)
}

export const noSuchSeries = () =>
  notFound(
    'Rangkaian bimtek ini tidak ada. Buka daftar bimtek daerah itu.',
    'There is no such series of workshops. Open the list of the region.',
  )

export const seriesArchived = () =>
  new Problem('conflict', {
    id: 'Rangkaian bimtek ini sudah diarsipkan, jadi hanya dapat dibaca. Minta sekretariat mengembalikannya dahulu.',
    en: 'This series of workshops was archived and can only be read. Ask the secretariat to restore it first.',
  })

export const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Ini diubah orang lain sesudah Anda membukanya. Bandingkan dengan yang tersimpan, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'Somebody else changed this after you opened it. Compare it with what is stored and save again; what you typed is not lost.',
  })
