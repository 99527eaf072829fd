import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { REMARK_KINDS, type RemarkKind } from '../../model-round.ts'
import { findRemark, insertRemark, type PanelRemark, updateRemark } from '../../store/scoring/remarks.ts'
import { getStand } from '../round/stand.ts'
import { assertMayScore, getGround } from './ground.ts'

/** Longest remark, in letters. */
export const longestRemark = 2000

interface Place {
  roundId: string
  regionCode: string
}

/** A new remark, or with `id` and `version` the change of one. */
export type RemarkEntry = Place & { text: string } & (
    { id?: undefined; dimension: string; kind: RemarkKind } | { id: string; version: number | undefined }
  )

/**
 * Writes a strength, weakness or recommendation of the panel. One's own lines at any time until the round closes, also after
 * one's sheet is handed in; those of others once it is. Throws `invalid` (field `text`, `dimension`, `kind`), `may-not`,
 * `conflict` when it is not the time, `not-found` for a line that the actor may not see, and `changed-meanwhile` with what
 * stands there now.
 */
export async function saveRemark(
  platform: Platform,
  actor: Actor,
  entry: RemarkEntry,
  writer: Writer,
): Promise<{ id: string; version: number }> {
  const { roundId, regionCode } = entry
  const ground = await getGround(platform.db.sql, roundId, regionCode)
  const text = entry.text.replaceAll('\r\n', '\n').trim()
  return await platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const { accountId, remark } = await forChange(tx, actor, entry, now)
    if (text === '' || text.length > longestRemark) throw badText()
    if (entry.id === undefined) {
      if (!ground.instrument.dimensions.some(({ code }) => code === entry.dimension)) throw notChosen('dimension')
      if (!REMARK_KINDS.includes(entry.kind)) throw notChosen('kind')
      const { dimension, kind } = entry
      const id = await insertRemark(tx, { roundId, regionCode, dimension, kind, text, writtenBy: accountId }, now)
      await keep(tx, 'evaluation.remark.saved', entry, id, { dimension, kind, text })
      return { id, version: 1 }
    }
    if (!remark) throw noSuchRemark()
    if (text === remark.text) {
      await keep(tx, 'evaluation.remark.saved', entry, remark.id, { text })
      return { id: remark.id, version: remark.version }
    }
    if (entry.version !== remark.version) throw changedMeanwhile(remark)
    await updateRemark(tx, regionCode, remark.id, { text, changedBy: accountId }, now)
    await keep(tx, 'evaluation.remark.saved', entry, remark.id, { text, before: remark.text })
    return { id: remark.id, version: remark.version + 1 }
  })
}

/** Takes a remark away; the audit keeps what it said. As `saveRemark`. */
export async function withdrawRemark(
  platform: Platform,
  actor: Actor,
  given: Place & { id: string; version: number | undefined },
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const { accountId, remark } = await forChange(tx, actor, given, now)
    if (!remark) throw noSuchRemark()
    if (given.version !== remark.version) throw changedMeanwhile(remark)
    await updateRemark(tx, given.regionCode, remark.id, { withdrawn: true, changedBy: accountId }, now)
    await keep(tx, 'evaluation.remark.withdrawn', given, remark.id, { before: remark.text })
  })
}

/** The actor's account, and the remark if one is meant and the actor may change it. */
async function forChange(
  tx: Tx,
  actor: Actor,
  { roundId, regionCode, id }: Place & { id?: string | undefined },
  now: Date,
): Promise<{ accountId: string; remark: PanelRemark | undefined }> {
  const stand = await getStand(tx, actor, roundId, regionCode, 'share')
  // A sheet that is handed in keeps nobody from writing remarks.
  assertMayScore(stand, 'scoring', now)
  const accountId = stand.panel?.accountId ?? ''
  const found = id === undefined ? undefined : await findRemark(tx, roundId, regionCode, id)
  const seen = found && (found.writtenBy === accountId || stand.sight.remarks === 'all')
  return { accountId, remark: seen ? found : undefined }
}

async function keep(
  tx: Tx,
  event: string,
  { roundId, regionCode }: Place,
  id: string,
  data: Record<string, unknown>,
): Promise<void> {
  await audit(tx, { event, subject: { kind: 'evaluation.remark', id }, regionCode, data: { round: roundId, ...data } })
}

const badText = () =>
  invalid({
    field: 'text',
    sentence: {
      id: 'Tulis catatannya, paling panjang 2.000 huruf.',
      en: 'Write the remark, in at most 2,000 letters.',
    },
  })

const notChosen = (field: string) =>
  invalid({ field, sentence: { id: 'Pilih salah satu dari daftar.', en: 'Choose one of the list.' } })

const noSuchRemark = () =>
  notFound(
    'Catatan ini tidak ada, atau sudah ditarik. Muat ulang halaman.',
    'There is no such remark, or it was withdrawn. Reload the page.',
  )

const changedMeanwhile = (remark: PanelRemark) =>
  new Problem(
    'changed-meanwhile',
    {
      id: 'Catatan ini sudah diubah orang lain. Baca yang baru di bawah, lalu simpan lagi bila masih perlu.',
      en: 'Somebody changed this remark meanwhile. Read the new text below, then save again if still needed.',
    },
    { fields: [{ field: 'text', sentence: { id: `Sekarang: ${remark.text}`, en: `Now: ${remark.text}` } }] },
  )
