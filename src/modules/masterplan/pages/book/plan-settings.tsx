import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { mayKeepPlans } from '../../access.ts'
import { archivePlan, savePlan } from '../../actions/book/save-plan.ts'
import { refuseKeeping } from '../../actions/book/section-stand.ts'
import { bookPhrases } from '../../phrases/book.ts'
import { listSeriesNames } from '../../store/book/plans.ts'
import { planHref, planSection } from '../nav.tsx'
import { meanwhile, Refused, wholeIn } from '../workshop/retry.tsx'
import { bookCrumbs, bookHref, onePlanPlace, placeOf, planOf } from './place.ts'
import { PlanFields, readPlanForm } from './plan-fields.tsx'

/** `/masterplan/:code/buku/:plan/atur`: title, years, series and vision of a plan, and taking it off the list. */
export const planSettingsPage: Page = {
  path: `${onePlanPlace}/atur`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: settingsView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.plan.changed', 'masterplan.plan.archived'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode, planId } = placeOf(visit)
      const { plan } = await planOf(visit)
      refuseKeeping(actor, regionCode)
      const version = wholeIn(form.text('versi')) ?? 0
      if (form.text('aksi') === 'arsip') {
        await archivePlan(platform, actor, { regionCode, planId, version }, writer)
        return c.redirect(`${planHref(regionCode, 'buku')}?pesan=diarsipkan`, 303)
      }
      await savePlan(platform, actor, { regionCode, planId, version, input: readPlanForm(form) }, writer)
      return c.redirect(`${bookHref(plan)}?pesan=disimpan`, 303)
    },
  },
}

async function settingsView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const t = bookPhrases(lang).planForm
  const stand = await planOf(visit)
  const { plan, region } = stand
  refuseKeeping(actor, region.code)
  const series = await listSeriesNames(platform.db.sql, region.code)
  return {
    title: t.settings,
    section: planSection,
    working: true,
    crumbs: await bookCrumbs(visit, stand, { label: t.settings }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.settings}</h1>
        {meanwhile(retry) && (
          <div class="mt-6 max-w-[40rem]">
            <Call tone="due">{t.meanwhile}</Call>
          </div>
        )}
        <form method="post" novalidate class="mt-8 max-w-[40rem]">
          <input type="hidden" name="versi" value={String(plan.version)} />
          <PlanFields lang={lang} retry={retry} plan={plan} series={series} />
          <Button look="primary">{t.save}</Button>
        </form>
        <section class="sec max-w-[40rem]" aria-labelledby="arsip">
          <h2 id="arsip">{t.archive}</h2>
          <p class="note mt-2 mb-4">{t.archiveWhy}</p>
          <form method="post">
            <input type="hidden" name="versi" value={String(plan.version)} />
            <Button look="danger" name="aksi" value="arsip" icon="archive">
              {t.archiveSure}
            </Button>
          </form>
        </section>
      </div>
    ),
  }
}
