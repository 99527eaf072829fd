import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { mayNot, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { drawMeasure, drawMeasures, measuresOf } from '#modules/portfolio/index.ts'
import { refuseAnswer } from '../../access.ts'
import { ANSWER_SUBJECT } from '../../model-round.ts'
import { stateAfterSave } from '../../rules/assessment/answer-state.ts'
import { drawDay } from '../../rules/source/draw-day.ts'
import { findAssignment, listAssignments } from '../../store/assessment/assignments.ts'
import { type Answer, findAnswer, listAnswers, updateAnswer } from '../../store/assessment/answers.ts'
import { deleteSources, findSource, insertSources, listSources } from '../../store/source/sources.ts'
import { answerAuditId, ASSESSMENT_SUBJECT, assessmentAuditId } from '../assessment/audit-id.ts'
import { getRoundQuestions } from '../assessment/round-questions.ts'
import { factsOf, getStand, noSuchQuestion, type Stand } from '../round/stand.ts'

export interface SourcePlace {
  roundId: string
  regionCode: string
  questionId: string
}

/** Ends a transaction that has nothing to write. */
class AlreadySo extends Error {}

const unlessSame = async (work: Promise<void>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof AlreadySo)) throw error
  }
}

/**
 * From now on an answer takes its figures from the portfolio. What the answer says changes by that, so a signature and a
 * verification are taken back. Linking again does nothing. Throws `not-found` (round, region, question, or a question that
 * takes no figure from the portfolio), `may-not`, and `conflict` when the portfolio has nothing to draw from.
 */
export async function linkSource(platform: Platform, actor: Actor, place: SourcePlace, writer: Writer): Promise<void> {
  const questions = await getRoundQuestions(platform, place.roundId)
  const work = platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const { stand, before } = await standToChange(tx, actor, place, questions, now)
    const measure = (await measuresOf(stand.round.instrumentId)).get(place.questionId)
    if (!measure) throw noMeasure()
    if (await findSource(tx, place.roundId, place.regionCode, place.questionId, true)) throw new AlreadySo()
    const drawing = await drawMeasure(tx, place.regionCode, measure, dayOf(stand, now))
    if (drawing.rows.length === 0) throw nothingToDraw()
    const links = [{ questionId: place.questionId, measure: measure.id }]
    await insertSources(tx, place.roundId, place.regionCode, links, writer.accountId, now)
    await takeBack(tx, place, before, writer, now)
    await audit(tx, { ...entryOf(place, 'linked'), data: { measure: measure.id } })
  })
  await unlessSame(work)
}

/** The answer has its own figures again. Throws as `linkSource` does; without a link it does nothing. */
export async function unlinkSource(
  platform: Platform,
  actor: Actor,
  place: SourcePlace,
  writer: Writer,
): Promise<void> {
  const questions = await getRoundQuestions(platform, place.roundId)
  const work = platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const { before } = await standToChange(tx, actor, place, questions, now)
    const source = await findSource(tx, place.roundId, place.regionCode, place.questionId, true)
    if (!source) throw new AlreadySo()
    await deleteSources(tx, place.roundId, place.regionCode, [place.questionId])
    await takeBack(tx, place, before, writer, now)
    await audit(tx, { ...entryOf(place, 'unlinked'), data: { measure: source.measure } })
  })
  await unlessSame(work)
}

/**
 * Links every answer that the actor may write and that can take its figures from the portfolio. Answers that were signed or
 * verified are left as they are: `vouched` says how many; `empty` those for which the portfolio has nothing yet.
 */
export async function linkAllSources(
  platform: Platform,
  actor: Actor,
  roundId: string,
  regionCode: string,
  writer: Writer,
): Promise<{ linked: number; vouched: number; empty: number }> {
  return await platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    const facts = factsOf(stand, now)
    const closed = refuseAnswer(facts, { ownOffice: true, state: undefined })
    if (closed) throw mayNot(closed)
    const measures = await measuresOf(stand.round.instrumentId)
    const answers = await listAnswers(tx, roundId, regionCode, { lock: true })
    const offices = await listAssignments(tx, roundId, regionCode)
    const sources = await listSources(tx, roundId, regionCode, true)
    const own = actor.membership?.organisationId
    const open = [...measures].filter(([questionId]) => {
      const ownOffice = offices.get(questionId) !== undefined && offices.get(questionId) === own
      return !sources.has(questionId) && !refuseAnswer(facts, { ownOffice, state: answers.get(questionId)?.state })
    })
    const free = open.filter(([questionId]) => !isVouched(answers.get(questionId)))
    const chosen = [...new Map(free.map(([, measure]) => [measure.id, measure])).values()]
    const drawings = await drawMeasures(tx, regionCode, chosen, dayOf(stand, now))
    const full = new Set(drawings.filter(drawing => drawing.rows.length > 0).map(drawing => drawing.measure))
    const links = free.flatMap(([questionId, { id }]) => (full.has(id) ? [{ questionId, measure: id }] : []))
    if (links.length === 0) throw nothingToLink()
    await insertSources(tx, roundId, regionCode, links, writer.accountId, now)
    await audit(tx, {
      event: 'evaluation.answers.sources_linked',
      subject: { kind: ASSESSMENT_SUBJECT, id: assessmentAuditId(regionCode, roundId) },
      regionCode,
      data: { questions: links.map(({ questionId }) => questionId) },
    })
    return { linked: links.length, vouched: open.length - free.length, empty: free.length - links.length }
  })
}

const isVouched = (answer: Answer | undefined) => answer?.state === 'signed' || answer?.state === 'verified'

/** Which day figures of this round are drawn for. */
export const dayOf = ({ round, region }: Stand, now: Date): string => drawDay(round.edition, dayIn(now, region.zone))

async function standToChange(
  tx: Tx,
  actor: Actor,
  { roundId, regionCode, questionId }: SourcePlace,
  questions: ReadonlyMap<string, unknown>,
  now: Date,
): Promise<{ stand: Stand; before: Answer | undefined }> {
  const stand = await getStand(tx, actor, roundId, regionCode, 'share')
  if (!questions.has(questionId)) throw noSuchQuestion(questionId)
  // The answer before its office, as sharing out locks them.
  const before = await findAnswer(tx, roundId, regionCode, questionId, true)
  const office = await findAssignment(tx, roundId, regionCode, questionId, true)
  const refusal = refuseAnswer(factsOf(stand, now), {
    ownOffice: office !== undefined && office === actor.membership?.organisationId,
    state: before?.state,
  })
  if (refusal) throw mayNot(refusal)
  return { stand, before }
}

/** Other figures are another answer: what was vouched for has to be vouched for again. */
async function takeBack(
  tx: Tx,
  { roundId, regionCode }: SourcePlace,
  before: Answer | undefined,
  writer: Writer,
  now: Date,
): Promise<void> {
  const state = stateAfterSave(before?.state, { ready: undefined, changed: true })
  if (!before || state === before.state) return
  await updateAnswer(tx, roundId, regionCode, before, { ...before, state, changedBy: writer.accountId, now })
}

const entryOf = ({ roundId, regionCode, questionId }: SourcePlace, deed: 'linked' | 'unlinked') => ({
  event: `evaluation.answer.source_${deed}`,
  subject: { kind: ANSWER_SUBJECT, id: answerAuditId(regionCode, roundId, questionId) },
  regionCode,
})

const noMeasure = () =>
  notFound(
    'Pertanyaan ini tidak mengambil angka dari portofolio. Tulis angkanya sendiri.',
    'This question takes no figure from the portfolio. Write the figure yourself.',
  )

const nothingToDraw = () =>
  new Problem('conflict', {
    id: 'Portofolio belum punya program atau capaian terperiksa untuk pertanyaan ini. Catat dahulu di portofolio, atau tulis angkanya sendiri.',
    en: 'The portfolio has no programme or verified reading for this question yet. Record it there first, or write the figure yourself.',
  })

const nothingToLink = () =>
  new Problem('conflict', {
    id: 'Tidak ada jawaban lain yang dapat mengambil angka portofolio: semuanya sudah, atau portofolio belum berisi.',
    en: 'No further answer can take its figures from the portfolio: all do, or the portfolio has nothing yet.',
  })
