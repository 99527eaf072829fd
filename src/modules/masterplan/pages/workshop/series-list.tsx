import { dayIn } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { Seg } from '#ui/switch-links.tsx'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { startSeries } from '../../actions/workshop/start-series.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { keepPhrases } from '../../phrases/keep.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { listSeries } from '../../store/workshop/series.ts'
import { workshopsOfSeries } from '../../store/workshop/workshops.ts'
import { planCrumbs, planHref, PlanNav, planPlace, planSection } from '../nav.tsx'
import { ArchivedWords } from './archive.tsx'
import { codeOf, flashOf, seriesHref } from './place.ts'
import { errorOf, Refused, typedOr, wholeIn } from './retry.tsx'
import { StageList, standSentence } from './stage-list.tsx'

/** `/masterplan/:code/bimtek`: the series of a region, and one more. */
export const seriesListPage: Page = {
  path: `${planPlace}/bimtek`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: seriesListView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.series.started'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const regionCode = codeOf(visit)
      await getInsideStand(platform.db.sql, actor, regionCode)
      const refusal = refuseKeep(actor, regionCode)
      if (refusal) throw mayNot(refusal)
      const made = await startSeries(
        platform,
        actor,
        { regionCode, title: form.text('title') ?? '', year: wholeIn(form.text('year')) ?? 0 },
        writer,
      )
      return c.redirect(`${seriesHref(regionCode, made.id)}?pesan=mulai`, 303)
    },
  },
}

async function seriesListView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang, c } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).start
  const k = keepPhrases(lang).archive
  const { region, sight } = await getInsideStand(sql, actor, codeOf(visit))
  const archived = c.req.query('daftar') === 'arsip'
  const keeps = refuseKeep(actor, region.code) === undefined
  const gone = (await listSeries(sql, region.code, 'archived')).filter(
    one => keeps || one.archived?.reason !== undefined,
  )
  const all = archived ? gone : await listSeries(sql, region.code)
  const workshops = await workshopsOfSeries(
    sql,
    region.code,
    all.map(one => one.id),
  )
  const year = dayIn(platform.clock.now(), region.timezone).slice(0, 4)
  return {
    title: t.title,
    section: planSection,
    crumbs: await planCrumbs(sql, region, lang, { label: workshopPhrases(lang).nav.sections.bimtek }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        {(archived || gone.length > 0) && (
          <div class="mt-6">
            <Seg
              label={k.filter}
              links={[
                { href: planHref(region.code, 'bimtek'), label: k.living, current: !archived },
                { href: `${planHref(region.code, 'bimtek')}?daftar=arsip`, label: k.archived, current: archived },
              ]}
            />
          </div>
        )}
        {all.length === 0 && (
          <div class="mt-6">
            {archived ? (
              <Empty fact={k.none} reason={k.noneWhy} />
            ) : (
              <Empty fact={t.none} reason={keeps ? t.noneWhy : t.noneRead} />
            )}
          </div>
        )}
        {all.map(one => (
          <section class="sec" aria-labelledby={`r-${one.id}`}>
            <h2 id={`r-${one.id}`}>
              <a class="a" href={seriesHref(region.code, one.id)}>
                {one.title}
              </a>
            </h2>
            <p class="mt-2 mb-5 flex flex-wrap items-center gap-3">
              {archived ? (
                <Chip status="idle">{k.chip}</Chip>
              ) : (
                <Chip status={one.state === 'done' ? 'ok' : 'info'}>{one.state === 'done' ? t.done : t.running}</Chip>
              )}
              <span class="text-muted">
                {archived ? one.year : `${one.year}. ${standSentence(workshops.get(one.id) ?? [], lang)}.`}
              </span>
            </p>
            {archived && (
              <p class="note mb-5 max-w-[44rem]">
                <ArchivedWords lang={lang} stand={{ region, series: one }} />
              </p>
            )}
            <StageList workshops={workshops.get(one.id) ?? []} lang={lang} row />
          </section>
        ))}
        {keeps && !archived && (
          <details class="plain-fold mt-10" open={retry !== undefined || all.length === 0}>
            <summary>{t.add}</summary>
            <form method="post" action={planHref(region.code, 'bimtek')} novalidate class="mt-4 max-w-[40rem]">
              <Field
                name="title"
                lang={lang}
                label={t.name}
                hint={t.nameHint}
                maxlength={LONGEST_WORKSHOP.title}
                error={errorOf(retry, lang, 'title')}
                value={typedOr(retry, 'title', '')}
              />
              <Field
                name="year"
                lang={lang}
                label={t.year}
                inputmode="numeric"
                short
                error={errorOf(retry, lang, 'year')}
                value={typedOr(retry, 'year', year)}
              />
              <Button look={all.length === 0 ? 'primary' : 'line'}>{t.addDo}</Button>
            </form>
          </details>
        )}
      </div>
    ),
  }
}
