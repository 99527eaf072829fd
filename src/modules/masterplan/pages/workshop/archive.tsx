import { formatDate, type Lang } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, refuseKeep } from '../../access.ts'
import { archiveSeries } from '../../actions/workshop/archive-series.ts'
import { type SeriesStand, unlessRefused } from '../../actions/workshop/lock-series.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { keepPhrases } from '../../phrases/keep.ts'
import { readSeriesEnd } from '../../store/workshop/series-end.ts'
import { planHref, planSection } from '../nav.tsx'
import { getPlacedSeries, seriesCrumbs, seriesHref, seriesPlace } from './place.ts'
import { errorOf, Refused, typedOr, wholeIn } from './retry.tsx'

/** `…/bimtek/:series/arsip`: asks before a series is archived, and before it is brought back. */
export const archiveSeriesPage: Page = {
  path: `${seriesPlace}/arsip`,
  permission: 'masterplan.keep',
  may: mayKeepPlans,
  show: archiveView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.series.archived', 'masterplan.series.restored'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { region, series } = await getPlacedSeries(visit)
      unlessRefused(refuseKeep(actor, region.code))
      const archived = form.text('aksi') !== 'pulihkan'
      const place = { regionCode: region.code, seriesId: series.id, version: wholeIn(form.text('version')) }
      await archiveSeries(platform, actor, { ...place, archived, reason: form.text('reason') }, writer)
      const there = archived
        ? `${planHref(region.code, 'bimtek')}?pesan=arsip`
        : `${seriesHref(region.code, series.id)}?pesan=pulih`
      return c.redirect(there, 303)
    },
  },
}

async function archiveView(visit: Visit, retry?: Retry): Promise<View> {
  const { actor, lang, platform } = visit
  const t = keepPhrases(lang).archive
  const stand = await getPlacedSeries(visit)
  const { region, series } = stand
  unlessRefused(refuseKeep(actor, region.code))
  const back = series.archived !== undefined
  const { empty } = await readSeriesEnd(platform.db.sql, region.code, series.id)
  const title = (back ? t.restoreTitle : t.title)(series.title)
  const here = seriesHref(region.code, series.id)
  return {
    title,
    section: planSection,
    working: true,
    crumbs: await seriesCrumbs(visit, stand, { label: back ? t.restore : t.do }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3">{back ? t.restoreLead : empty ? t.emptyLead : t.lead}</p>
        {!back && !empty && <p class="note mt-3">{t.plans}</p>}
        <form method="post" action={`${here}/arsip`} novalidate class="mt-8 max-w-[40rem]">
          <input type="hidden" name="version" value={String(series.version)} />
          {!back && !empty && (
            <Field
              kind="textarea"
              name="reason"
              lang={lang}
              label={t.reason}
              hint={t.reasonHint}
              rows={3}
              maxlength={LONGEST_WORKSHOP.reason}
              error={errorOf(retry, lang, 'reason')}
              value={typedOr(retry, 'reason', '')}
            />
          )}
          <div class="flex flex-wrap items-center gap-5">
            <Button look={back ? 'primary' : 'danger'} name="aksi" value={back ? 'pulihkan' : 'arsipkan'}>
              {back ? t.restore : t.do}
            </Button>
            <a class="a" href={here}>
              {t.back}
            </a>
          </div>
        </form>
      </div>
    ),
  }
}

/** On every page of an archived series: that it is only read, since when and why; the secretariat may restore it. */
export function ArchivedCall({ visit, stand }: { visit: Visit; stand: SeriesStand }) {
  const { lang, actor } = visit
  const { region, series } = stand
  if (series.archived === undefined) return null
  const t = keepPhrases(lang).archive
  return (
    <div class="mt-6 max-w-[44rem]">
      <Call tone="due" title={t.call}>
        <ArchivedWords lang={lang} stand={stand} />
        {refuseKeep(actor, region.code) === undefined && (
          <>
            {' '}
            <a class="a" href={`${seriesHref(region.code, series.id)}/arsip`}>
              {t.restoreLink}
            </a>
          </>
        )}
      </Call>
    </div>
  )
}

/** When and by whom a series was archived, and why. */
export function ArchivedWords({
  lang,
  stand: { region, series },
}: {
  lang: Lang
  stand: Pick<SeriesStand, 'region' | 'series'>
}) {
  const t = keepPhrases(lang).archive
  if (series.archived === undefined) return null
  const { at, by, reason } = series.archived
  return (
    <>
      {t.told(formatDate(at, lang, region.timezone), by)} <span class="whitespace-pre-line">{reason ?? t.removed}</span>
    </>
  )
}
