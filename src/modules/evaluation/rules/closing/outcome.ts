import { type Decimal, decimal, toFixed } from '#kit/decimal.ts'
import type { Instrument } from '../../model.ts'
import type { BeforeInputs, FrozenInputs, GivenScores, RegionOutcome } from '../../model-closing.ts'
import { dimensionScore } from '../dimension-score.ts'
import { type Improvement, improvement, type PublishedRow } from '../improvement.ts'
import { questionsOf } from '../instrument-questions.ts'
import { questionMean } from '../question-mean.ts'
import { type IndexResult, scoreIndex, scoringRule } from '../score-index.ts'

/** The outcome of a region with the working behind its index and its change. */
export interface WorkedOutcome {
  outcome: RegionOutcome
  /** Undefined for an absent region. */
  working: IndexResult | undefined
  change: Improvement
}

/**
 * The result of one region from its frozen inputs alone: question means, dimension scores, index, change. `before` is the
 * instrument of last year's result. Throws `RangeError` for a score off the scale or a question the instrument lacks.
 */
export function outcomeOf(
  inputs: Pick<FrozenInputs, 'given' | 'before'>,
  instrument: Instrument,
  before: Instrument | undefined,
): WorkedOutcome {
  const { given } = inputs
  const questions = questionScores(given, instrument)
  const dimensions = dimensionScores(given, instrument, questions)
  const rule = scoringRule(instrument)
  const tookPart = given.kind !== 'absent'
  const working = tookPart ? scoreIndex(rule, dimensions) : undefined
  const row: PublishedRow = { rule, scores: dimensions, tookPart, printedIndex: null }
  const change = improvement(row, before && inputs.before ? beforeRow(inputs.before, before) : undefined)
  return {
    working,
    change,
    outcome: {
      tookPart,
      questions: texts(questions),
      dimensions: texts(dimensions),
      exactSum: working?.exactSum?.toString() ?? null,
      index: working?.index ? toFixed(working.index, 2) : null,
      change:
        change.kind === 'comparable'
          ? { basis: 'computed', value: toFixed(change.change, 2) }
          : { basis: change.kind === 'not-comparable' ? change.reason : 'not-recomputable', value: null },
    },
  }
}

const beforeRow = (given: BeforeInputs, instrument: Instrument): PublishedRow => ({
  rule: scoringRule(instrument),
  scores: Object.fromEntries(Object.entries(given.scores).map(([code, score]) => [code, decimal(score)])),
  tookPart: given.tookPart,
  printedIndex: given.printedIndex === null ? null : decimal(given.printedIndex),
})

type Scores = Record<string, Decimal | null>

const texts = (scores: Scores): Record<string, string | null> =>
  Object.fromEntries(Object.entries(scores).map(([key, score]) => [key, score && toFixed(score, 2)]))

/** Every question of the instrument; empty where the inputs hold none. */
function questionScores(given: GivenScores, instrument: Instrument): Scores {
  if (given.kind === 'absent' || given.kind === 'dimension-scores') return {}
  const ids = instrument.dimensions.flatMap(questionsOf).map(({ id }) => id)
  const known = new Set(ids)
  for (const id of Object.keys(given.scores)) {
    if (!known.has(id)) throw new RangeError(`Not a question of ${instrument.id}: ${id}`)
  }
  return Object.fromEntries(
    ids.map(id => {
      if (given.kind === 'question-means') {
        const text = given.scores[id]
        return [id, text === undefined ? null : decimal(text)]
      }
      const scores = given.scores[id] ?? []
      if (scores.length > given.assessors.length) throw new RangeError(`More scores than assessors for ${id}`)
      return [id, questionMean(scores, instrument.scale).score]
    }),
  )
}

function dimensionScores(given: GivenScores, instrument: Instrument, questions: Scores): Scores {
  if (given.kind === 'absent') return {}
  return Object.fromEntries(
    instrument.dimensions.map(dimension => {
      if (given.kind === 'dimension-scores') {
        const text = given.scores[dimension.code]
        return [dimension.code, text === undefined ? null : decimal(text)]
      }
      const scores = questionsOf(dimension).map(({ id }) => ({ id, score: questions[id] ?? null }))
      return [dimension.code, dimensionScore(scores).score]
    }),
  )
}
