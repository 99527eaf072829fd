import type { Child } from 'hono/jsx'
import type { Form } from '#platform/http/form.ts'
import type { Retry } from '#platform/http/visit.ts'
import type { Language } from '#platform/i18n/language.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field, type Option } from '#ui/field.tsx'
import type { RoundInput } from '../../actions/round/round-input.ts'
import { type Instrument } from '../../model.ts'
import { ROUND_STEPS, type Round, type StepName } from '../../model-round.ts'
import { phrases } from '../../phrases/index.ts'
import { roundPagePhrases, roundPhrases, stepWord } from '../../phrases/round.ts'
import { hasQuestions, questionsOf } from '../../rules/instrument-questions.ts'
import { dateField, type TypedDates } from '../../rules/round/check-dates.ts'
import type { StoredInstrument } from '../../store/instruments.ts'
import { count, instrumentTitle } from '../words.ts'

/** Values of the form by the name of the field, as text. */
export type RoundValues = Record<string, string>

const letterTexts = [
  ['number', 'letter.number'],
  ['date', 'letter.date'],
  ['subject', 'letter.subject'],
  ['body', 'letter.body'],
  ['office', 'letter.office'],
  ['signatory', 'letter.signatory'],
  ['place', 'letter.place'],
  ['resultNumber', 'letter.result_number'],
  ['resultDate', 'letter.result_date'],
] as const

/** A round as the form shows it. */
export function valuesOf(
  round: Pick<Round, 'title' | 'stage' | 'reviewKind' | 'reviewMode' | 'steps' | 'letter'> & Partial<Round>,
): RoundValues {
  const values: RoundValues = {
    edition: round.edition ?? '',
    group: round.group ?? '',
    instrument: round.instrumentId ?? '',
    title: round.title.id,
    title_en: round.title.en === round.title.id ? '' : round.title.en,
    stage: round.stage ?? '',
    review_kind: round.reviewKind,
    review_mode: round.reviewMode,
    'letter.attachments': (round.letter.attachments ?? []).join('\n'),
    'letter.copies': (round.letter.copies ?? []).join('\n'),
  }
  for (const [key, name] of letterTexts) values[name] = round.letter[key] ?? ''
  for (const step of ROUND_STEPS) {
    values[dateField(step, 'starts_on')] = round.steps[step]?.startsOn ?? ''
    values[dateField(step, 'ends_on')] = round.steps[step]?.endsOn ?? ''
  }
  return values
}

const lines = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '')

/** What was typed; the action checks it. */
export function readRoundForm(form: Form): RoundInput {
  const steps: TypedDates = {}
  for (const step of ROUND_STEPS) {
    steps[step] = { startsOn: form.text(dateField(step, 'starts_on')), endsOn: form.text(dateField(step, 'ends_on')) }
  }
  const letter: RoundInput['letter'] = {
    attachments: lines(form.values['letter.attachments']?.[0]),
    copies: lines(form.values['letter.copies']?.[0]),
  }
  for (const [key, name] of letterTexts) {
    const text = form.text(name)
    if (text !== undefined) letter[key] = text
  }
  const stage = form.text('stage')
  return {
    edition: form.text('edition') ?? '',
    group: form.text('group') ?? '',
    instrumentId: form.text('instrument') ?? '',
    title: { id: form.text('title') ?? '', en: form.text('title_en') },
    stage: stage === 'I' || stage === 'II' ? stage : undefined,
    reviewKind: form.text('review_kind') === 'field-review' ? 'field-review' : 'interview',
    reviewMode: form.text('review_mode') === 'on-site' ? 'on-site' : 'online',
    steps,
    letter,
  }
}

interface RoundFormProps {
  lang: Language
  action: string
  /** Shown where nothing was typed. */
  values: RoundValues
  retry: Retry | undefined
  instruments: readonly StoredInstrument[]
  groups: readonly string[]
  /** The round being changed: its edition and group stay; the instrument too when it runs. */
  round?: Round | undefined
  /** What is stored, to be shown beside what was typed after somebody else changed it. */
  stored?: RoundValues | undefined
}

/** All problems of a refused form, above its title. */
export function RoundErrors({ retry, lang }: { retry: Retry | undefined; lang: Language }) {
  if (!retry) return null
  const { problem } = retry
  return (
    <ErrorSummary
      lang={lang}
      problems={
        problem.fields.length > 0
          ? problem.fields.map(({ field, sentence }) => ({ field, message: sentence[lang] }))
          : [{ message: problem.sentence[lang] }]
      }
    />
  )
}

/** The form of a round, one column, every field with its hint; after a refusal with all that was typed. */
export function RoundForm({ lang, action, values, retry, instruments, groups, round, stored }: RoundFormProps) {
  const t = roundPagePhrases(lang).form
  const words = roundPhrases(lang)
  const typed = (name: string) => (retry ? (retry.form.values[name]?.[0] ?? '') : (values[name] ?? ''))
  const errorOf = (name: string) => retry?.problem.fields.find(({ field }) => field === name)?.sentence[lang]
  const sayStored = (name: string): string | undefined =>
    stored && stored[name] !== typed(name) ? t.stored(stored[name] || t.empty) : undefined
  const common = (name: string, label: string, hint?: string) => {
    const hints = [hint, sayStored(name)].filter(text => text !== undefined)
    return {
      name,
      label,
      lang,
      error: errorOf(name),
      ...(hints.length > 0 ? { hint: hints.join(' ') as Child } : {}),
    }
  }
  const text = (name: string, label: string, hint?: string, optional = false) => (
    <Field {...common(name, label, hint)} value={typed(name)} optional={optional} />
  )
  const area = (name: string, label: string, hint: string, rows = 3) => (
    <Field kind="textarea" {...common(name, label, hint)} value={typed(name)} rows={rows} optional />
  )
  const day = (name: string, label: string) => <Field kind="date" {...common(name, label)} value={typed(name)} short />
  const select = (name: string, label: string, options: readonly Option[], hint?: string) => (
    <Field kind="select" {...common(name, label, hint)} options={options} value={typed(name)} />
  )
  return (
    <form method="post" action={action} novalidate class="mt-8">
      {round && <input type="hidden" name="version" value={String(round.version)} />}
      {!round && text('edition', t.edition, t.editionHint)}
      {!round &&
        select(
          'group',
          t.group,
          groups.map(value => ({ value, label: phrases(lang).groupLong[value] ?? value })),
        )}
      {round?.state === 'open' ? (
        <input type="hidden" name="instrument" value={round.instrumentId} />
      ) : (
        select(
          'instrument',
          t.instrument,
          instruments.map(one => ({
            value: one.id,
            label: `${instrumentTitle(one, lang)}, ${t.questions(count(questionCount(one.content), lang))}`,
          })),
          t.instrumentHint,
        )
      )}
      {text('title', t.name)}
      {text('title_en', t.nameEn, undefined, true)}
      {select('stage', t.stage, [
        { value: '', label: t.noStage },
        { value: 'I', label: words.stage.I },
        { value: 'II', label: words.stage.II },
      ])}
      {select(
        'review_kind',
        t.reviewKind,
        (['interview', 'field-review'] as const).map(value => ({ value, label: words.reviewKind[value] })),
      )}
      {select(
        'review_mode',
        t.reviewMode,
        (['online', 'on-site'] as const).map(value => ({ value, label: words.reviewMode[value] })),
      )}
      <section aria-labelledby="tanggal" class="mt-12">
        <h2 id="tanggal">{t.dates}</h2>
        <p class="note mt-2 mb-6">{t.datesHint}</p>
        {ROUND_STEPS.map(step => (
          <fieldset class="mb-2 max-w-[40rem] border-t border-base-300 pt-4">
            <legend class="sr-only">{stepName(step, round, lang)}</legend>
            <p class="font-semibold mb-2" aria-hidden="true">
              {stepName(step, round, lang)}
            </p>
            <div class="grid gap-x-6 sm:grid-cols-2">
              {day(dateField(step, 'starts_on'), t.first)}
              {day(dateField(step, 'ends_on'), t.last)}
            </div>
          </fieldset>
        ))}
      </section>
      <section aria-labelledby="surat" class="mt-12">
        <h2 id="surat">{t.letter}</h2>
        <p class="note mt-2 mb-6">{t.letterHint}</p>
        {text('letter.number', t.number, t.numberHint, true)}
        <Field kind="date" {...common('letter.date', t.date)} value={typed('letter.date')} short optional />
        {text('letter.subject', t.subject, undefined, true)}
        {area('letter.body', t.body, t.bodyHint, 5)}
        {area('letter.attachments', t.attachments, t.attachmentsHint)}
        {text('letter.office', t.office, undefined, true)}
        {text('letter.signatory', t.signatory, undefined, true)}
        {text('letter.place', t.place, undefined, true)}
        {area('letter.copies', t.copies, t.copiesHint)}
      </section>
      {round && (
        <section aria-labelledby="surat-hasil" class="mt-12">
          <h2 id="surat-hasil" class="mb-6">
            {t.result}
          </h2>
          {text('letter.result_number', t.resultNumber, undefined, true)}
          <Field
            kind="date"
            {...common('letter.result_date', t.resultDate)}
            value={typed('letter.result_date')}
            short
            optional
          />
        </section>
      )}
      <p class="mt-8">
        <Button look="primary">{round?.state === 'open' ? t.saveOpen : t.save}</Button>
      </p>
    </form>
  )
}

/** Before the kind of review is known, the step is called by both. */
const stepName = (step: StepName, round: Round | undefined, lang: Language): string =>
  round || step !== 'review'
    ? stepWord(step, round ?? { reviewKind: 'interview' }, lang)
    : `${roundPhrases(lang).reviewKind.interview} / ${roundPhrases(lang).reviewKind['field-review'].toLowerCase()}`

const questionCount = (instrument: Instrument): number =>
  instrument.dimensions.reduce((sum, dimension) => sum + questionsOf(dimension).length, 0)

/** Instruments that a round can run on. */
export const usable = (instruments: readonly StoredInstrument[]): StoredInstrument[] =>
  instruments.filter(({ content }) => hasQuestions(content))
