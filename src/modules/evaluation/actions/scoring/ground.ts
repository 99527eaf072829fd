import type { Sql } from '#platform/db/database.ts'
import { refuseScore } from '../../access.ts'
import type { Dimension, Instrument, Question } from '../../model.ts'
import type { OwnSubmission } from '../../model-round.ts'
import { mayNot, Problem, type Sentence } from '#kit/problem.ts'
import { questionsOf } from '../../rules/instrument-questions.ts'
import { sameQuestions } from '../../rules/scoring/same-questions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { findGround } from '../../store/scoring/ground.ts'
import { factsOf, noSuchRound, type Stand } from '../round/stand.ts'

/** What scores are given on: the questions, and what the region got for the same ones before. */
export interface Ground {
  instrument: Instrument
  /** Questions by id, in the order of the paper. */
  questions: ReadonlyMap<string, { question: Question; dimension: Dimension }>
  /** The edition that `last` is of. */
  lastEdition: string | undefined
  /** The region's score of the same question (in the same words) in the edition before. */
  last(questionId: string): { score: string; edition: string; questionId: string } | undefined
}

const byId = new WeakMap<Instrument, Ground['questions']>()

function questionsById(instrument: Instrument): Ground['questions'] {
  const known = byId.get(instrument)
  if (known) return known
  const all = new Map(
    instrument.dimensions.flatMap(dimension =>
      questionsOf(dimension).map(question => [question.id, { question, dimension }] as const),
    ),
  )
  byId.set(instrument, all)
  return all
}

/**
 * Read before the transaction: a published instrument and published results do not move under a save. One statement; two
 * more when the instruments are not known yet. Throws `not-found` without such a round.
 */
export async function getGround(sql: Sql, roundId: string, regionCode: string): Promise<Ground> {
  const stored = await findGround(sql, roundId, regionCode)
  const instrument = stored && (await findInstrument(sql, stored.instrumentId))
  if (!instrument) throw noSuchRound()
  const { before } = stored
  const earlier = before && (await findInstrument(sql, before.instrumentId))
  const same = earlier ? sameQuestions(earlier.content, instrument.content) : undefined
  return {
    instrument: instrument.content,
    questions: questionsById(instrument.content),
    lastEdition: before?.edition,
    last(questionId) {
      const old = same?.get(questionId) ?? ''
      const score = before?.scores[old]
      return before && score !== undefined ? { score, edition: before.edition, questionId: old } : undefined
    },
  }
}

/**
 * Throws why no score may be given: `may-not` for who is not on the panel, `conflict` when it is not the time, so that what was
 * typed is shown again.
 */
export function assertMayScore(stand: Stand, own: OwnSubmission, now: Date): void {
  const refusal = refuseScore(factsOf(stand, now), own)
  if (!refusal) return
  throw stand.relation === 'assessor' ? new Problem('conflict', refusal) : mayNot(refusal)
}

const notYet: Sentence = {
  id: 'Daerah ini belum mengirim isiannya. Penilaian dimulai sesudah itu.',
  en: 'The region has not handed in yet. Scoring begins after that.',
}

/**
 * Why somebody who sees no sheet, or no remarks, is turned away: `conflict` for who will see them later, `may-not` for an
 * assessor of other regions.
 */
export function notSeen(stand: Stand, now: Date): Problem {
  const later = stand.relation === 'assessor' || stand.sight.panelProgress
  const refusal = refuseScore(factsOf(stand, now), 'scoring')
  return later ? new Problem('conflict', notYet) : mayNot(refusal ?? notYet)
}
