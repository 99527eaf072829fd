import type { FieldChange, ProgrammeInput } from '../model.ts'

const asText: { [K in keyof ProgrammeInput]: (value: ProgrammeInput[K]) => string | undefined } = {
  code: value => value,
  name: value => value,
  problem: value => value,
  subDimension: value => value,
  sector: value => value,
  stream: value => value,
  leadId: value => value,
  supportingIds: value => [...value].sort().join(', ') || undefined,
  partners: value =>
    value.map(one => (one.contribution === undefined ? one.name : `${one.name}: ${one.contribution}`)).join('; ') ||
    undefined,
  places: value => [...value].sort().join(', ') || undefined,
  term: value => String(value),
  startYear: value => String(value),
  endYear: value => String(value),
  rpjmd: value => value,
  renstra: value => value,
  promise: value => value,
  promiseDue: value => value,
  quickWin: value => String(value),
}

/**
 * The fields that differ, as history shows them; empty when the same is said again, whatever the order of offices and
 * places. Offices stand as ids; pages turn them into names.
 */
export function diffProgramme(before: ProgrammeInput | undefined, after: ProgrammeInput): FieldChange[] {
  const changes: FieldChange[] = []
  for (const field of Object.keys(asText) as (keyof ProgrammeInput)[]) {
    const read = asText[field] as (value: unknown) => string | undefined
    const old = before === undefined ? undefined : read(before[field])
    const now = read(after[field])
    if (old !== now) changes.push({ field, before: old, after: now })
  }
  return changes
}
