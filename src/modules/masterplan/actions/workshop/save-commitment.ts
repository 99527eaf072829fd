import { createHash } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listOffices, listRegionOffices } from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import { type Commitment, LONGEST_WORKSHOP, type Signature } from '../../model-workshop.ts'
import { isDay, missing, noDay, tooLong } from '../../rules/workshop/check-workshop.ts'
import {
  findCommitment,
  listSignatures,
  replaceSignatories,
  type SignatoryInput,
  updateCommitment,
} from '../../store/workshop/commitments.ts'
import { changedMeanwhile, getSeriesStand, noSuchSeries, type SeriesStand, unlessRefused } from './lock-series.ts'
import { noOffice } from './save-deliverable.ts'

export interface CommitmentPlace {
  regionCode: string
  seriesId: string
  version: number | undefined
}

/** A commitment with who signs it. */
export interface WholeCommitment {
  commitment: Commitment
  signatures: Signature[]
}

/** How many may sign one commitment. */
export const MOST_SIGNATORIES = 200

export interface SaveCommitment extends CommitmentPlace {
  input: {
    text: string
    place?: string | undefined
    dated?: string | undefined
    /** In the order in which they sign; kept as they are when absent. */
    signatories?: readonly SignatoryInput[] | undefined
  }
}

/**
 * Stores the draft of the commitment and who shall sign; gives both back. Throws `not-found`, `may-not`, `conflict` when
 * it is open for signatures, `changed-meanwhile`, and `invalid` with the fields `text`, `place`, `dated`, `signatories`.
 */
export async function saveCommitment(
  platform: Platform,
  actor: Actor,
  save: SaveCommitment,
  writer: Writer,
): Promise<WholeCommitment> {
  const { regionCode, seriesId } = save
  const now = platform.clock.now()
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const input = {
    text: save.input.text.replace(/\r\n?/g, '\n').trim(),
    place: line(save.input.place),
    dated: line(save.input.dated),
    signatories: save.input.signatories?.map(one => ({
      ...one,
      title: line(one.title) ?? '',
      name: line(one.name),
    })),
  }
  return await platform.db.transact(writer, async tx => {
    const { commitment } = await lockCommitment(tx, actor, save)
    if (commitment.state !== 'draft') throw notDraft()
    const errors = await check(tx, regionCode, input)
    if (errors.length > 0) throw invalid(...errors)
    const { text, place, dated, signatories } = input
    await updateCommitment(tx, commitment, { text, place: place ?? null, dated: dated ?? null }, writer.accountId, now)
    if (signatories) await replaceSignatories(tx, regionCode, seriesId, signatories)
    await audit(tx, {
      event: 'masterplan.commitment.changed',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { signatories: signatories?.length ?? null, dated: dated ?? null },
    })
    return await wholeCommitment(tx, regionCode, seriesId)
  })
}

/**
 * Opens the commitment for signatures: from now on text, place, day and list stay under their SHA-256. Throws as
 * `saveCommitment` does, and `conflict` when nobody shall sign or day or place is missing.
 */
export async function openCommitment(
  platform: Platform,
  actor: Actor,
  place: CommitmentPlace,
  writer: Writer,
): Promise<WholeCommitment> {
  const { regionCode, seriesId } = place
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { stand, commitment } = await lockCommitment(tx, actor, place)
    if (commitment.state !== 'draft') throw notDraft()
    const signatures = await listSignatures(tx, regionCode, seriesId, true)
    if (signatures.length === 0 || commitment.dated === undefined || commitment.place === undefined) throw notReady()
    const sha256 = hashOf(stand, commitment, signatures)
    await updateCommitment(tx, commitment, { state: 'open', sha256 }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.commitment.opened',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { sha256, signatories: signatures.length },
    })
    return await wholeCommitment(tx, regionCode, seriesId)
  })
}

/** Takes an open commitment back to a draft while nobody has signed. Throws as `saveCommitment` does. */
export async function withdrawCommitment(
  platform: Platform,
  actor: Actor,
  place: CommitmentPlace,
  writer: Writer,
): Promise<WholeCommitment> {
  const { regionCode, seriesId } = place
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { commitment } = await lockCommitment(tx, actor, place)
    const signatures = await listSignatures(tx, regionCode, seriesId, true)
    if (commitment.state !== 'open' || signatures.some(one => one.how !== undefined)) throw signedAlready()
    await updateCommitment(tx, commitment, { state: 'draft', sha256: null }, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.commitment.withdrawn',
      subject: { kind: 'masterplan.series', id: seriesId },
      regionCode,
      data: { sha256: commitment.sha256 ?? null },
    })
    return await wholeCommitment(tx, regionCode, seriesId)
  })
}

/** The hash of what is signed: region, series, text, place, day and the titles in their order; never who signed when. */
export function hashOf(
  { region, series }: Pick<SeriesStand, 'region' | 'series'>,
  commitment: Pick<Commitment, 'text' | 'place' | 'dated'>,
  signatures: readonly Pick<Signature, 'title' | 'organisationId'>[],
): string {
  const content = {
    region: region.code,
    series: series.id,
    text: commitment.text,
    place: commitment.place ?? null,
    dated: commitment.dated ?? null,
    signatories: signatures.map(one => ({ title: one.title, office: one.organisationId ?? null })),
  }
  return createHash('sha256').update(canonicalText(content)).digest('hex')
}

/** Who usually signs: the regional head, the council, and the head of each office; names are left open. */
export async function proposeSignatories(
  platform: Platform,
  region: { code: string; kind: string },
): Promise<SignatoryInput[]> {
  const offices = (await listOffices(platform.db.sql, region.code)).filter(one => one.kind === 'opd')
  const bare = { name: undefined, organisationId: undefined }
  return [
    { ...bare, role: 'regional-head', title: region.kind === 'city' ? 'Wali Kota' : 'Bupati' },
    { ...bare, role: 'council', title: 'Ketua Dewan Smart City' },
    ...offices.map(office => ({
      role: 'opd-head' as const,
      organisationId: office.id,
      title: `Kepala ${office.name}`.slice(0, LONGEST_WORKSHOP.title),
      name: undefined,
    })),
  ]
}

async function lockCommitment(
  tx: Tx,
  actor: Actor,
  { regionCode, seriesId, version }: CommitmentPlace,
): Promise<{ stand: SeriesStand; commitment: Commitment }> {
  const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
  unlessRefused(refuseKeep(actor, regionCode))
  const commitment = await findCommitment(tx, regionCode, seriesId, true)
  if (!commitment) throw noSuchSeries()
  if (commitment.version !== version) throw changedMeanwhile()
  return { stand, commitment }
}

/** The commitment with its signatories after a change. */
export async function wholeCommitment(tx: Tx, regionCode: string, seriesId: string): Promise<WholeCommitment> {
  const commitment = await findCommitment(tx, regionCode, seriesId)
  if (!commitment) throw noSuchSeries()
  return { commitment, signatures: await listSignatures(tx, regionCode, seriesId) }
}

async function check(
  tx: Tx,
  regionCode: string,
  input: {
    text: string
    place: string | undefined
    dated: string | undefined
    signatories: readonly SignatoryInput[] | undefined
  },
): Promise<FieldError[]> {
  const errors: FieldError[] = []
  const { text, place, dated, signatories = [] } = input
  if (text === '') {
    errors.push(missing('text', 'Teks komitmen kosong. Tulis komitmennya.', 'The commitment has no text. Write it.'))
  }
  if (text.length > LONGEST_WORKSHOP.commitment) errors.push(tooLong('text', LONGEST_WORKSHOP.commitment))
  if ((place ?? '').length > LONGEST_WORKSHOP.place) errors.push(tooLong('place', LONGEST_WORKSHOP.place))
  if (dated !== undefined && !isDay(dated)) errors.push(noDay('dated'))
  if (signatories.length > MOST_SIGNATORIES) {
    errors.push(
      missing(
        'signatories',
        `Paling banyak ${MOST_SIGNATORIES} penandatangan.`,
        `At most ${MOST_SIGNATORIES} signatories.`,
      ),
    )
  }
  if (signatories.some(one => one.title === '' || one.title.length > LONGEST_WORKSHOP.title)) {
    errors.push(
      missing(
        'signatories',
        `Ada penandatangan tanpa jabatan, atau jabatannya lebih dari ${LONGEST_WORKSHOP.title} huruf. Perbaiki jabatannya.`,
        'A signatory has no title, or one that is too long. Correct it.',
      ),
    )
  }
  const titles = signatories.map(one => one.title.toLowerCase())
  if (new Set(titles).size !== titles.length) {
    errors.push(
      missing(
        'signatories',
        'Satu jabatan disebut dua kali. Hapus salah satunya.',
        'One title stands twice. Take one off.',
      ),
    )
  }
  const wanted = signatories.flatMap(one => (one.organisationId === undefined ? [] : [one.organisationId]))
  if (wanted.length > 0) {
    const there = new Set((await listRegionOffices(tx, regionCode)).map(one => one.id))
    if (wanted.some(id => !there.has(id))) errors.push(noOffice('signatories'))
  }
  if (signatories.some(one => one.role === 'opd-head' && one.organisationId === undefined)) {
    errors.push(
      missing(
        'signatories',
        'Kepala OPD menandatangani untuk OPD-nya. Pilih OPD-nya.',
        'A head of an office signs for that office. Choose it.',
      ),
    )
  }
  return errors
}

const notDraft = () =>
  new Problem('conflict', {
    id: 'Komitmen ini sudah dibuka untuk ditandatangani, jadi isinya tetap. Tarik dahulu selama belum ada yang menandatangani.',
    en: 'This commitment is open for signatures, so its text stays. Withdraw it first while nobody has signed.',
  })

const notReady = () =>
  new Problem('conflict', {
    id: 'Komitmen belum lengkap: isi tempat, tanggal, dan sedikitnya satu penandatangan, lalu buka lagi.',
    en: 'The commitment is not complete: give place, day and at least one signatory, then open it.',
  })

const signedAlready = () =>
  new Problem('conflict', {
    id: 'Komitmen ini sudah ada yang menandatangani, atau belum dibuka. Isinya tidak dapat ditarik.',
    en: 'Somebody signed this commitment, or it is not open. It cannot be withdrawn.',
  })
