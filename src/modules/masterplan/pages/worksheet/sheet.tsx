import { formatCount, formatDecimal } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Tabbar } from '#ui/switch-links.tsx'
import { mayReadInside, mayWritePlans, refuseVote } from '../../access.ts'
import { mayWriteCard, refuseCard } from '../../actions/worksheet/ground.ts'
import { saveCard } from '../../actions/worksheet/save-card.ts'
import { type Card, type CardOf, VOTED_SHEETS } from '../../model-card.ts'
import type { Sheet } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { readinessShares } from '../../rules/worksheet/readiness.ts'
import { listArchivedCards, listCards } from '../../store/worksheet/cards.ts'
import { listLinks } from '../../store/worksheet/links.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { Refused } from '../workshop/retry.tsx'
import {
  cardHref,
  flashOf,
  seriesHref,
  sheetCrumbs,
  sheetHref,
  sheetPlace,
  sheetStandOf,
  STAGE_SHEETS,
} from './place.ts'
import { readCardForm } from './read-form.ts'
import { QuickAdd } from './sheet-add.tsx'
import { readCardFilter, sheetAddress, SheetFilter } from './sheet-filter.tsx'
import { namedTemplate } from './card-names.ts'
import { GroupLinks, SheetView } from './sheet-views.tsx'

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
      const card = (await saveCard(
        platform,
        actor,
        { regionCode: region.code, seriesId: series.id, sheet, input },
        writer,
      )) as unknown as Card
      // A filter that would hide the new card is let go.
      const keeps = (name: string, own: string | undefined) => {
        const asked = c.req.query(name)
        return asked === undefined || asked === own ? {} : { [name]: '' }
      }
      const over = { cari: '', opd: '', ...keeps('dimensi', card.dimension), ...keeps('bagian', card.place) }
      const back = sheetAddress(visit, sheetHref(region.code, series.id, sheet), over)
      return c.redirect(`${back}${back.includes('?') ? '&' : '?'}pesan=ditambah#k-${card.id}`, 303)
    },
  },
}

/** So many of the cards taken off a sheet are named on it, the last ones. */
const ARCHIVED_SHOWN = 50

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
  const archived = await listArchivedCards(sql, region.code, series.id, sheet, ARCHIVED_SHOWN)
  const mayWrite = mayWriteCard(actor, stand, undefined)
  const here = sheetHref(region.code, series.id, sheet)
  const voted = VOTED_SHEETS.includes(sheet)
  const mayVote =
    voted &&
    series.voting === 'open' &&
    series.state !== 'done' &&
    series.archived === undefined &&
    refuseVote(actor, region.code) === undefined
  const filtered = Object.values(filter).some(one => one !== undefined)
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
              { href: seriesHref(region.code, series.id), label: t.allSheets },
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
            {...{ visit, retry, sheet, template, filter }}
            action={sheetAddress(visit, here)}
            full={sheetAddress(visit, `${here}/baru`)}
          />
        )}
        {(cards.length > 0 || filtered) && (
          <>
            <div class="mt-8 mb-5 flex flex-wrap items-center gap-x-6 gap-y-3">
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
              <span class="flex flex-wrap items-center gap-x-4 gap-y-1">
                <span class="note">{t.cards(formatCount(cards.length, lang))}</span>
                {(['csv', 'xlsx'] as const).map(ending => (
                  <a class="a no-print" href={sheetAddress(visit, `${here}/ekspor.${ending}`)}>
                    {ending.toUpperCase()}
                  </a>
                ))}
              </span>
            </div>
            <div class="no-print mb-6">
              <SheetFilter {...{ visit, sheet, template, offices, filter, here }} />
            </div>
            <GroupLinks {...{ lang, template, sheet, cards }} />
          </>
        )}
        <div class={cards.length > 0 || filtered ? undefined : 'mt-8'}>
          {cards.length > 0 ? (
            <SheetView
              {...{ lang, template, sheet, cards, links }}
              mayWrite={card => mayWriteCard(actor, stand, card)}
              byPoints={voted && c.req.query('urut') === 'poin'}
            />
          ) : filtered ? (
            <Empty fact={t.emptyFiltered} action={<Button href={here}>{t.clear}</Button>} />
          ) : (
            <Empty
              fact={t.empty}
              reason={mayWrite ? (sheet === 'strategy' ? t.emptyStrategy : t.emptyReason) : t.emptyRead}
              action={
                sheet === 'strategy' && mayWrite ? (
                  <Button href={`${seriesHref(region.code, series.id)}/pasangkan`}>{t.pairing}</Button>
                ) : undefined
              }
            />
          )}
        </div>
        {archived.length > 0 && (
          <details class="plain-fold no-print mt-10">
            <summary>{t.archivedCards(formatCount(archived.length, lang))}</summary>
            <ul class="mt-2">
              {archived.map(card => (
                <li class="py-1">
                  <a class="a font-normal" href={cardHref(card)}>
                    {card.title}
                  </a>
                </li>
              ))}
            </ul>
          </details>
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
