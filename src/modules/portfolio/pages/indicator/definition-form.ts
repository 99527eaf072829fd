import { type FieldError, invalid } from '#kit/problem.ts'
import type { Form } from '#platform/http/door.ts'
import { DIMENSIONS } from '../../model.ts'
import {
  DIRECTIONS,
  ENTRY_LEVELS,
  FREQUENCIES,
  type IndicatorInput,
  ROLLUPS,
  type Target,
} from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { readNumber } from '../../rules/indicator/read-number.ts'

const numberWrong = (field: string, typed: string): FieldError => ({
  field,
  sentence: { id: indicatorPhrases('id').numberWrong(typed), en: indicatorPhrases('en').numberWrong(typed) },
})
const chooseOne = (field: string): FieldError => ({
  field,
  sentence: { id: 'Pilih salah satu.', en: 'Choose one.' },
})

/** A typed number as plain text; adds to `bad` what is none. */
function number(form: Form, field: string, bad: FieldError[]): string | undefined {
  const typed = form.text(field)
  if (typed === undefined) return undefined
  const read = readNumber(typed, 2)
  if (read.ok) return read.value
  bad.push(numberWrong(field, typed.slice(0, 40)))
  return undefined
}

function choice<T extends string | number>(form: Form, field: string, from: readonly T[], bad: FieldError[]): T {
  const typed = form.text(field)
  const found = from.find(one => String(one) === typed)
  if (found === undefined) bad.push(chooseOne(field))
  return found ?? (from[0] as T)
}

/** The definition as typed. Throws `invalid` with what is no number or no choice; the rest the rule checks. */
export function readDefinition(form: Form): IndicatorInput {
  const bad: FieldError[] = []
  const whole = (field: string) => {
    const typed = form.text(field)
    if (typed === undefined) return undefined
    if (!/^\d{1,4}$/.test(typed)) bad.push(numberWrong(field, typed.slice(0, 40)))
    return Number(typed)
  }
  const input: IndicatorInput = {
    code: form.text('code') ?? '',
    name: form.text('name') ?? '',
    definition: form.text('definition'),
    unit: form.text('unit') ?? '',
    direction: choice(form, 'direction', DIRECTIONS, bad),
    formula: form.text('formula'),
    source: form.text('source'),
    dimension: DIMENSIONS.find(one => one === form.text('dimension')),
    externalCode: form.text('externalCode'),
    level: choice(form, 'level', ENTRY_LEVELS, bad),
    rollup: choice(form, 'rollup', ROLLUPS, bad),
    ratioFactor: number(form, 'ratioFactor', bad) ?? '1',
    weightLabel: form.text('weightLabel'),
    frequency: choice(form, 'frequency', FREQUENCIES, bad),
    decimals: whole('decimals') ?? 0,
    least: number(form, 'least', bad),
    most: number(form, 'most', bad),
    baselineYear: whole('baselineYear'),
    baselineValue: number(form, 'baselineValue', bad),
    ownerId: form.text('ownerId'),
  }
  if (bad.length > 0) throw invalid(...bad)
  return input
}

/** Targets as typed: `target-2026` and so on; a year left empty has none. */
export function readTargets(form: Form, decimals: number): Target[] {
  const bad: FieldError[] = []
  const targets = Object.keys(form.values).flatMap((field): Target[] => {
    const year = /^target-(20\d{2})$/.exec(field)?.[1]
    const typed = form.text(field)
    if (year === undefined || typed === undefined) return []
    const read = readNumber(typed, decimals)
    if (read.ok) return [{ year: Number(year), value: read.value }]
    bad.push(numberWrong(field, typed.slice(0, 40)))
    return []
  })
  if (bad.length > 0) throw invalid(...bad)
  return targets.sort((a, b) => a.year - b.year)
}
