import type { z } from '@hono/zod-openapi'
import { type Decimal, exactText, toFixed } from '#kit/decimal.ts'
import type { ExplainedResult } from '../actions/explain-result.ts'
import { questionsOf } from '../rules/instrument-questions.ts'
import type { IndexResult } from '../rules/score-index.ts'
import { type resultDetailShape, resultJson } from './shapes.ts'

type Detail = z.infer<typeof resultDetailShape>

/** A result with its working as JSON: every number as exact text. */
export function resultDetailJson(explained: ExplainedResult, publicUrl: string): Detail {
  const { result, instrument, working, change, before, questions, remarks, token } = explained
  return {
    ...resultJson(result),
    dimensions: instrument.content.dimensions.map(dimension => ({
      code: dimension.code,
      name: dimension.name,
      weight: dimension.weight,
      score: result.scores[dimension.code] ?? null,
      questions: questionsOf(dimension).flatMap(({ id }) => {
        const score = questions[id]
        return score === undefined ? [] : [{ id, score }]
      }),
    })),
    working: working ? indexJson(working) : null,
    improvement_working:
      change.kind === 'comparable' && before
        ? {
            now: toFixed(change.now.index, 2),
            before: toFixed(change.before.index, 2),
            before_edition: before.edition,
            before_printed_otherwise: change.before.printedOtherwise
              ? toFixed(change.before.printedOtherwise.index, 2)
              : null,
            before_working: indexJson(change.before.working),
            change: toFixed(change.change, 2),
          }
        : null,
    remarks,
    verification: token ? `${publicUrl}/v/${token}` : null,
  }
}

const exact = (value: Decimal | null) => (value === null ? null : exactText(value, 2))

const indexJson = (working: IndexResult): NonNullable<Detail['working']> => ({
  rounding: working.rounding,
  terms: working.terms.map(term => ({
    dimension: term.code,
    weight: exactText(term.weight, 2),
    score: exact(term.score),
    product: exact(term.product),
    rounded: exact(term.rounded),
  })),
  exact_sum: exact(working.exactSum),
  rounded_term_sum: exact(working.roundedTermSum),
  index: exact(working.index),
})
