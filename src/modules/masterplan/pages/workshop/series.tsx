import { formatCount } from '#kit/format.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { unlessRefused } from '../../actions/workshop/lock-series.ts'
import { saveSeries } from '../../actions/workshop/save-series.ts'
import { STAGES } from '../../model.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { keepPhrases } from '../../phrases/keep.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { roman } from '../../rules/workshop/check-workshop.ts'
import { listSignatures } from '../../store/workshop/commitments.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listMentors } from '../../store/workshop/mentors.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'
import { planHref, PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import { flashOf, getPlacedSeries, seriesCrumbs, seriesHref, seriesPlace, stageHref } from './place.ts'
import { errorOf, Refused, typedOr, wholeIn } from './retry.tsx'
import { StageList, standSentence } from './stage-list.tsx'

/** `/masterplan/:code/bimtek/:series`: the four stages, and what goes with them. */
export const seriesPage: Page = {
  path: seriesPlace,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: seriesView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.series.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { region, series } = await getPlacedSeries(visit)
      unlessRefused(refuseKeep(actor, region.code))
      await saveSeries(
        platform,
        actor,
        {
          regionCode: region.code,
          seriesId: series.id,
          version: wholeIn(form.text('version')),
          input: {
            title: form.text('title') ?? '',
            year: wholeIn(form.text('year')) ?? 0,
            note: form.text('note'),
            done: form.text('done') !== undefined,
          },
        },
        writer,
      )
      return c.redirect(`${seriesHref(region.code, series.id)}?pesan=simpan`, 303)
    },
  },
}

async function seriesView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).series
  const stand = await getPlacedSeries(visit)
  const { region, series, sight } = stand
  const workshops = await listWorkshops(sql, region.code, series.id)
  const results = await listDeliverables(sql, region.code, series.id)
  const mentors = (await listMentors(sql, region.code, series.id)).filter(one => one.until === undefined)
  const signatures = await listSignatures(sql, region.code, series.id)
  const href = (part: 'pembimbing' | 'kelompok' | 'kemajuan' | 'komitmen') => seriesHref(region.code, series.id, part)
  const count = (n: number) => formatCount(n, lang)
  const living = series.archived === undefined
  const keeps = living && refuseKeep(actor, region.code) === undefined
  const rows = [
    {
      href: href('pembimbing'),
      label: t.parts.pembimbing,
      line: mentors.length === 0 ? t.noMentors : mentors.map(one => one.name).join(', '),
    },
    { href: href('kelompok'), label: t.parts.kelompok, line: workshopPhrases(lang).groups.lead },
    { href: `${planHref(region.code, 'lembar')}/${series.id}`, label: t.parts.lembar, line: t.lines.lembar },
    { href: href('kemajuan'), label: t.parts.kemajuan, line: t.lines.kemajuan },
    {
      href: href('komitmen'),
      label: t.parts.komitmen,
      line:
        signatures.length === 0
          ? workshopPhrases(lang).commitment.noSignatories
          : t.signed(count(signatures.filter(one => one.how).length), count(signatures.length)),
    },
    { href: `${planHref(region.code)}/komentar`, label: t.parts.komentar, line: t.lines.komentar },
  ]
  return {
    title: series.title,
    section: planSection,
    crumbs: await seriesCrumbs(visit, stand),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{series.title}</p>
        <h1>
          {living
            ? series.state === 'done'
              ? t.finished
              : standSentence(workshops, lang)
            : keepPhrases(lang).archive.heading}
        </h1>
        {series.note !== undefined && <p class="lead mt-3 whitespace-pre-line">{series.note}</p>}
        <div class="mt-6" />
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        <ArchivedCall {...{ visit, stand }} />
        <section class="sec" aria-labelledby="tahap">
          <h2 id="tahap" class="mb-5">
            {t.stages}
          </h2>
          <StageList workshops={workshops} lang={lang} row />
          <ul class="todo mt-8 max-w-3xl">
            {STAGES.map(stage => {
              const own = results.filter(one => one.stage === stage)
              const accepted = own.filter(one => one.state === 'accepted').length
              return (
                <li>
                  <div>
                    <a class="a" href={stageHref(region.code, series.id, stage)}>
                      {workshopPhrases(lang).stage.title(roman[stage])}
                    </a>
                    <p>{workshops.find(one => one.stage === stage)?.theme}</p>
                  </div>
                  <span class="text-muted">{t.accepted(count(accepted), count(own.length))}</span>
                </li>
              )
            })}
          </ul>
        </section>
        <section class="sec" aria-labelledby="serta">
          <h2 id="serta">{t.work}</h2>
          <ul class="todo mt-2 max-w-3xl">
            {rows.map(row => (
              <li>
                <div>
                  <a class="a" href={row.href}>
                    {row.label}
                  </a>
                  <p>{row.line}</p>
                </div>
              </li>
            ))}
          </ul>
        </section>
        {keeps && (
          <details class="plain-fold mt-10" open={retry !== undefined}>
            <summary>{t.edit}</summary>
            <form method="post" action={seriesHref(region.code, series.id)} novalidate class="mt-4 max-w-[40rem]">
              <input type="hidden" name="version" value={String(series.version)} />
              <Field
                name="title"
                lang={lang}
                label={workshopPhrases(lang).start.name}
                maxlength={LONGEST_WORKSHOP.title}
                error={errorOf(retry, lang, 'title')}
                value={typedOr(retry, 'title', series.title)}
              />
              <Field
                name="year"
                lang={lang}
                label={workshopPhrases(lang).start.year}
                inputmode="numeric"
                short
                error={errorOf(retry, lang, 'year')}
                value={typedOr(retry, 'year', String(series.year))}
              />
              <Field
                kind="textarea"
                name="note"
                lang={lang}
                label={t.note}
                rows={3}
                optional
                error={errorOf(retry, lang, 'note')}
                value={typedOr(retry, 'note', series.note)}
              />
              <Field
                kind="checkbox"
                name="done"
                lang={lang}
                label={t.finished}
                checked={retry ? retry.form.text('done') !== undefined : series.state === 'done'}
              />
              <Button>{workshopPhrases(lang).save}</Button>
            </form>
            <p class="mt-6">
              <a class="a" href={`${seriesHref(region.code, series.id)}/arsip`}>
                {keepPhrases(lang).archive.link}
              </a>
            </p>
          </details>
        )}
      </div>
    ),
  }
}
