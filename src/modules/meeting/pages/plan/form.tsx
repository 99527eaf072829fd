import type { Lang } from '#kit/format.ts'
import type { Retry } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { MEETING_KINDS } from '../../model.ts'
import { phrases } from '../../phrases/index.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { MOST_MEETING_TEXT } from '../../rules/plan/check-meeting.ts'
import { ZONES } from '../../rules/plan/moments.ts'
import { errorOf } from '../sitting/place.tsx'
import { type MeetingValues, typedValues } from './form-values.ts'

interface Props {
  lang: Lang
  action: string
  cancelHref: string
  values: MeetingValues
  retry: Retry | undefined
  institutions: readonly { id: string; name: string }[]
  /** Meetings that this one may continue. */
  earlier: readonly { id: string; label: string }[]
  /** The version that is changed; absent for a new one. */
  version?: number | undefined
  /** What somebody else stored meanwhile. */
  stored?: MeetingValues | undefined
}

/** In the action times are called by the moment; on the form by the field where they are mended. */
export const momentFields: Record<string, string> = { startsAt: 'start', endsAt: 'end' }
const errorOfField = (retry: Retry | undefined, lang: Lang, name: string) =>
  errorOf(retry, lang, name) ??
  Object.entries(momentFields).flatMap(([moment, field]) => (field === name ? [errorOf(retry, lang, moment)] : []))[0]

/** The form of a meeting in three parts, one column; after a refusal with all that was typed. */
export function MeetingForm(props: Props) {
  const { lang, retry, stored, institutions, earlier } = props
  const t = planPagePhrases(lang).form
  const values = retry ? typedValues(retry.form) : props.values
  const typed = (name: string) => values[name] ?? ''
  const wordOf = (name: string, value: string) =>
    name === 'kind'
      ? (phrases(lang).kind[value as 'rakor'] ?? value)
      : ([...institutions.map(one => ({ id: one.id, label: one.name })), ...earlier].find(one => one.id === value)
          ?.label ?? value)
  const common = (name: keyof typeof t.field, hint?: string) => {
    const now = stored?.[name] ?? ''
    const told = stored && now !== typed(name) ? t.stored(wordOf(name, now) || t.none) : undefined
    const hints = [hint, told].filter(one => one !== undefined).join(' ')
    return {
      name,
      lang,
      label: t.field[name],
      error: errorOfField(retry, lang, name),
      ...(hints === '' ? {} : { hint: hints }),
    }
  }
  const line = (name: keyof typeof t.field & keyof typeof MOST_MEETING_TEXT, hint?: string, optional = true) => (
    <Field {...common(name, hint)} value={typed(name)} maxlength={MOST_MEETING_TEXT[name]} optional={optional} />
  )
  const block = (name: keyof typeof t.field, rows: number, hint?: string) => (
    <Field kind="textarea" {...common(name, hint)} value={typed(name)} rows={rows} optional />
  )
  return (
    <form method="post" action={props.action} novalidate class="mt-8">
      {props.version !== undefined && <input type="hidden" name="version" value={String(props.version)} />}
      <section aria-labelledby="apa">
        <h2 id="apa" class="mb-6">
          {t.what}
        </h2>
        <Field
          kind="select"
          {...common('kind')}
          value={typed('kind')}
          options={MEETING_KINDS.map(value => ({ value, label: phrases(lang).kind[value] }))}
        />
        {line('title', t.hint.title, false)}
        {block('purpose', 3, t.hint.purpose)}
        {institutions.length > 0 && (
          <Field
            kind="select"
            {...common('institutionId')}
            value={typed('institutionId')}
            placeholder={t.none}
            options={institutions.map(one => ({ value: one.id, label: one.name }))}
            optional
          />
        )}
        {earlier.length > 0 && (
          <Field
            kind="select"
            {...common('followsId')}
            value={typed('followsId')}
            placeholder={t.none}
            options={earlier.map(one => ({ value: one.id, label: one.label }))}
            optional
          />
        )}
        {line('seriesKey', t.hint.seriesKey)}
      </section>
      <section aria-labelledby="kapan" class="mt-12">
        <h2 id="kapan" class="mb-6">
          {t.whenPart}
        </h2>
        <div class="grid max-w-[40rem] gap-x-6 sm:grid-cols-3">
          <Field kind="date" {...common('date')} value={typed('date')} />
          <Field kind="time" {...common('start', t.hint.time)} value={typed('start')} />
          <Field kind="time" {...common('end')} value={typed('end')} />
        </div>
        <Field
          kind="radio"
          {...common('zone', t.hint.zone)}
          value={typed('zone')}
          options={ZONES.map(value => ({ value, label: value }))}
        />
        <Field kind="date" {...common('endDate', t.hint.endDate)} value={typed('endDate')} short optional />
        {line('place', t.hint.place)}
        {line('address')}
        {line('link', t.hint.link)}
        {line('chair')}
        {line('noteTaker')}
      </section>
      <section aria-labelledby="surat" class="mt-12">
        <h2 id="surat">{t.letterPart}</h2>
        <p class="note mt-1 mb-6">{t.letterLead}</p>
        {line('subject', t.hint.subject)}
        {line('letterClass', t.hint.letterClass)}
        {block('letterBody', 6, t.hint.letterBody)}
        {block('letterAttachments', 3, t.hint.lines)}
        {block('letterCopies', 3, t.hint.lines)}
        {props.version !== undefined && (
          <Field
            name="reason"
            lang={lang}
            label={t.reason}
            hint={t.hint.reason}
            value={typed('reason')}
            error={errorOf(retry, lang, 'reason')}
            maxlength={500}
            optional
          />
        )}
      </section>
      <div class="mt-8 flex flex-wrap gap-3">
        <Button look="primary">{props.version === undefined ? t.create : t.save}</Button>
        <Button href={props.cancelHref}>{t.cancel}</Button>
      </div>
    </form>
  )
}
