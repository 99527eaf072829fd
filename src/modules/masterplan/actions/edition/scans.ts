import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type EvidenceUse, getEvidence, listUses, refuseSeeEvidence, replaceUses } from '#modules/evidence/index.ts'
import { refuseKeep, type Sight } from '../../access.ts'
import { EDITION_SUBJECT } from '../../model.ts'
import type { Edition, Signatory } from '../../model-edition.ts'
import { checkScanChange, isScan, mayHaveScan, scanSubject, seesScan } from '../../rules/edition/scan.ts'
import { listSignatories } from '../../store/edition/editions.ts'
import { recordScanEvents } from '../../store/edition/scans.ts'
import { getEditionStand, noSuchEdition } from './edition-stand.ts'
import { EDITION_KIND } from './freeze.ts'

/** Ids of evidence that becomes the scan of a signature, and that no longer is. */
export interface ScanChange {
  attach?: readonly string[] | undefined
  detach?: readonly string[] | undefined
  /** Why something is taken off. */
  reason?: string | undefined
}

/** The scans of a signature as one viewer sees them; `hidden` counts the others, for who sees the drafts. */
export interface Scans {
  seen: EvidenceUse[]
  hidden: number
}

/** The scans of the signatures of an edition by signatory, in one statement. */
export async function readScans(
  db: Sql | Tx,
  actor: Actor,
  { edition, sight }: { edition: Edition; sight: Sight },
  signatories: readonly Signatory[],
): Promise<Map<string, Scans>> {
  const subjects = signatories.map(one => scanSubject(edition.id, one.id))
  const uses = await listUses(db, edition.regionCode, EDITION_SUBJECT, subjects)
  return new Map(
    signatories.map(one => {
      const all = uses.get(scanSubject(edition.id, one.id)) ?? []
      const seen = all.filter(({ evidence }) =>
        seesScan(evidence, {
          state: edition.state,
          sight,
          library: refuseSeeEvidence(actor, evidence) === undefined,
        }),
      )
      return [one.id, { seen, hidden: sight === 'all' ? all.length - seen.length : 0 }]
    }),
  )
}

/**
 * Attaches scans to a signature on paper, replaces them, or takes them off with a reason; the history and the library keep
 * what was there. Only the secretariat of the region, also after publishing. Throws `not-found`, `may-not`, `conflict` for a
 * place that was not signed on paper, and `invalid` with the fields `berkas`, `bukti`, `reason`.
 */
export async function saveScans(
  platform: Platform,
  actor: Actor,
  save: { regionCode: string; editionId: string; signatoryId: string; change: ScanChange },
  writer: Writer,
): Promise<void> {
  const { regionCode, editionId, signatoryId, change } = save
  await platform.db.transact(writer, async tx => {
    const { edition } = await getEditionStand(tx, actor, regionCode, editionId, true)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const place = (await listSignatories(tx, regionCode, editionId, true)).find(one => one.id === signatoryId)
    if (!place) throw noSuchEdition()
    if (!mayHaveScan(edition, place)) throw noScanHere()
    await changeScans(platform, tx, actor, { edition, place, change }, writer)
  })
}

/** The same in the transaction that records the signature; the place was looked at by the caller. */
export async function changeScans(
  platform: Platform,
  tx: Tx,
  actor: Actor,
  { edition, place, change }: { edition: Edition; place: Pick<Signatory, 'id' | 'title'>; change: ScanChange },
  writer: Writer,
): Promise<void> {
  const { regionCode } = edition
  const subject = scanSubject(edition.id, place.id)
  const there = (await listUses(tx, regionCode, EDITION_SUBJECT, [subject])).get(subject) ?? []
  const removed = there.filter(use => change.detach?.includes(use.evidence.id))
  const kept = there.filter(use => !removed.includes(use))
  const added = [...new Set(change.attach)].filter(id => !kept.some(use => use.evidence.id === id))
  const reason = change.reason?.replace(/\s+/g, ' ').trim() ?? ''
  if (added.length === 0 && removed.length === 0) throw nothing()
  const errors = checkScanChange({ left: kept.length + added.length, removed: removed.length, reason })
  if (errors.length > 0) throw invalid(...errors)
  for (const id of added) {
    const { mediaType } = await getEvidence(platform, actor, id, tx).catch(unseen)
    if (!isScan(mediaType)) throw notAScan()
  }
  await replaceUses(
    tx,
    regionCode,
    EDITION_SUBJECT,
    subject,
    [
      ...kept.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
      ...added.map(evidenceId => ({ evidenceId })),
    ],
    writer.accountId,
  )
  await recordScanEvents(
    tx,
    { regionCode, signatoryId: place.id },
    [
      ...removed.map(use => ({ event: 'removed' as const, evidenceId: use.evidence.id })),
      ...added.map(evidenceId => ({ event: 'attached' as const, evidenceId })),
    ],
    {
      reason: removed.length > 0 ? reason : undefined,
      office: actor.membership?.organisationName,
      accountId: writer.accountId,
      now: platform.clock.now(),
    },
  )
  await audit(tx, {
    event: 'masterplan.edition.scanned',
    subject: { kind: EDITION_KIND, id: edition.id },
    regionCode,
    data: {
      signatory: place.title,
      attached: added,
      removed: removed.map(use => use.evidence.id),
      ...(removed.length > 0 ? { reason } : {}),
    },
  })
}

function unseen(error: unknown): never {
  if (error instanceof Problem && error.code === 'not-found') {
    throw invalid({ field: 'bukti', sentence: error.sentence })
  }
  throw error
}

export const noScanHere = () =>
  new Problem('conflict', {
    id: 'Pindaian dilampirkan pada tanda tangan yang sudah dicatat di kertas. Muat ulang halaman edisi.',
    en: 'A scan belongs to a signature that was recorded on paper. Load the page of the edition again.',
  })

const nothing = () =>
  invalid({
    field: 'berkas',
    sentence: {
      id: 'Unggah pindaian lembarnya (PDF atau foto), atau pilih pindaian yang dilepas.',
      en: 'Upload the scan of the sheet (PDF or photo), or choose the scan to take off.',
    },
  })

const notAScan = () =>
  invalid({
    field: 'berkas',
    sentence: {
      id: 'Pindaian tanda tangan berupa PDF atau foto (JPEG, PNG, WebP). Pindai lembarnya, lalu unggah.',
      en: 'The scan of a signature is a PDF or a photo (JPEG, PNG, WebP). Scan the sheet, then upload it.',
    },
  })
