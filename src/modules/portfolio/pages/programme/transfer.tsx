import { formatCount } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPortfolio, refuseKeep } from '../../access.ts'
import { transferProgrammes } from '../../actions/programme/transfer-programmes.ts'
import { getStand } from '../../actions/stand.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { countDuties, listStranded } from '../../store/programme/transfer.ts'
import { PortfolioNav, portfolioCrumbs, portfolioHref } from '../nav.tsx'
import { placeOf, portfolioPlace, section } from './place.ts'
import { errorOf, Refused, typedOr } from './retry.tsx'

/** `/portofolio/:code/pindah-opd`: all that an office has goes to another, with both names in every history. */
export const transferPage: Page = {
  path: `${portfolioPlace}/pindah-opd`,
  permission: 'portfolio.keep',
  may: mayKeepPortfolio,
  show: transferView,
  submit: {
    permission: 'portfolio.keep',
    may: mayKeepPortfolio,
    limit: 'write',
    audit: ['portfolio.programmes.transferred'],
    async handle(visit, form) {
      const { regionCode } = placeOf(visit)
      await getKept(visit)
      const { programmes } = await transferProgrammes(
        visit.platform,
        visit.actor,
        {
          regionCode,
          fromId: form.text('fromId') ?? '',
          toId: form.text('toId') ?? '',
          reason: form.text('reason') ?? '',
        },
        visit.writer,
      )
      return visit.c.redirect(`${portfolioHref(regionCode)}/pindah-opd?pindah=${programmes}`, 303)
    },
  },
}

async function getKept(visit: Visit) {
  const stand = await getStand(visit.platform.db.sql, visit.actor, placeOf(visit).regionCode)
  const refusal = refuseKeep(visit.actor, stand.region.code)
  if (refusal) throw mayNot(refusal)
  return stand
}

async function transferView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang).transfer
  const { region, sight } = await getKept(visit)
  const offices = await listRegionOffices(sql, region.code)
  const stranded = await listStranded(sql, region.code)
  const chosen = offices.find(one => one.id === typedOr(retry, 'fromId', c.req.query('dari')))
  const duties = chosen && (await countDuties(sql, chosen.id))
  const here = `${portfolioHref(region.code)}/pindah-opd`
  const moved = /^\d{1,6}$/.exec(c.req.query('pindah') ?? '')?.[0]
  const count = (n: number) => formatCount(n, lang)
  const name = (one: (typeof offices)[number]) =>
    one.archived ? programmePhrases(lang).form.archivedOffice(one.name) : one.name
  return {
    title: t.title,
    section,
    working: true,
    crumbs: await portfolioCrumbs(
      sql,
      region,
      lang,
      { label: programmePhrases(lang).list, href: portfolioHref(region.code, 'program') },
      { label: t.title },
    ),
    ...(moved === undefined || retry ? {} : { flash: t.done(count(Number(moved))) }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PortfolioNav lang={lang} code={region.code} current="program" sight={sight} actor={actor} />
        {stranded.length > 0 && (
          <div class="mt-6 max-w-[40rem]">
            <Call title={t.stranded} tone="late">
              <ul>
                {stranded.map(one => (
                  <li>
                    <a class="a" href={`${here}?dari=${one.id}`}>
                      {t.strandedLine(one.name, count(one.leads))}
                    </a>
                  </li>
                ))}
              </ul>
            </Call>
          </div>
        )}
        <form method="post" action={here} novalidate class="mt-8">
          <Field
            kind="select"
            name="fromId"
            lang={lang}
            label={t.from}
            error={errorOf(retry, lang, 'fromId')}
            value={chosen?.id ?? ''}
            options={offices.map(one => ({ value: one.id, label: name(one) }))}
          />
          {chosen && duties && (
            <p class="note mb-6">
              {t.has(
                chosen.name,
                count(duties.leads),
                count(duties.supports),
                count(duties.milestones),
                count(duties.indicators),
                count(duties.risks),
              )}
            </p>
          )}
          <Field
            kind="select"
            name="toId"
            lang={lang}
            label={t.to}
            error={errorOf(retry, lang, 'toId')}
            value={typedOr(retry, 'toId', '')}
            options={offices.filter(one => !one.archived).map(one => ({ value: one.id, label: one.name }))}
          />
          <Field
            name="reason"
            lang={lang}
            label={t.reason}
            hint={t.reasonHint}
            error={errorOf(retry, lang, 'reason')}
            value={typedOr(retry, 'reason', '')}
            maxlength={1000}
          />
          <Button look="primary">{t.move}</Button>
        </form>
      </div>
    ),
  }
}
