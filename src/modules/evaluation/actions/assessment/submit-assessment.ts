import { createHash } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { type EvidenceUse, listUses } from '#modules/evidence/index.ts'
import { listHolders, namesOfOrganisations } from '#modules/people/index.ts'
import { refuseSubmit } from '../../access.ts'
import { ANSWER_SUBJECT, answerSubject, type Submission, type SubmittedEvidence } from '../../model-round.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { listAssignments } from '../../store/assessment/assignments.ts'
import { listAnswers } from '../../store/assessment/answers.ts'
import { mergeFigures } from '../../rules/source/merge-figures.ts'
import { insertSubmission } from '../../store/assessment/submissions.ts'
import { listPanel } from '../../store/round/panel.ts'
import { notify } from '../notices/notify.ts'
import { factsOf, getStand, type Stand } from '../round/stand.ts'
import { type FrozenAnswerSource, freezeAnswerSources } from '../source/freeze-sources.ts'
import { ASSESSMENT_SUBJECT, assessmentAuditId } from './audit-id.ts'
import { getRoundQuestions } from './round-questions.ts'

/**
 * The regional head hands in: every answer as it stands, with the hashes of its evidence, is frozen for ever under the
 * SHA-256 of its canonical text; figures that an answer takes from the portfolio are frozen with it. Questions without a level go in as null, and only when `confirmed.unanswered` says how
 * many they are. Everyone with a part in the region's evaluation is told. Throws `may-not`, or `invalid` with the field
 * `kosong` when the number of unanswered questions is not confirmed.
 */
export async function submitAssessment(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  writer: Writer,
  confirmed: { unanswered?: number | undefined } = {},
): Promise<{ sha256: string }> {
  const now = platform.clock.now()
  const questions = [...(await getRoundQuestions(platform, roundId)).keys()]
  return await platform.db.transact(writer, async tx => {
    // Waits for every save under way, and every later one waits for this.
    const stand = await getStand(tx, actor, roundId, regionCode, 'update')
    const refusal = refuseSubmit(factsOf(stand, now))
    if (refusal) throw mayNot(refusal)
    const { frozen, lost } = await freezeAnswerSources(tx, stand, writer.accountId, now)
    const content = await contentOf(tx, stand, questions, frozen)
    const unanswered = content.answers.filter(answer => answer.level === null).length
    if (unanswered !== (confirmed.unanswered ?? 0))
      throw invalid({ field: 'kosong', sentence: notConfirmed(unanswered) })
    const sha256 = createHash('sha256').update(canonicalText(content)).digest('hex')
    await insertSubmission(tx, content, { sha256, by: writer.accountId, now })
    await audit(tx, {
      event: 'evaluation.assessment.submitted',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(regionCode, roundId) },
      regionCode,
      data: { sha256, unanswered, ...(lost.length > 0 ? { lostSources: lost } : {}) },
    })
    await tellEverybody(tx, stand, now)
    return { sha256 }
  })
}

/** What stands to be handed in, in the order of the paper, as JSON can say it: what is absent is left out. */
async function contentOf(
  tx: Tx,
  stand: Stand,
  questions: readonly string[],
  frozen: ReadonlyMap<string, FrozenAnswerSource>,
): Promise<Submission> {
  const { round, region } = stand
  const answers = await listAnswers(tx, round.id, region.regionCode, { lock: true })
  const offices = await listAssignments(tx, round.id, region.regionCode)
  const names = await namesOfOrganisations(tx, [...new Set(offices.values())])
  const subjects = questions.map(question => answerSubject(round.id, question))
  const uses = await listUses(tx, region.regionCode, ANSWER_SUBJECT, subjects)
  const content: Submission = {
    round: round.id,
    region: region.regionCode,
    instrument: round.instrumentId,
    instrumentSha256: round.instrumentSha256,
    answers: questions.map(questionId => {
      const answer = answers.get(questionId)
      const drawn = frozen.get(questionId)
      return {
        questionId,
        office: names.get(offices.get(questionId) ?? ''),
        level: answer?.level ?? null,
        narrative: answer?.narrative,
        figures: drawn ? mergeFigures(drawn.figures, answer?.figures ?? []) : (answer?.figures ?? []),
        evidence: (uses.get(answerSubject(round.id, questionId)) ?? []).map(submittedEvidence),
        ...(drawn ? { source: drawn.source } : {}),
      }
    }),
  }
  return JSON.parse(JSON.stringify(content)) as Submission
}

const submittedEvidence = ({ evidence, anchor, note }: EvidenceUse): SubmittedEvidence => ({
  id: evidence.id,
  kind: evidence.kind,
  title: evidence.title,
  sha256:
    evidence.sha256 ??
    (evidence.text === undefined ? undefined : createHash('sha256').update(evidence.text).digest('hex')),
  url: evidence.url,
  text: evidence.text,
  mediaType: evidence.mediaType,
  bytes: evidence.bytes,
  documentDate: evidence.documentDate,
  anchor,
  note,
  personalData: evidence.personalData,
})

/** People of the region, its panel, and the ministry. */
async function tellEverybody(tx: Tx, { round, region }: Stand, now: Date): Promise<void> {
  const assigned = await listAssignments(tx, round.id, region.regionCode)
  const offices = [...new Set(assigned.values())]
  const people = [
    ...(await listHolders(
      tx,
      {
        roles: ['regional-secretariat', 'regional-head', 'dimension-coordinator', 'council'],
        regionCodes: [region.regionCode],
      },
      now,
    )),
    ...(await listHolders(tx, { roles: ['opd-officer', 'opd-head'], organisationIds: offices }, now)),
    ...(await listHolders(tx, { roles: ['ministry-secretariat'] }, now)),
  ].map(holder => holder.accountId)
  const panel = (await listPanel(tx, round.id, region.regionCode)).filter(member => member.endedAt === undefined)
  await notify(
    tx,
    [...new Set([...people, ...panel.map(member => member.accountId)])].map(accountId => ({
      accountId,
      roundId: round.id,
      regionCode: region.regionCode,
      kind: 'region-submitted',
      subjectKey: region.regionCode,
      data: { region: region.regionName },
    })),
    now,
  )
}

const notConfirmed = (unanswered: number) =>
  unanswered === 0
    ? {
        id: 'Semua pertanyaan sudah dijawab, tidak ada yang kosong. Muat ulang halaman, periksa, lalu kirim.',
        en: 'All questions are answered, none is empty. Reload the page, look once more, then hand in.',
      }
    : {
        id: `Masih ada ${unanswered} pertanyaan tanpa level. Jawab dahulu, atau tulis ${unanswered} untuk menyatakan bahwa memang dikirim kosong.`,
        en: `${unanswered} questions still have no level. Answer them, or write ${unanswered} to confirm that they go in empty.`,
      }
