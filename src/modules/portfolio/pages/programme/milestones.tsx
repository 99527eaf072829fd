import { formatDate } from '#kit/format.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import { dayIn } from '#kit/format.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { Button } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { mayWritePortfolio } from '../../access.ts'
import { saveMilestone } from '../../actions/programme/save-milestone.ts'
import { LONGEST } from '../../rules/check-programme.ts'
import type { MilestoneInput } from '../../rules/programme/check-milestone.ts'
import { phrases } from '../../phrases/index.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { listMilestones } from '../../store/programme/milestones.ts'
import { MilestoneChip } from './detail-parts.tsx'
import {
  crumbsOf,
  flashOf,
  getOwnProgramme,
  milestoneHref,
  placeOf,
  programmeHref,
  programmePlace,
  section,
} from './place.ts'
import { errorOf, Refused, typedOr } from './retry.tsx'

/** `/portofolio/:code/program/:id/tonggak`: the milestones of a programme, and one more. */
export const milestonesPage: Page = {
  path: `${programmePlace}/tonggak`,
  permission: 'portfolio.programme.change',
  may: mayWritePortfolio,
  show: milestonesView,
  submit: {
    permission: 'portfolio.programme.change',
    may: mayWritePortfolio,
    limit: 'write',
    audit: ['portfolio.milestone.added'],
    async handle(visit, form) {
      const { regionCode, id } = placeOf(visit)
      await getOwnProgramme(visit)
      await saveMilestone(
        visit.platform,
        visit.actor,
        { regionCode, programmeId: id, input: readMilestone(form) },
        visit.writer,
      )
      return visit.c.redirect(`${programmeHref(regionCode, id, 'tonggak')}?pesan=tonggak`, 303)
    },
  },
}

export const readMilestone = (form: Form): MilestoneInput => ({
  title: form.text('title') ?? '',
  dueOn: form.text('dueOn') ?? '',
  ownerId: form.text('ownerId') ?? '',
})

async function milestonesView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const { sql } = platform.db
  const t = programmePhrases(lang).milestones
  const stand = await getOwnProgramme(visit)
  const { programme, region } = stand
  const milestones = (await listMilestones(sql, region.code, [programme.id])).get(programme.id) ?? []
  const offices = await listRegionOffices(sql, region.code)
  const today = dayIn(platform.clock.now(), region.timezone)
  const title = t.title(programme.name)
  return {
    title,
    section,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: programmePhrases(lang).parts.tonggak }),
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{title}</h1>
        <p class="lead mt-3 mb-8">{t.lead}</p>
        {milestones.length === 0 ? (
          <Empty fact={programmePhrases(lang).detail.noMilestones} reason={t.noneWhy} />
        ) : (
          <ul class="todo">
            {milestones.map(one => (
              <li>
                <div>
                  <a class="a" href={milestoneHref(region.code, programme.id, one.id)}>
                    {one.title}
                  </a>
                  <p>{programmePhrases(lang).detail.owes(one.ownerName, formatDate(one.dueOn, lang))}</p>
                </div>
                <MilestoneChip milestone={one} today={today} lang={lang} />
              </li>
            ))}
          </ul>
        )}
        <section class="sec" aria-labelledby="tambah">
          <h2 id="tambah" class="mb-6">
            {t.add}
          </h2>
          <form method="post" action={programmeHref(region.code, programme.id, 'tonggak')} novalidate>
            <MilestoneFields
              visit={visit}
              retry={retry}
              offices={offices}
              stored={{ title: '', dueOn: '', ownerId: programme.leadId }}
            />
            <Button look="primary">{t.addDo}</Button>
          </form>
        </section>
      </div>
    ),
  }
}

interface FieldsProps {
  visit: Visit
  retry: Retry | undefined
  offices: readonly RegionOffice[]
  stored: MilestoneInput
}

/** What shall be there, by when, and who owes it. */
export function MilestoneFields({ visit: { lang }, retry, offices, stored }: FieldsProps) {
  const { field } = phrases(lang)
  const t = programmePhrases(lang).milestones
  return (
    <>
      <Field
        name="title"
        lang={lang}
        label={field.title}
        hint={t.titleHint}
        error={errorOf(retry, lang, 'title')}
        value={typedOr(retry, 'title', stored.title)}
        maxlength={LONGEST.name}
      />
      <Field
        kind="date"
        name="dueOn"
        lang={lang}
        label={field.dueOn}
        error={errorOf(retry, lang, 'dueOn')}
        value={typedOr(retry, 'dueOn', stored.dueOn)}
        short
      />
      <Field
        kind="select"
        name="ownerId"
        lang={lang}
        label={field.ownerId}
        hint={t.ownerHint}
        error={errorOf(retry, lang, 'ownerId')}
        value={typedOr(retry, 'ownerId', stored.ownerId)}
        options={offices
          .filter(one => !one.archived || one.id === stored.ownerId)
          .map(one => ({ value: one.id, label: one.name }))}
      />
    </>
  )
}
