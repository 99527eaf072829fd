import type { FieldChange } from '../../model.ts'
import type { QuickWinProfile, RiskInput } from '../../model-quick-win.ts'

const profileFields = [
  'sinceYear',
  'initiator',
  'form',
  'digital',
  'trialOn',
  'appliedOn',
  'aim',
  'design',
  'benefit',
  'result',
  'continuity',
] as const satisfies readonly (keyof QuickWinProfile)[]

const riskFields = [
  'factor',
  'cause',
  'likelihood',
  'impact',
  'mitigation',
  'structural',
  'ownerId',
  'residualLikelihood',
  'residualImpact',
] as const satisfies readonly (keyof RiskInput)[]

/** The fields of a quick win's profile that differ; empty when the same is said again. */
export const diffProfile = (before: QuickWinProfile | undefined, after: QuickWinProfile): FieldChange[] =>
  differing(profileFields, before, after)

/** The fields of a risk that differ; the owner stands as an id, pages turn it into a name. */
export const diffRisk = (before: RiskInput | undefined, after: RiskInput): FieldChange[] =>
  differing(riskFields, before, after)

function differing<K extends string>(
  fields: readonly K[],
  before: Partial<Record<K, unknown>> | undefined,
  after: Partial<Record<K, unknown>>,
): FieldChange[] {
  const text = (value: unknown) => (value === undefined ? undefined : String(value))
  return fields
    .map(field => ({ field, before: text(before?.[field]), after: text(after[field]) }))
    .filter(one => one.before !== one.after)
}
