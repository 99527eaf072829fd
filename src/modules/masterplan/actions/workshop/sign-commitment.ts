import { actsAs, type Actor, type Refusal } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { getEvidence, listUses, replaceUses } from '#modules/evidence/index.ts'
import { refuseKeep, refuseSign } from '../../access.ts'
import { COMMITMENT_SUBJECT } from '../../model.ts'
import type { Commitment, Signature } from '../../model-workshop.ts'
import { isDay, missing, noDay } from '../../rules/workshop/check-workshop.ts'
import { findCommitment, listSignatures, recordSignatures, updateCommitment } from '../../store/workshop/commitments.ts'
import { getSeriesStand, noSuchSeries, type SeriesStand, unlessRefused } from './lock-series.ts'
import { hashOf, type WholeCommitment, wholeCommitment } from './save-commitment.ts'

interface Place {
  regionCode: string
  seriesId: string
}

/** Why this account may not sign at this place; undefined when it may. */
export function refuseSignature(actor: Actor, regionCode: string, signature: Signature): Refusal {
  const closed = refuseSign(actor, regionCode)
  if (closed) return closed
  const { role, organisationId } = signature
  const own =
    role !== undefined &&
    actsAs(actor, role) &&
    (role !== 'opd-head' || actor.membership?.organisationId === organisationId)
  return own
    ? undefined
    : {
        id: 'Tempat ini untuk penandatangan lain. Tanda tangani pada jabatan Anda sendiri.',
        en: 'This place is for somebody else. Sign at your own title.',
      }
}

/**
 * Signs the commitment by the account of who holds the title: a confirmation, not a certified signature. `sha256` is what
 * the signer saw. Gives it back; it is signed when everybody has. Throws `not-found`, `may-not`, `conflict` when it is
 * not open or another text was seen, and when this place is signed.
 */
export async function signCommitment(
  platform: Platform,
  actor: Actor,
  sign: Place & { signatureId: string; sha256: string },
  writer: Writer,
): Promise<WholeCommitment> {
  const { regionCode, seriesId } = sign
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { stand, commitment, signatures } = await lockOpen(tx, actor, sign)
    unlessRefused(refuseSign(actor, regionCode))
    const one = signatures.find(other => other.id === sign.signatureId)
    if (!one) throw noSuchPlace()
    unlessRefused(refuseSignature(actor, regionCode, one))
    checkOpen(stand, commitment, signatures)
    if (commitment.sha256 !== sign.sha256) throw otherText()
    if (one.how !== undefined) throw alreadySigned()
    const on = dayIn(now, stand.region.timezone)
    await recordSignatures(
      tx,
      regionCode,
      [one.id],
      { how: 'account', on, name: one.name ?? actor.name },
      writer.accountId,
      now,
    )
    await closeWhenAll(tx, commitment, signatures, 1, writer, now)
    await audit(tx, {
      event: 'masterplan.commitment.signed',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { title: one.title, how: 'account', sha256: commitment.sha256 },
    })
    return await wholeCommitment(tx, regionCode, seriesId)
  })
}

export interface RecordPaper extends Place {
  signatureIds: readonly string[]
  /** The day on which they signed on paper. */
  signedOn: string
  /** Evidence of the signed sheet; what is there already stays. */
  attach: readonly string[]
}

/**
 * Records signatures on paper with the scan of the sheet. Throws `not-found`, `may-not` (the secretariat alone),
 * `conflict` when it is not open, and `invalid` with the fields `signatures`, `signedOn`, `bukti`.
 */
export async function recordPaper(
  platform: Platform,
  actor: Actor,
  record: RecordPaper,
  writer: Writer,
): Promise<WholeCommitment> {
  const { regionCode, seriesId, signedOn } = record
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { stand, commitment, signatures } = await lockOpen(tx, actor, record)
    unlessRefused(refuseKeep(actor, regionCode))
    checkOpen(stand, commitment, signatures)
    const ids = [...new Set(record.signatureIds)]
    const chosen = signatures.filter(one => ids.includes(one.id))
    const errors = []
    if (chosen.length === 0 || chosen.length < ids.length || chosen.some(one => one.how !== undefined)) {
      errors.push(nobodyChosen)
    }
    if (!isDay(signedOn)) errors.push(noDay('signedOn'))
    else if (signedOn > dayIn(now, stand.region.timezone)) errors.push(inFuture)
    const there = (await listUses(tx, regionCode, COMMITMENT_SUBJECT, [seriesId])).get(seriesId) ?? []
    if (there.length === 0 && record.attach.length === 0) errors.push(noScan)
    if (errors.length > 0) throw invalid(...errors)
    const added = record.attach.filter(id => !there.some(use => use.evidence.id === id))
    for (const id of added) await getEvidence(platform, actor, id, tx)
    await replaceUses(
      tx,
      regionCode,
      COMMITMENT_SUBJECT,
      seriesId,
      [
        ...there.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
        ...added.map(evidenceId => ({ evidenceId })),
      ],
      writer.accountId,
    )
    await recordSignatures(tx, regionCode, ids, { how: 'paper', on: signedOn }, writer.accountId, now)
    await closeWhenAll(tx, commitment, signatures, ids.length, writer, now)
    await audit(tx, {
      event: 'masterplan.commitment.signed',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { titles: chosen.map(one => one.title), how: 'paper', sha256: commitment.sha256 ?? null },
    })
    return await wholeCommitment(tx, regionCode, seriesId)
  })
}

async function lockOpen(
  tx: Tx,
  actor: Actor,
  { regionCode, seriesId }: Place,
): Promise<{ stand: SeriesStand; commitment: Commitment; signatures: Signature[] }> {
  const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
  const commitment = await findCommitment(tx, regionCode, seriesId, true)
  if (!commitment) throw noSuchSeries()
  return { stand, commitment, signatures: await listSignatures(tx, regionCode, seriesId, true) }
}

function checkOpen(stand: SeriesStand, commitment: Commitment, signatures: readonly Signature[]): void {
  if (commitment.state === 'draft') throw notOpen()
  if (commitment.state === 'signed') throw alreadySigned()
  if (hashOf(stand, commitment, signatures) !== commitment.sha256) {
    throw new Error(`The commitment of ${stand.series.id} is not what its hash says`)
  }
}

async function closeWhenAll(
  tx: Tx,
  commitment: Commitment,
  before: readonly Signature[],
  added: number,
  writer: Writer,
  now: Date,
): Promise<void> {
  const signed = before.filter(one => one.how !== undefined).length + added
  if (signed === before.length) await updateCommitment(tx, commitment, { state: 'signed' }, writer.accountId, now)
}

/** Throws `may-not` for who can neither sign nor record. Asked before the body is looked at. */
export function refuseSigningAtAll(actor: Actor, regionCode: string): void {
  const refusal = refuseSign(actor, regionCode)
  if (refusal) throw mayNot(refusal)
}

const nobodyChosen = missing(
  'signatures',
  'Pilih siapa yang menandatangani di kertas; yang sudah menandatangani tidak dapat dipilih lagi.',
  'Choose who signed on paper; who has signed cannot be chosen again.',
)

const inFuture = missing(
  'signedOn',
  'Hari tanda tangan belum tiba. Isi hari ini atau sebelumnya.',
  'The day of signing is still to come. Give today or a day before.',
)

const noScan = missing(
  'bukti',
  'Unggah pindaian lembar yang ditandatangani (PDF atau foto).',
  'Upload the scan of the signed sheet (PDF or photo).',
)

const noSuchPlace = () =>
  new Problem('not-found', {
    id: 'Penandatangan ini tidak ada di daftar. Muat ulang halamannya.',
    en: 'There is no such signatory. Reload the page.',
  })

const notOpen = () =>
  new Problem('conflict', {
    id: 'Komitmen ini masih draf dan belum dibuka untuk ditandatangani.',
    en: 'This commitment is still a draft and not open for signatures.',
  })

const otherText = () =>
  new Problem('conflict', {
    id: 'Teks komitmen berubah sesudah Anda membukanya. Baca lagi, lalu tanda tangani.',
    en: 'The text of the commitment changed after you opened it. Read it again, then sign.',
  })

const alreadySigned = () =>
  new Problem('conflict', {
    id: 'Tempat ini sudah ditandatangani. Muat ulang halamannya.',
    en: 'This place is signed already. Reload the page.',
  })
