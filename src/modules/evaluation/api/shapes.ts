import { z } from '@hono/zod-openapi'
import { refusal } from '#platform/http/problem-shape.ts'
import type { Edition } from '../store/editions.ts'
import type { Import, ImportReport, RowFault } from '../store/imports.ts'
import { instrumentSchema } from '../model.ts'
import type { StoredInstrument } from '../store/instruments.ts'
import type { Result } from '../store/results.ts'

/** JSON of the API is written as the reference files are: small letters and underscores, decimals as text. */

const decimalText = z
  .string()
  .regex(/^-?\d+\.\d+$/)
  .openapi({ example: '2.94', description: 'Exact decimal' })
const nullableDecimal = decimalText.nullable()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const bilingual = z.object({ id: z.string(), en: z.string() })

/** The answers that refuse, by status. */
export function problems(...statuses: number[]) {
  return Object.fromEntries(statuses.map(status => [status, refusal(reasons[status] ?? 'Refused')]))
}

const reasons: Record<number, string> = {
  401: 'Not signed in',
  403: 'Not allowed in this role',
  404: 'There is no such thing',
  409: 'Not possible in the present state',
  412: 'Another version is stored',
  413: 'Larger than 10 MB',
  422: 'Something in the request is wrong',
}

export const json = <S extends z.ZodType>(description: string, schema: S) => ({
  description,
  content: { 'application/json': { schema } },
})

export const editionShape = z
  .object({
    id: z.string().openapi({ example: '2023' }),
    year: z.int(),
    title: bilingual,
    source: z.string(),
    previous: z.string().nullable().openapi({ description: 'Edition that changes are counted from' }),
    groups: z.array(z.object({ code: z.string(), instrument: z.string() })),
  })
  .openapi('Edition')

export const editionJson = (edition: Edition): z.infer<typeof editionShape> => ({
  id: edition.id,
  year: edition.year,
  title: edition.title,
  source: edition.source,
  previous: edition.previousId ?? null,
  groups: edition.groups.map(({ code, instrumentId }) => ({ code, instrument: instrumentId })),
})

export const resultShape = z
  .object({
    edition: z.string(),
    region: z.string().openapi({ example: '35.07' }),
    region_name: z.string(),
    province: z.string(),
    province_name: z.string(),
    group: z.string(),
    instrument: z.string(),
    instrument_sha256: sha256,
    took_part: z.boolean().openapi({ description: 'False: absent. Then there are no scores and no index.' }),
    scores: z.record(z.string(), decimalText).openapi({ description: 'By dimension code' }),
    index: nullableDecimal.openapi({ description: 'Computed by the rule of the instrument' }),
    rank: z.int().nullable(),
    group_rank: z.int().nullable(),
    improvement: nullableDecimal.openapi({ description: 'Computed; null where it cannot be computed' }),
    improvement_basis: z.enum(['computed', 'not-recomputable', 'absent-now', 'absent-before', 'no-index-now']),
    printed_name: z.string().nullable(),
    printed_index: nullableDecimal,
    printed_improvement: nullableDecimal,
    deviation_reason: z.string().nullable(),
    content_sha256: sha256,
  })
  .openapi('Result')

export const resultJson = (result: Result): z.infer<typeof resultShape> => ({
  edition: result.edition,
  region: result.regionCode,
  region_name: result.regionName,
  province: result.provinceCode,
  province_name: result.provinceName,
  group: result.group,
  instrument: result.instrumentId,
  instrument_sha256: result.instrumentSha256,
  took_part: result.tookPart,
  scores: result.scores,
  index: result.index,
  rank: result.rank,
  group_rank: result.groupRank,
  improvement: result.improvement,
  improvement_basis: result.improvementBasis,
  printed_name: result.printedName,
  printed_index: result.printedIndex,
  printed_improvement: result.printedImprovement,
  deviation_reason: result.deviationReason,
  content_sha256: result.contentSha256,
})

const indexWorking = z.object({
  rounding: z.enum(['each-term-half-up-2', 'sum-half-up-2']),
  terms: z.array(
    z.object({
      dimension: z.string(),
      weight: z.string(),
      score: z.string().nullable(),
      product: z.string().nullable().openapi({ description: 'weight × score, exact' }),
      rounded: z.string().nullable().openapi({ description: 'The product half-up to two decimals' }),
    }),
  ),
  exact_sum: z.string().nullable(),
  rounded_term_sum: z.string().nullable(),
  index: z.string().nullable(),
})

export const resultDetailShape = resultShape
  .extend({
    dimensions: z.array(
      z.object({
        code: z.string(),
        name: bilingual,
        weight: z.string(),
        score: z.string().nullable(),
        questions: z
          .array(z.object({ id: z.string(), score: z.string() }))
          .openapi({ description: 'Empty where the ministry published no question scores' }),
      }),
    ),
    working: indexWorking.nullable().openapi({ description: 'Null for an absent region' }),
    improvement_working: z
      .object({
        now: z.string(),
        before: z.string().openapi({ description: 'Index of the edition before with only its sum rounded' }),
        before_edition: z.string(),
        before_printed_otherwise: z.string().nullable(),
        before_working: indexWorking,
        change: z.string(),
      })
      .nullable(),
    remarks: z.array(z.object({ kind: z.enum(['strength', 'weakness', 'recommendation']), text: z.string() })),
    verification: z.string().nullable().openapi({ description: 'Public address that verifies a printed sheet' }),
  })
  .openapi('ResultWithWorking')

export const instrumentShape = z
  .object({
    id: z.string(),
    year: z.int(),
    title: bilingual,
    sha256,
    published_at: z.string(),
    index_rounding: z.string(),
    dimensions: z.array(z.object({ code: z.string(), name: bilingual, weight: z.string(), questions: z.int() })),
  })
  .openapi('Instrument')

export const instrumentDetailShape = instrumentShape
  .extend({ content: instrumentSchema })
  .openapi('InstrumentWithContent')

export const instrumentJson = (stored: StoredInstrument): z.infer<typeof instrumentShape> => ({
  id: stored.id,
  year: stored.year,
  title: stored.title,
  sha256: stored.sha256,
  published_at: stored.publishedAt?.toISOString() ?? '',
  index_rounding: stored.content.aggregation.index_rounding,
  dimensions: stored.content.dimensions.map(({ code, name, weight, indicators }) => ({
    code,
    name,
    weight,
    questions: indicators.flatMap(indicator => indicator.sub_indicators.flatMap(sub => sub.questions)).length,
  })),
})

const faultShape = z.object({
  code: z.string().openapi({ example: 'index-not-reproduced' }),
  column: z.string().nullable(),
  detail: bilingual,
  may_be_reasoned: z.boolean().openapi({ description: 'A reason for the row makes it acceptable' }),
  printed: z.string().nullable(),
  computed: z.string().nullable(),
})

export const reportShape = z
  .object({
    edition: z.string(),
    file_name: z.string(),
    counts: z.object({
      rows: z.int(),
      added: z.int(),
      changed: z.int(),
      unchanged: z.int(),
      absent: z.int(),
      faulty: z.int(),
      deviating: z.int(),
    }),
    rows: z.array(
      z.object({
        row: z.int(),
        name: z.string(),
        region: z.string().nullable(),
        faults: z.array(faultShape),
        reason: z.string().nullable(),
      }),
    ),
  })
  .openapi('ImportReport')

const faultJson = (fault: RowFault): z.infer<typeof faultShape> => ({
  code: fault.code,
  column: fault.column ?? null,
  detail: fault.sentence,
  may_be_reasoned: fault.mayBeReasoned,
  printed: fault.printed ?? null,
  computed: fault.computed ?? null,
})

const reportJson = (
  report: ImportReport,
  reasons: Readonly<Record<string, string>> = {},
): z.infer<typeof reportShape> => ({
  edition: report.edition,
  file_name: report.fileName,
  counts: report.counts,
  rows: report.rows.map(({ row, name, regionCode, faults, reason }) => ({
    row,
    name,
    region: regionCode ?? null,
    faults: faults.map(faultJson),
    reason: reasons[row] ?? reason ?? null,
  })),
})

export const importShape = z
  .object({
    id: z.uuid(),
    state: z.enum(['checked', 'queued', 'applied']),
    source: z.string(),
    created_at: z.string(),
    applied_at: z.string().nullable(),
    progress: z
      .object({
        state: z.enum(['queued', 'running', 'done', 'failed']),
        done: z.int(),
        total: z.int().nullable(),
        failure: bilingual.nullable(),
      })
      .nullable(),
    report: reportShape,
  })
  .openapi('Import')

export const importSummaryShape = importShape
  .omit({ report: true, progress: true })
  .extend({ edition: z.string(), file_name: z.string(), counts: reportShape.shape.counts })
  .openapi('ImportSummary')

export const importSummaryJson = (given: Import): z.infer<typeof importSummaryShape> => ({
  id: given.id,
  edition: given.edition,
  file_name: given.fileName,
  state: given.state,
  source: given.source,
  created_at: given.createdAt.toISOString(),
  applied_at: given.appliedAt?.toISOString() ?? null,
  counts: given.report.counts,
})

export const importJson = (
  given: Import,
  progress: z.infer<typeof importShape>['progress'],
): z.infer<typeof importShape> => ({
  id: given.id,
  state: given.state,
  source: given.source,
  created_at: given.createdAt.toISOString(),
  applied_at: given.appliedAt?.toISOString() ?? null,
  progress,
  report: reportJson(given.report, given.reasons),
})
