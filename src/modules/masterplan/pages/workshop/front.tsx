import { formatCount } from '#kit/format.ts'
import type { Page, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { mayOpenPlans, refuseKeep } from '../../access.ts'
import { getStand, type Stand } from '../../actions/stand.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { listPlans } from '../../store/book/plans.ts'
import { listEditions } from '../../store/edition/editions.ts'
import { listSeries } from '../../store/workshop/series.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'
import { EditionList } from '../edition/edition-list.tsx'
import { planCrumbs, planHref, PlanNav, planPlace, planSection } from '../nav.tsx'
import { codeOf, flashOf, seriesHref } from './place.ts'
import { StageList, standSentence } from './stage-list.tsx'

/** `/masterplan/:code`: where the process stands, its books and editions; the public sees published editions alone. */
export const frontPage: Page = {
  path: planPlace,
  permission: 'masterplan.read',
  may: mayOpenPlans,
  show: frontView,
}

async function frontView(visit: Visit): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const stand = await getStand(sql, actor, codeOf(visit))
  const { region, sight } = stand
  const t = workshopPhrases(lang).front
  const editions = await listEditions(
    sql,
    region.code,
    sight === 'all' ? { withoutWithdrawn: true } : { publishedOnly: true },
    { limit: 5 },
  )
  const inside = sight === 'all' ? await insideOf(visit, stand) : undefined
  return {
    title: t.title(region.shortName),
    section: planSection,
    crumbs: await planCrumbs(sql, region, lang),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        {inside && <p class="eyebrow">{t.title(region.name)}</p>}
        <h1>{inside?.title ?? t.title(region.name)}</h1>
        {!inside && <p class="lead mt-3">{t.publicLead}</p>}
        <div class="mt-6" />
        <PlanNav lang={lang} code={region.code} current="" sight={sight} actor={actor} />
        {inside?.body}
        <section class="sec" aria-labelledby="edisi">
          <h2 id="edisi">{t.editions}</h2>
          <div class="mt-3 max-w-3xl">
            {editions.length === 0 ? (
              <p class="note">{t.noEditions}</p>
            ) : (
              <EditionList lang={lang} region={region} editions={editions} />
            )}
          </div>
        </section>
      </div>
    ),
  }
}

/** What only who sees all is shown: the newest running series, else the newest; and the books. */
async function insideOf({ platform, actor, lang }: Visit, { region }: Stand) {
  const { sql } = platform.db
  const t = workshopPhrases(lang).front
  const all = await listSeries(sql, region.code)
  const series = all.find(one => one.state === 'running') ?? all[0]
  const workshops = series ? await listWorkshops(sql, region.code, series.id) : []
  const plans = await listPlans(sql, region.code, { limit: 5 })
  const keeps = refuseKeep(actor, region.code) === undefined
  return {
    title: series ? standSentence(workshops, lang) : t.noSeries,
    body: (
      <>
        <section class="sec" aria-labelledby="bimtek">
          <h2 id="bimtek" class="mb-5">
            {series ? (
              <a class="a" href={seriesHref(region.code, series.id)}>
                {series.title}
              </a>
            ) : (
              t.series
            )}
          </h2>
          {series ? (
            <StageList workshops={workshops} lang={lang} row />
          ) : (
            <Empty
              fact={t.noSeries}
              reason={t.noSeriesWhy}
              action={
                keeps && (
                  <Button look="primary" href={planHref(region.code, 'bimtek')}>
                    {workshopPhrases(lang).start.addDo}
                  </Button>
                )
              }
            />
          )}
        </section>
        <section class="sec" aria-labelledby="buku">
          <h2 id="buku">{t.books}</h2>
          {plans.length === 0 ? (
            <p class="note mt-2">{t.noBooks}</p>
          ) : (
            <ul class="todo mt-2 max-w-3xl">
              {plans.map(plan => (
                <li>
                  <div>
                    <a class="a" href={`${planHref(region.code, 'buku')}/${plan.id}`}>
                      {plan.title}
                    </a>
                    <p>
                      {plan.fromYear}–{plan.untilYear}
                    </p>
                  </div>
                  <span class="text-muted">
                    {t.sectionsOf(
                      formatCount(plan.states.accepted + plan.states.locked, lang),
                      formatCount(plan.sections, lang),
                    )}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </>
    ),
  }
}
