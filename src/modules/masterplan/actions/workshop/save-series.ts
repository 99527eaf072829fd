import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP, type Series } from '../../model-workshop.ts'
import { tooLong } from '../../rules/workshop/check-workshop.ts'
import { findSeries, updateSeries } from '../../store/workshop/series.ts'
import { words } from './change-stage.ts'
import { changedMeanwhile, getSeriesStand, unlessRefused } from './lock-series.ts'
import { checkSeries } from './start-series.ts'

export interface SaveSeries {
  regionCode: string
  seriesId: string
  version: number | undefined
  input: { title: string; year: number; note?: string | undefined; done: boolean }
}

/**
 * Stores the name, year and note of a series, and whether it is done; gives it back. Throws `not-found`, `may-not`,
 * `changed-meanwhile`, and `invalid` with the fields `title`, `year`, `note`.
 */
export async function saveSeries(platform: Platform, actor: Actor, save: SaveSeries, writer: Writer): Promise<Series> {
  const { regionCode, seriesId } = save
  const now = platform.clock.now()
  const title = save.input.title.replace(/\s+/g, ' ').trim()
  const note = words(save.input.note)
  return await platform.db.transact(writer, async tx => {
    const { series, region } = await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseKeep(actor, regionCode))
    if (series.version !== save.version) throw changedMeanwhile()
    const { year, done } = save.input
    const errors = checkSeries({ title, year }, Number(dayIn(now, region.timezone).slice(0, 4)))
    if ((note ?? '').length > LONGEST_WORKSHOP.note) errors.push(tooLong('note', LONGEST_WORKSHOP.note))
    if (errors.length > 0) throw invalid(...errors)
    const state = done ? 'done' : 'running'
    await updateSeries(tx, series, { title, year, note: note ?? null, state }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.series.changed',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { title, year, state },
    })
    const stored = await findSeries(tx, regionCode, seriesId)
    if (!stored) throw new Error(`Series ${seriesId} is not there after it was stored`)
    return stored
  })
}
