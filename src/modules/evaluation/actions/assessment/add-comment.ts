import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listHolders } from '#modules/people/index.ts'
import { refuseComment } from '../../access.ts'
import { ANSWER_SUBJECT } from '../../model-round.ts'
import { findAssignment } from '../../store/assessment/assignments.ts'
import { insertComment, listComments } from '../../store/assessment/comments.ts'
import { notify } from '../notices/notify.ts'
import { factsOf, getStand, noSuchQuestion } from '../round/stand.ts'
import { answerAuditId } from './audit-id.ts'
import { getRoundQuestions } from './round-questions.ts'

/**
 * Says something about a question, to be read inside the region only. Tells the people of its office, the secretariat, and
 * who spoke before. Throws `may-not`, `not-found`, or `invalid` with the field `komentar`.
 */
export async function addComment(
  platform: Platform,
  actor: Actor,
  input: { roundId: string; regionCode: string; questionId: string; text: string },
  writer: Writer,
): Promise<{ id: string }> {
  const { roundId, regionCode, questionId } = input
  const now = platform.clock.now()
  const questions = await getRoundQuestions(platform, roundId)
  return await platform.db.transact(writer, async tx => {
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    if (!questions.has(questionId)) throw noSuchQuestion(questionId)
    const office = await findAssignment(tx, roundId, regionCode, questionId)
    const refusal = refuseComment(
      factsOf(stand, now),
      office !== undefined && office === actor.membership?.organisationId,
    )
    if (refusal) throw mayNot(refusal)
    const text = input.text.trim()
    if (text === '' || text.length > 4000) throw invalid({ field: 'komentar', sentence: textWrong })
    const earlier = await listComments(tx, roundId, regionCode, questionId)
    const id = await insertComment(tx, {
      roundId,
      regionCode,
      questionId,
      text,
      accountId: writer.accountId,
      office: actor.membership?.organisationName,
      now,
    })
    await audit(tx, {
      event: 'evaluation.comment.written',
      subject: { kind: ANSWER_SUBJECT, id: answerAuditId(regionCode, roundId, questionId) },
      regionCode,
      data: { comment: id },
    })
    const secretariat = await listHolders(tx, { roles: ['regional-secretariat'], regionCodes: [regionCode] }, now)
    const colleagues = await listHolders(
      tx,
      { roles: ['opd-officer', 'opd-head'], organisationIds: office === undefined ? [] : [office] },
      now,
    )
    const working = await listHolders(
      tx,
      {
        roles: ['regional-head', 'dimension-coordinator', 'council'],
        accountIds: [...new Set(earlier.flatMap(comment => comment.accountId ?? []))],
        regionCodes: [regionCode],
      },
      now,
    )
    const told = new Set([...secretariat, ...colleagues, ...working].map(holder => holder.accountId))
    if (writer.accountId !== undefined) told.delete(writer.accountId)
    await notify(
      tx,
      [...told].map(accountId => ({
        accountId,
        roundId,
        regionCode,
        kind: 'answer-commented',
        subjectKey: questionId,
        data: { question: questionId },
      })),
      now,
    )
    return { id }
  })
}

const textWrong = {
  id: 'Tulis komentarnya, paling panjang 4.000 huruf.',
  en: 'Write the comment, in at most 4,000 letters.',
}
