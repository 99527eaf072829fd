import type { Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { countUses, type EvidenceUse, refuseSeeEvidence } from '#modules/evidence/index.ts'
import { listHolders } from '#modules/people/index.ts'
import type { DeedFacts } from '../../access.ts'
import { ANSWER_SUBJECT, answerSubject } from '../../model-round.ts'
import { isVerifiable } from '../../rules/assessment/answer-state.ts'
import { type Completeness, completenessBy, completenessOf } from '../../rules/assessment/completeness.ts'
import { type PlacedQuestion, questionList } from '../../rules/assessment/question-list.ts'
import { type Answer, listAnswersByRound } from '../../store/assessment/answers.ts'
import { listOfficesByRound } from '../../store/assessment/assignments.ts'
import { countComments } from '../../store/assessment/comments.ts'
import type { Instrument } from '../../model.ts'
import { findInstrument } from '../../store/instruments.ts'
import { factsOf, getStand, listOpenStands, noSuchRound, type Stand } from '../round/stand.ts'

/** One question as the viewer sees it, with what was answered. */
export interface AnsweredQuestion extends PlacedQuestion {
  id: string
  /** Its place on the paper, from 1. */
  number: number
  /** Undefined: with the secretariat. */
  officeId: string | undefined
  office: string | undefined
  /** The viewer's to answer: of the own office, or for the secretariat one without office. */
  mine: boolean
  answer: Answer | undefined
  /** The secretariat may verify it as it stands. */
  verifiable: boolean
}

/** The same with what lies beside the answer. */
export interface AssessedQuestion extends AnsweredQuestion {
  evidence: number
  /** Undefined when the talk is not for the viewer. */
  comments: number | undefined
}

/** The self-assessment of a region, cut to what the viewer sees. */
export interface Assessment<Row extends AnsweredQuestion = AssessedQuestion> {
  stand: Stand
  facts: DeedFacts
  instrument: Instrument
  /** Questions in sight, in the order of the paper; none for who sees only numbers or dates. */
  rows: Row[]
  /** Of all questions, or of the own office; undefined for who sees no numbers. */
  done: Completeness | undefined
  byDimension: ReadonlyMap<string, Completeness>
  /** By id of the office, undefined for the secretariat; only for who sees more than one office. */
  byOffice: ReadonlyMap<string | undefined, Completeness> | undefined
  officeNames: ReadonlyMap<string, string>
}

/**
 * Reads what the viewer may see of a self-assessment, in at most seven statements however many answers there are. Throws
 * `not-found` for who may not even know of it.
 */
export async function readAssessment(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  sql: Sql = platform.db.sql,
): Promise<Assessment> {
  const stand = await getStand(sql, actor, roundId, regionCode)
  const [read] = await readAnswers(sql, actor, [stand], regionCode, platform.clock.now())
  if (!read) throw noSuchRound()
  if (stand.sight.answers === 'none') return { ...read, rows: [] }
  const evidence = await countUses(sql, regionCode, ANSWER_SUBJECT, answerSubject(roundId, ''))
  const comments = stand.sight.comments === 'none' ? undefined : await countComments(sql, roundId, regionCode)
  return {
    ...read,
    rows: read.rows.map(row => ({
      ...row,
      evidence: evidence.get(answerSubject(roundId, row.id)) ?? 0,
      comments: comments && (stand.sight.comments === 'all' || row.mine) ? (comments.get(row.id) ?? 0) : undefined,
    })),
  }
}

/** The same of each open round that has this region, without what lies beside the answers, in five statements. */
export async function readOpenAssessments(
  platform: Platform,
  actor: Actor,
  regionCode: string,
): Promise<Assessment<AnsweredQuestion>[]> {
  const { sql } = platform.db
  const stands = await listOpenStands(sql, actor, regionCode)
  return await readAnswers(sql, actor, stands, regionCode, platform.clock.now())
}

/** Three statements for any number of rounds; none when only dates are in sight. */
async function readAnswers(
  sql: Sql,
  actor: Actor,
  stands: readonly Stand[],
  regionCode: string,
  now: Date,
): Promise<Assessment<AnsweredQuestion>[]> {
  const seen = stands.filter(({ sight }) => sight.answers !== 'none' || sight.progress).map(({ round }) => round.id)
  const answers = await listAnswersByRound(sql, seen, regionCode)
  const offices = await listOfficesByRound(sql, seen, regionCode)
  const asked = stands
    .filter(({ relation, sight }) => relation === 'secretariat' && sight.answers !== 'none')
    .flatMap(({ round }) => [...(offices.get(round.id)?.values() ?? [])].map(({ id }) => id))
  const heads =
    asked.length === 0 ? [] : await listHolders(sql, { roles: ['opd-head'], organisationIds: [...new Set(asked)] }, now)
  const headed = new Set(heads.map(head => head.organisationId))
  return await Promise.all(
    stands.map(async stand => {
      const instrument = await findInstrument(sql, stand.round.instrumentId)
      if (!instrument) throw noSuchRound()
      const base = { stand, facts: factsOf(stand, now), instrument: instrument.content }
      const given = answers.get(stand.round.id)
      return given === undefined
        ? { ...base, rows: [], done: undefined, byDimension: new Map(), byOffice: undefined, officeNames: new Map() }
        : {
            ...base,
            ...assess(actor, stand, instrument.content, given, offices.get(stand.round.id) ?? new Map(), headed),
          }
    }),
  )
}

/** What the viewer sees of the answers of one round. */
function assess(
  actor: Actor,
  { sight, relation }: Stand,
  instrument: Instrument,
  answers: ReadonlyMap<string, Answer>,
  offices: ReadonlyMap<string, { id: string; name: string }>,
  headed: ReadonlySet<string | undefined>,
) {
  const own = relation === 'office-head' || relation === 'office-member' ? actor.membership?.organisationId : undefined
  const mine = (questionId: string) => {
    const office = offices.get(questionId)?.id
    return relation === 'secretariat' ? office === undefined : office !== undefined && office === own
  }
  const all = [...questionList(instrument)].map(([id, placed], at) => ({ ...placed, id, number: at + 1 }))
  const counted = all.map(row => ({
    ...row,
    officeId: offices.get(row.id)?.id,
    level: answers.get(row.id)?.level ?? null,
    state: answers.get(row.id)?.state,
  }))
  const inSight = sight.answers === 'own-office' ? counted.filter(row => mine(row.id)) : counted
  const rows = inSight.map(({ level: _level, state: _state, ...row }): AnsweredQuestion => {
    const answer = answers.get(row.id)
    return {
      ...row,
      office: offices.get(row.id)?.name,
      mine: mine(row.id),
      answer: answer && (sight.answers === 'published' ? asPublished(answer) : answer),
      verifiable:
        relation === 'secretariat' &&
        answer !== undefined &&
        isVerifiable(answer.state, row.officeId !== undefined && headed.has(row.officeId)),
    }
  })
  const named = inSight.flatMap(({ id }) => offices.get(id) ?? [])
  return {
    done: completenessOf(inSight),
    byDimension: completenessBy(inSight, row => row.dimension.code),
    byOffice: sight.answers === 'own-office' ? undefined : completenessBy(inSight, row => row.officeId),
    officeNames: new Map(named.map(({ id, name }) => [id, name])),
    rows: sight.answers === 'none' ? [] : rows,
  }
}

/** What everybody reads after closing: level, narrative, figures; not who did what, nor why something was returned. */
const asPublished = (answer: Answer): Answer => ({
  ...answer,
  returnReason: undefined,
  changedBy: undefined,
  signedBy: undefined,
  verifiedBy: undefined,
})

/** The row of one question. Throws `not-found` when there is none, or none in sight. */
export function getAssessedQuestion({ rows }: Assessment, questionId: string): AssessedQuestion {
  const row = rows.find(one => one.id === questionId)
  if (row) return row
  throw notFound(
    'Pertanyaan ini tidak ada di putaran ini, atau bukan untuk OPD Anda. Pilih dari daftar pertanyaan.',
    'There is no such question in this round, or it is not for your office. Choose from the list of questions.',
  )
}

/** The uses of evidence in sight of the viewer: by the one rule, or because the library shows it anyway. */
export function usesInSight(actor: Actor, { sight }: Stand, uses: readonly EvidenceUse[]): EvidenceUse[] {
  return uses.filter(
    ({ evidence }) =>
      sight.evidence === 'all' ||
      (sight.evidence === 'without-personal-data' && !evidence.personalData) ||
      refuseSeeEvidence(actor, evidence) === undefined,
  )
}
