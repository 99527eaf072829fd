import { z } from '@hono/zod-openapi'
import { notFound } from '#kit/problem.ts'
import type { Resource } from '#platform/http/door.ts'
import { mayReadResults } from '../../access.ts'
import { getStand } from '../../actions/round/stand.ts'
import { readReport } from '../../documents/result-report.ts'
import { REMARK_KINDS, roundIdSchema } from '../../model-round.ts'
import { closingEn } from '../../phrases/closing-en.ts'
import { closingId } from '../../phrases/closing-id.ts'
import { spreadOf } from '../../rules/closing/spread.ts'
import { json, problems } from '../shapes.ts'

const decimalText = z.string().nullable().openapi({ example: '2.94', description: 'Exact decimal' })

const outcomeShape = z
  .object({
    round: z.string(),
    region: z.string(),
    edition: z.string(),
    group: z.string(),
    took_part: z.boolean().openapi({ description: 'False: absent; there are no scores then, and none is zero' }),
    index: decimalText,
    exact_sum: decimalText,
    change: z.object({ value: decimalText, basis: z.string(), printed: decimalText }),
    rank: z.int().nullable(),
    dimensions: z.record(z.string(), decimalText),
    inputs: z.enum(['assessor-scores', 'question-means', 'dimension-scores', 'absent']),
    questions: z.array(
      z.object({
        id: z.string(),
        score: decimalText,
        given: z
          .array(z.int().nullable())
          .nullable()
          .openapi({ description: 'By Asesor 1, 2, …; null where that was not published' }),
        spread: z
          .object({
            min: z.int(),
            max: z.int(),
            standard_deviation: z.string(),
            mean_difference: z.string(),
          })
          .nullable(),
      }),
    ),
    remarks: z.array(z.object({ kind: z.enum(REMARK_KINDS), dimension: z.string().nullable(), text: z.string() })),
    rule: z.string(),
    sha256: z.string(),
    round_sha256: z.string(),
    instrument: z.string(),
    instrument_sha256: z.string(),
    frozen_at: z.iso.datetime(),
    report: z.string().openapi({ description: 'Address of the result report as PDF' }),
    verification: z.string(),
  })
  .openapi('RegionOutcome')

/** The frozen result of a region in a round, for everybody after the close. */
export const outcomeResource: Resource = {
  permission: 'evaluation.result.read',
  may: mayReadResults,
  route: {
    method: 'get',
    path: '/rounds/{round}/regions/{code}/outcome',
    tags: ['evaluation'],
    summary: 'What a region reached in a closed round, with everything it was computed from',
    request: {
      params: z.object({
        round: roundIdSchema,
        code: z
          .string()
          .regex(/^\d\d(\.\d\d)?$/)
          .openapi({ example: '35.07' }),
      }),
    },
    responses: { 200: json('The outcome', outcomeShape), ...problems(404, 422) },
  },
  async handle({ c, platform, actor }, { params: { round: id = '', code = '' } }) {
    const stand = await getStand(platform.db.read, actor, id, code)
    if (!stand.sight.result) throw notFound(closingId.noResult, closingEn.noResult)
    const { round, frozen, frozenRound, rows, address } = await readReport(platform, id, code)
    const { inputs, outcome } = frozen
    const given = inputs.given.kind === 'assessor-scores' ? inputs.given : undefined
    const body: z.infer<typeof outcomeShape> = {
      round: id,
      region: code,
      edition: round.edition,
      group: round.group,
      took_part: outcome.tookPart,
      index: outcome.index,
      exact_sum: outcome.exactSum,
      change: { ...outcome.change, printed: inputs.printed?.change ?? null },
      rank: rows.find(({ regionCode }) => regionCode === code)?.rank ?? null,
      dimensions: outcome.dimensions,
      inputs: inputs.given.kind,
      questions: Object.entries(outcome.questions).map(([question, score]) => {
        const spread = spreadOf(given?.scores[question] ?? [])
        return {
          id: question,
          score,
          given: given?.scores[question] ?? null,
          spread: spread
            ? {
                min: spread.min,
                max: spread.max,
                standard_deviation: spread.deviation.toString(),
                mean_difference: spread.meanDifference.toString(),
              }
            : null,
        }
      }),
      remarks: inputs.remarks,
      rule: frozenRound.ruleVersion,
      sha256: frozen.sha256,
      round_sha256: frozenRound.sha256,
      instrument: round.instrumentId,
      instrument_sha256: round.instrumentSha256,
      frozen_at: frozenRound.frozenAt.toISOString(),
      report: `${platform.config.publicUrl}/putaran/${id}/${code}/laporan.pdf`,
      verification: address,
    }
    return c.json(body)
  },
}
