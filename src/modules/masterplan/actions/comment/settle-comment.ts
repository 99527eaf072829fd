import type { Actor, Refusal } from '#kit/actor.ts'
import { actsAs } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseWrite } from '../../access.ts'
import { type Comment, type CommentState, type FoundSubject, LONGEST_COMMENT } from '../../model-comment.ts'
import { findComment, markRemoved, updateState } from '../../store/comment/comments.ts'
import { getSubjectStand, noSuchComment, refuseInArchived, refuseWriting } from './write-comment.ts'

export interface SettleComment {
  regionCode: string
  id: string
  /** `taken` and `refused` are for suggestions; `open` opens it again. */
  state: CommentState
  note?: string | undefined
}

/**
 * Settles a comment or opens it again, and gives it back. To settle: its author, people of the office whose subject it is,
 * the coordinators and the secretariat; to take or refuse a suggestion: those who may change the text. Throws `not-found`,
 * `may-not`, `conflict` when somebody settled it meanwhile, `invalid` with the field `note`.
 */
export async function settleComment(
  platform: Platform,
  actor: Actor,
  settle: SettleComment,
  writer: Writer,
): Promise<Comment> {
  return await platform.db.transact(writer, tx => settleCommentIn(tx, actor, settle, writer, platform.clock.now()))
}

/** The same in a transaction of the caller, who changes the text with it. */
export async function settleCommentIn(
  tx: Tx,
  actor: Actor,
  settle: SettleComment,
  writer: Writer,
  now: Date,
): Promise<Comment> {
  const { regionCode, state } = settle
  const note = settle.note?.replace(/\r\n?/g, '\n').trim() || undefined
  const before = await findComment(tx, regionCode, settle.id, true)
  if (!before || before.answersId !== undefined) throw noSuchComment()
  const stand = await getSubjectStand(tx, actor, { regionCode, kind: before.subjectKind, id: before.subjectId })
  refuseWriting(actor, stand)
  const refusal = refuseSettle(actor, before, stand.subject, state)
  if (refusal) throw mayNot(refusal)
  await refuseInArchived(tx, stand.subject)
  const suggestion = before.replacement !== undefined
  if ((state === 'taken' || state === 'refused') && !suggestion) throw noSuggestion()
  if ((note ?? '').length > LONGEST_COMMENT.note) throw invalid(longNote)
  if (before.state === state) throw settledMeanwhile(before)
  if (state !== 'open' && before.state !== 'open') throw settledMeanwhile(before)
  await updateState(tx, before, state, note, writer.accountId, now)
  await audit(tx, {
    event: state === 'open' ? 'masterplan.comment.reopened' : 'masterplan.comment.settled',
    subject: { kind: `masterplan.${before.subjectKind}`, id: before.subjectId },
    regionCode,
    data: { comment: before.id, state },
  })
  const stored = await findComment(tx, regionCode, before.id)
  if (!stored) throw new Error(`Comment ${before.id} is not there after it was settled`)
  return stored
}

/** Removes an own comment; answers to it stay. Throws `not-found` and `may-not`. */
export async function removeComment(
  platform: Platform,
  actor: Actor,
  remove: { regionCode: string; id: string },
  writer: Writer,
): Promise<void> {
  const { regionCode } = remove
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const before = await findComment(tx, regionCode, remove.id, true)
    if (!before) throw noSuchComment()
    const stand = await getSubjectStand(tx, actor, { regionCode, kind: before.subjectKind, id: before.subjectId })
    refuseWriting(actor, stand)
    if (before.accountId !== writer.accountId) throw mayNot(notYours)
    await refuseInArchived(tx, stand.subject)
    await markRemoved(tx, before, now)
    await audit(tx, {
      event: 'masterplan.comment.removed',
      subject: { kind: `masterplan.${before.subjectKind}`, id: before.subjectId },
      regionCode,
      data: { comment: before.id },
    })
  })
}

/** Who may settle this comment so. */
export function refuseSettle(actor: Actor, comment: Comment, subject: FoundSubject, state: CommentState): Refusal {
  const writes = refuseWrite(actor, subject.regionCode, subject.ownerId)
  if (writes === undefined) return undefined
  const keeps = actsAs(actor, 'regional-secretariat', 'dimension-coordinator')
  if (state === 'taken' || state === 'refused') return writes
  return keeps || comment.accountId === actor.accountId
    ? undefined
    : {
        id: 'Komentar diselesaikan oleh penulisnya, OPD pemiliknya, koordinator atau sekretariat. Tulis jawaban saja.',
        en: 'A comment is settled by its author, the office that owns this, a coordinator or the secretariat. Write an answer.',
      }
}

const notYours = {
  id: 'Ini komentar orang lain. Hanya penulisnya yang dapat menghapusnya.',
  en: 'This is the comment of somebody else. Only its author can remove it.',
}

const longNote = {
  field: 'note',
  sentence: {
    id: `Catatan paling panjang ${LONGEST_COMMENT.note} huruf. Persingkat.`,
    en: `The note has at most ${LONGEST_COMMENT.note} letters. Shorten it.`,
  },
}

const noSuggestion = () =>
  new Problem('conflict', {
    id: 'Komentar ini bukan usulan perubahan. Pilih “Selesai”.',
    en: 'This comment suggests no change. Choose “Resolve”.',
  })

export const settledMeanwhile = (comment: Comment) =>
  new Problem('conflict', {
    id: `Komentar ini sudah diselesaikan${comment.settledBy === undefined ? '' : ` oleh ${comment.settledBy}`}, atau memang masih terbuka. Muat ulang halamannya.`,
    en: `This comment was settled${comment.settledBy === undefined ? '' : ` by ${comment.settledBy}`} already, or is open still. Reload the page.`,
  })
