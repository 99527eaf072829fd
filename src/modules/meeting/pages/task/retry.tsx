import type { Lang } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Refusal } from '#kit/actor.ts'
import type { Retry } from '#platform/http/visit.ts'
import { ErrorSummary } from '#ui/error-summary.tsx'

/** What is wrong, above the title; each bad field once, or the one sentence of a refusal that names none. */
export function Refused({ retry, lang }: { retry: Retry | undefined; lang: Lang }) {
  if (!retry) return null
  const { fields, sentence } = retry.problem
  return (
    <ErrorSummary
      lang={lang}
      problems={
        fields.length > 0
          ? fields.map(one => ({ field: one.field, message: one.sentence[lang] }))
          : [{ message: sentence[lang] }]
      }
    />
  )
}

export const errorOf = (retry: Retry | undefined, lang: Lang, field: string): string | undefined =>
  retry?.problem.fields.find(one => one.field === field)?.sentence[lang]

/** What was typed, else what is stored. */
export const typedOr = (retry: Retry | undefined, field: string, stored: string | undefined): string =>
  retry ? (retry.form.values[field]?.[0] ?? '') : (stored ?? '')

/** Did somebody else store another version while this form was open? */
export const meanwhile = (retry: Retry | undefined): boolean => retry?.problem.code === 'changed-meanwhile'

/** A whole number of a form or an address; undefined for anything else. */
export const wholeIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

/** The version a form goes on from: what was typed against, or what is stored once both were shown. */
export const versionOf = (retry: Retry | undefined, stored: number): string =>
  String(meanwhile(retry) ? stored : (wholeIn(retry?.form.text('version')) ?? stored))

/** Throws `may-not` with the reason, if there is one. */
export function refuse(refusal: Refusal): void {
  if (refusal) throw mayNot(refusal)
}
