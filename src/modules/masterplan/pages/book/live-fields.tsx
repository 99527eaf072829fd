import type { Form, Retry, Visit } from '#platform/http/door.ts'
import { Field } from '#ui/field.tsx'
import {
  FILTER_VALUES,
  FILTERS_OF,
  type LiveBlock,
  type LiveFilter,
  type LiveInput,
  LIVE_SOURCES,
  type LiveSource,
  type Show,
  SHOWS_OF,
} from '../../model-book.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { errorOf, typedOr } from '../workshop/retry.tsx'

/** What the form of a live block says. Several ticked values of one filter are joined by commas. */
export function readLiveForm(form: Form, source: LiveSource): LiveInput {
  const filter: LiveFilter = {}
  for (const name of FILTERS_OF[source]) {
    const values = form.all(`filter.${name}`)
    if (values.length > 0) filter[name] = values.join(',')
  }
  return { source, show: (form.text('show') ?? SHOWS_OF[source][0]) as Show, filter, caption: form.text('caption') }
}

/** The source of this name; undefined for anything else. */
export const sourceIn = (text: string | undefined) => LIVE_SOURCES.find(one => one === text)

/** "Program dari portofolio, tabel, Dimensi: Ekonomi". */
export function describe(lang: Visit['lang'], block: LiveBlock): string {
  const { live } = bookPhrases(lang)
  const filters = Object.entries(block.filter).map(
    ([name, text]) =>
      `${live.filters[name as keyof typeof live.filters]}: ${text
        .split(',')
        .map(one => live.values[one] ?? one)
        .join(', ')}`,
  )
  return [live.sources[block.source], live.shows[block.show].toLowerCase(), ...filters].join(', ')
}

/** The choice of a source. */
export function SourceField({
  lang,
  value,
  error,
}: {
  lang: Visit['lang']
  value: string | undefined
  error: string | undefined
}) {
  const t = bookPhrases(lang)
  return (
    <Field
      kind="select"
      name="sumber"
      lang={lang}
      label={t.blocks.source}
      value={value}
      error={error}
      options={LIVE_SOURCES.map(one => ({ value: one, label: t.live.sources[one] }))}
    />
  )
}

/** Form, caption and filters of a live block of one source. */
export function LiveFields({
  lang,
  retry,
  source,
  block,
}: {
  lang: Visit['lang']
  retry: Retry | undefined
  source: LiveSource
  block?: LiveBlock | undefined
}) {
  const t = bookPhrases(lang)
  const ticked = (name: keyof LiveFilter): string[] =>
    retry ? (retry.form.values[`filter.${name}`] ?? []) : (block?.filter[name]?.split(',') ?? [])
  return (
    <>
      <input type="hidden" name="source" value={source} />
      <p class="mb-5">
        {t.blocks.source}: <strong>{t.live.sources[source]}</strong>
      </p>
      <Field
        kind="radio"
        name="show"
        lang={lang}
        label={t.blocks.show}
        value={typedOr(retry, 'show', block?.show ?? SHOWS_OF[source][0])}
        error={errorOf(retry, lang, 'show')}
        options={SHOWS_OF[source].map(one => ({ value: one, label: t.live.shows[one] }))}
      />
      <Field
        name="caption"
        lang={lang}
        label={t.blocks.caption}
        value={typedOr(retry, 'caption', block?.caption)}
        error={errorOf(retry, lang, 'caption')}
        maxlength={200}
        optional
      />
      {FILTERS_OF[source].map(name => (
        <Field
          kind="checks"
          name={`filter.${name}`}
          lang={lang}
          label={t.live.filters[name]}
          hint={t.blocks.filterHint}
          values={ticked(name)}
          error={errorOf(retry, lang, `filter.${name}`)}
          options={FILTER_VALUES[name].map(value => ({ value, label: t.live.values[value] ?? value }))}
          optional
        />
      ))}
    </>
  )
}
