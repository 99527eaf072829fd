import type { Lang } from '#kit/format.ts'
import type { Form, Retry } from '#platform/http/door.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import { Field } from '#ui/field.tsx'
import type { Section, SectionInput } from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { errorOf, meanwhile, typedOr, wholeIn } from '../workshop/retry.tsx'

/** What the form of a section says; a number of words that is none is `NaN`, which the check names. */
export const readSectionForm = (form: Form): SectionInput => ({
  title: form.text('title') ?? '',
  guide: form.text('guide'),
  ownerId: form.text('ownerId'),
  dueOn: form.text('dueOn'),
  wordsWanted: form.text('wordsWanted') === undefined ? 0 : (wholeIn(form.text('wordsWanted')) ?? Number.NaN),
})

/** The fields of a section; after somebody else's change what is stored stands below each field that differs. */
export function SectionFields({
  lang,
  retry,
  section,
  offices,
}: {
  lang: Lang
  retry: Retry | undefined
  section?: Section | undefined
  offices: readonly RegionOffice[]
}) {
  const t = bookPhrases(lang).settings
  const words = bookPhrases(lang).planForm
  const field = (name: string, value: string | undefined) => ({
    name,
    lang,
    value: typedOr(retry, name, value),
    error: errorOf(retry, lang, name),
  })
  const stored = (name: string, value: string | undefined, shown = value) =>
    meanwhile(retry) && section && typedOr(retry, name, value) !== (value ?? '') ? (
      <p class="note mt-1">{words.stored(shown ?? words.nothing)}</p>
    ) : undefined
  const wanted = section === undefined ? '150' : String(section.wordsWanted)
  return (
    <>
      <Field {...field('title', section?.title)} label={t.name} maxlength={200}>
        {stored('title', section?.title)}
      </Field>
      <Field
        kind="textarea"
        {...field('guide', section?.guide)}
        label={t.guide}
        hint={t.guideHint}
        rows={4}
        maxlength={2000}
        optional
      >
        {stored('guide', section?.guide)}
      </Field>
      <Field
        kind="select"
        {...field('ownerId', section?.ownerId)}
        label={t.owner}
        placeholder={t.nobody}
        options={offices
          .filter(one => (!one.archived && one.kind !== 'village-office') || one.id === section?.ownerId)
          .map(one => ({ value: one.id, label: one.name }))}
        optional
      >
        {stored('ownerId', section?.ownerId, section?.ownerName)}
      </Field>
      <Field kind="date" {...field('dueOn', section?.dueOn)} label={t.due} short optional>
        {stored('dueOn', section?.dueOn)}
      </Field>
      <Field {...field('wordsWanted', wanted)} label={t.words} hint={t.wordsHint} inputmode="numeric" short>
        {stored('wordsWanted', section && String(section.wordsWanted))}
      </Field>
    </>
  )
}
