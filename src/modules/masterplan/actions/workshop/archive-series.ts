import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP, type Series } from '../../model-workshop.ts'
import { missing, tooLong } from '../../rules/workshop/check-workshop.ts'
import { findSeries, updateSeries } from '../../store/workshop/series.ts'
import { readSeriesEnd } from '../../store/workshop/series-end.ts'
import { getInsideStand } from '../stand.ts'
import { words } from './change-stage.ts'
import { changedMeanwhile, noSuchSeries, unlessRefused } from './lock-series.ts'

export interface ArchiveSeries {
  regionCode: string
  seriesId: string
  version: number | undefined
  /** False brings it back. */
  archived: boolean
  /** Why; not asked of a series in which nothing was done yet, nor when it is brought back. */
  reason?: string | undefined
}

/**
 * Archives a series, or brings it back: archived it is read by its address and in the list of archived ones, nobody writes
 * in it, and its mentors no longer see the region through it. One that was begun by mistake and is still empty goes out of
 * sight of readers. Gives it back; what stands so already is not written again. Throws `not-found`, `may-not` (the
 * secretariat alone), `changed-meanwhile`, `invalid` on `reason`, and `conflict` while sections of its plan are in review or
 * an edition of it is being prepared.
 */
export async function archiveSeries(
  platform: Platform,
  actor: Actor,
  { regionCode, seriesId, version, archived, reason: given }: ArchiveSeries,
  writer: Writer,
): Promise<Series> {
  const now = platform.clock.now()
  const reason = words(given)
  return await platform.db.transact(writer, async tx => {
    await getInsideStand(tx, actor, regionCode)
    unlessRefused(refuseKeep(actor, regionCode))
    const series = await findSeries(tx, regionCode, seriesId, true)
    if (!series) throw noSuchSeries()
    if (series.version !== version) throw changedMeanwhile()
    if ((series.archived !== undefined) === archived) throw alreadySo(archived)
    if (archived) {
      const end = await readSeriesEnd(tx, regionCode, seriesId)
      if (end.reviewed > 0 || end.preparing.length > 0) throw stillBusy(end)
      if (reason === undefined && !end.empty) throw invalid(noReason)
      if ((reason ?? '').length > LONGEST_WORKSHOP.reason) throw invalid(tooLong('reason', LONGEST_WORKSHOP.reason))
    }
    await updateSeries(tx, series, { archived: archived && { reason } }, writer.accountId, now)
    await audit(tx, {
      event: archived ? 'masterplan.series.archived' : 'masterplan.series.restored',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { title: series.title, reason: reason ?? null },
    })
    const stored = await findSeries(tx, regionCode, seriesId)
    if (!stored) throw new Error(`Series ${seriesId} is not there after it was stored`)
    return stored
  })
}

const noReason = missing(
  'reason',
  'Tulis mengapa rangkaian ini diarsipkan; alasannya tetap terlihat di halamannya.',
  'Write why this series is archived; the reason stays in sight on its page.',
)

const alreadySo = (archived: boolean) =>
  new Problem(
    'conflict',
    archived
      ? {
          id: 'Rangkaian ini sudah diarsipkan. Muat ulang halamannya.',
          en: 'This series is archived already. Reload the page.',
        }
      : {
          id: 'Rangkaian ini tidak diarsipkan. Muat ulang halamannya.',
          en: 'This series is not archived. Reload the page.',
        },
  )

/** Says what is left to do, and what to do with it. */
function stillBusy({ reviewed, preparing }: { reviewed: number; preparing: readonly number[] }): Problem {
  const id = []
  const en = []
  if (reviewed > 0) {
    id.push(`${reviewed} bagian buku dari rangkaian ini masih ditinjau: terima atau kembalikan dahulu`)
    en.push(`${reviewed} sections of its books are in review: accept or return them first`)
  }
  if (preparing.length > 0) {
    id.push(`edisi ${preparing.join(', ')} masih disiapkan: terbitkan atau tarik dahulu`)
    en.push(`the edition of ${preparing.join(', ')} is being prepared: publish or withdraw it first`)
  }
  const sentence = (parts: string[]) => parts.join('; ').replace(/^./, letter => letter.toUpperCase())
  return new Problem('conflict', {
    id: `${sentence(id)}. Sesudah itu arsipkan lagi.`,
    en: `${sentence(en)}. Then archive it again.`,
  })
}
