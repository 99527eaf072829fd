import type { Retry, Visit } from '#platform/http/door.ts'
import type { FieldProblem } from '#ui/error-summary.tsx'
import { fieldId } from '#ui/field-id.ts'
import { Icon } from '#ui/icon.tsx'
import type { Entry } from '../../actions/indicator/read-entries.ts'
import { readingPhrases } from '../../phrases/reading.ts'
import { figureNames } from '../../rules/indicator/check-reading.ts'
import { fieldOf, type Typed } from './entry-form.ts'
import { askWords, inField, partNames, periodName, showReading } from './words.ts'

interface RowProps {
  visit: Visit
  entry: Entry
  typed: Typed
}

/** Hidden facts of one row: which reading it is, and the version that was seen. */
export function RowFacts({ entry }: { entry: Entry }) {
  return (
    <>
      <input type="hidden" name="baris" value={entry.id} />
      <input type="hidden" name={`versi:${entry.id}`} value={String(entry.reading?.version ?? 0)} />
    </>
  )
}

/** Every sentence that is wrong with a row; one that belongs to no field of it too. */
export function rowErrors(entry: Entry, typed: Typed): string[] {
  const names = ['value', 'numerator', 'denominator', 'weight', 'period', 'placeCode', 'explanation', 'note']
  return [...new Set(names.flatMap(name => typed.error(`${name}:${entry.id}`) ?? []))]
}

/** The numbers of one row, in fields of their own. `named` says for whom a field without a shown label is. */
export function FigureInputs({ visit: { lang }, entry, typed, named }: RowProps & { named?: string | undefined }) {
  const t = readingPhrases(lang)
  const { indicator, reading } = entry
  const names = figureNames(indicator)
  const parts = partNames(indicator.formula)
  const label = (name: (typeof names)[number]) =>
    name === 'value'
      ? `${t.value}${indicator.unit ? ` (${indicator.unit})` : ''}`
      : name === 'weight'
        ? (indicator.weightLabel ?? t.weight)
        : (parts?.[name] ?? t[name])
  return (
    <>
      {names.map(name => {
        const field = fieldOf(name, entry.id)
        const bad = typed.error(field) !== undefined
        return (
          <span class="inline-block max-w-40">
            <label class={named ? 'sr-only' : 'block text-sm font-normal text-muted mb-1'} for={fieldId(field)}>
              {named ? `${named}, ${label(name)}` : label(name)}
            </label>
            <input
              class="input w-32!"
              type="text"
              inputmode="decimal"
              autocomplete="off"
              id={fieldId(field)}
              name={field}
              value={typed.value(field) ?? inField(reading?.[name], lang)}
              {...(bad ? { 'aria-invalid': 'true' as const } : {})}
            />
          </span>
        )
      })}
    </>
  )
}

/** One figure to enter on a phone: its name, what stood there before, fields, and one tap for "no change". */
export function EntryField({ visit, entry, typed }: RowProps) {
  const { lang } = visit
  const t = readingPhrases(lang)
  const { indicator, before, reading } = entry
  const errors = rowErrors(entry, typed)
  const old = typed.conflict && typed.has(entry.id) && reading !== undefined
  const questioned = reading?.state === 'questioned' ? reading.question : undefined
  const asks = reading ? entry.asks.map(ask => askWords(ask, indicator, lang)) : []
  const hint = `f-hint-${entry.id.replace(/[^a-z0-9]/g, '-')}`
  return (
    <fieldset class={errors.length > 0 ? 'field bad' : 'field'} aria-describedby={hint}>
      <legend>{indicator.name}</legend>
      <RowFacts entry={entry} />
      <span class="hint" id={hint}>
        <b>{periodName(entry.period, lang)}</b>
        {'. '}
        {before ? t.last(periodName(before.period, lang), showReading(before, indicator, lang)) : t.noneBefore}
      </span>
      {questioned !== undefined && <p class="mb-2 font-semibold">{t.askPerson(questioned)}</p>}
      {!old && asks.map(words => <p class="mb-2 font-semibold">{words}</p>)}
      {old && (
        <p class="err" role="alert">
          <Icon name="circle-alert" />
          <span>
            {t.conflict}. {t.conflictLead(showReading(reading, indicator, lang))}
          </span>
        </p>
      )}
      {!old &&
        errors.map(words => (
          <p class="err">
            <Icon name="circle-alert" />
            <span>{words}</span>
          </p>
        ))}
      <div class="flex flex-wrap items-end gap-3">
        <FigureInputs visit={visit} entry={entry} typed={typed} />
        {before && !reading && (
          <button type="submit" class="btn btn-line" name="sama" value={entry.id} aria-label={t.sameOf(indicator.name)}>
            <Icon name="check" />
            {t.same}
          </button>
        )}
      </div>
      {reading && !old && (
        <div class="mt-3">
          <input type="hidden" name={`lama:${entry.id}`} value="1" />
          <label class="block text-sm font-normal text-muted" for={fieldId(fieldOf('explanation', entry.id))}>
            {t.explain}. {t.explainHint}
          </label>
          <input
            class="input"
            type="text"
            autocomplete="off"
            maxlength={500}
            id={fieldId(fieldOf('explanation', entry.id))}
            name={fieldOf('explanation', entry.id)}
            value={typed.value(fieldOf('explanation', entry.id)) ?? reading.explanation ?? ''}
          />
        </div>
      )}
    </fieldset>
  )
}

/** The problems of a refused form for the summary above it; each links to its field. */
export function problemsOf(
  retry: Retry | undefined,
  lang: 'id' | 'en',
  names: ReadonlyMap<string, string>,
): FieldProblem[] {
  if (!retry) return []
  const { fields, sentence } = retry.problem
  const shown = fields.filter(one => one.field.includes(':'))
  if (shown.length === 0) return [{ message: sentence[lang] }]
  return shown.slice(0, 20).map(one => {
    const [, id = ''] = one.field.split(':')
    const name = names.get(id)
    return { field: one.field, message: name === undefined ? one.sentence[lang] : `${name}: ${one.sentence[lang]}` }
  })
}
