import {
  type Evidence,
  type EvidenceUse,
  listUses,
  type Ticket,
  ticketFor,
  viewerIslands,
  type Warning,
  warningsOf,
} from '#modules/evidence/index.ts'
import { dayIn } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { ANSWER_SUBJECT, answerSubject, type SubmittedEvidence } from '../../model-round.ts'
import { type Hint, hintsOf } from '../../rules/scoring/hints.ts'
import { findLastWords, type LastWords } from '../../store/scoring/last-words.ts'
import { listSubmittedScores, type SubmittedScore } from '../../store/scoring/scores.ts'
import { findSubmittedAnswer, type SubmittedAnswerView } from '../../store/scoring/submitted-answer.ts'
import type { Sheet } from './sheet-data.ts'

/** What stands beside a question: the frozen answer, its evidence, what was said before, what others gave. */
export interface GivenAnswer {
  submitted: SubmittedAnswerView | undefined
  /** Evidence as in the library now, in the order in which it was handed in. */
  uses: EvidenceUse[]
  /** Handed in, but not in the library any more. */
  lost: SubmittedEvidence[]
  /** Titles of files whose content is not what was handed in. */
  changed: string[]
  warnings: ReadonlyMap<string, readonly Warning[]>
  /** The evidence that is shown, chosen by `?bukti=`. */
  shown: { evidence: Evidence; ticket: Ticket | undefined; anchor: string | undefined } | undefined
  lastWords: LastWords | undefined
  hints: Hint[]
  /** Undefined when the viewer may not see them yet. */
  others: SubmittedScore[] | undefined
}

/** In a fixed number of statements, however much evidence there is. */
export async function loadAnswer(visit: Visit, sheet: Sheet, questionId: string): Promise<GivenAnswer> {
  const { platform, actor, c } = visit
  const { sql } = platform.db
  const { stand, ground, roundId, code } = sheet
  const last = ground.last(questionId)
  const dimension = ground.questions.get(questionId)?.dimension.code ?? ''
  const scaleMax = ground.instrument.scale.max
  const submitted = await findSubmittedAnswer(sql, {
    roundId,
    regionCode: code,
    questionId,
    accountId: stand.panel?.accountId,
    scaleMax,
  })
  const subject = answerSubject(roundId, questionId)
  const inLibrary = (await listUses(sql, code, ANSWER_SUBJECT, [subject])).get(subject) ?? []
  const frozen = submitted?.answer?.evidence ?? []
  const uses = frozen.flatMap(item => {
    const use = inLibrary.find(({ evidence }) => evidence.id === item.id)
    return use ? [{ ...use, anchor: item.anchor, note: item.note }] : []
  })
  const chosen = uses.find(({ evidence }) => evidence.id === c.req.query('bukti'))
  const others =
    stand.sight.otherScores === 'none' ? undefined : await listSubmittedScores(sql, roundId, code, questionId)
  return {
    submitted,
    uses,
    lost: frozen.filter(item => !uses.some(({ evidence }) => evidence.id === item.id)),
    changed: frozen.flatMap(({ id, title, sha256 }) =>
      uses.some(({ evidence }) => evidence.id === id && sha256 && evidence.sha256 && evidence.sha256 !== sha256)
        ? [title]
        : [],
    ),
    warnings: await warningsOf(
      sql,
      uses.map(({ evidence }) => evidence.id),
      dayIn(platform.clock.now(), stand.region.zone),
    ),
    shown: chosen && {
      evidence: chosen.evidence,
      ticket: await ticketFor(platform, chosen.evidence, actor),
      anchor: chosen.anchor,
    },
    lastWords:
      ground.lastEdition === undefined
        ? undefined
        : await findLastWords(sql, {
            edition: ground.lastEdition,
            regionCode: code,
            dimension,
            questionId: last?.questionId,
          }),
    hints:
      submitted?.answer && stand.relation === 'assessor'
        ? hintsOf({
            level: submitted.answer.level,
            answered: submitted.answered,
            top: submitted.top,
            submittedAt: submitted.submittedAt,
            fromPortfolio: submitted.answer.source !== undefined,
            evidenceAdded: uses.map(({ evidence }) => evidence.createdAt),
            sameTextIn: submitted.sameTextIn,
            last,
            scaleMax,
          })
        : [],
    others: others?.filter(({ accountId }) => accountId !== stand.panel?.accountId),
  }
}

/** The islands that the viewer needs. */
export const answerIslands = ({ shown }: GivenAnswer): string[] =>
  shown?.evidence.mediaType === 'application/pdf' ? viewerIslands : []
