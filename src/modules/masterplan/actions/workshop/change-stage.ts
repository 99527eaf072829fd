import { actsAs, type Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseJudge, refuseKeep } from '../../access.ts'
import { LONGEST_WORKSHOP, type Workshop } from '../../model-workshop.ts'
import { missing, tooLong } from '../../rules/workshop/check-workshop.ts'
import { gateOf, unacceptable } from '../../rules/workshop/stage-gate.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { updateWorkshop } from '../../store/workshop/workshops.ts'
import { changedMeanwhile, unlessRefused } from './lock-series.ts'
import { lockWorkshops, storedWorkshop, type WorkshopPlace } from './save-workshop.ts'

export interface OpenStage extends WorkshopPlace {
  /** What the last workshop produced and what must be done again; not asked of the first. */
  review?: string | undefined
  /** Why this one begins although something required was not accepted. It stays in sight. */
  despite?: string | undefined
}

/**
 * Begins a stage: the stage gate. Throws `not-found`, `may-not` (the secretariat alone), `changed-meanwhile`, `conflict`
 * when it began already or the one before was not held, and `invalid` on `review` or `despite` when it is asked and empty.
 */
export async function openStage(platform: Platform, actor: Actor, open: OpenStage, writer: Writer): Promise<Workshop> {
  const now = platform.clock.now()
  const review = words(open.review)
  const despite = words(open.despite)
  return await platform.db.transact(writer, async tx => {
    const { all, one } = await lockWorkshops(tx, actor, open)
    unlessRefused(refuseKeep(actor, open.regionCode))
    if (one.version !== open.version) throw changedMeanwhile()
    if (one.state !== 'planned') throw alreadyOpen()
    const gate = gateOf(open.stage, all, await listDeliverables(tx, open.regionCode, open.seriesId))
    if (gate.tooEarly) throw tooEarly()
    const errors = []
    if (gate.needsReview && review === undefined) errors.push(noReview)
    if (gate.needsReason && despite === undefined) errors.push(noReason(gate.missing.length))
    if ((review ?? '').length > LONGEST_WORKSHOP.note) errors.push(tooLong('review', LONGEST_WORKSHOP.note))
    if ((despite ?? '').length > LONGEST_WORKSHOP.note) errors.push(tooLong('despite', LONGEST_WORKSHOP.note))
    if (errors.length > 0) throw invalid(...errors)
    const openedDespite = gate.needsReason ? (despite ?? null) : null
    await updateWorkshop(
      tx,
      one,
      { state: 'running', review: review ?? null, openedDespite, opened: true },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'masterplan.stage.opened',
      subject: { kind: 'masterplan.workshop', id: `${open.seriesId}/${open.stage}` },
      regionCode: open.regionCode,
      data: { missing: gate.missing.map(other => other.code), despite: openedDespite },
    })
    return await storedWorkshop(tx, open)
  })
}

/** Says that a workshop took place. Throws `not-found`, `may-not`, `changed-meanwhile`, `conflict` when it does not run. */
export async function holdStage(
  platform: Platform,
  actor: Actor,
  place: WorkshopPlace,
  writer: Writer,
): Promise<Workshop> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { one } = await lockWorkshops(tx, actor, place)
    unlessRefused(refuseKeep(actor, place.regionCode))
    if (one.version !== place.version) throw changedMeanwhile()
    if (one.state !== 'running') throw notRunning()
    await updateWorkshop(tx, one, { state: 'held', held: true }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.stage.held',
      subject: { kind: 'masterplan.workshop', id: `${place.seriesId}/${place.stage}` },
      regionCode: place.regionCode,
    })
    return await storedWorkshop(tx, place)
  })
}

/**
 * A mentor of the series accepts a stage whose required deliverables are all accepted; the ministry may where mentors
 * cannot. Throws `not-found`, `may-not`, `changed-meanwhile`, and `conflict` with what is still missing.
 */
export async function acceptStage(
  platform: Platform,
  actor: Actor,
  place: WorkshopPlace,
  writer: Writer,
): Promise<Workshop> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { stand, one } = await lockWorkshops(tx, actor, place)
    unlessRefused(refuseJudge(actor, stand.guides))
    if (one.version !== place.version) throw changedMeanwhile()
    const reason = unacceptable(one, await listDeliverables(tx, place.regionCode, place.seriesId, place.stage))
    if (reason) throw cannotAccept[reason]()
    await updateWorkshop(tx, one, { state: 'accepted', accepted: true }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.stage.accepted',
      subject: { kind: 'masterplan.workshop', id: `${place.seriesId}/${place.stage}` },
      regionCode: place.regionCode,
      data: { role: actsAs(actor, 'mentor') ? 'mentor' : 'ministry' },
    })
    return await storedWorkshop(tx, place)
  })
}

export const words = (text: string | undefined): string | undefined => text?.replace(/\r\n?/g, '\n').trim() || undefined

const noReview = missing(
  'review',
  'Tulis dahulu apa yang dihasilkan bimtek sebelumnya dan apa yang harus diulang.',
  'First write what the last workshop produced and what must be done again.',
)

const noReason = (count: number) =>
  missing(
    'despite',
    `${count} hasil wajib bimtek sebelumnya belum diterima pembimbing. Tulis mengapa tahap ini tetap dibuka; alasannya akan tetap terlihat.`,
    `${count} required deliverables of the last workshop are not accepted. Write why this stage begins all the same; it stays in sight.`,
  )

const alreadyOpen = () =>
  new Problem('conflict', {
    id: 'Tahap ini sudah dibuka. Muat ulang halamannya.',
    en: 'This stage has begun already. Reload the page.',
  })

const tooEarly = () =>
  new Problem('conflict', {
    id: 'Bimtek sebelumnya belum dilaksanakan. Tandai dahulu bahwa bimtek itu sudah selesai.',
    en: 'The workshop before was not held yet. Mark it as held first.',
  })

const notRunning = () =>
  new Problem('conflict', {
    id: 'Bimtek ini belum dibuka atau sudah selesai. Muat ulang halamannya.',
    en: 'This workshop has not begun, or is over. Reload the page.',
  })

const cannotAccept = {
  'not-held': () =>
    new Problem('conflict', {
      id: 'Bimtek ini belum dilaksanakan, jadi belum dapat diterima.',
      en: 'This workshop was not held yet, so it cannot be accepted.',
    }),
  already: () =>
    new Problem('conflict', {
      id: 'Tahap ini sudah diterima. Muat ulang halamannya.',
      en: 'This stage is accepted already. Reload the page.',
    }),
  missing: () =>
    new Problem('conflict', {
      id: 'Masih ada hasil wajib tahap ini yang belum diterima. Terima atau kembalikan satu per satu dahulu.',
      en: 'Something required of this stage is not accepted yet. Accept or return each one first.',
    }),
}
