import { roundWorld, type RoundWorld, type RoundWorldOptions, writerOf } from '../../../../../test/support/rounds.ts'
import type { World } from '../../../../../test/support/world.ts'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { assignQuestions } from './assign-questions.ts'
import { type AnswerInput, saveAnswer } from './save-answer.ts'

/** Questions of the 2023 instrument that tests speak of, and who has them. */
export const STUNTING = 'outcome.3.12.1'
export const IMMUNISATION = 'outcome.3.12.2'
export const SAMPAH = 'outcome.3.18.1'

export interface AssessmentWorld extends RoundWorld {
  regionCode: '73.24'
  /** Offices by a word of their name: kesehatan, lingkungan, perencanaan. */
  office(word: string): string
  /** Saves as this actor; without a version, the first one. */
  save(actor: Actor, questionId: string, more?: Partial<AnswerInput>): ReturnType<typeof saveAnswer>
}

/** An open round in which Dinas Kesehatan has two questions, Dinas Lingkungan Hidup one, and the secretariat the rest. */
export async function assessmentWorld(world: World, options: RoundWorldOptions = {}): Promise<AssessmentWorld> {
  const round = await roundWorld(world, options)
  const { rows } = await world.platform.db.pool.query<{ id: string; name: string }>(
    `select id, name from people.organisation where region_code = '73.24' and kind = 'opd'`,
  )
  const office = (word: string) => {
    const found = rows.find(row => row.name.toLowerCase().includes(word))
    if (!found) throw new Error(`No office with ${word}`)
    return found.id
  }
  await assignQuestions(
    world.platform,
    round.secretariat,
    round.roundId,
    '73.24',
    {
      [STUNTING]: office('kesehatan'),
      [IMMUNISATION]: office('kesehatan'),
      [SAMPAH]: office('lingkungan'),
    },
    writerOf(round.secretariat),
  )
  return {
    ...round,
    regionCode: '73.24',
    office,
    save: (actor, questionId, more = {}) =>
      saveAnswer(
        world.platform,
        actor,
        {
          roundId: round.roundId,
          regionCode: '73.24',
          questionId,
          version: undefined,
          level: 3,
          narrative: `Jawaban untuk ${questionId}`,
          figures: [],
          ...more,
        },
        writerOf(actor),
      ),
  }
}

/** The refusal of some work; fails when it was not refused. */
export async function refusal(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof Problem) return error
  throw new Error('It was not refused', { cause: error })
}
