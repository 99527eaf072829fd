import type { Retry, Visit } from '#platform/http/door.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import { dimensionKeys, dimensionName } from '#ui/dim.tsx'
import { Field } from '#ui/field.tsx'
import {
  DIRECTIONS,
  ENTRY_LEVELS,
  FREQUENCIES,
  type Indicator,
  LONGEST_INDICATOR,
  ROLLUPS,
} from '../../model-indicator.ts'
import { indicatorPhrases } from '../../phrases/indicator.ts'
import { inField } from './words.ts'

interface Props {
  visit: Visit
  indicator: Indicator | undefined
  retry: Retry | undefined
  offices: readonly RegionOffice[]
  /** There are readings: what they mean stays. */
  fixed: boolean
}

const numbers = new Set(['ratioFactor', 'least', 'most', 'baselineValue'])

/** The definition of an indicator in four groups; what was typed comes back as it was. */
export function DefinitionFields({ visit: { lang }, indicator, retry, offices, fixed }: Props) {
  const t = indicatorPhrases(lang)
  const hints = t.hints as Record<string, string | undefined>
  const stored = (name: keyof Indicator): string | undefined => {
    const value = indicator?.[name]
    if (value === undefined || value instanceof Date) return undefined
    return numbers.has(name) ? inField(String(value), lang) : String(value)
  }
  const value = (name: keyof Indicator, fallback?: string) =>
    retry ? retry.form.text(name) : (stored(name) ?? fallback)
  const common = (name: keyof Indicator) => ({
    name,
    lang,
    label: t.labels[name] ?? name,
    hint: hints[name],
    error: retry?.problem.fields.find(one => one.field === name)?.sentence[lang],
  })
  const short = (name: keyof Indicator, fallback?: string) => (
    <Field {...common(name)} short optional inputmode="decimal" value={value(name, fallback)} />
  )
  // A field that no longer changes is sent along as it is.
  const lockedNote = (name: 'level' | 'frequency') => (
    <>
      <input type="hidden" name={name} value={stored(name) ?? ''} />
      <p class="mb-6">
        <b>{t.labels[name]}</b>:{' '}
        {name === 'level' ? t.level[indicator?.level ?? 2] : t.frequency[indicator?.frequency ?? 'year']}
      </p>
    </>
  )
  const isRatio = indicator?.rollup === 'ratio'
  const rollups = fixed ? ROLLUPS.filter(one => (one === 'ratio') === isRatio) : ROLLUPS
  return (
    <>
      <h2 class="text-xl mb-4">{t.groups.what}</h2>
      <Field {...common('code')} short value={value('code')} maxlength={30} />
      <Field {...common('name')} value={value('name')} maxlength={LONGEST_INDICATOR.name} />
      <Field {...common('definition')} kind="textarea" rows={3} optional value={value('definition')} />
      <Field {...common('unit')} short value={value('unit')} maxlength={LONGEST_INDICATOR.unit} />
      <Field
        {...common('direction')}
        kind="radio"
        value={value('direction')}
        options={DIRECTIONS.map(one => ({ value: one, label: t.direction[one] }))}
      />
      <Field
        {...common('dimension')}
        kind="select"
        optional
        value={value('dimension')}
        placeholder="–"
        options={dimensionKeys.map(key => ({ value: key, label: dimensionName(key, lang) }))}
      />
      <h2 class="text-xl mt-8 mb-4">{t.groups.how}</h2>
      <Field
        {...common('rollup')}
        kind="radio"
        value={value('rollup')}
        options={rollups.map(one => ({ value: one, label: t.rollup[one], note: t.rollupWhy[one] }))}
      />
      {short('ratioFactor', '1')}
      <Field {...common('weightLabel')} optional value={value('weightLabel')} />
      <Field {...common('formula')} optional value={value('formula')} />
      {short('decimals', '0')}
      {short('least')}
      {short('most')}
      <h2 class="text-xl mt-8 mb-4">{t.groups.who}</h2>
      {fixed ? (
        lockedNote('level')
      ) : (
        <Field
          {...common('level')}
          kind="radio"
          value={value('level')}
          options={ENTRY_LEVELS.map(one => ({ value: String(one), label: t.level[one] }))}
        />
      )}
      {fixed ? (
        lockedNote('frequency')
      ) : (
        <Field
          {...common('frequency')}
          kind="radio"
          value={value('frequency')}
          options={FREQUENCIES.map(one => ({ value: one, label: t.frequency[one] }))}
        />
      )}
      <Field {...common('source')} optional value={value('source')} />
      <Field
        {...common('ownerId')}
        kind="select"
        value={value('ownerId', offices.length === 1 ? offices[0]?.id : undefined)}
        placeholder={t.secretariat}
        options={offices.map(one => ({ value: one.id, label: one.name }))}
      />
      <Field {...common('externalCode')} short optional value={value('externalCode')} />
      <h2 class="text-xl mt-8 mb-4">{t.groups.start}</h2>
      {short('baselineYear')}
      {short('baselineValue')}
    </>
  )
}
