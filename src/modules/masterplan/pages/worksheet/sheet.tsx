import { formatCount, formatDecimal } from '#kit/format.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { FilterBar, type FilterSelect } from '#ui/filter-bar.tsx'
import { Tabbar } from '#ui/switch-links.tsx'
import { mayReadInside, mayWritePlans, refuseVote } from '../../access.ts'
import { mayWriteCard, refuseCard } from '../../actions/worksheet/ground.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import {
  type Card,
  type CardFilter,
  type CardOf,
  DIMENSION_SHEETS,
  LONGEST_TITLE,
  PLACE_FIELD,
  VOTED_SHEETS,
} from '../../model-card.ts'
import { DIMENSIONS, type Sheet, type Template } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { readinessShares } from '../../rules/worksheet/readiness.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { listLinks } from '../../store/worksheet/links.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, Refused, typedOr } from '../workshop/retry.tsx'
import { namedTemplate } from './card-names.ts'
import { dimensionOptions, fieldLabel, placeOptions } from './fields.tsx'
import { flashOf, seriesHref, sheetCrumbs, sheetHref, sheetPlace, sheetStandOf, STAGE_SHEETS } from './place.ts'
import { readCardForm } from './read-form.ts'
import { SheetView } from './sheet-views.tsx'
import { fieldsOf } from '../../model-card.ts'

/** `/masterplan/:code/lembar/:series/:sheet`: one worksheet in the form that fits it, and one line to add a card. */
export const sheetPage: Page = {
  path: sheetPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: sheetView,
  submit: {
    permission: 'masterplan.card.add',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.added'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await sheetStandOf(visit)
      refuseCard(actor, stand, undefined)
      const { sheet, region, series } = stand
      const input = readCardForm(form, sheet)
      const card = await saveCard(
        platform,
        actor,
        { regionCode: region.code, seriesId: series.id, sheet, input },
        writer,
      )
      const query = new URLSearchParams(keptQuery(visit))
      query.set('pesan', 'ditambah')
      return c.redirect(`${sheetHref(region.code, series.id, sheet)}?${query}#k-${card.id}`, 303)
    },
  },
}

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
  }
}

const hasElements = (sheet: Sheet) => sheet === 'readiness' || sheet === 'swot'

/** The parameters of the address that a form below the list keeps. */
function keptQuery(visit: Visit): Record<string, string> {
  const query = visit.c.req.query()
  return Object.fromEntries(
    ['dimensi', 'elemen', 'bagian', 'opd', 'urut'].flatMap(name => (query[name] ? [[name, query[name]]] : [])),
  )
}

async function sheetView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await sheetStandOf(visit)
  const { sheet, region, series } = stand
  const template = await namedTemplate(sql, {
    regionCode: region.code,
    templateId: series.templateId,
    sheet,
    now: platform.clock.now(),
  })
  const filter = readCardFilter(c.req.query(), sheet, template)
  const [cards, offices] = [
    (await listCards(sql, region.code, series.id, sheet, filter)) as unknown as Card[],
    await listRegionOffices(sql, region.code),
  ]
  const links = await listLinks(
    sql,
    region.code,
    cards.map(one => one.id),
  )
  const mayWrite = mayWriteCard(actor, stand, undefined)
  const here = sheetHref(region.code, series.id, sheet)
  const voted = VOTED_SHEETS.includes(sheet)
  const mayVote =
    voted && series.voting === 'open' && series.state !== 'done' && refuseVote(actor, region.code) === undefined
  const filtered = Object.values(filter).some(one => one !== undefined)
  const query = new URLSearchParams(keptQuery(visit)).toString()
  const files = (ending: string) => `${here}/ekspor.${ending}${query === '' ? '' : `?${query}`}`
  const stage = STAGE_SHEETS.find(all => all.includes(sheet)) ?? []
  return {
    title: `${t.sheet[sheet]}, ${region.shortName}`,
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(visit, stand, { label: t.sheet[sheet] }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{titleOf(sheet, cards, lang)}</h1>
        <p class="lead mt-3 mb-6">{t.lead[sheet]}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        <div class="no-print mt-4">
          <Tabbar
            label={t.sheets}
            links={[
              { href: seriesHref(region.code, series.id), label: t.sheets },
              ...stage.map(one => ({
                href: sheetHref(region.code, series.id, one),
                label: t.sheet[one],
                current: one === sheet,
              })),
            ]}
          />
        </div>
        {mayWrite && (
          <QuickAdd
            {...{ visit, retry, sheet, template, action: `${here}${query === '' ? '' : `?${query}`}`, filter }}
          />
        )}
        <div class="no-print mt-8">
          <SheetFilter {...{ visit, sheet, template, offices, filter, here }} />
        </div>
        <div class="mt-2 mb-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          {mayVote && (
            <Button icon="vote" href={`${here}/poin`}>
              {t.give}
            </Button>
          )}
          {sheet === 'swot' && mayWrite && (
            <Button href={`${seriesHref(region.code, series.id)}/pasangkan`}>{t.pairing}</Button>
          )}
          {(sheet === 'canvas' || sheet === 'risk') && (
            <Button icon="vote" href={`${seriesHref(region.code, series.id)}/pilihan`}>
              {t.choiceBoard}
            </Button>
          )}
          <span class="note">{t.cards(formatCount(cards.length, lang))}</span>
          <span class="no-print flex gap-4">
            <a class="a" href={files('csv')}>
              CSV
            </a>
            <a class="a" href={files('xlsx')}>
              XLSX
            </a>
          </span>
        </div>
        {cards.length === 0 ? (
          filtered ? (
            <Empty fact={t.emptyFiltered} action={<Button href={here}>{t.clear}</Button>} />
          ) : (
            <Empty fact={t.empty} reason={mayWrite ? t.emptyReason : t.emptyRead} />
          )
        ) : (
          <SheetView
            {...{ lang, template, sheet, cards, links }}
            mayWrite={card => mayWriteCard(actor, stand, card)}
            byPoints={voted && c.req.query('urut') === 'poin'}
          />
        )}
      </div>
    ),
  }
}

/** The name of the sheet, or of readiness the figure that it gives. */
function titleOf(sheet: Sheet, cards: readonly Card[], lang: Visit['lang']): string {
  const t = worksheetPhrases(lang)
  if (sheet !== 'readiness') return t.sheet[sheet]
  const { percentGood } = readinessShares(cards as readonly CardOf<'readiness'>[])
  return percentGood === undefined
    ? t.sheet.readiness
    : `${t.sheet.readiness}: ${t.good(formatDecimal(percentGood, lang, 1))}`
}

/** One line, the part of the sheet, and a button: what a group needs on a phone. */
function QuickAdd({
  visit: { lang },
  retry,
  sheet,
  template,
  action,
  filter,
}: {
  visit: Visit
  retry: Retry | undefined
  sheet: Sheet
  template: Template
  action: string
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
        <a class="a" href={action.replace(/(\?|$)/, '/baru$1')}>
          {t.addFull}
        </a>
      </div>
    </form>
  )
}

function SheetFilter({
  visit: { lang, c },
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
  const t = worksheetPhrases(lang)
  const all = { value: '', label: t.filter.all }
  const place = PLACE_FIELD[sheet]
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
  if (place !== undefined && !VOTED_SHEETS.includes(sheet)) {
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
  if (VOTED_SHEETS.includes(sheet)) {
    selects.push({
      name: 'urut',
      label: t.filter.sort,
      value: c.req.query('urut'),
      options: [
        { value: '', label: t.sort.position },
        { value: 'poin', label: t.sort.points },
      ],
    })
  }
  return <FilterBar lang={lang} action={here} selects={selects} clearHref={here} />
}
