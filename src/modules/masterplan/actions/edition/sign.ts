import { actsAs, type Actor, type Role } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseSign } from '../../access.ts'
import type { Edition, Signatory, SignatoryBody } from '../../model-edition.ts'
import { isDay } from '../../rules/workshop/check-workshop.ts'
import { findEdition, listSignatories, updateEdition, writeSignature } from '../../store/edition/editions.ts'
import { editionChangedMeanwhile, getEditionStand, noSuchEdition } from './edition-stand.ts'
import { EDITION_KIND } from './freeze.ts'
import { changeScans } from './scans.ts'

export interface SignEdition {
  regionCode: string
  editionId: string
  signatoryId: string
  /** The hash that the signer saw; another one is refused. */
  sha256: string
  how: 'account' | 'paper'
  /** Of a signature on paper: its day. */
  signedOn?: string | undefined
  /** Of a signature on paper: the name below it. */
  name?: string | undefined
  /** Of a signature on paper: ids of evidence that is the scan of its sheet. */
  scans?: readonly string[] | undefined
}

/** In which role one signs for a body by account. No role says who leads the team or holds another title: they sign on paper. */
const signs: Record<SignatoryBody, readonly Role[]> = {
  head: ['regional-head'],
  council: ['council'],
  team: [],
  other: [],
}

/** May the actor sign at this place by account? */
export const maySignFor = (actor: Actor, signatory: Signatory): boolean => actsAs(actor, ...signs[signatory.body])

/**
 * Signs one place of an edition: those who lead by their account, for their own body; the secretariat what stands on paper.
 * When it was the last empty place the edition is signed. A signature by account is a confirmation, not a certified one.
 * Throws `may-not`, `not-found`, `changed-meanwhile` for another hash, `conflict` when it is signed already, and `invalid`
 * with the field `signedOn`, `berkas` or `bukti`. The scan of a sheet of paper may also come later (`saveScans`).
 */
export async function signEdition(
  platform: Platform,
  actor: Actor,
  sign: SignEdition,
  writer: Writer,
): Promise<Edition> {
  const { regionCode, editionId, how } = sign
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { edition, region } = await getEditionStand(tx, actor, regionCode, editionId, true)
    const refusal = refuseSign(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    if (edition.sha256 !== sign.sha256) throw editionChangedMeanwhile()
    const signatories = await listSignatories(tx, regionCode, editionId, true)
    const place = signatories.find(one => one.id === sign.signatoryId)
    if (!place) throw noSuchEdition()
    refuseToSign(edition, place)
    if (how === 'account' && !maySignFor(actor, place)) throw mayNot(notYours)
    if (how === 'paper' && !actsAs(actor, 'regional-secretariat')) throw mayNot(onlySecretariat)
    const today = dayIn(now, region.timezone)
    const on = how === 'paper' ? checkDay(sign.signedOn, today) : today
    const name = sign.name?.replace(/\s+/g, ' ').trim().slice(0, 200) || undefined
    await writeSignature(
      tx,
      { regionCode, id: place.id },
      { how, on, name: how === 'paper' ? name : (place.name ?? actor.name) },
      writer.accountId,
      now,
    )
    if (how === 'paper' && (sign.scans?.length ?? 0) > 0) {
      await changeScans(platform, tx, actor, { edition, place, change: { attach: sign.scans } }, writer)
    }
    const all = signatories.every(one => one.id === place.id || one.signed !== undefined)
    await updateEdition(tx, edition, all ? { state: 'signed' } : {}, writer.accountId, now)
    await audit(tx, {
      event: 'masterplan.edition.signed',
      subject: { kind: EDITION_KIND, id: editionId },
      regionCode,
      data: { signatory: place.title, how, sha256: edition.sha256, all },
    })
    const stored = await findEdition(tx, regionCode, editionId)
    if (!stored) throw noSuchEdition()
    return stored
  })
}

function refuseToSign(edition: Edition, place: Signatory): void {
  if (edition.state !== 'frozen' || place.signed !== undefined) {
    throw new Problem('conflict', {
      id: 'Tempat ini sudah ditandatangani, atau edisinya sudah diterbitkan atau ditarik. Muat ulang halaman edisi.',
      en: 'This place is signed already, or the edition is published or withdrawn. Load the page of the edition again.',
    })
  }
}

const notYours = {
  id: 'Tempat tanda tangan ini untuk jabatan lain. Tanda tangani pada jabatan Anda, atau minta sekretariat mencatat tanda tangan di kertas.',
  en: 'This place is for another office. Sign at your own, or ask the secretariat to record a signature on paper.',
}
const onlySecretariat = {
  id: 'Tanda tangan di kertas dicatat oleh sekretariat daerah. Serahkan lembarnya kepada mereka.',
  en: 'Signatures on paper are recorded by the secretariat of the region. Hand the sheet to them.',
}

/** A plan of earlier years may be brought here with the signatures it had then. */
function checkDay(day: string | undefined, today: string): string {
  if (day !== undefined && isDay(day) && day >= '2000-01-01' && day <= today) return day
  throw invalid({
    field: 'signedOn',
    sentence: {
      id: `Tulis tanggal tanda tangan di kertas, paling lambat hari ini (${today}).`,
      en: `Write the day of the signature on paper, today (${today}) at the latest.`,
    },
  })
}
