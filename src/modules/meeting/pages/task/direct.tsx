import { formatDate } from '#kit/format.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { dimensionName } from '#ui/dim.tsx'
import { Field } from '#ui/field.tsx'
import { mayKeepMeetings, refuseKeep } from '../../access.ts'
import { changeTask, dropTask, moveTask } from '../../actions/task/direct-task.ts'
import { getTaskStand } from '../../actions/task/task-stand.ts'
import { LONGEST_TASK, TASK_DIMENSIONS } from '../../model-task.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { meetingCrumbs, meetingsHref } from '../nav.tsx'
import { placeOf, section, taskHref, taskPlace } from './place.tsx'
import { errorOf, meanwhile, refuse, Refused, typedOr, versionOf, wholeIn } from './retry.tsx'

/** `…/tugas/:task/atur`: a new day, other words or another office, or no longer; with a reason, for who keeps meetings. */
export const directTaskPage: Page = {
  path: `${taskPlace}/atur`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  show: directView,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: ['meeting.task.moved', 'meeting.task.changed', 'meeting.task.dropped'],
    handle: submitDirection,
  },
}

async function getKept(visit: Visit) {
  const { regionCode, id } = placeOf(visit)
  const stand = await getTaskStand(visit.platform.db.sql, visit.actor, regionCode, id)
  refuse(refuseKeep(visit.actor, regionCode))
  return stand
}

async function submitDirection(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, id } = placeOf(visit)
  await getKept(visit)
  const which = { regionCode, id, version: wholeIn(form.text('version')), reason: form.text('reason') ?? '' }
  const deed = form.text('aksi')
  const done = deed === 'batal' ? 'batal' : deed === 'ubah' ? 'ubah' : 'tenggat'
  if (deed === 'batal') await dropTask(platform, actor, which, writer)
  else if (deed === 'ubah') {
    const input = {
      text: form.text('text') ?? '',
      ownerId: form.text('ownerId') ?? '',
      dimension: TASK_DIMENSIONS.find(one => one === form.text('dimension')),
    }
    await changeTask(platform, actor, { ...which, input }, writer)
  } else await moveTask(platform, actor, { ...which, dueOn: form.text('dueOn') ?? '' }, writer)
  return c.redirect(`${taskHref(regionCode, id)}?pesan=${done}`, 303)
}

async function directView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const { sql } = platform.db
  const t = taskPhrases(lang)
  const { task, region } = await getKept(visit)
  const offices = await listRegionOffices(sql, region.code)
  const here = taskHref(region.code, task.id, 'atur')
  const deed = retry ? (retry.form.text('aksi') ?? 'tenggat') : undefined
  const of = (wanted: string) => (deed === wanted ? retry : undefined)
  const reason = (form: Retry | undefined) => (
    <Field
      kind="textarea"
      name="reason"
      lang={lang}
      label={t.direct.reason}
      error={errorOf(form, lang, 'reason')}
      value={typedOr(form, 'reason', '')}
      rows={2}
      maxlength={LONGEST_TASK.reason}
    />
  )
  const version = <input type="hidden" name="version" value={versionOf(retry, task.version)} />
  const [moving, changing, dropping] = [of('tenggat'), of('ubah'), of('batal')]
  return {
    title: `${t.direct.title}: ${task.text}`,
    section,
    working: true,
    crumbs: await meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(region.code, 'tugas') },
      { label: task.text.slice(0, 60), href: taskHref(region.code, task.id) },
      { label: t.direct.title },
    ),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{t.direct.title}</h1>
        <p class="lead mt-3 mb-6">{task.text}</p>
        {meanwhile(retry) && (
          <div class="mb-6 max-w-[40rem]">
            <Call tone="due">
              {t.direct.meanwhile} {t.states[task.state]}, {task.ownerName}, {formatDate(task.dueOn, lang)}.
            </Call>
          </div>
        )}
        <section aria-labelledby="tenggat">
          <h2 id="tenggat">{t.direct.move}</h2>
          <p class="note mt-1 mb-4">{t.direct.moveLead}</p>
          <form method="post" action={here} novalidate>
            {version}
            <Field
              kind="date"
              name="dueOn"
              lang={lang}
              label={t.direct.move}
              error={errorOf(moving, lang, 'dueOn')}
              value={typedOr(moving, 'dueOn', task.dueOn)}
              short
            />
            {reason(moving)}
            <Button look="primary" name="aksi" value="tenggat">
              {t.direct.moveDo}
            </Button>
          </form>
        </section>
        <details class="plain-fold mt-10" open={changing !== undefined}>
          <summary>{t.direct.change}</summary>
          <form method="post" action={here} novalidate class="mt-4">
            {version}
            <Field
              kind="textarea"
              name="text"
              lang={lang}
              label={t.direct.text}
              error={errorOf(changing, lang, 'text')}
              value={typedOr(changing, 'text', task.text)}
              rows={3}
              maxlength={LONGEST_TASK.text}
            />
            <Field
              kind="select"
              name="ownerId"
              lang={lang}
              label={t.direct.owner}
              error={errorOf(changing, lang, 'ownerId')}
              value={typedOr(changing, 'ownerId', task.ownerId)}
              options={offices
                .filter(one => !one.archived || one.id === task.ownerId)
                .map(one => ({ value: one.id, label: one.archived ? t.gone(one.name) : one.name }))}
            />
            <Field
              kind="select"
              name="dimension"
              lang={lang}
              label={t.direct.dimension}
              error={errorOf(changing, lang, 'dimension')}
              value={typedOr(changing, 'dimension', task.dimension)}
              options={[
                { value: '', label: t.direct.noDimension },
                ...TASK_DIMENSIONS.map(one => ({ value: one, label: dimensionName(one, lang) })),
              ]}
              optional
            />
            {reason(changing)}
            <Button name="aksi" value="ubah">
              {t.direct.changeDo}
            </Button>
          </form>
        </details>
        {task.state === 'open' && (
          <details class="plain-fold mt-6" open={dropping !== undefined}>
            <summary>{t.direct.drop}</summary>
            <p class="note mt-3 mb-4">{t.direct.dropLead}</p>
            <form method="post" action={here} novalidate>
              {version}
              {reason(dropping)}
              <Button look="danger" name="aksi" value="batal">
                {t.direct.dropDo}
              </Button>
            </form>
          </details>
        )}
      </div>
    ),
  }
}
