import { notFound } from '#kit/problem.ts'
import type { Page } from '#platform/http/door.ts'
import { mayReadResults } from '../access.ts'
import { type ExplainedResult, explainResult } from '../actions/explain-result.ts'
import { exactText, toFixed } from '#kit/decimal.ts'
import { getRegion } from '#modules/region/index.ts'
import { phrases } from '../phrases/index.ts'
import { hasQuestions, questionsOf } from '../rules/instrument-questions.ts'

/** Everything that anybody needs to compute a result again, and how; `tudang score` takes the file as it is. */
export const recomputePage: Page = {
  path: '/daerah/:code/evaluasi/:edition/hitung.json',
  permission: 'evaluation.result.read',
  may: mayReadResults,
  async show({ c, platform }) {
    const [code, edition] = [c.req.param('code') ?? '', c.req.param('edition') ?? '']
    const explained = await getExplained(platform.db.read, code, edition)
    const name = `hitung-${code}-${edition}.json`
    return c.body(`${JSON.stringify(recomputeFile(explained), null, 1)}\n`, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
    })
  },
}

/** The result of a region in an edition with its working. Throws `not-found` with a sentence. */
export async function getExplained(
  sql: Parameters<typeof explainResult>[0],
  code: string,
  edition: string,
): Promise<ExplainedResult> {
  const explained = await explainResult(sql, edition, code)
  if (explained) return explained
  const { name } = await getRegion(sql, code)
  const shown = edition.slice(0, 12)
  throw notFound(phrases('id').result.noEditionHere(name, shown), phrases('en').result.noEditionHere(name, shown))
}

/** Described field by field in its own `fields`. Top level holds what `tudang score FILE` reads. */
function recomputeFile({ result, instrument, working, change, before, beforeInstrument, questions }: ExplainedResult) {
  const { content } = instrument
  const byQuestion = hasQuestions(content) && Object.keys(questions).length > 0
  const dimensions = Object.fromEntries(content.dimensions.map(({ code }) => [code, result.scores[code] ?? null]))
  return {
    how: {
      id: [
        'Simpan berkas ini, lalu jalankan: npm run -s tudang -- score BERKAS. Perintah itu membaca “instrument” dan “scores” atau “dimensions”, dan mencetak indeks.',
        ...content.dimensions.map(({ code, weight }) => `${code}: nilai × ${weight}`),
        phrases('id').instrument.stepIndex[content.aggregation.index_rounding],
      ],
      en: [
        'Save this file and run: npm run -s tudang -- score FILE. It reads “instrument” and “scores” or “dimensions”, and prints the index.',
        ...content.dimensions.map(({ code, weight }) => `${code}: score × ${weight}`),
        phrases('en').instrument.stepIndex[content.aggregation.index_rounding],
      ],
    },
    fields: {
      instrument: 'id of the instrument; its SHA-256 is instrument_sha256, its text is at /api/v1/instruments/{id}',
      scores: 'score of each question, two decimals, as text; present where they were published',
      dimensions:
        'score of each dimension, two decimals, as text; null: no score, never 0; present where scores is not',
      region: 'code and names of the region',
      edition: 'which published table',
      took_part: 'false: absent; the zeros printed for it are no scores',
      instrument_sha256: 'hash of the instrument as it was when the result was scored',
      rule: 'weights and rounding, as the instrument says: each-term-half-up-2 or sum-half-up-2',
      result:
        'what the rule gives: dimension scores, exact products, rounded terms, exact sum, index; null when absent',
      printed: 'what the ministry printed, for comparison',
      change: 'this index less last year’s index rounded once at the end; or why there is none',
      previous: 'last year in the same form as this file, so that it can be scored too; null where it is not in hand',
      deviation_reason: 'why a row that the rule does not give was accepted; null when it does',
      content_sha256: 'hash of the result as published here; a printed sheet carries it',
    },
    instrument: instrument.id,
    ...(byQuestion ? { scores: scoresInOrder(content, questions) } : { dimensions }),
    region: { code: result.regionCode, name: result.regionName, province: result.provinceName },
    edition: result.edition,
    took_part: result.tookPart,
    instrument_sha256: result.instrumentSha256,
    rule: {
      weights: Object.fromEntries(content.dimensions.map(({ code, weight }) => [code, weight])),
      rounding: content.aggregation.index_rounding,
    },
    result:
      working === undefined
        ? null
        : {
            dimensions,
            products: Object.fromEntries(
              working.terms.map(({ code, product }) => [code, product && exactText(product, 3)]),
            ),
            rounded_terms: Object.fromEntries(
              working.terms.map(({ code, rounded }) => [code, rounded && toFixed(rounded, 2)]),
            ),
            exact_sum: working.exactSum && exactText(working.exactSum, 3),
            index: working.index && toFixed(working.index, 2),
          },
    printed: { name: result.printedName, index: result.printedIndex, change: result.printedImprovement },
    change:
      change.kind === 'comparable'
        ? {
            now: toFixed(change.now.index, 2),
            before_rounded_once: toFixed(change.before.index, 2),
            change: toFixed(change.change, 2),
          }
        : { none_because: change.reason },
    previous:
      before && beforeInstrument
        ? {
            edition: before.edition,
            instrument: before.instrumentId,
            dimensions: Object.fromEntries(
              beforeInstrument.content.dimensions.map(({ code }) => [code, before.scores[code] ?? null]),
            ),
            printed_index: before.printedIndex,
          }
        : null,
    deviation_reason: result.deviationReason,
    content_sha256: result.contentSha256,
  }
}

/** Every question of the instrument, in its order; null where none was published. */
function scoresInOrder(
  instrument: ExplainedResult['instrument']['content'],
  scores: Readonly<Record<string, string>>,
): Record<string, string | null> {
  return Object.fromEntries(
    instrument.dimensions
      .flatMap(questionsOf)
      .map(({ id }) => [id, Object.hasOwn(scores, id) ? (scores[id] ?? null) : null]),
  )
}
