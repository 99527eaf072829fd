import { formatDate } from '#kit/format.ts'
import { listHolders } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { unlessRefused } from '../../actions/workshop/lock-series.ts'
import { removeMentor, saveMentor } from '../../actions/workshop/save-mentor.ts'
import { LONGEST_WORKSHOP } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { listMentors } from '../../store/workshop/mentors.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import { flashOf, getPlacedSeries, seriesCrumbs, seriesHref, seriesPlace } from './place.ts'
import { errorOf, Refused, typedOr } from './retry.tsx'

/** `…/bimtek/:series/pembimbing`: who guides the region, since when, and one more. */
export const mentorsPage: Page = {
  path: `${seriesPlace}/pembimbing`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: mentorsView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.mentor.added', 'masterplan.mentor.ended'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { region, series } = await getPlacedSeries(visit)
      unlessRefused(refuseKeep(actor, region.code))
      const which = { regionCode: region.code, seriesId: series.id, accountId: form.text('accountId') ?? '' }
      const ends = form.text('aksi') === 'akhiri'
      if (ends) await removeMentor(platform, actor, which, writer)
      else {
        const lead = form.text('lead') !== undefined
        await saveMentor(platform, actor, { ...which, lead, expertise: form.text('expertise') }, writer)
      }
      const done = ends ? 'hapus' : 'simpan'
      return c.redirect(`${seriesHref(region.code, series.id, 'pembimbing')}?pesan=${done}`, 303)
    },
  },
}

async function mentorsView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).mentors
  const stand = await getPlacedSeries(visit)
  const { region, series, sight } = stand
  const mentors = await listMentors(sql, region.code, series.id)
  const living = series.archived === undefined
  const keeps = living && refuseKeep(actor, region.code) === undefined
  const people = keeps ? await listHolders(sql, { roles: ['mentor'] }, platform.clock.now()) : []
  const here = seriesHref(region.code, series.id, 'pembimbing')
  const day = (moment: Date) => formatDate(moment, lang, region.timezone)
  const options = [...new Map(people.map(one => [one.accountId, one])).values()]
  return {
    title: `${t.title}, ${series.title}`,
    section: planSection,
    crumbs: await seriesCrumbs(visit, stand, { label: t.title }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <p class="eyebrow">{series.title}</p>
        <h1>{t.title}</h1>
        <p class="lead mt-3 mb-6">{t.lead}</p>
        <PlanNav lang={lang} code={region.code} current="bimtek" sight={sight} actor={actor} />
        <ArchivedCall {...{ visit, stand }} />
        {mentors.length === 0 ? (
          <div class="mt-6">
            <Empty fact={t.none} reason={t.noneWhy} />
          </div>
        ) : (
          <ul class="todo mt-6 max-w-3xl">
            {mentors.map(one => (
              <li>
                <div>
                  <strong>{one.name}</strong>
                  <p>
                    {[one.expertise, one.until ? t.until(day(one.until)) : t.since(day(one.since))]
                      .filter(Boolean)
                      .join(', ')}
                  </p>
                </div>
                <span class="flex flex-wrap items-center gap-4">
                  {one.lead && (
                    <Chip status="info" icon="users">
                      {t.leads}
                    </Chip>
                  )}
                  {keeps && one.until === undefined && (
                    <form method="post" action={here}>
                      <input type="hidden" name="accountId" value={one.accountId} />
                      <button class="a" name="aksi" value="akhiri" aria-label={t.endOf(one.name)}>
                        {t.end}
                      </button>
                    </form>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
        {keeps && (
          <section class="sec" aria-labelledby="tambah">
            <h2 id="tambah" class="mb-5">
              {t.add}
            </h2>
            {options.length === 0 ? (
              <p class="note">{t.nobody}</p>
            ) : (
              <form method="post" action={here} novalidate class="max-w-[40rem]">
                <Field
                  kind="select"
                  name="accountId"
                  lang={lang}
                  label={t.account}
                  hint={t.accountHint}
                  error={errorOf(retry, lang, 'accountId')}
                  value={typedOr(retry, 'accountId', '')}
                  options={options.map(one => ({
                    value: one.accountId,
                    label: [one.name, one.organisationName].filter(Boolean).join(', '),
                  }))}
                />
                <Field
                  name="expertise"
                  lang={lang}
                  label={t.expertise}
                  optional
                  maxlength={LONGEST_WORKSHOP.name}
                  error={errorOf(retry, lang, 'expertise')}
                  value={typedOr(retry, 'expertise', '')}
                />
                <Field
                  kind="checkbox"
                  name="lead"
                  lang={lang}
                  label={t.leadsSeries}
                  checked={retry?.form.text('lead') !== undefined}
                />
                <Button look="primary">{t.addDo}</Button>
              </form>
            )}
          </section>
        )}
      </div>
    ),
  }
}
