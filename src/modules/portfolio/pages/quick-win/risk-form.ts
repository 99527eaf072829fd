import type { Form } from '#platform/http/door.ts'
import type { RiskDegree, RiskInput } from '../../model-quick-win.ts'

/** What the form of a risk says; what is no degree reaches the rule, which has a sentence for it. */
export const readRiskForm = (form: Form): RiskInput => ({
  factor: form.text('factor') ?? '',
  cause: form.text('cause'),
  likelihood: Number(form.text('likelihood') ?? 0) as RiskDegree,
  impact: Number(form.text('impact') ?? 0) as RiskDegree,
  mitigation: form.text('mitigation'),
  structural: { yes: true, no: false }[form.text('structural') ?? ''],
  ownerId: form.text('ownerId'),
  residualLikelihood: degreeOf(form.text('residualLikelihood')),
  residualImpact: degreeOf(form.text('residualImpact')),
})

const degreeOf = (text: string | undefined): RiskDegree | undefined =>
  text === undefined ? undefined : (Number(text) as RiskDegree)

/** A stored risk as the form shows it. */
export const typedOf = (risk: RiskInput | undefined): Record<string, string | undefined> => ({
  factor: risk?.factor,
  cause: risk?.cause,
  likelihood: text(risk?.likelihood),
  impact: text(risk?.impact),
  mitigation: risk?.mitigation,
  structural: risk?.structural === undefined ? undefined : risk.structural ? 'yes' : 'no',
  ownerId: risk?.ownerId,
  residualLikelihood: text(risk?.residualLikelihood),
  residualImpact: text(risk?.residualImpact),
})

const text = (degree: RiskDegree | undefined) => (degree === undefined ? undefined : String(degree))
