import type { Actor, Refusal } from '#kit/actor.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import type { Series } from '../../model-workshop.ts'
import { findSeries } from '../../store/workshop/series.ts'
import { getInsideStand, type Stand } from '../stand.ts'

/** A series that the viewer may see, and what they are to it. */
export interface SeriesStand extends Stand {
  series: Series
  /** Guides this very series now. */
  guides: boolean
}

/** One series for one viewer, in at most four statements; throws `not-found`. With `lock` its row is held. */
export async function getSeriesStand(
  db: Sql | Tx,
  actor: Actor,
  regionCode: string,
  seriesId: string,
  lock = false,
): Promise<SeriesStand> {
  const stand = await getInsideStand(db, actor, regionCode)
  const series = await findSeries(db, regionCode, seriesId, lock)
  if (!series) throw noSuchSeries()
  return { ...stand, series, guides: stand.mentorOf.some(one => one.seriesId === series.id) }
}

/** Throws `may-not` when there is a reason to refuse. */
export function unlessRefused(refusal: Refusal): void {
  if (refusal) throw mayNot(refusal)
}

export const noSuchSeries = () =>
  notFound(
    'Rangkaian bimtek ini tidak ada, atau sudah diarsipkan. Buka daftar bimtek daerah itu.',
    'There is no such series of workshops, or it was archived. Open the list of the region.',
  )

export const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Ini diubah orang lain sesudah Anda membukanya. Bandingkan dengan yang tersimpan, lalu simpan lagi; ketikan Anda tidak hilang.',
    en: 'Somebody else changed this after you opened it. Compare it with what is stored and save again; what you typed is not lost.',
  })
