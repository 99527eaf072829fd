import { z } from '@hono/zod-openapi'
import type { Programme } from '../../model.ts'
import {
  CHECK_ANSWERS,
  INITIATORS,
  INNOVATION_FORMS,
  QUICK_WIN_INDICATORS,
  type QuickWin,
  type QuickWinCheck,
  type QuickWinProfile,
  type QuickWinYear,
  type Risk,
  type RiskInput,
  VERDICTS,
} from '../../model-quick-win.ts'
import { RISK_LEVELS, riskLevel } from '../../rules/quick-win/risk-level.ts'
import type { ListedQuickWin } from '../../store/quick-win/list.ts'
import { regionParams } from '../shapes.ts'

export const programmeParams = regionParams.extend({ programme: z.uuid() })
export const riskParams = programmeParams.extend({ risk: z.uuid() })

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .openapi({ example: '2025-03-01' })
const text = z.string().max(4000)
const year = z.int().openapi({ example: 2026 })
const version = z
  .int()
  .min(0)
  .openapi({ description: 'The version that was read, 0 for none; 412 when another is stored' })
const degree = z.union([z.literal(1), z.literal(2), z.literal(3)]).openapi({ description: '1 low, 2 medium, 3 high' })

const profileParts = {
  since_year: year,
  initiator: z.enum(INITIATORS).nullish(),
  form: z.enum(INNOVATION_FORMS).nullish(),
  digital: z.boolean().nullish(),
  trial_on: day.nullish(),
  applied_on: day.nullish(),
  aim: text.nullish(),
  design: text.nullish(),
  benefit: text.nullish(),
  result: text.nullish(),
  continuity: text.nullish(),
}

export const profileInputShape = z
  .strictObject({ version: version.default(0), ...profileParts })
  .openapi('QuickWinProfileInput')

export const checkInputShape = z
  .strictObject({
    year,
    indicator: z.enum(QUICK_WIN_INDICATORS),
    version: version.default(0),
    answer: z.enum(CHECK_ANSWERS),
    note: z.string().max(2000).nullish().openapi({ description: 'Needed unless the answer is yes' }),
    evidence: z
      .array(
        z.strictObject({
          evidence: z.uuid(),
          anchor: z.string().max(60).nullish(),
          note: z.string().max(500).nullish(),
        }),
      )
      .max(50)
      .optional()
      .openapi({ description: 'All evidence of this answer; left as it is when absent' }),
  })
  .openapi('QuickWinCheckInput')

export const verdictInputShape = z
  .strictObject({
    year,
    verdict: z.enum(VERDICTS),
    reason: z.string().max(40).nullish().openapi({ description: 'Code; needed for changed and ended' }),
    note: z.string().max(2000).nullish(),
  })
  .openapi('QuickWinVerdictInput')

export const riskInputShape = z
  .strictObject({
    factor: text,
    cause: text.nullish(),
    likelihood: degree,
    impact: degree,
    mitigation: text.nullish(),
    structural: z.boolean().nullish().openapi({ description: 'False is non-structural, such as a policy' }),
    owner: z.uuid().nullish(),
    residual_likelihood: degree.nullish(),
    residual_impact: degree.nullish(),
  })
  .openapi('RiskInput')
export const riskChangeShape = riskInputShape.extend({ version }).openapi('RiskChange')

export const listedShape = z
  .object({
    programme: z.uuid(),
    code: z.string(),
    name: z.string(),
    dimension: z.string(),
    lead_name: z.string(),
    status: z.string(),
    since_year: year,
    ended_year: year.nullable(),
    verdict: z.enum(VERDICTS).nullable().openapi({ description: 'Of the year asked for' }),
    checks: z.object({ yes: z.int(), partly: z.int(), no: z.int() }),
    risks: z
      .object({ identified: z.int(), mitigated: z.int() })
      .nullable()
      .openapi({ description: 'Null for the public' }),
  })
  .openapi('ListedQuickWin')

export const checkShape = z
  .object({
    year,
    indicator: z.enum(QUICK_WIN_INDICATORS),
    answer: z.enum(CHECK_ANSWERS),
    note: z.string().nullable().openapi({ description: 'Null for the public' }),
    version: z.int(),
    checked_at: z.string(),
  })
  .openapi('QuickWinCheck')

export const verdictShape = z
  .object({
    year,
    verdict: z.enum(VERDICTS),
    reason: z.string().nullable().openapi({ description: 'Null for the public' }),
    note: z.string().nullable().openapi({ description: 'Null for the public' }),
    decided_at: z.string(),
  })
  .openapi('QuickWinVerdict')

export const quickWinShape = z
  .object({
    programme: z.uuid(),
    code: z.string(),
    name: z.string(),
    dimension: z.string(),
    version: z.int(),
    ended_at: z.string().nullable(),
    ...profileParts,
    checks: z.array(checkShape),
    years: z.array(verdictShape),
  })
  .openapi('QuickWin')

export const savedCheckShape = z.object({ version: z.int(), saved_at: z.string() }).openapi('SavedQuickWinCheck')

export const riskShape = z
  .object({
    id: z.uuid(),
    factor: z.string(),
    cause: z.string().nullable(),
    likelihood: degree,
    impact: degree,
    level: z.enum(RISK_LEVELS),
    mitigation: z.string().nullable(),
    structural: z.boolean().nullable(),
    owner: z.uuid().nullable(),
    owner_name: z.string().nullable(),
    residual_likelihood: degree.nullable(),
    residual_impact: degree.nullable(),
    residual_level: z.enum(RISK_LEVELS).nullable(),
    version: z.int(),
    changed_at: z.string(),
  })
  .openapi('Risk')

export const profileOf = (given: z.infer<typeof profileInputShape>): QuickWinProfile => ({
  sinceYear: given.since_year,
  initiator: given.initiator ?? undefined,
  form: given.form ?? undefined,
  digital: given.digital ?? undefined,
  trialOn: given.trial_on ?? undefined,
  appliedOn: given.applied_on ?? undefined,
  aim: given.aim ?? undefined,
  design: given.design ?? undefined,
  benefit: given.benefit ?? undefined,
  result: given.result ?? undefined,
  continuity: given.continuity ?? undefined,
})

export const riskOf = (given: z.infer<typeof riskInputShape>): RiskInput => ({
  factor: given.factor,
  cause: given.cause ?? undefined,
  likelihood: given.likelihood,
  impact: given.impact,
  mitigation: given.mitigation ?? undefined,
  structural: given.structural ?? undefined,
  ownerId: given.owner ?? undefined,
  residualLikelihood: given.residual_likelihood ?? undefined,
  residualImpact: given.residual_impact ?? undefined,
})

export const listedJson = (row: ListedQuickWin, inside: boolean): z.infer<typeof listedShape> => ({
  programme: row.programmeId,
  code: row.code,
  name: row.name,
  dimension: row.dimension,
  lead_name: row.leadName,
  status: row.status,
  since_year: row.sinceYear,
  ended_year: row.endedYear ?? null,
  verdict: row.verdict ?? null,
  checks: { yes: row.yes, partly: row.partly, no: row.no },
  risks: inside ? { identified: row.risks, mitigated: row.mitigated } : null,
})

/** Notes and reasons are for those who see everything. */
export function quickWinJson(
  programme: Programme,
  quickWin: QuickWin | undefined,
  checks: readonly QuickWinCheck[],
  years: readonly QuickWinYear[],
  inside: boolean,
): z.infer<typeof quickWinShape> {
  return {
    programme: programme.id,
    code: programme.code,
    name: programme.name,
    dimension: programme.dimension,
    version: quickWin?.version ?? 0,
    ended_at: quickWin?.endedAt?.toISOString() ?? null,
    since_year: quickWin?.sinceYear ?? programme.startYear,
    initiator: quickWin?.initiator ?? null,
    form: quickWin?.form ?? null,
    digital: quickWin?.digital ?? null,
    trial_on: quickWin?.trialOn ?? null,
    applied_on: quickWin?.appliedOn ?? null,
    aim: quickWin?.aim ?? null,
    design: quickWin?.design ?? null,
    benefit: quickWin?.benefit ?? null,
    result: quickWin?.result ?? null,
    continuity: quickWin?.continuity ?? null,
    checks: checks.map(one => ({
      year: one.year,
      indicator: one.indicator,
      answer: one.answer,
      note: inside ? (one.note ?? null) : null,
      version: one.version,
      checked_at: one.checkedAt.toISOString(),
    })),
    years: years.map(one => verdictJson(one, inside)),
  }
}

export const verdictJson = (one: QuickWinYear, inside: boolean): z.infer<typeof verdictShape> => ({
  year: one.year,
  verdict: one.verdict,
  reason: inside ? (one.reason ?? null) : null,
  note: inside ? (one.note ?? null) : null,
  decided_at: one.decidedAt.toISOString(),
})

export const riskJson = (risk: Risk): z.infer<typeof riskShape> => ({
  id: risk.id,
  factor: risk.factor,
  cause: risk.cause ?? null,
  likelihood: risk.likelihood,
  impact: risk.impact,
  level: riskLevel(risk.likelihood, risk.impact).level,
  mitigation: risk.mitigation ?? null,
  structural: risk.structural ?? null,
  owner: risk.ownerId ?? null,
  owner_name: risk.ownerName ?? null,
  residual_likelihood: risk.residualLikelihood ?? null,
  residual_impact: risk.residualImpact ?? null,
  residual_level:
    risk.residualLikelihood === undefined || risk.residualImpact === undefined
      ? null
      : riskLevel(risk.residualLikelihood, risk.residualImpact).level,
  version: risk.version,
  changed_at: risk.changedAt.toISOString(),
})
