import { formatCount, type Lang } from '#kit/format.ts'
import type { Sql } from '#platform/db/database.ts'
import type { Retry } from '#platform/http/visit.ts'
import { listHolders, listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { fieldId } from '#ui/field-id.ts'
import { Field, type Option } from '#ui/field.tsx'
import { PRESETS } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { planPhrases } from '../../phrases/plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { writeNumber } from '../../rules/plan/letter-number.ts'
import type { InviteeCounts } from '../../store/plan/invitees.ts'
import { listInstitutionNames } from '../../store/plan/members.ts'
import { findSetting, nextNumber } from '../../store/plan/settings.ts'
import { meetingHref } from '../nav.tsx'
import { errorOf, retryOf, typedOr } from '../sitting/place.tsx'

export interface AddChoices {
  offices: Option[]
  institutions: Option[]
  mentors: Option[]
}

/** Whom one may choose by name, in three statements. */
export async function addChoices(db: Sql, regionCode: string, now: Date): Promise<AddChoices> {
  const offices = await listRegionOffices(db, regionCode)
  const institutions = await listInstitutionNames(db, regionCode)
  const mentors = await listHolders(db, { roles: ['mentor'] }, now)
  return {
    offices: offices.filter(one => !one.archived).map(one => ({ value: one.id, label: one.name })),
    institutions: institutions.map(one => ({ value: one.id, label: one.name })),
    mentors: [...new Map(mentors.map(one => [one.accountId, one])).values()].map(one => ({
      value: one.accountId,
      label: one.name,
      note: one.organisationName,
    })),
  }
}

/** Groups, offices, institutions, mentors and other people, to be put on the list. */
export function AddForm({
  lang,
  action,
  sent,
  choices,
  retry: given,
}: {
  lang: Lang
  action: string
  sent: boolean
  choices: AddChoices
  retry: Retry | undefined
}) {
  const t = planPagePhrases(lang).invitees
  const presets = planPhrases(lang).preset
  const retry = retryOf(given, 'tambah')
  const chosen = (field: string) => retry?.form.all(field) ?? []
  const group = (field: string, label: string, options: readonly Option[]) =>
    options.length > 0 && (
      <details class="plain-fold mb-4" open={chosen(field).length > 0}>
        <summary>
          {label} ({formatCount(options.length, lang)})
        </summary>
        <Field
          kind="checks"
          name={field}
          lang={lang}
          label={label}
          options={options}
          values={chosen(field)}
          error={errorOf(retry, lang, field)}
        />
      </details>
    )
  return (
    <section class="sec no-print" aria-labelledby="tambah">
      <h2 id="tambah">{t.add}</h2>
      {sent && <p class="note mt-2">{t.addSent}</p>}
      <form method="post" action={action} novalidate class="mt-6">
        <input type="hidden" name="aksi" value="tambah" />
        <Field
          kind="checks"
          name="roles"
          lang={lang}
          label={t.groups}
          hint={t.groupsHint}
          options={PRESETS.map(value => ({ value, label: presets[value] }))}
          values={chosen('roles')}
          error={errorOf(retry, lang, 'roles')}
        />
        {group('organisationIds', t.offices, choices.offices)}
        {group('institutionIds', t.institutions, choices.institutions)}
        {group('accountIds', t.mentors, choices.mentors)}
        <Field
          kind="textarea"
          name="people"
          lang={lang}
          label={t.people}
          hint={t.peopleHint}
          rows={4}
          value={typedOr(retry, 'people', '')}
          error={errorOf(retry, lang, 'people')}
          optional
        />
        <Button look={sent ? 'line' : 'primary'}>{t.addButton}</Button>
      </form>
    </section>
  )
}

export interface SendFacts {
  number: number
  text: string
  today: string
}

/** The number that the letter would take now, in two statements. */
export async function sendFacts(db: Sql, meeting: Meeting, today: string): Promise<SendFacts> {
  const setting = await findSetting(db, meeting.regionCode)
  const number = await nextNumber(db, meeting.regionCode, Number(today.slice(0, 4)))
  const text = writeNumber(setting.numberPattern, {
    classification: meeting.letterClass ?? setting.classification,
    number,
    unit: setting.unitCode,
    date: today,
  })
  return { number, text, today }
}

/** Sends the letters of a draft, or those that are still owed. */
export function SendForm({
  lang,
  action,
  meeting,
  counts,
  facts,
  retry: given,
}: {
  lang: Lang
  action: string
  meeting: Meeting
  counts: InviteeCounts
  facts: SendFacts
  retry: Retry | undefined
}) {
  const t = planPagePhrases(lang).invitees
  const retry = retryOf(given, 'kirim')
  const first = meeting.state === 'draft'
  return (
    <section class="sec no-print mb-8" aria-labelledby="kirim">
      <h2 id="kirim">{first ? t.sendTitle : t.againTitle}</h2>
      <p class="note mt-2 mb-4">
        {first ? t.sendLead(formatCount(counts.all, lang), facts.text) : t.againLead(formatCount(counts.unsent, lang))}
      </p>
      {meeting.place === undefined && meeting.link === undefined && (
        <div class="mb-6 max-w-[40rem]">
          <Call tone="due">
            {t.sendNoPlace}{' '}
            <a class="a" href={`${meetingHref(meeting.regionCode, meeting.id, 'ubah')}#${fieldId('place')}`}>
              {t.sendNoPlaceDo}
            </a>
          </Call>
        </div>
      )}
      <form method="post" action={action} novalidate>
        <input type="hidden" name="aksi" value="kirim" />
        <input type="hidden" name="version" value={String(meeting.version)} />
        {first && (
          <>
            <div class="grid max-w-[40rem] gap-x-6 sm:grid-cols-2">
              <Field
                kind="date"
                name="letterDate"
                lang={lang}
                label={t.sendDate}
                value={typedOr(retry, 'letterDate', facts.today)}
                error={errorOf(retry, lang, 'letterDate')}
              />
              <Field
                name="number"
                lang={lang}
                label={t.sendNumber}
                hint={t.sendNumberHint}
                inputmode="numeric"
                maxlength={6}
                value={typedOr(retry, 'number', String(facts.number))}
                error={errorOf(retry, lang, 'number')}
                short
              />
            </div>
            <Field
              kind="checkbox"
              name="recordOnly"
              lang={lang}
              label={t.recordOnly}
              checked={retry?.form.text('recordOnly') !== undefined}
            />
          </>
        )}
        <Button look="primary">{first ? t.sendButton : t.againButton}</Button>
      </form>
    </section>
  )
}
