import { formatCount } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { unlessRefused } from '../../actions/workshop/lock-series.ts'
import { transferWork } from '../../actions/workshop/transfer-work.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { keepPhrases } from '../../phrases/keep.ts'
import { countOfficeWork } from '../../store/workshop/office-work.ts'
import { planCrumbs, planHref, PlanNav, planPlace, planSection } from '../nav.tsx'
import { codeOf } from './place.ts'
import { errorOf, Refused, typedOr, wholeIn } from './retry.tsx'

/** `/masterplan/:code/pindah-opd`: all that an office holds in the masterplan goes to another. `?dari=` names it. */
export const transferPage: Page = {
  path: `${planPlace}/pindah-opd`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: transferView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.work.transferred'],
    async handle(visit, form) {
      const { region } = await getKept(visit)
      const given = {
        regionCode: region.code,
        fromId: form.text('fromId') ?? '',
        toId: form.text('toId') ?? '',
        reason: form.text('reason') ?? '',
      }
      const moved = await transferWork(visit.platform, visit.actor, given, visit.writer)
      const count = Object.values(moved).reduce((sum, n) => sum + n, 0)
      return visit.c.redirect(`${planHref(region.code)}/pindah-opd?pindah=${count}`, 303)
    },
  },
}

async function getKept(visit: Visit) {
  const stand = await getInsideStand(visit.platform.db.sql, visit.actor, codeOf(visit))
  unlessRefused(refuseKeep(visit.actor, stand.region.code))
  return stand
}

async function transferView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = keepPhrases(lang).transfer
  const { region, sight } = await getKept(visit)
  const offices = await listRegionOffices(sql, region.code)
  const fromId = typedOr(retry, 'fromId', c.req.query('dari'))
  const chosen = offices.find(one => one.id === fromId)
  const work = chosen && (await countOfficeWork(sql, chosen.id))
  const moved = wholeIn(c.req.query('pindah'))
  const count = (n: number) => formatCount(n, lang)
  const here = `${planHref(region.code)}/pindah-opd`
  const none = { value: '', label: t.choose }
  return {
    title: t.title,
    section: planSection,
    working: true,
    crumbs: await planCrumbs(sql, region, lang, { label: t.title }),
    ...(moved === undefined || retry ? {} : { flash: t.done(count(moved)) }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current={undefined} sight={sight} actor={actor} />
        {chosen && work && (
          <section class="sec" aria-labelledby="dipegang">
            <h2 id="dipegang">
              {t.holds}: {chosen.name}
            </h2>
            {work.results + work.sections + work.cards + work.groups === 0 ? (
              <p class="note mt-2">{t.nothing}</p>
            ) : (
              <div class="max-w-[40rem]">
                <Facts
                  facts={(['results', 'sections', 'cards', 'groups'] as const).map(kind => ({
                    label: t[kind],
                    value: count(work[kind]),
                  }))}
                />
              </div>
            )}
          </section>
        )}
        <form method="post" action={here} novalidate class="mt-8 max-w-[40rem]">
          <Field
            kind="select"
            name="fromId"
            lang={lang}
            label={t.from}
            error={errorOf(retry, lang, 'fromId')}
            value={fromId}
            options={[
              none,
              ...offices.map(one => ({ value: one.id, label: one.archived ? t.gone(one.name) : one.name })),
            ]}
          />
          <Field
            kind="select"
            name="toId"
            lang={lang}
            label={t.to}
            error={errorOf(retry, lang, 'toId')}
            value={typedOr(retry, 'toId', '')}
            options={[none, ...offices.filter(one => !one.archived).map(one => ({ value: one.id, label: one.name }))]}
          />
          <Field
            name="reason"
            lang={lang}
            label={t.reason}
            hint={t.reasonHint}
            error={errorOf(retry, lang, 'reason')}
            value={typedOr(retry, 'reason', '')}
            maxlength={LONGEST_WORKSHOP.reason}
          />
          <Button look="primary">{t.do}</Button>
        </form>
      </div>
    ),
  }
}
