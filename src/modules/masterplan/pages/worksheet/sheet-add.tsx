import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { type CardFilter, fieldsOf, LONGEST_TITLE, PLACE_FIELD } from '../../model-card.ts'
import type { Sheet, Template } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { errorOf, typedOr } from '../workshop/retry.tsx'
import { fieldLabel, placeOptions } from './fields.tsx'

/** One line, the part of the sheet, and a button: what a group needs on a phone. */
export function QuickAdd({
  visit: { lang },
  retry,
  sheet,
  template,
  action,
  full,
  filter,
}: {
  visit: Visit
  retry: Retry | undefined
  sheet: Sheet
  template: Template
  action: string
  /** The form with all fields. */
  full: string
  filter: CardFilter
}) {
  const t = worksheetPhrases(lang)
  const place = PLACE_FIELD[sheet]
  const field = place === undefined ? undefined : fieldsOf(sheet).find(([name]) => name === place)?.[1]
  return (
    <form method="post" action={action} novalidate class="no-print mt-8 max-w-[44rem]">
      {filter.dimension !== undefined && <input type="hidden" name="dimension" value={filter.dimension} />}
      {sheet === 'swot' && filter.element !== undefined && (
        <input type="hidden" name="element" value={filter.element} />
      )}
      <Field
        name="title"
        lang={lang}
        label={t.addLine[sheet]}
        error={errorOf(retry, lang, 'title')}
        value={typedOr(retry, 'title', '')}
        maxlength={LONGEST_TITLE}
        autocomplete="off"
      />
      {sheet === 'readiness' && (
        <Field
          kind="select"
          name="subElement"
          lang={lang}
          label={t.element}
          error={errorOf(retry, lang, 'subElement') ?? errorOf(retry, lang, 'element')}
          value={typedOr(retry, 'subElement', '')}
          options={template.elements
            .filter(one => filter.element === undefined || one.code === filter.element)
            .flatMap(element =>
              element.subElements.map(sub => ({
                value: `${element.code}/${sub.code}`,
                label: `${element.name[lang]}: ${sub.name[lang]}`,
              })),
            )}
        />
      )}
      {place !== undefined && field?.needed && (
        <Field
          kind="select"
          name={place}
          lang={lang}
          label={fieldLabel(field, lang)}
          error={errorOf(retry, lang, place)}
          value={typedOr(retry, place, filter.place)}
          options={placeOptions(sheet, place, lang)}
        />
      )}
      <div class="flex flex-wrap items-center gap-4">
        <Button look="primary" icon="plus">
          {t.add}
        </Button>
        <a class="a" href={full}>
          {t.addFull}
        </a>
      </div>
    </form>
  )
}
