import { ErrorSummary } from '#ui/error-summary.tsx'
import type { Retry } from '#platform/http/visit.ts'
import type { Language } from '#platform/i18n/language.ts'

/** Why the form was refused, above its title; nothing when it is shown for the first time. */
export function RetrySummary({ retry, lang }: { retry: Retry | undefined; lang: Language }) {
  if (!retry) return null
  const { problem } = retry
  const problems =
    problem.fields.length > 0
      ? problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
      : [{ message: problem.sentence[lang] }]
  return <ErrorSummary problems={problems} lang={lang} />
}

/** The sentence of a field that was refused. */
export function errorOf(retry: Retry | undefined, field: string, lang: Language): string | undefined {
  return retry?.problem.fields.find(error => error.field === field)?.sentence[lang]
}

/** What was typed in a field; never passwords and codes. */
export function typedIn(retry: Retry | undefined, field: string): string | undefined {
  return retry?.form.values[field]?.[0]
}
