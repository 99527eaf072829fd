import { formatCount, formatDecimal } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { mayReadInside } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import type { Sheet } from '../../model.ts'
import { worksheetPhrases } from '../../phrases/worksheet.ts'
import { readinessShares } from '../../rules/worksheet/readiness.ts'
import { listSeries } from '../../store/workshop/series.ts'
import { countCards, listCards } from '../../store/worksheet/cards.ts'
import { planCrumbs, planHref, PlanNav, planSection } from '../nav.tsx'
import {
  flashOf,
  ROMAN,
  seriesHref,
  seriesOf,
  seriesPlace,
  sheetCrumbs,
  sheetHref,
  sheetsPlace,
  STAGE_SHEETS,
} from './place.ts'

/** `/masterplan/:code/lembar`: to the worksheets of the newest series; what to do when there is none. */
export const sheetsPage: Page = {
  path: sheetsPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  async show(visit) {
    const { platform, actor, lang, c } = visit
    const { sql } = platform.db
    const t = worksheetPhrases(lang)
    const stand = await getInsideStand(sql, actor, c.req.param('code') ?? '')
    const { region } = stand
    const [newest] = await listSeries(sql, region.code)
    if (newest) return c.redirect(seriesHref(region.code, newest.id), 303)
    return {
      title: t.sheets,
      section: planSection,
      working: true,
      crumbs: await planCrumbs(sql, region, lang, { label: t.sheets }),
      body: (
        <div class="pt-2">
          <h1 class="mb-6">{t.sheets}</h1>
          <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
          <div class="mt-8">
            <Empty
              fact={t.none}
              reason={t.noneReason}
              action={<Button href={planHref(region.code, 'bimtek')}>{t.toWorkshops}</Button>}
            />
          </div>
        </div>
      ),
    }
  },
}

/** `…/lembar/:series`: all worksheets by the stage that begins them, with how far each is. */
export const overviewPage: Page = {
  path: seriesPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: overviewView,
}

async function overviewView(visit: Visit): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = worksheetPhrases(lang)
  const stand = await seriesOf(visit)
  const { region, series } = stand
  const [counts, readiness, all] = [
    await countCards(sql, region.code, series.id),
    readinessShares(await listCards(sql, region.code, series.id, 'readiness')),
    await listSeries(sql, region.code),
  ]
  const n = (value: number) => formatCount(value, lang)
  const line = (sheet: Sheet): string => {
    const { cards = 0, programmes = 0, chosen = 0 } = counts.get(sheet) ?? {}
    if (sheet === 'readiness') {
      return [
        t.goodOf(n(readiness.answered), n(readiness.questions)),
        ...(readiness.percentGood === undefined ? [] : [t.good(formatDecimal(readiness.percentGood, lang, 1))]),
      ].join(', ')
    }
    if (cards === 0) return t.notFilled
    return [
      t.cards(n(cards)),
      ...(programmes > 0 ? [t.became(n(programmes))] : []),
      ...(chosen > 0 ? [t.chosenOf(n(chosen))] : []),
    ].join(', ')
  }
  const here = seriesHref(region.code, series.id)
  const others = all.filter(one => one.id !== series.id)
  return {
    title: t.overviewTitle(series.title),
    section: planSection,
    working: true,
    crumbs: await sheetCrumbs(visit, stand),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <h1>{t.overviewTitle(series.title)}</h1>
        <p class="lead mt-3 mb-6">{t.overviewLead}</p>
        <PlanNav lang={lang} code={region.code} current="lembar" sight={stand.sight} actor={actor} />
        <div class="no-print mt-6 flex flex-wrap items-center gap-x-6 gap-y-3">
          <Button icon="vote" href={`${here}/pilihan`}>
            {t.choiceBoard}
          </Button>
          <a class="a" href={`${here}/ekspor.xlsx`}>
            {t.exportAll}
          </a>
        </div>
        <div class="mt-10 grid gap-x-12 gap-y-10 md:grid-cols-2">
          {STAGE_SHEETS.map((sheets, at) => (
            <section aria-labelledby={`t-${at}`}>
              <h2 id={`t-${at}`} class="text-xl">
                {t.stage(ROMAN[at] ?? '')}
              </h2>
              <ul class="todo mt-3">
                {sheets.map(sheet => (
                  <TodoRow href={sheetHref(region.code, series.id, sheet)} title={t.sheet[sheet]} line={line(sheet)} />
                ))}
              </ul>
            </section>
          ))}
        </div>
        {others.length > 0 && (
          <section class="sec" aria-labelledby="lain">
            <h2 id="lain" class="text-xl">
              {t.otherSeries}
            </h2>
            <ul class="mt-3">
              {others.map(one => (
                <li class="py-1">
                  <a class="a" href={seriesHref(region.code, one.id)}>
                    {one.title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    ),
  }
}
