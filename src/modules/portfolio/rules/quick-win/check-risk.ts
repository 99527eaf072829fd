import type { FieldError } from '#kit/problem.ts'
import { RISK_DEGREES, type RiskInput } from '../../model-quick-win.ts'

export const LONGEST_RISK = { factor: 300, cause: 1000, mitigation: 1000 } as const
export const MOST_RISKS = 100

const error = (field: string, id: string, en: string): FieldError => ({ field, sentence: { id, en } })
const isDegree = (value: unknown) => (RISK_DEGREES as readonly unknown[]).includes(value)

/** Everything that is wrong with a row of the risk form, one sentence a field. `officeIds` are the living offices there. */
export function checkRisk(
  input: RiskInput,
  officeIds: ReadonlySet<string>,
  known: ReadonlySet<string> = new Set(),
): FieldError[] {
  const errors: FieldError[] = []
  if (input.factor.trim() === '') errors.push(error('factor', 'Tulis faktor risikonya.', 'Write the risk factor.'))
  for (const [field, value, id, en] of [
    ['factor', input.factor, 'Faktor risiko', 'The risk factor'],
    ['cause', input.cause, 'Penyebab', 'The cause'],
    ['mitigation', input.mitigation, 'Mitigasi', 'The mitigation'],
  ] as const) {
    const length = value?.length ?? 0
    if (length > LONGEST_RISK[field]) {
      errors.push(
        error(
          field,
          `${id} paling panjang ${LONGEST_RISK[field]} huruf; ini ${length}.`,
          `${en} has at most ${LONGEST_RISK[field]} letters; this has ${length}.`,
        ),
      )
    }
  }
  for (const [field, value] of [
    ['likelihood', input.likelihood],
    ['impact', input.impact],
  ] as const) {
    if (!isDegree(value))
      errors.push(error(field, 'Pilih 1 rendah, 2 sedang atau 3 tinggi.', 'Choose 1 low, 2 medium or 3 high.'))
  }
  const { residualLikelihood, residualImpact } = input
  if ((residualLikelihood === undefined) !== (residualImpact === undefined)) {
    errors.push(
      error(
        residualLikelihood === undefined ? 'residualLikelihood' : 'residualImpact',
        'Risiko sisa diisi keduanya, kemungkinan dan dampak, atau dikosongkan keduanya.',
        'What is left of a risk has both likelihood and impact, or neither.',
      ),
    )
  } else if (residualLikelihood !== undefined) {
    if (!isDegree(residualLikelihood))
      errors.push(error('residualLikelihood', 'Pilih 1, 2 atau 3.', 'Choose 1, 2 or 3.'))
    if (!isDegree(residualImpact)) errors.push(error('residualImpact', 'Pilih 1, 2 atau 3.', 'Choose 1, 2 or 3.'))
    if (input.mitigation === undefined) {
      errors.push(
        error(
          'mitigation',
          'Risiko sisa ada setelah mitigasi. Tulis mitigasinya dahulu.',
          'Write the mitigation that leaves this.',
        ),
      )
    }
  }
  if (input.structural !== undefined && input.mitigation === undefined) {
    errors.push(
      error(
        'mitigation',
        'Tulis mitigasinya, atau kosongkan jenisnya.',
        'Write the mitigation, or leave its kind empty.',
      ),
    )
  }
  if (input.ownerId !== undefined && !officeIds.has(input.ownerId) && !known.has(input.ownerId)) {
    errors.push(
      error('ownerId', 'Pilih penanggung jawab dari daerah ini.', 'Choose an office of this region as owner.'),
    )
  }
  return errors
}
