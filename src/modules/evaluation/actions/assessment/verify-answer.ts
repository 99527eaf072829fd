import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listHolders } from '#modules/people/index.ts'
import { refuseVerify } from '../../access.ts'
import { ANSWER_SUBJECT } from '../../model-round.ts'
import { isVerifiable } from '../../rules/assessment/answer-state.ts'
import { listAssignments } from '../../store/assessment/assignments.ts'
import { type Answer, listAnswers, moveAnswers } from '../../store/assessment/answers.ts'
import { notify } from '../notices/notify.ts'
import { factsOf, getStand, noSuchQuestion } from '../round/stand.ts'
import { answerAuditId, ASSESSMENT_SUBJECT, assessmentAuditId } from './audit-id.ts'
import { getRoundQuestions } from './round-questions.ts'

export type Judgement = { verdict: 'verified' } | { verdict: 'returned'; reason: string }

export interface WhichAnswer {
  roundId: string
  regionCode: string
  questionId: string
  /** The version that was read; a later one is refused. Any when absent. */
  version?: number | undefined
}

/**
 * The secretariat verifies one answer, or returns it to its office with a reason, until the region hands in. An answer is
 * verified once the head of its office signed it; where the office has no head, once it is ready. Throws `may-not`,
 * `not-found`, `conflict` for an answer that is not that far, `invalid` with the field `alasan`, `changed-meanwhile`.
 */
export async function verifyAnswer(
  platform: Platform,
  actor: Actor,
  which: WhichAnswer,
  judgement: Judgement,
  writer: Writer,
): Promise<{ version: number }> {
  const { roundId, regionCode, questionId } = which
  const now = platform.clock.now()
  const questions = await getRoundQuestions(platform, roundId)
  return await platform.db.transact(writer, async tx => {
    await standToVerify(tx, platform, actor, roundId, regionCode)
    if (!questions.has(questionId)) throw noSuchQuestion(questionId)
    const answers = await listAnswers(tx, roundId, regionCode, { lock: true })
    const offices = await listAssignments(tx, roundId, regionCode)
    const answer = answers.get(questionId)
    if (!answer) throw notThatFar()
    if (which.version !== undefined && which.version !== answer.version) throw changedMeanwhile()
    const office = offices.get(questionId)
    if (judgement.verdict === 'verified') {
      const heads = await headsOf(tx, office === undefined ? [] : [office], now)
      if (!isVerifiable(answer.state, office !== undefined && heads.has(office))) throw notThatFar()
      await moveAnswers(tx, roundId, regionCode, [questionId], 'verified', writer.accountId, now)
      answers.set(questionId, { ...answer, state: 'verified' })
    } else {
      const reason = judgement.reason.trim()
      if (reason === '' || reason.length > 2000) throw invalid({ field: 'alasan', sentence: reasonWrong })
      await moveAnswers(tx, roundId, regionCode, [questionId], { returned: reason }, writer.accountId, now)
      if (office !== undefined) {
        const people = await listHolders(tx, { roles: ['opd-officer', 'opd-head'], organisationIds: [office] }, now)
        await notify(
          tx,
          people.map(person => ({
            accountId: person.accountId,
            roundId,
            regionCode,
            kind: 'answer-returned',
            subjectKey: questionId,
            data: { question: questionId, reason: reason.slice(0, 300) },
          })),
          now,
        )
      }
    }
    await audit(tx, {
      event: judgement.verdict === 'verified' ? 'evaluation.answer.verified' : 'evaluation.answer.returned',
      subject: { kind: ANSWER_SUBJECT, id: answerAuditId(regionCode, roundId, questionId) },
      regionCode,
      data: { version: answer.version + 1 },
    })
    if (judgement.verdict === 'verified') await tellWhenComplete(tx, roundId, regionCode, answers, questions.size, now)
    return { version: answer.version + 1 }
  })
}

/** Verifies all answers of a region that are that far, or those of one dimension; gives how many. */
export async function verifyAll(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  writer: Writer,
  dimension?: string,
): Promise<{ verified: number }> {
  const now = platform.clock.now()
  const questions = await getRoundQuestions(platform, roundId)
  return await platform.db.transact(writer, async tx => {
    await standToVerify(tx, platform, actor, roundId, regionCode)
    const answers = await listAnswers(tx, roundId, regionCode, { lock: true })
    const offices = await listAssignments(tx, roundId, regionCode)
    const heads = await headsOf(tx, [...new Set(offices.values())], now)
    const fit = [...answers.values()].filter(answer => {
      const office = offices.get(answer.questionId)
      const placed = questions.get(answer.questionId)
      return (
        (dimension === undefined || placed?.dimension.code === dimension) &&
        isVerifiable(answer.state, office !== undefined && heads.has(office))
      )
    })
    if (fit.length === 0) throw notThatFar()
    const ids = fit.map(answer => answer.questionId)
    await moveAnswers(tx, roundId, regionCode, ids, 'verified', writer.accountId, now)
    for (const answer of fit) answers.set(answer.questionId, { ...answer, state: 'verified' })
    await audit(tx, {
      event: 'evaluation.answers.verified',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(regionCode, roundId) },
      regionCode,
      data: { questions: ids },
    })
    await tellWhenComplete(tx, roundId, regionCode, answers, questions.size, now)
    return { verified: fit.length }
  })
}

async function standToVerify(tx: Tx, platform: Platform, actor: Actor, roundId: string, regionCode: string) {
  const stand = await getStand(tx, actor, roundId, regionCode, 'share')
  const refusal = refuseVerify(factsOf(stand, platform.clock.now()))
  if (refusal) throw mayNot(refusal)
  return stand
}

/** Which of these offices have a head now. */
export async function headsOf(tx: Tx, offices: readonly string[], now: Date): Promise<Set<string>> {
  const heads = await listHolders(tx, { roles: ['opd-head'], organisationIds: offices }, now)
  return new Set(heads.flatMap(head => head.organisationId ?? []))
}

/** Once every question is verified the regional head is told, and so the round does not wait unseen. */
async function tellWhenComplete(
  tx: Tx,
  roundId: string,
  regionCode: string,
  answers: ReadonlyMap<string, Answer>,
  questionCount: number,
  now: Date,
): Promise<void> {
  const verified = [...answers.values()].filter(answer => answer.state === 'verified').length
  if (verified < questionCount) return
  const heads = await listHolders(tx, { roles: ['regional-head'], regionCodes: [regionCode] }, now)
  await notify(
    tx,
    heads.map(head => ({
      accountId: head.accountId,
      roundId,
      regionCode,
      kind: 'ready-to-submit',
      data: { count: verified },
    })),
    now,
  )
}

const notThatFar = () =>
  new Problem('conflict', {
    id: 'Belum ada jawaban yang dapat diperiksa di sini. Jawaban diperiksa sesudah petugas menandai siap dan kepala OPD menyetujui.',
    en: 'There is no answer to verify here yet. An answer is verified after the officer marked it ready and the head of the office signed it.',
  })

const changedMeanwhile = () =>
  new Problem('changed-meanwhile', {
    id: 'Jawaban ini berubah sesudah Anda membacanya. Baca versi terbarunya, lalu putuskan lagi.',
    en: 'This answer changed after you read it. Read the newest version, then decide again.',
  })

const reasonWrong = {
  id: 'Tulis alasan pengembalian, paling panjang 2.000 huruf, supaya petugas tahu apa yang diperbaiki.',
  en: 'Write why it is returned, in at most 2,000 letters, so that the officer knows what to mend.',
}
