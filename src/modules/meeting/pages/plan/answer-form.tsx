import { formatDateTime, type Lang, type Zone } from '#kit/format.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import type { Invitee } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { errorOf, typedOr } from '../sitting/place.tsx'

/** Who an entry stands for: the post, the person or the office. */
export const labelOf = (one: Invitee): string => one.title ?? one.name ?? one.organisationName ?? one.email ?? ''

/** Yes, no, or who comes instead; with what is stored, until the meeting begins. */
export function AnswerForm({
  lang,
  zone,
  action,
  entry,
  retry,
}: {
  lang: Lang
  zone: Zone
  action: string
  entry: Invitee
  retry: Retry | undefined
}) {
  const t = planPagePhrases(lang).answer
  const choices = ['yes', 'no', 'represented'] as const
  return (
    <form method="post" action={action} novalidate class="mt-4 max-w-[40rem]">
      <p class="note mb-4">{t.forWhom(labelOf(entry))}</p>
      {entry.answeredAt !== undefined && (
        <p class="mb-4">{t.now(t.state[entry.answer], formatDateTime(entry.answeredAt, lang, zone))}</p>
      )}
      <Field
        kind="radio"
        name="answer"
        lang={lang}
        label={t.legend}
        value={typedOr(retry, 'answer', entry.answer)}
        error={errorOf(retry, lang, 'answer')}
        options={choices.map(value => ({ value, label: t.choice[value] }))}
      />
      <Field
        name="representedBy"
        lang={lang}
        label={t.representedBy}
        hint={t.onlyRepresented}
        value={typedOr(retry, 'representedBy', entry.representedBy)}
        error={errorOf(retry, lang, 'representedBy')}
        maxlength={300}
        optional
      />
      <Field
        name="representedTitle"
        lang={lang}
        label={t.representedTitle}
        value={typedOr(retry, 'representedTitle', entry.representedTitle)}
        error={errorOf(retry, lang, 'representedTitle')}
        maxlength={300}
        optional
      />
      <Field
        name="note"
        lang={lang}
        label={t.note}
        value={typedOr(retry, 'note', entry.answerNote)}
        error={errorOf(retry, lang, 'note')}
        maxlength={300}
        optional
      />
      <Button look="primary">{t.send}</Button>
    </form>
  )
}
