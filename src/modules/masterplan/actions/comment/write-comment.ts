import { randomUUID } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseComment } from '../../access.ts'
import { type Comment, type CommentSubject, type FoundSubject, LONGEST_COMMENT } from '../../model-comment.ts'
import { findComment, findTwinComment, insertComment, isBlockOf } from '../../store/comment/comments.ts'
import { findSubject } from '../../store/comment/subjects.ts'
import { holdSeries } from '../../store/workshop/series.ts'
import { getInsideStand, type Stand } from '../stand.ts'
import { seriesArchived } from '../workshop/lock-series.ts'
import { transactUnlessSame } from '../worksheet/ground.ts'
import { checkQuote } from './check-quote.ts'

export interface WriteComment {
  subject: CommentSubject
  text: string
  /** The comment that this one answers. */
  answersId?: string | undefined
  blockId?: string | undefined
  /** The words that it is about. */
  quote?: string | undefined
  /** A suggestion: `quote` shall become this; '' to strike it. */
  replacement?: string | undefined
}

/** What is commented on and where the viewer stands to it; throws `not-found`. In at most five statements. */
export async function getSubjectStand(
  db: Sql | Tx,
  actor: Actor,
  subject: CommentSubject,
): Promise<Stand & { subject: FoundSubject }> {
  const stand = await getInsideStand(db, actor, subject.regionCode)
  const found = await findSubject(db, subject)
  if (!found) throw noSuchSubject()
  return { ...stand, subject: found }
}

/** Throws `conflict` when the subject lies in an archived series, which is held until the transaction ends. */
export async function refuseInArchived(tx: Tx, { regionCode, seriesId }: FoundSubject): Promise<void> {
  if (seriesId !== undefined && (await holdSeries(tx, regionCode, seriesId)) === 'archived') throw seriesArchived()
}

/** May the actor comment here? Throws `may-not`. */
export function refuseWriting(actor: Actor, stand: Stand): void {
  const refusal = refuseComment(actor, stand.region.code, stand.mentorOf.length > 0)
  if (refusal) throw mayNot(refusal)
}

/** The same words said again this many milliseconds later are one comment, sent twice. */
const SENT_TWICE = 60_000

/**
 * Stores a comment, an answer or a suggestion and gives it back; one that was sent twice is stored once. Throws
 * `not-found`, `may-not`, `conflict` when an answer comes to what was settled, and `invalid` with the fields `comment`, `quote`, `replacement`, `block`.
 */
export async function writeComment(
  platform: Platform,
  actor: Actor,
  write: WriteComment,
  writer: Writer,
): Promise<Comment> {
  const { subject, answersId } = write
  const now = platform.clock.now()
  const comment = {
    text: block(write.text) ?? '',
    quote: block(write.quote),
    // An empty replacement strikes the quote; without a quote it is no suggestion.
    replacement: block(write.quote) === undefined ? block(write.replacement) : write.replacement?.trim(),
  }
  return await transactUnlessSame<Comment>(platform, writer, async (tx, same) => {
    const stand = await getSubjectStand(tx, actor, subject)
    refuseWriting(actor, stand)
    await refuseInArchived(tx, stand.subject)
    const { accountId } = writer
    if (accountId === undefined) throw new Error('A comment has an author')
    if (answersId !== undefined) await checkAnswered(tx, subject, answersId)
    const errors = checkComment(comment)
    if (write.blockId !== undefined) {
      const there = subject.kind === 'section' && (await isBlockOf(tx, subject.regionCode, subject.id, write.blockId))
      if (!there) errors.push(noSuchBlock)
    }
    const { quote } = comment
    if (errors.length === 0 && subject.kind === 'section' && quote !== undefined && comment.replacement !== undefined) {
      const { regionCode, id: sectionId } = subject
      errors.push(...(await checkQuote(tx, { regionCode, sectionId, blockId: write.blockId, quote })))
    }
    if (errors.length > 0) throw invalid(...errors)
    const office = actor.membership?.organisationName
    const said = { ...subject, ...comment, answersId, blockId: write.blockId, office, accountId, now }
    const twin = await findTwinComment(tx, said, new Date(now.getTime() - SENT_TWICE))
    if (twin) return same(twin)
    const commentId = randomUUID()
    await insertComment(tx, { ...said, commentId })
    await audit(tx, {
      event: 'masterplan.comment.written',
      subject: { kind: `masterplan.${subject.kind}`, id: subject.id },
      regionCode: subject.regionCode,
      data: { comment: commentId, answers: answersId ?? null, suggestion: comment.replacement !== undefined },
    })
    const stored = await findComment(tx, subject.regionCode, commentId)
    if (!stored) throw new Error(`Comment ${commentId} is not there after it was stored`)
    return stored
  })
}

async function checkAnswered(tx: Tx, subject: CommentSubject, id: string): Promise<void> {
  const answered = await findComment(tx, subject.regionCode, id, true)
  if (!answered || answered.subjectKind !== subject.kind || answered.subjectId !== subject.id) throw noSuchComment()
  if (answered.answersId !== undefined) throw noSuchComment()
  if (answered.state !== 'open') {
    throw new Problem('conflict', {
      id: 'Komentar ini sudah diselesaikan sesudah Anda membukanya. Buka lagi komentarnya, lalu jawab.',
      en: 'This comment was settled after you opened it. Open it again, then answer.',
    })
  }
}

function checkComment(comment: {
  text: string
  quote: string | undefined
  replacement: string | undefined
}): FieldError[] {
  const errors: FieldError[] = []
  if (comment.text === '') {
    errors.push({
      field: 'comment',
      sentence: {
        id: 'Komentarnya kosong. Tulis apa yang ingin Anda sampaikan.',
        en: 'The comment is empty. Write it.',
      },
    })
  }
  for (const field of ['text', 'quote', 'replacement'] as const) {
    const most = LONGEST_COMMENT[field]
    if ((comment[field] ?? '').length > most) {
      errors.push({
        field: field === 'text' ? 'comment' : field,
        sentence: {
          id: `Tulisan ini lebih dari ${most} huruf. Persingkat, atau pecah menjadi beberapa komentar.`,
          en: `This has more than ${most} letters. Shorten it, or split it into several comments.`,
        },
      })
    }
  }
  if (comment.replacement !== undefined && comment.quote === undefined) {
    errors.push({
      field: 'quote',
      sentence: {
        id: 'Usulan perubahan memerlukan kutipan kalimat yang diubah. Salin kalimatnya ke sini.',
        en: 'A suggestion needs the words that it changes. Copy them here.',
      },
    })
  }
  return errors
}

const block = (text: string | undefined): string | undefined => text?.replace(/\r\n?/g, '\n').trim() || undefined

const noSuchBlock: FieldError = {
  field: 'block',
  sentence: {
    id: 'Blok ini tidak ada pada bagian ini. Muat ulang halamannya.',
    en: 'This section has no such block. Reload the page.',
  },
}

export const noSuchSubject = () =>
  notFound(
    'Yang dikomentari tidak ada, atau sudah diarsipkan. Periksa alamatnya.',
    'What is commented on is not there, or was archived. Check the address.',
  )

export const noSuchComment = () =>
  notFound(
    'Komentar ini tidak ada, atau sudah dihapus penulisnya. Muat ulang halamannya.',
    'There is no such comment, or its author removed it. Reload the page.',
  )
