import type { Platform } from '#platform/platform.ts'
import { type PlacedQuestion, questionList } from '../../rules/assessment/question-list.ts'
import { findInstrument } from '../../store/instruments.ts'
import { findRound } from '../../store/round/rounds.ts'
import { noSuchRound } from '../round/stand.ts'

/**
 * The questions of the instrument of a round, by id. Asked before a transaction, so that a kept instrument serves; the
 * instrument of a round that is open does not change. Throws `not-found` without such a round.
 */
export async function getRoundQuestions(
  platform: Platform,
  roundId: string,
): Promise<ReadonlyMap<string, PlacedQuestion>> {
  const round = await findRound(platform.db.sql, roundId)
  const instrument = round && (await findInstrument(platform.db.sql, round.instrumentId))
  if (!instrument) throw noSuchRound()
  return questionList(instrument.content)
}
