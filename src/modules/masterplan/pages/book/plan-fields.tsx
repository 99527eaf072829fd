import type { Form, Retry } from '#platform/http/door.ts'
import type { Lang } from '#kit/format.ts'
import { Field } from '#ui/field.tsx'
import type { Plan, PlanInput } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { errorOf, meanwhile, typedOr, wholeIn } from '../workshop/retry.tsx'

/** What the form of a plan says; a year that is no number is `NaN`, which the check names. */
export const readPlanForm = (form: Form): PlanInput => ({
  title: form.text('title') ?? '',
  fromYear: wholeIn(form.text('fromYear')) ?? Number.NaN,
  untilYear: wholeIn(form.text('untilYear')) ?? Number.NaN,
  vision: form.text('vision'),
  seriesId: form.text('series'),
})

/** The fields of a plan; with `stored` what is stored now stands below each field that differs. */
export function PlanFields({
  lang,
  retry,
  plan,
  series,
  proposed,
}: {
  lang: Lang
  retry: Retry | undefined
  plan?: Plan | undefined
  series: readonly { id: string; title: string; year: number }[]
  proposed?: { title: string; fromYear: number; untilYear: number; seriesId: string | undefined } | undefined
}) {
  const t = bookPhrases(lang).planForm
  const now = plan ?? proposed
  const stored = (name: string, value: string | undefined, words = value) =>
    meanwhile(retry) && plan && typedOr(retry, name, value) !== (value ?? '') ? (
      <p class="note mt-1">{t.stored(words ?? t.nothing)}</p>
    ) : undefined
  const field = (name: string, value: string | undefined) => ({
    name,
    lang,
    value: typedOr(retry, name, value),
    error: errorOf(retry, lang, name),
  })
  return (
    <>
      <Field {...field('title', now?.title)} label={t.title} hint={t.titleHint} maxlength={200}>
        {stored('title', plan?.title)}
      </Field>
      <Field {...field('fromYear', now && String(now.fromYear))} label={t.fromYear} inputmode="numeric" short>
        {stored('fromYear', plan && String(plan.fromYear))}
      </Field>
      <Field {...field('untilYear', now && String(now.untilYear))} label={t.untilYear} inputmode="numeric" short>
        {stored('untilYear', plan && String(plan.untilYear))}
      </Field>
      <Field
        kind="select"
        {...field('series', now?.seriesId)}
        label={t.series}
        hint={t.seriesHint}
        placeholder={t.noSeries}
        options={series.map(one => ({ value: one.id, label: `${one.title} (${one.year})` }))}
        optional
      >
        {stored('series', plan?.seriesId, series.find(one => one.id === plan?.seriesId)?.title)}
      </Field>
      {plan && (
        <Field
          kind="textarea"
          {...field('vision', plan.vision)}
          label={t.vision}
          hint={t.visionHint}
          rows={3}
          maxlength={1000}
          optional
        >
          {stored('vision', plan.vision)}
        </Field>
      )}
    </>
  )
}
