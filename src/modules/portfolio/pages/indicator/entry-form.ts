import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import type { Form, Retry } from '#platform/http/door.ts'
import { type Indicator, periodSchema, placeCodeSchema, type ReadingInput } from '../../model-indicator.ts'
import { figureNames, type FigureName, readFigure } from '../../rules/indicator/check-reading.ts'

/**
 * Forms that hold figures of several readings: `baris` names each by its id ("indicator/place/period"), its figures are
 * `value:ID`, `numerator:ID` and so on, `versi:ID` the version that was seen. The button `sama` says that one has not changed.
 */
export const fieldOf = (name: FigureName | 'explanation' | 'note', id: string): string => `${name}:${id}`

export interface EntryForm {
  readings: ReadingInput[]
  /** Ids in the order of `readings`. */
  ids: string[]
}

function keyOf(id: string): Pick<ReadingInput, 'indicatorId' | 'placeCode' | 'period'> | undefined {
  const [indicatorId = '', placeCode = '', period = '', ...more] = id.split('/')
  const fits =
    more.length === 0 &&
    /^[0-9a-f-]{36}$/.test(indicatorId) &&
    placeCodeSchema.safeParse(placeCode).success &&
    periodSchema.safeParse(period).success
  return fits ? { indicatorId, placeCode, period } : undefined
}

/**
 * The readings that were typed or said to be unchanged; rows left empty are none. Throws `invalid` with the fields of the
 * form for what is no number, and when nothing was typed at all.
 */
export function readEntryForm(form: Form, indicators: ReadonlyMap<string, Indicator>): EntryForm {
  const same = form.text('sama')
  const bad: FieldError[] = []
  const read: EntryForm = { readings: [], ids: [] }
  for (const id of new Set(form.all('baris'))) {
    const key = keyOf(id)
    const indicator = key && indicators.get(key.indicatorId)
    if (!key || !indicator) continue
    const reading = rowOf(form, id, key, indicator, same === id, bad)
    if (!reading) continue
    read.readings.push(reading)
    read.ids.push(id)
  }
  if (bad.length > 0) throw invalid(...bad)
  if (read.readings.length === 0) throw invalid(nothingTyped)
  return read
}

function rowOf(
  form: Form,
  id: string,
  key: Pick<ReadingInput, 'indicatorId' | 'placeCode' | 'period'>,
  indicator: Indicator,
  same: boolean,
  bad: FieldError[],
): ReadingInput | undefined {
  const version = /^\d{1,9}$/.exec(form.text(`versi:${id}`) ?? '')?.[0]
  const seen = { ...key, ...(version === undefined ? {} : { version: Number(version) }) }
  if (same) return { ...seen, unchanged: true }
  const names = figureNames(indicator)
  const typed = names.map(name => [name, form.text(fieldOf(name, id))] as const)
  const explanation = form.text(fieldOf('explanation', id))
  const hasWords = explanation !== undefined && form.text(`lama:${id}`) !== undefined
  if (typed.every(([, text]) => text === undefined) && !hasWords) return undefined
  const reading: ReadingInput = { ...seen }
  if (form.values[fieldOf('explanation', id)] !== undefined) reading.explanation = explanation ?? ''
  if (form.values[fieldOf('note', id)] !== undefined) reading.note = form.text(fieldOf('note', id)) ?? ''
  for (const [name, text] of typed) {
    // A part that was left empty beside one that was typed is refused at its own field.
    if (text === undefined) {
      bad.push({ field: fieldOf(name, id), sentence: { id: 'Isi angkanya.', en: 'Enter the number.' } })
      continue
    }
    const figure = readFigure(name, text, indicator)
    if ('error' in figure) bad.push({ field: fieldOf(name, id), sentence: figure.error.sentence })
    else reading[name] = figure.value
  }
  return reading
}

/** Gives errors such as `readings.0.value` the names of the fields of this form, and throws again. */
export async function withFormFields<T>(ids: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || error.fields.length === 0) throw error
    const fields = error.fields.map(({ field, sentence }) => {
      const [, at, name] = /^readings\.(\d+)\.(.+)$/.exec(field) ?? []
      const id = at === undefined ? undefined : ids[Number(at)]
      return { field: id === undefined || name === undefined ? field : `${name}:${id}`, sentence }
    })
    throw new Problem(error.code, error.sentence, { fields })
  }
}

/** What was typed and what is wrong with it, by field. */
export interface Typed {
  value(field: string): string | undefined
  error(field: string): string | undefined
  /** Ids of rows that were in the form. */
  has(id: string): boolean
  conflict: boolean
}

export const typedOf = (retry: Retry | undefined, lang: 'id' | 'en'): Typed => {
  const errors = new Map(retry?.problem.fields.map(one => [one.field, one.sentence[lang]]))
  const filled = (id: string) =>
    ['value', 'numerator', 'denominator', 'weight', 'explanation'].some(
      name => retry?.form.text(`${name}:${id}`) !== undefined,
    )
  const rows = new Set((retry?.form.all('baris') ?? []).filter(id => filled(id) || retry?.form.text('sama') === id))
  return {
    value: field => retry?.form.values[field]?.[0],
    error: field => errors.get(field),
    has: id => rows.has(id),
    conflict: retry?.problem.code === 'changed-meanwhile',
  }
}

const nothingTyped: FieldError = {
  field: 'baris',
  sentence: {
    id: 'Isi paling sedikit satu angka, atau ketuk “Tidak berubah”.',
    en: 'Enter at least one figure, or tap “No change”.',
  },
}
