import { type CardField, type CardInput, fieldsOf } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'

/** One changed field as history shows it; offices as ids, choices as their codes. */
export interface FieldDifference {
  field: string
  before?: string | undefined
  after?: string | undefined
}

/** The fields that differ; empty when the same is said again. */
export function diffCard(sheet: Sheet, before: CardInput | undefined, after: CardInput): FieldDifference[] {
  const text = (value: string | number | boolean | undefined) => (value === undefined ? undefined : String(value))
  const pairs: [string, string | undefined, string | undefined][] = [
    ['title', before?.title, after.title],
    ['dimension', before?.dimension, after.dimension],
    ['organisationId', before?.organisationId, after.organisationId],
    ...fieldsOf(sheet).map(([name]: [string, CardField]): [string, string | undefined, string | undefined] => [
      name,
      text(before?.content[name]),
      text(after.content[name]),
    ]),
  ]
  return pairs.filter(([, old, now]) => old !== now).map(([field, old, now]) => ({ field, before: old, after: now }))
}
