import { dayIn } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import {
  type Evidence,
  type EvidenceUse,
  listUses,
  searchLibrary,
  type Ticket,
  ticketFor,
  type Warning,
  warningsOf,
} from '#modules/evidence/index.ts'
import { type Refusal } from '#kit/actor.ts'
import { refuseAnswer, refuseComment, refuseVerify } from '../../access.ts'
import { answerAuditId, ASSESSMENT_SUBJECT, assessmentAuditId } from '../../actions/assessment/audit-id.ts'
import {
  type AssessedQuestion,
  type Assessment,
  getAssessedQuestion,
  readAssessment,
  usesInSight,
} from '../../actions/assessment/read-assessment.ts'
import { getGround } from '../../actions/scoring/ground.ts'
import { type ReadSource, readSource } from '../../actions/source/read-source.ts'
import { ANSWER_SUBJECT, answerSubject } from '../../model-round.ts'
import { type Comment, listComments } from '../../store/assessment/comments.ts'
import { type AnswerEvent, findEarlierAnswer, listAnswerEvents } from '../../store/assessment/history.ts'
import { findLastWords, type LastWords } from '../../store/scoring/last-words.ts'
import { placeOf } from './place.ts'

/** A question with all that stands around its answer, cut to what the viewer sees. */
export interface QuestionData {
  assessment: Assessment
  row: AssessedQuestion
  uses: EvidenceUse[]
  /** Attached, but with personal data of another office. */
  hiddenUses: number
  warnings: ReadonlyMap<string, readonly Warning[]>
  shown: { evidence: Evidence; ticket: Ticket | undefined; anchor: string | undefined } | undefined
  /** Undefined when the talk and the trail are not for the viewer. */
  comments: Comment[] | undefined
  events: AnswerEvent[] | undefined
  last:
    | {
        edition: string
        score: string | undefined
        level: number | null
        narrative: string | undefined
        words: LastWords
      }
    | undefined
  /** Items of the library that may be attached: those found, else the newest. */
  library: Evidence[]
  search: string | undefined
  /** The figure of the portfolio for this question, if it takes one. */
  source: ReadSource | undefined
  /** Why the viewer cannot write here; undefined when they can. */
  mayWrite: Refusal
  mayVerify: Refusal
  mayComment: Refusal
  previous: AssessedQuestion | undefined
  next: AssessedQuestion | undefined
}

/** In a fixed number of statements, however many answers, pieces of evidence and comments there are. */
export async function loadQuestion(visit: Visit): Promise<QuestionData> {
  const { actor, platform, c } = visit
  const { sql } = platform.db
  const { roundId, code, questionId } = placeOf(visit)
  const assessment = await readAssessment(platform, actor, roundId, code)
  const row = getAssessedQuestion(assessment, questionId)
  const { facts, rows, stand } = assessment
  const subject = answerSubject(roundId, questionId)
  const attached = (await listUses(sql, code, ANSWER_SUBJECT, [subject])).get(subject) ?? []
  const uses = usesInSight(actor, stand, attached)
  const today = dayIn(platform.clock.now(), stand.region.zone)
  const warnings = await warningsOf(
    sql,
    uses.map(({ evidence }) => evidence.id),
    today,
  )
  const ground = await getGround(sql, roundId, code)
  const before = ground.last(questionId)
  const edition = ground.lastEdition
  const earlier = edition && (await findEarlierAnswer(sql, code, edition, before?.questionId ?? questionId))
  const words =
    edition === undefined
      ? undefined
      : await findLastWords(sql, {
          edition,
          regionCode: code,
          dimension: row.dimension.code,
          questionId: before?.questionId,
        })
  const inside = row.comments !== undefined
  const mayWrite = refuseAnswer(facts, { ownOffice: row.mine, state: row.answer?.state })
  const search = c.req.query('cari')?.trim().slice(0, 200) || undefined
  const attachedIds = new Set(attached.map(({ evidence }) => evidence.id))
  const found = mayWrite ? [] : await searchLibrary(platform, actor, { regionCode: code, words: search, limit: 20 })
  const chosen = uses.find(({ evidence }) => evidence.id === c.req.query('bukti'))
  const at = rows.indexOf(row)
  return {
    assessment,
    row,
    uses,
    hiddenUses: attached.length - uses.length,
    warnings,
    shown: chosen && {
      evidence: chosen.evidence,
      ticket: await ticketFor(platform, chosen.evidence, actor),
      anchor: chosen.anchor,
    },
    comments: inside ? await listComments(sql, roundId, code, questionId) : undefined,
    events: inside
      ? await listAnswerEvents(
          sql,
          { kind: ANSWER_SUBJECT, id: answerAuditId(code, roundId, questionId) },
          { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(code, roundId) },
          questionId,
        )
      : undefined,
    last:
      edition !== undefined && (before || earlier || (words && words.remarks.length > 0))
        ? {
            edition,
            score: before?.score,
            level: earlier ? earlier.level : null,
            narrative: earlier ? earlier.narrative : undefined,
            words: words ?? { remarks: [], notes: [] },
          }
        : undefined,
    library: found.filter(item => !attachedIds.has(item.id)).slice(0, search === undefined ? 5 : 20),
    search,
    source: await readSource(sql, stand, questionId, platform.clock.now()),
    mayWrite,
    mayVerify: refuseVerify(facts),
    mayComment: refuseComment(facts, row.mine),
    previous: rows[at - 1],
    next: rows[at + 1],
  }
}
