import type { RiskDegree } from '../../model-quick-win.ts'

export const RISK_LEVELS = ['low', 'medium', 'high'] as const
export type RiskLevel = (typeof RISK_LEVELS)[number]

/**
 * Likelihood × impact: 1–2 low, 3–4 medium, 6–9 high. The ministry's form has the degrees 1 to 3; how they make a level is
 * ours, as it prints none.
 */
export function riskLevel(likelihood: RiskDegree, impact: RiskDegree): { score: number; level: RiskLevel } {
  const score = likelihood * impact
  return { score, level: score <= 2 ? 'low' : score <= 4 ? 'medium' : 'high' }
}

/** How many risks stand in each of the nine cells; keys are "likelihood-impact". */
export function riskMatrix(risks: readonly { likelihood: RiskDegree; impact: RiskDegree }[]): Map<string, number> {
  const cells = new Map<string, number>()
  for (const { likelihood, impact } of risks) {
    const cell = `${likelihood}-${impact}`
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  return cells
}
