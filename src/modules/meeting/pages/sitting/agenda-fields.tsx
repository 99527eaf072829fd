import type { Lang } from '#kit/format.ts'
import type { Form, Retry } from '#platform/http/door.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import { Field } from '#ui/field.tsx'
import { type AgendaInput, type AgendaItem, LONGEST_SITTING } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { errorOf, typedOr } from './place.tsx'

/** An item as it was typed; minutes that are no number become one that the check refuses with its sentence. */
export function readAgendaForm(form: Form): AgendaInput {
  const minutes = form.text('minutes')
  return {
    title: form.text('title') ?? '',
    minutes: minutes === undefined ? undefined : /^\d{1,4}$/.test(minutes) ? Number(minutes) : -1,
    ownerId: form.text('ownerId'),
    speaker: form.text('speaker'),
    note: form.values['note']?.[0],
  }
}

/** The fields of an agenda item, empty or as they are stored. */
export function AgendaFields({
  lang,
  retry,
  offices,
  stored,
}: {
  lang: Lang
  retry: Retry | undefined
  offices: readonly RegionOffice[]
  stored?: AgendaItem | undefined
}) {
  const t = sittingPhrases(lang).agenda
  const shown = offices.filter(one => !one.archived || one.id === stored?.ownerId)
  return (
    <>
      <Field
        name="title"
        lang={lang}
        label={t.item}
        hint={t.itemHint}
        error={errorOf(retry, lang, 'title')}
        value={typedOr(retry, 'title', stored?.title)}
        maxlength={LONGEST_SITTING.title}
      />
      <div class="grid gap-x-6 sm:grid-cols-2 max-w-[40rem]">
        <Field
          name="minutes"
          lang={lang}
          label={t.time}
          error={errorOf(retry, lang, 'minutes')}
          value={typedOr(retry, 'minutes', stored?.minutes?.toString())}
          inputmode="numeric"
          short
          optional
        />
        <Field
          name="speaker"
          lang={lang}
          label={t.speaker}
          error={errorOf(retry, lang, 'speaker')}
          value={typedOr(retry, 'speaker', stored?.speaker)}
          maxlength={LONGEST_SITTING.speaker}
          optional
        />
      </div>
      <Field
        kind="select"
        name="ownerId"
        lang={lang}
        label={t.owner}
        error={errorOf(retry, lang, 'ownerId')}
        value={typedOr(retry, 'ownerId', stored?.ownerId)}
        placeholder={t.noOwner}
        options={shown.map(one => ({ value: one.id, label: one.name }))}
        optional
      />
      <Field
        kind="textarea"
        name="note"
        lang={lang}
        label={t.note}
        error={errorOf(retry, lang, 'note')}
        value={typedOr(retry, 'note', stored?.note)}
        rows={2}
        maxlength={LONGEST_SITTING.note}
        optional
      />
    </>
  )
}
