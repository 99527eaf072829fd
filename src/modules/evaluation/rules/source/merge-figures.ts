import type { Figure } from '../../model-round.ts'

/** A figure as the portfolio draws it. */
export interface SourceFigure {
  label: { id: string; en: string }
  value: string
  unit: { id: string; en: string }
}

const longestValue = /^-?\d{1,15}(\.\d{1,6})?$/

/**
 * The figures of an answer that takes those of the portfolio: drawn ones first, in Indonesian as the paper has them, then
 * what people typed beside, but for what has the same name. A value beyond what a figure may hold is left out.
 */
export function mergeFigures(drawn: readonly SourceFigure[], typed: readonly Figure[]): Figure[] {
  const first = drawn
    .filter(figure => longestValue.test(figure.value))
    .map(figure => ({ label: figure.label.id.slice(0, 200), value: figure.value, unit: figure.unit.id.slice(0, 40) }))
  const names = new Set(first.map(figure => figure.label))
  return [...first, ...typed.filter(figure => !names.has(figure.label))]
}
