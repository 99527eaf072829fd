import { formatDecimal, formatRupiah, type Lang } from '#kit/format.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import type { Retry } from '#platform/http/visit.ts'
import { dimensionName } from '#ui/dim.tsx'
import { fieldId } from '#ui/field-id.ts'
import { Field, type Option } from '#ui/field.tsx'
import { type Card, type CardField, DEGREES, DIMENSION_SHEETS, fieldsOf, LONGEST_TITLE } from '../../model-card.ts'
import { DIMENSIONS, type Sheet, type Template } from '../../model.ts'
import { indicatorLabel } from '../../rules/worksheet/pick-indicator.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import type { NamedTemplate } from './card-names.ts'
import { errorOf } from '../workshop/retry.tsx'

type Value = string | number | boolean | undefined

const at = (lang: Lang) => (lang === 'id' ? 0 : 1)

/** What a field is called. */
export const fieldLabel = (field: CardField, lang: Lang): string => field.words[at(lang)]

/** What a stored value is called, for people; undefined when there is none. */
export function valueWords(field: CardField, value: Value, lang: Lang, template: NamedTemplate): string | undefined {
  if (value === undefined) return undefined
  const text = String(value)
  switch (field.kind) {
    case 'choice':
      return field.options[text]?.[at(lang)] ?? text
    case 'degree':
      return `${text}, ${(DEGREES[value as 1 | 2 | 3]?.[at(lang)] ?? '').toLowerCase()}`
    case 'flag':
      return value === true ? worksheetPhrases(lang).yes : worksheetPhrases(lang).no
    case 'rupiah':
      return formatRupiah(BigInt(text), lang)
    case 'number':
      return formatDecimal(text, lang, text.split('.')[1]?.length ?? 0)
    case 'code':
      return elementWords(template, text, lang)
    case 'source':
      return template.sources?.find(one => one.code === text)?.name[lang] ?? text
    case 'indicator':
      return indicatorWords(template, text, lang)
    default:
      return text
  }
}

/** "KES-01 Balita ditimbang", and whether it was archived. */
function indicatorWords({ indicators }: NamedTemplate, id: string, lang: Lang): string {
  const { indicatorGone, indicatorArchived } = worksheetPhrases(lang)
  const found = indicators?.get(id)
  if (!found) return indicatorGone
  return found.archived ? indicatorArchived(indicatorLabel(found)) : indicatorLabel(found)
}

/** The name of an element or a sub-element of readiness. */
export function elementWords(template: Template, code: string, lang: Lang): string {
  for (const element of template.elements) {
    if (element.code === code) return element.name[lang]
    const sub = element.subElements.find(one => one.code === code)
    if (sub) return sub.name[lang]
  }
  return code
}

export const dimensionOptions = (lang: Lang): Option[] =>
  DIMENSIONS.map(value => ({ value, label: dimensionName(value, lang) }))

/** The parts of a sheet by which its cards are placed: quadrants, pairs, kinds, streams, terms. */
export function placeOptions(sheet: Sheet, name: string, lang: Lang): Option[] {
  const field = fieldsOf(sheet).find(one => one[0] === name)?.[1]
  if (field?.kind !== 'choice') return []
  return Object.entries(field.options).map(([value, words]) => ({ value, label: words[at(lang)] }))
}

/** How a stored value stands in its control. */
export const controlText = (field: CardField, value: Value): string =>
  value === undefined ? '' : field.kind === 'flag' ? (value === true ? 'ya' : 'tidak') : String(value)

/** The same of a field whose control shows a name and not what is stored. */
const shownText = (field: CardField, value: Value, { indicators }: NamedTemplate): string => {
  const found = field.kind === 'indicator' ? indicators?.get(String(value)) : undefined
  return found ? indicatorLabel(found) : controlText(field, value)
}

interface Props {
  lang: Lang
  sheet: Sheet
  template: NamedTemplate
  offices: readonly RegionOffice[]
  /** What is stored, or what a new card begins with. */
  start: {
    title?: string
    dimension?: string | undefined
    organisationId?: string | undefined
    content: Card['content']
  }
  retry: Retry | undefined
  /** What somebody else stored meanwhile. */
  stored?: Card | undefined
}

/** All fields of a card of one sheet; after a refusal with what was typed. */
export function CardFields({ lang, sheet, template, offices, start, retry, stored }: Props) {
  const t = worksheetPhrases(lang)
  const content = start.content as Record<string, Value>
  const typed = (name: string, fallback: string) => (retry ? (retry.form.values[name]?.[0] ?? '') : fallback)
  const told = (name: string, now: string | undefined, shown: string) =>
    stored && typed(name, '') !== shown ? t.stored(now ?? t.nothing) : undefined
  const storedContent = (stored?.content ?? {}) as Record<string, Value>
  return (
    <>
      <Field
        name="title"
        lang={lang}
        label={t.title}
        hint={told('title', stored?.title, stored?.title ?? '') ?? t.titleHint}
        error={errorOf(retry, lang, 'title')}
        value={typed('title', start.title ?? '')}
        maxlength={LONGEST_TITLE}
      />
      {DIMENSION_SHEETS.includes(sheet) && (
        <Field
          kind="select"
          name="dimension"
          lang={lang}
          label={t.dimension}
          error={errorOf(retry, lang, 'dimension')}
          value={typed('dimension', start.dimension ?? '')}
          placeholder={t.whole}
          options={dimensionOptions(lang)}
          optional
        />
      )}
      {fieldsOf(sheet)
        .filter(([name]) => !(sheet === 'readiness' && name === 'element'))
        .map(([name, field]) => {
          const now = shownText(field, storedContent[name], template)
          const hint = told(name, valueWords(field, storedContent[name], lang, template), now)
          const start =
            sheet === 'readiness' && name === 'subElement' ? pathOf(content) : shownText(field, content[name], template)
          return (
            <OneField
              {...{ name, field, lang, template, sheet }}
              value={typed(name, start)}
              error={errorOf(retry, lang, name)}
              hint={hint}
            />
          )
        })}
      <Field
        kind="select"
        name="organisationId"
        lang={lang}
        label={t.office}
        hint={t.officeHint}
        error={errorOf(retry, lang, 'organisationId')}
        value={typed('organisationId', start.organisationId ?? '')}
        placeholder={t.shared}
        options={offices
          .filter(one => !one.archived || one.id === start.organisationId)
          .map(one => ({ value: one.id, label: one.name }))}
        optional
      />
    </>
  )
}

const pathOf = (content: Record<string, Value>): string =>
  content['element'] === undefined ? '' : `${String(content['element'])}/${String(content['subElement'])}`

interface OneProps {
  name: string
  field: CardField
  lang: Lang
  sheet: Sheet
  template: NamedTemplate
  value: string
  error: string | undefined
  hint: string | undefined
}

function OneField({ name, field, lang, sheet, template, value, error, hint }: OneProps) {
  const t = worksheetPhrases(lang)
  const common = {
    name,
    lang,
    label: fieldLabel(field, lang),
    error,
    value,
    optional: !field.needed,
    hint: hint ?? field.hint?.[at(lang)],
  }
  switch (field.kind) {
    case 'block':
      return <Field kind="textarea" {...common} rows={3} maxlength={field.most} />
    case 'choice':
      return <Field kind="radio" {...common} options={withNone(placeOptions(sheet, name, lang), field, t.notSaid)} />
    case 'degree':
      return (
        <Field
          kind="radio"
          {...common}
          options={withNone(
            ([1, 2, 3] as const).map(one => ({
              value: String(one),
              label: `${one} ${DEGREES[one][at(lang)].toLowerCase()}`,
            })),
            field,
            t.notSaid,
          )}
        />
      )
    case 'flag':
      return (
        <Field
          kind="radio"
          {...common}
          options={withNone(
            [
              { value: 'ya', label: t.yes },
              { value: 'tidak', label: t.no },
            ],
            field,
            t.notSaid,
          )}
        />
      )
    case 'code':
      return (
        <Field
          kind="select"
          {...common}
          {...(field.needed ? {} : { placeholder: t.notSaid })}
          options={
            name === 'subElement'
              ? template.elements.flatMap(element =>
                  element.subElements.map(sub => ({
                    value: `${element.code}/${sub.code}`,
                    label: `${element.name[lang]}: ${sub.name[lang]}`,
                  })),
                )
              : template.elements.map(element => ({ value: element.code, label: element.name[lang] }))
          }
        />
      )
    case 'source':
      return (
        <Field
          kind="select"
          {...common}
          placeholder={t.notSaid}
          options={template.sources?.map(one => ({ value: one.code, label: one.name[lang] })) ?? []}
        />
      )
    case 'indicator': {
      const list = `${fieldId(name)}-daftar`
      return (
        <Field kind="search" {...common} list={list} maxlength={300} autocomplete="off">
          <datalist id={list}>
            {[...(template.indicators?.values() ?? [])]
              .filter(one => !one.archived)
              .map(one => (
                <option value={indicatorLabel(one)} />
              ))}
          </datalist>
        </Field>
      )
    }
    case 'year':
      return <Field {...common} inputmode="numeric" maxlength={4} short />
    case 'rupiah':
      return <Field {...common} inputmode="numeric" prefix="Rp" maxlength={22} />
    case 'number':
      return <Field {...common} inputmode="decimal" maxlength={24} short />
    default:
      return <Field {...common} maxlength={field.kind === 'line' ? field.most : 60} />
  }
}

const withNone = (options: Option[], field: CardField, none: string): Option[] =>
  field.needed ? options : [...options, { value: '', label: none }]
