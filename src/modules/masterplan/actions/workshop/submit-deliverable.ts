import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { getEvidence, listUses, refuseSeeEvidence, replaceUses } from '#modules/evidence/index.ts'
import { refuseJudge, refuseWrite } from '../../access.ts'
import { DELIVERABLE_SUBJECT } from '../../model.ts'
import { type Deliverable, LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { missing, tooLong } from '../../rules/workshop/check-workshop.ts'
import { isProven, proofOf } from '../../rules/workshop/proof.ts'
import { findDeliverable, updateDeliverable } from '../../store/workshop/deliverables.ts'
import { readProofs } from '../../store/workshop/proofs.ts'
import { words } from './change-stage.ts'
import { changedMeanwhile, getSeriesStand, unlessRefused } from './lock-series.ts'
import { noSuchDeliverable, storedDeliverable } from './save-deliverable.ts'

interface Which {
  regionCode: string
  seriesId: string
  id: string
  version: number | undefined
}

export interface SubmitDeliverable extends Which {
  /** To the mentors: what was done, what is missing. */
  note?: string | undefined
  /** Ids of evidence to attach and to take off. */
  attach?: readonly string[] | undefined
  detach?: readonly string[] | undefined
}

/**
 * Gives a deliverable to the mentors with its proof: the cards of its sheet, the sections of its book, or documents.
 * Gives it back. Throws `not-found`, `may-not` (the office that owes it, coordinators, the secretariat),
 * `changed-meanwhile`, `conflict` when it is accepted already, and `invalid` with the fields `note`, `bukti`.
 */
export async function submitDeliverable(
  platform: Platform,
  actor: Actor,
  submit: SubmitDeliverable,
  writer: Writer,
): Promise<Deliverable> {
  const { regionCode, seriesId, id } = submit
  const note = words(submit.note)
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getSeriesStand(tx, actor, regionCode, seriesId, true)
    const before = await findDeliverable(tx, regionCode, seriesId, id, true)
    if (!before) throw noSuchDeliverable()
    unlessRefused(refuseWrite(actor, regionCode, before.ownerId))
    if (before.version !== submit.version) throw changedMeanwhile()
    if (before.state === 'accepted') throw alreadyAccepted()
    if ((note ?? '').length > LONGEST_WORKSHOP.note) throw invalid(tooLong('note', LONGEST_WORKSHOP.note))
    const there = (await listUses(tx, regionCode, DELIVERABLE_SUBJECT, [id])).get(id) ?? []
    const { attach = [], detach = [] } = submit
    const kept = there.filter(
      use => !detach.includes(use.evidence.id) || refuseSeeEvidence(actor, use.evidence) !== undefined,
    )
    const added = [...new Set(attach)].filter(one => !kept.some(use => use.evidence.id === one))
    for (const one of added) {
      await getEvidence(platform, actor, one, tx).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'not-found') {
          throw invalid({ field: 'bukti', sentence: error.sentence })
        }
        throw error
      })
    }
    const documents = kept.length + added.length
    if (!isProven(proofOf(before, await readProofs(tx, regionCode, seriesId), documents), documents)) {
      throw invalid(noProof(before))
    }
    await replaceUses(
      tx,
      regionCode,
      DELIVERABLE_SUBJECT,
      id,
      [
        ...kept.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
        ...added.map(evidenceId => ({ evidenceId })),
      ],
      writer.accountId,
    )
    await updateDeliverable(
      tx,
      before,
      { state: 'submitted', note: note ?? null, submitted: true },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: 'masterplan.deliverable.submitted',
      subject: { kind: 'masterplan.deliverable', id },
      regionCode,
      data: { title: before.title, documents },
    })
    return await storedDeliverable(tx, regionCode, seriesId, id)
  })
}

export interface JudgeDeliverable extends Which {
  accepted: boolean
  /** What is good or must be mended; required when it is returned. */
  verdict?: string | undefined
}

/**
 * A mentor of the series accepts a deliverable or returns it with words. An accepted one may be returned, which takes the
 * acceptance back. Throws `not-found`, `may-not`, `changed-meanwhile`, `conflict` when nothing was submitted, and
 * `invalid` with the field `verdict`.
 */
export async function judgeDeliverable(
  platform: Platform,
  actor: Actor,
  judge: JudgeDeliverable,
  writer: Writer,
): Promise<Deliverable> {
  const { regionCode, seriesId, id, accepted } = judge
  const verdict = words(judge.verdict)
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const stand = await getSeriesStand(tx, actor, regionCode, seriesId, true)
    unlessRefused(refuseJudge(actor, stand.guides))
    const before = await findDeliverable(tx, regionCode, seriesId, id, true)
    if (!before) throw noSuchDeliverable()
    if (before.version !== judge.version) throw changedMeanwhile()
    const judgeable = before.state === 'submitted' || (before.state === 'accepted' && !accepted)
    if (!judgeable) throw nothingToJudge(before)
    if (!accepted && verdict === undefined) throw invalid(noVerdict)
    if ((verdict ?? '').length > LONGEST_WORKSHOP.note) throw invalid(tooLong('verdict', LONGEST_WORKSHOP.note))
    await updateDeliverable(
      tx,
      before,
      { state: accepted ? 'accepted' : 'returned', verdict: verdict ?? null, judged: true },
      writer.accountId,
      now,
    )
    await audit(tx, {
      event: `masterplan.deliverable.${accepted ? 'accepted' : 'returned'}`,
      subject: { kind: 'masterplan.deliverable', id },
      regionCode,
      data: { title: before.title, before: before.state },
    })
    return await storedDeliverable(tx, regionCode, seriesId, id)
  })
}

const noProof = (deliverable: Deliverable) => {
  const { sheet } = deliverable
  if (sheet === undefined) {
    return missing(
      'bukti',
      'Belum ada dokumen yang membuktikan hasil ini. Unggah berkasnya, atau tempel tautannya.',
      'No document proves this yet. Upload the file, or paste a link.',
    )
  }
  return sheet.startsWith('book-')
    ? missing(
        'bukti',
        'Belum ada bagian buku ini yang ditulis. Tulis dahulu, atau unggah naskahnya.',
        'No section of this book is written yet. Write one first, or upload the draft.',
      )
    : missing(
        'bukti',
        'Lembar kerja untuk hasil ini masih kosong. Isi dahulu, atau unggah dokumennya.',
        'The worksheet for this is still empty. Fill it in first, or upload the document.',
      )
}

const noVerdict = missing(
  'verdict',
  'Hasil yang dikembalikan memerlukan penjelasan. Tulis apa yang harus diperbaiki.',
  'What is returned needs an explanation. Write what must be mended.',
)

const alreadyAccepted = () =>
  new Problem('conflict', {
    id: 'Hasil ini sudah diterima pembimbing. Minta pembimbing mengembalikannya bila perlu diubah.',
    en: 'The mentors accepted this already. Ask them to return it when it must change.',
  })

const nothingToJudge = (deliverable: Deliverable) =>
  new Problem(
    'conflict',
    deliverable.state === 'accepted'
      ? { id: 'Hasil ini sudah diterima. Muat ulang halamannya.', en: 'This is accepted already. Reload the page.' }
      : {
          id: 'Hasil ini belum diserahkan, jadi belum dapat dinilai.',
          en: 'This was not submitted yet, so it cannot be judged.',
        },
  )
