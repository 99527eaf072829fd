import type { RegionOffice } from '#modules/people/index.ts'
import type { Visit } from '#platform/http/door.ts'
import { FilterBar, type FilterSelect } from '#ui/filter-bar.tsx'
import { type CardFilter, DIMENSION_SHEETS, PLACE_FIELD, VOTED_SHEETS } from '../../model-card.ts'
import { DIMENSIONS, type Sheet, type Template } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { dimensionOptions, placeOptions } from './fields.tsx'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The filter of the address; what is not known there is left out. */
export function readCardFilter(query: Record<string, string>, sheet: Sheet, template: Template): CardFilter {
  const known = <V extends string>(value: string | undefined, all: readonly V[]) => all.find(one => one === value)
  const place = PLACE_FIELD[sheet]
  const office = query['opd']
  return {
    dimension: DIMENSION_SHEETS.includes(sheet) ? known(query['dimensi'], DIMENSIONS) : undefined,
    element: hasElements(sheet)
      ? known(
          query['elemen'],
          template.elements.map(one => one.code),
        )
      : undefined,
    place:
      place === undefined
        ? undefined
        : known(
            query['bagian'],
            placeOptions(sheet, place, 'id').map(one => one.value),
          ),
    organisationId: office !== undefined && uuid.test(office) ? office : undefined,
    text: query['cari']?.trim().slice(0, 100) || undefined,
  }
}

export const hasElements = (sheet: Sheet) => sheet === 'readiness' || sheet === 'swot'

const names = ['cari', 'dimensi', 'elemen', 'bagian', 'opd', 'urut'] as const

/** The address of a sheet as it is filtered, without one part, or with `over` instead of what stands there. */
export function sheetAddress(visit: Visit, here: string, over: Partial<Record<(typeof names)[number], string>> = {}) {
  const query = new URLSearchParams()
  for (const name of names) {
    const value = over[name] ?? visit.c.req.query(name) ?? ''
    if (value !== '') query.set(name, value)
  }
  return query.size === 0 ? here : `${here}?${query}`
}

/** What the cards of a sheet are narrowed by, folded while it is not in use. */
export function SheetFilter({
  visit,
  sheet,
  template,
  offices,
  filter,
  here,
}: {
  visit: Visit
  sheet: Sheet
  template: Template
  offices: readonly RegionOffice[]
  filter: CardFilter
  here: string
}) {
  const { lang, c } = visit
  const t = worksheetPhrases(lang)
  const place = PLACE_FIELD[sheet]
  const voted = VOTED_SHEETS.includes(sheet)
  const all = { value: '', label: t.filter.all }
  const selects: FilterSelect[] = []
  if (DIMENSION_SHEETS.includes(sheet)) {
    selects.push({
      name: 'dimensi',
      label: t.filter.dimension,
      value: filter.dimension,
      options: [all, ...dimensionOptions(lang)],
    })
  }
  if (hasElements(sheet)) {
    selects.push({
      name: 'elemen',
      label: t.filter.element,
      value: filter.element,
      options: [all, ...template.elements.map(one => ({ value: one.code, label: one.name[lang] }))],
    })
  }
  if (place !== undefined && !voted) {
    selects.push({
      name: 'bagian',
      label: t.filter.place,
      value: filter.place,
      options: [all, ...placeOptions(sheet, place, lang)],
    })
  }
  selects.push({
    name: 'opd',
    label: t.filter.organisation,
    value: filter.organisationId,
    options: [all, ...offices.filter(one => !one.archived).map(one => ({ value: one.id, label: one.name }))],
  })
  const byPoints = voted && c.req.query('urut') === 'poin'
  if (voted) {
    selects.push({
      name: 'urut',
      label: t.filter.sort,
      value: byPoints ? 'poin' : '',
      options: [
        { value: '', label: t.sort.position },
        { value: 'poin', label: t.sort.points },
      ],
    })
  }
  const label = (name: string, value: string) =>
    selects.find(one => one.name === name)?.options.find(one => one.value === value)?.label ?? value
  const used = [
    ['cari', filter.text, filter.text && `“${filter.text}”`],
    ['dimensi', filter.dimension],
    ['elemen', filter.element],
    ['bagian', filter.place, place && placeOptions(sheet, place, lang).find(one => one.value === filter.place)?.label],
    ['opd', filter.organisationId],
  ] as const
  const active = used.flatMap(([name, value, words]) =>
    value === undefined
      ? []
      : [{ label: words || label(name, value), removeHref: sheetAddress(visit, here, { [name]: '' }) }],
  )
  return (
    <details class="plain-fold" open={active.length > 0 || byPoints}>
      <summary>{t.filter.open}</summary>
      <div class="mt-3">
        <FilterBar
          lang={lang}
          action={here}
          search={{ name: 'cari', label: t.filter.search, value: filter.text }}
          selects={selects}
          active={active}
          clearHref={here}
        />
      </div>
    </details>
  )
}
