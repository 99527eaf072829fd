import type { z } from 'zod'
import { invalid, type FieldError, type Sentence } from '#kit/problem.ts'

/** A submitted form. Text exactly as typed; an empty field is absent. */
export interface Form {
  /** The text of a field, trimmed; undefined when empty or missing. */
  text(name: string): string | undefined
  /** All values of a repeated field. */
  all(name: string): string[]
  /** The file of a field; undefined when none was chosen. */
  file(name: string): File | undefined
  /** All files of a field, in the order in which they were chosen. */
  files(name: string): File[]
  /** Every text as typed, to be shown again. */
  values: Record<string, string[]>
}

export const emptyForm: Form = {
  text: () => undefined,
  all: () => [],
  file: () => undefined,
  files: () => [],
  values: {},
}

const secret = /sandi|password|kode|secret|token/i

export function readForm(data: FormData): Form {
  // Names come from outside: `toString` is a field like any other.
  const values = Object.create(null) as Record<string, string[]>
  const files = Object.create(null) as Record<string, File[]>
  for (const [name, value] of data.entries()) {
    if (typeof value === 'string') (values[name] ??= []).push(value)
    else if (value.size > 0 || value.name !== '') (files[name] ??= []).push(value)
  }
  return {
    values,
    all: name => (values[name] ?? []).map(v => v.trim()).filter(v => v !== ''),
    text: name => values[name]?.[0]?.trim() || undefined,
    file: name => files[name]?.at(-1),
    files: name => files[name] ?? [],
  }
}

/** What may be shown again: never passwords or codes. */
export function shownAgain(form: Form): Record<string, string[]> {
  return Object.fromEntries(Object.entries(form.values).filter(([name]) => !secret.test(name)))
}

/** Sentences for what Zod finds; a schema overrides them with `error: 'id | en'`. */
function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  const [id, en] = issue.message.split(' | ')
  if (id !== undefined && en !== undefined) return { id, en }
  return { id: 'Isian ini kosong atau tidak dikenal. Isi dahulu.', en: 'This entry is empty or not known. Fill it in.' }
}

/** Parses the first value of each field with `schema`. Throws `invalid` with one sentence for each bad field. */
export function parseForm<S extends z.ZodType>(form: Form, schema: S): z.output<S> {
  const given = Object.fromEntries(Object.keys(form.values).map(name => [name, form.text(name)]))
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw invalid(...fieldErrors(parsed.error))
}

/** Turns a Zod error into field errors, one for each field. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  const byField = new Map<string, FieldError>()
  for (const issue of error.issues) {
    const field = issue.path.join('.')
    if (!byField.has(field)) byField.set(field, { field, sentence: sentenceOf(issue) })
  }
  return [...byField.values()]
}
