import { formatCount } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { getInsideStand } from '../../actions/stand.ts'
import { transferTasks } from '../../actions/task/transfer-tasks.ts'
import { LONGEST_TASK } from '../../model-task.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { countOfficeWork } from '../../store/task/list-tasks.ts'
import { meetingCrumbs, MeetingNav, meetingsHref } from '../nav.tsx'
import { placeOf, regionPlace, section } from './place.tsx'
import { errorOf, refuse, Refused, typedOr, wholeIn } from './retry.tsx'

/** `/rapat/:code/tugas/pindah-opd`: open tasks and items to prepare of an office go to another. */
export const transferTasksPage: Page = {
  path: `${regionPlace}/tugas/pindah-opd`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: transferView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.tasks.transferred'],
    async handle(visit, form) {
      const { region } = await getKept(visit)
      const given = {
        regionCode: region.code,
        fromId: form.text('fromId') ?? '',
        toId: form.text('toId') ?? '',
        reason: form.text('reason') ?? '',
      }
      const { tasks, items } = await transferTasks(visit.platform, visit.actor, given, visit.writer)
      return visit.c.redirect(`${meetingsHref(region.code, 'tugas')}/pindah-opd?pindah=${tasks + items}`, 303)
    },
  },
}

async function getKept(visit: Visit) {
  const stand = await getInsideStand(visit.platform.db.sql, visit.actor, placeOf(visit).regionCode)
  refuse(refuseKeep(visit.actor, stand.region.code))
  return stand
}

async function transferView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, platform, actor } = visit
  const { sql } = platform.db
  const t = taskPhrases(lang)
  const { region, sight } = await getKept(visit)
  const offices = await listRegionOffices(sql, region.code)
  const fromId = typedOr(retry, 'fromId', c.req.query('dari'))
  const chosen = offices.find(one => one.id === fromId)
  const work = chosen && (await countOfficeWork(sql, chosen.id))
  const moved = wholeIn(c.req.query('pindah'))
  const count = (n: number) => formatCount(n, lang)
  const here = `${meetingsHref(region.code, 'tugas')}/pindah-opd`
  const name = (one: (typeof offices)[number]) => (one.archived ? t.gone(one.name) : one.name)
  return {
    title: t.transfer.title,
    section,
    working: true,
    crumbs: await meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'tugas') },
      { label: t.transfer.title },
    ),
    ...(moved === undefined || retry ? {} : { flash: t.transfer.done(count(moved)) }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.transfer.title}</h1>
        <p class="lead mt-3 mb-6">{t.transfer.lead}</p>
        <MeetingNav lang={lang} code={region.code} current="tugas" sight={sight} actor={actor} />
        <form method="post" action={here} novalidate class="mt-8">
          <Field
            kind="select"
            name="fromId"
            lang={lang}
            label={t.transfer.from}
            error={errorOf(retry, lang, 'fromId')}
            value={fromId}
            options={[
              { value: '', label: t.transfer.choose },
              ...offices.map(one => ({ value: one.id, label: name(one) })),
            ]}
          >
            {work && <p class="note mt-2">{t.transfer.count(count(work.tasks), count(work.items))}</p>}
          </Field>
          <Field
            kind="select"
            name="toId"
            lang={lang}
            label={t.transfer.to}
            error={errorOf(retry, lang, 'toId')}
            value={typedOr(retry, 'toId', '')}
            options={[
              { value: '', label: t.transfer.choose },
              ...offices.filter(one => !one.archived).map(one => ({ value: one.id, label: one.name })),
            ]}
          />
          <Field
            name="reason"
            lang={lang}
            label={t.transfer.reason}
            error={errorOf(retry, lang, 'reason')}
            value={typedOr(retry, 'reason', '')}
            maxlength={LONGEST_TASK.reason}
          />
          <Button look="primary">{t.transfer.do}</Button>
        </form>
      </div>
    ),
  }
}
