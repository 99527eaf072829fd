import { formatCount } from '#kit/format.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepPlans, mayReadInside, refuseKeep } from '../../access.ts'
import { unlessRefused } from '../../actions/workshop/lock-series.ts'
import { saveGroup } from '../../actions/workshop/save-group.ts'
import { LONGEST_WORKSHOP, type WorkingGroup } from '../../model-workshop.ts'
import { workshopPhrases } from '../../phrases/workshop.ts'
import { listGroups } from '../../store/workshop/groups.ts'
import { PlanNav, planSection } from '../nav.tsx'
import { ArchivedCall } from './archive.tsx'
import { flashOf, getPlacedSeries, seriesCrumbs, seriesHref, seriesPlace } from './place.ts'
import { errorOf, Refused, typedOr, wholeIn } from './retry.tsx'

/** `…/bimtek/:series/kelompok`: the groups, their offices, coordinator and moderator. `?ubah=` opens one to change. */
export const groupsPage: Page = {
  path: `${seriesPlace}/kelompok`,
  permission: 'masterplan.inside.read',
  may: mayReadInside,
  show: groupsView,
  submit: {
    permission: 'masterplan.keep',
    may: mayKeepPlans,
    limit: 'write',
    audit: ['masterplan.group.changed'],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { region, series } = await getPlacedSeries(visit)
      unlessRefused(refuseKeep(actor, region.code))
      const saved = await saveGroup(
        platform,
        actor,
        {
          regionCode: region.code,
          seriesId: series.id,
          id: form.text('group') ?? '',
          version: wholeIn(form.text('version')),
          input: {
            name: form.text('name') ?? '',
            coordinatorId: form.text('coordinatorId'),
            moderator: form.text('moderator'),
            officeIds: form.all('officeIds'),
          },
        },
        writer,
      )
      return c.redirect(`${seriesHref(region.code, series.id, 'kelompok')}?pesan=simpan#k-${saved.id}`, 303)
    },
  },
}

async function groupsView(visit: Visit, retry?: Retry): Promise<View> {
  const { platform, actor, lang, c } = visit
  const { sql } = platform.db
  const t = workshopPhrases(lang).groups
  const stand = await getPlacedSeries(visit)
  const { region, series, sight } = stand
  const groups = await listGroups(sql, region.code, series.id)
  const living = series.archived === undefined
  const keeps = living && refuseKeep(actor, region.code) === undefined
  const changing = keeps ? (retry?.form.text('group') ?? c.req.query('ubah')) : undefined
  const offices = changing === undefined ? [] : await listRegionOffices(sql, region.code)
  const here = seriesHref(region.code, series.id, 'kelompok')
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
        {(['dimension', 'element'] as const).map(kind => (
          <section class="sec" aria-labelledby={kind}>
            <h2 id={kind}>{t.kinds[kind]}</h2>
            <div class="mt-4 grid gap-8">
              {groups
                .filter(one => one.kind === kind)
                .map(one => (
                  <div id={`k-${one.id}`} class="max-w-[44rem]">
                    <h3 class="flex flex-wrap items-baseline justify-between gap-4">
                      <span>{one.name}</span>
                      {keeps && changing !== one.id && (
                        <a class="a text-sm" href={`${here}?ubah=${one.id}#k-${one.id}`}>
                          {workshopPhrases(lang).change}
                          <span class="sr-only"> {one.name}</span>
                        </a>
                      )}
                    </h3>
                    {changing === one.id ? (
                      <GroupForm {...{ visit, retry, group: one, offices, here }} />
                    ) : isEmpty(one) ? (
                      <p class="note mt-1">{t.empty}</p>
                    ) : (
                      <Facts
                        facts={[
                          { label: t.coordinator, value: one.coordinatorName ?? absent(workshopPhrases(lang).unset) },
                          { label: t.moderator, value: one.moderator ?? absent(workshopPhrases(lang).unset) },
                          {
                            label: `${t.offices} (${formatCount(one.offices.length, lang)})`,
                            value:
                              one.offices.length === 0 ? absent(t.noOffices) : one.offices.map(o => o.name).join(', '),
                          },
                        ]}
                      />
                    )}
                  </div>
                ))}
            </div>
          </section>
        ))}
      </div>
    ),
  }
}

const isEmpty = (group: WorkingGroup): boolean =>
  group.coordinatorId === undefined && group.moderator === undefined && group.offices.length === 0

const absent = (words: string) => <span class="font-normal text-muted">{words}</span>

interface FormProps {
  visit: Visit
  retry: Retry | undefined
  group: WorkingGroup
  offices: readonly RegionOffice[]
  here: string
}

function GroupForm({ visit: { lang }, retry, group, offices, here }: FormProps) {
  const t = workshopPhrases(lang).groups
  const members = group.offices.map(one => one.id)
  const shown = offices.filter(one => !one.archived || members.includes(one.id))
  const listed = shown.filter(one => one.kind !== 'village-office' || members.includes(one.id))
  const option = (one: RegionOffice) => ({ value: one.id, label: one.name })
  return (
    <form method="post" action={here} novalidate class="mt-4">
      <input type="hidden" name="group" value={group.id} />
      <input type="hidden" name="version" value={String(group.version)} />
      <Field
        name="name"
        lang={lang}
        label={t.name}
        maxlength={LONGEST_WORKSHOP.name}
        error={errorOf(retry, lang, 'name')}
        value={typedOr(retry, 'name', group.name)}
      />
      <Field
        kind="select"
        name="coordinatorId"
        lang={lang}
        label={t.coordinator}
        optional
        placeholder={workshopPhrases(lang).unset}
        error={errorOf(retry, lang, 'coordinatorId')}
        value={typedOr(retry, 'coordinatorId', group.coordinatorId)}
        options={listed.map(option)}
      />
      <Field
        name="moderator"
        lang={lang}
        label={t.moderator}
        optional
        maxlength={LONGEST_WORKSHOP.name}
        error={errorOf(retry, lang, 'moderator')}
        value={typedOr(retry, 'moderator', group.moderator)}
      />
      <Field
        kind="checks"
        name="officeIds"
        lang={lang}
        label={t.offices}
        error={errorOf(retry, lang, 'officeIds')}
        values={retry ? retry.form.all('officeIds') : members}
        options={listed.map(option)}
      />
      <Button look="primary">{workshopPhrases(lang).save}</Button>
    </form>
  )
}
