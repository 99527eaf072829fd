import { formatCount } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { refuseKeeping } from '../../actions/book/section-stand.ts'
import { startPlan } from '../../actions/book/start-plan.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { listPlans, listSeriesNames } from '../../store/book/plans.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { Refused } from '../workshop/retry.tsx'
import { bookCrumbs, bookHref, booksPlace, flashOf, placeOf } from './place.ts'
import { PlanFields, readPlanForm } from './plan-fields.tsx'

const pageSize = 20

/** `/masterplan/:code/buku`: the living plans of a region, with how far their sections are. */
export const plansPage: Page = {
  path: booksPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: plansView,
}

async function plansView(visit: Visit): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = bookPhrases(lang).plans
  const stand = await getInsideStand(sql, actor, placeOf(visit).regionCode)
  const { region, sight } = stand
  const after = c.req.query('setelah')
  const found = await listPlans(sql, region.code, { limit: pageSize + 1, after })
  const plans = found.slice(0, pageSize)
  const last = plans.at(-1)
  const here = planHref(region.code, 'buku')
  const keeps = refuseKeep(actor, region.code) === undefined
  const start = keeps && (
    <Button look="primary" href={`${here}/baru`} icon="plus">
      {t.start}
    </Button>
  )
  return {
    title: `${t.title}, ${region.shortName}`,
    section: planSection,
    crumbs: await bookCrumbs(visit, stand),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current="buku" sight={sight} actor={actor} />
        {plans.length === 0 ? (
          <div class="mt-8">
            <Empty fact={t.none} reason={keeps ? t.noneWhy : t.noneWhyRead} action={start || undefined} />
          </div>
        ) : (
          <>
            {start && <p class="mt-6 no-print">{start}</p>}
            <div class="mt-6">
              <Table
                lang={lang}
                caption={t.caption}
                rows={plans}
                columns={[
                  {
                    key: 'plan',
                    label: t.plan,
                    rowHeader: true,
                    cell: one => (
                      <a class="a" href={bookHref(one)}>
                        {one.title}
                      </a>
                    ),
                  },
                  { key: 'years', label: t.years, onlyWide: true, cell: one => `${one.fromYear}–${one.untilYear}` },
                  {
                    key: 'sections',
                    label: t.sections,
                    align: 'right',
                    onlyWide: true,
                    cell: one => formatCount(one.sections, lang),
                  },
                  {
                    key: 'accepted',
                    label: t.accepted,
                    align: 'right',
                    cell: one =>
                      t.acceptedOf(
                        formatCount(one.states.accepted + one.states.locked, lang),
                        formatCount(one.sections, lang),
                      ),
                  },
                ]}
              />
              <Pager
                lang={lang}
                previousHref={after === undefined ? undefined : here}
                nextHref={found.length > pageSize && last ? `${here}?setelah=${last.fromYear}-${last.id}` : undefined}
              />
            </div>
          </>
        )}
      </div>
    ),
  }
}

/** `/masterplan/:code/buku/baru`: a plan with its three books begins. */
export const newPlanPage: Page = {
  path: `${booksPlace}/baru`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: newPlanView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.plan.started'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode } = placeOf(visit)
      await getInsideStand(platform.db.sql, actor, regionCode)
      refuseKeeping(actor, regionCode)
      const plan = await startPlan(platform, actor, { regionCode, ...readPlanForm(form) }, writer)
      return c.redirect(`${bookHref(plan)}?pesan=dimulai`, 303)
    },
  },
}

async function newPlanView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = bookPhrases(lang).plans
  const { regionCode } = placeOf(visit)
  const stand = await getInsideStand(platform.db.sql, actor, regionCode)
  refuseKeeping(actor, regionCode)
  const series = await listSeriesNames(platform.db.sql, regionCode)
  const year = platform.clock.now().getUTCFullYear()
  return {
    title: t.startTitle,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(visit, stand, { label: t.start }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.startTitle}</h1>
        <p class="lead mt-3 mb-8">{t.startLead}</p>
        <form method="post" novalidate class="max-w-[40rem]">
          <PlanFields
            lang={lang}
            retry={retry}
            series={series}
            proposed={{
              title: `Masterplan Smart City ${stand.region.name} ${year + 1}–${year + 5}`,
              fromYear: year + 1,
              untilYear: year + 5,
              seriesId: series[0]?.id,
            }}
          />
          <p class="flex flex-wrap gap-3">
            <Button look="primary">{t.startButton}</Button>
          </p>
        </form>
      </div>
    ),
  }
}
