import { actsAs } from '#kit/actor.ts'
import { formatCount } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { findIndicator, listIndicators } from '#modules/portfolio/index.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayWritePlans } from '../../access.ts'
import type { SeriesStand } from '../../actions/workshop/lock-series.ts'
import { cardArchived, refuseCard } from '../../actions/worksheet/ground.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import { type Card, type CardInput, DIMENSION_SHEETS, PLACE_FIELD, RESTS_ON } from '../../model-card.ts'
import { DIMENSIONS, type Sheet } from '../../model.ts'
import { pickIndicator } from '../../rules/worksheet/pick-indicator.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { listLinks } from '../../store/worksheet/links.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { errorOf, meanwhile, Refused, wholeIn } from '../workshop/retry.tsx'
import { namedTemplate } from './card-names.ts'
import { CardFields } from './fields.tsx'
import { cardHref, cardPlace, cardStandOf, sheetCrumbs, sheetHref, sheetPlace, sheetStandOf } from './place.ts'
import { readCardForm } from './read-form.ts'

/** `…/:sheet/baru`: all fields of a new card. */
export const newCardPage: Page = {
  path: `${sheetPlace}/baru`,
  permission: 'masterplan.card.add',
  may: mayWritePlans,
  async show(visit, retry) {
    const stand = await sheetStandOf(visit)
    refuseCard(visit.actor, stand, undefined)
    return await formView(visit, stand, stand.sheet, undefined, retry)
  },
  submit: {
    permission: 'masterplan.card.add',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.added'],
    maxBytes: 128 * 1024,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await sheetStandOf(visit)
      refuseCard(actor, stand, undefined)
      const { sheet, region, series } = stand
      const card = await saveCard(
        platform,
        actor,
        {
          regionCode: region.code,
          seriesId: series.id,
          sheet,
          input: await withIndicator(visit, form, sheet, region.code),
          restsOn: form.all('restsOn'),
        },
        writer,
      )
      return c.redirect(`${cardHref(card)}?pesan=ditambah`, 303)
    },
  },
}

/** `…/:card/ubah`: all fields of a card, and what it rests on; after somebody else's change with both texts. */
export const editCardPage: Page = {
  path: `${cardPlace}/ubah`,
  permission: 'masterplan.card.write',
  may: mayWritePlans,
  async show(visit, retry) {
    const stand = await cardStandOf(visit)
    refuseCard(visit.actor, stand, stand.card)
    if (stand.card.archivedAt !== undefined) throw cardArchived()
    return await formView(visit, stand, stand.card.sheet, stand.card, retry)
  },
  submit: {
    permission: 'masterplan.card.write',
    may: mayWritePlans,
    limit: 'write',
    audit: ['masterplan.card.changed'],
    maxBytes: 128 * 1024,
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const stand = await cardStandOf(visit)
      const { card } = stand
      refuseCard(actor, stand, card)
      await saveCard(
        platform,
        actor,
        {
          regionCode: card.regionCode,
          seriesId: card.seriesId,
          sheet: card.sheet,
          id: card.id,
          version: wholeIn(form.text('version')),
          input: await withIndicator(visit, form, card.sheet, card.regionCode, card),
          restsOn: form.text('tautan-ada') === undefined ? undefined : form.all('restsOn'),
        },
        writer,
      )
      return c.redirect(`${cardHref(card)}?pesan=tersimpan`, 303)
    },
  },
}

/** What was typed as a card, with the indicator that was meant by code or name; one that stands already may be archived. */
async function withIndicator(
  { platform }: Visit,
  form: Form,
  sheet: Sheet,
  regionCode: string,
  card?: Card,
): Promise<CardInput> {
  const input = readCardForm(form, sheet)
  const typed = input.content['portfolioIndicatorId']
  if (sheet !== 'target' || typeof typed !== 'string') return input
  const { sql } = platform.db
  const living = await listIndicators(sql, regionCode)
  const stored = card?.sheet === 'target' ? card.content.portfolioIndicatorId : undefined
  const old =
    stored === undefined || living.some(one => one.id === stored)
      ? undefined
      : await findIndicator(sql, regionCode, stored)
  const { id, wrong } = pickIndicator(typed, old ? [...living, old] : living)
  if (wrong) throw invalid({ field: 'portfolioIndicatorId', sentence: wrong })
  return { ...input, content: { ...input.content, portfolioIndicatorId: id } }
}

async function formView(
  visit: Visit,
  stand: SeriesStand,
  sheet: Sheet,
  card: Card | undefined,
  retry: Retry | undefined,
): Promise<View> {
  const { lang, platform, actor, c } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const { region, series } = stand
  const template = await namedTemplate(sql, {
    regionCode: region.code,
    templateId: series.templateId,
    sheet,
    now: platform.clock.now(),
    card,
  })
  const offices = await listRegionOffices(sql, region.code)
  const candidates: Card[] = []
  for (const one of RESTS_ON[sheet]) {
    candidates.push(...((await listCards(sql, region.code, series.id, one)) as unknown as Card[]))
  }
  const linked = card ? (await listLinks(sql, region.code, [card.id])).back.map(one => one.id) : []
  const chosen = retry ? retry.form.all('restsOn') : card ? linked : [c.req.query('dari') ?? '']
  const late = meanwhile(retry)
  const action = card ? cardHref(card, 'ubah') : sheetHref(region.code, series.id, sheet, 'baru')
  const back = card ? cardHref(card) : sheetHref(region.code, series.id, sheet)
  const title = card ? t.editTitle : t.newTitle(t.sheet[sheet])
  const mayChoose = actsAs(actor, 'regional-secretariat', 'dimension-coordinator')
  const own = actor.membership?.organisationId
  return {
    title,
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(
      visit,
      stand,
      { label: t.sheet[sheet], href: sheetHref(region.code, series.id, sheet) },
      { label: title },
    ),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{t.sheet[sheet]}</p>
        <h1>{card?.title ?? title}</h1>
        <div class="mt-6">
          <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        </div>
        {late && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.meanwhile}</Call>
          </div>
        )}
        <form method="post" action={action} novalidate class="mt-8">
          {card && (
            <input
              type="hidden"
              name="version"
              value={String(late || !retry ? card.version : (wholeIn(retry.form.text('version')) ?? card.version))}
            />
          )}
          <CardFields
            lang={lang}
            sheet={sheet}
            template={template}
            offices={offices.filter(one => mayChoose || one.id === own || one.id === card?.organisationId)}
            start={card ?? startOf(visit, sheet)}
            retry={retry}
            stored={late ? card : undefined}
          />
          {candidates.length > 0 && (
            <details
              class="plain-fold mb-6"
              open={chosen.some(one => one !== '') || errorOf(retry, lang, 'restsOn') !== undefined}
            >
              <summary>{t.restsOnCount(formatCount(chosen.filter(one => one !== '').length, lang))}</summary>
              <input type="hidden" name="tautan-ada" value="ya" />
              <div class="mt-3">
                <Field
                  kind="checks"
                  name="restsOn"
                  lang={lang}
                  label={t.restsOn}
                  hint={t.restsOnHint}
                  error={errorOf(retry, lang, 'restsOn')}
                  values={chosen}
                  options={candidates
                    .filter(one => one.id !== card?.id)
                    .map(one => ({ value: one.id, label: one.title, note: t.sheet[one.sheet] }))}
                  optional
                />
              </div>
            </details>
          )}
          <div class="mt-8 flex flex-wrap gap-3">
            <Button look="primary">{t.save}</Button>
            <Button href={back}>{t.cancel}</Button>
          </div>
        </form>
      </div>
    ),
  }
}

/** What a new card begins with: the part and the dimension that the list was narrowed to. */
function startOf({ c }: Visit, sheet: Sheet) {
  const place = PLACE_FIELD[sheet]
  const part = c.req.query('bagian')
  const element = c.req.query('elemen')
  return {
    dimension: DIMENSION_SHEETS.includes(sheet) ? DIMENSIONS.find(one => one === c.req.query('dimensi')) : undefined,
    content: {
      ...(place !== undefined && part !== undefined ? { [place]: part } : {}),
      ...(sheet === 'swot' && element !== undefined ? { element } : {}),
    } as Card['content'],
  }
}
