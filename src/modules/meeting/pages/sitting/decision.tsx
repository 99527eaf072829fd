import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { mayWorkInMeetings } from '../../access.ts'
import { noSuchDecision, removeDecision, saveDecision } from '../../actions/sitting/save-decision.ts'
import type { MeetingStand } from '../../actions/stand.ts'
import { makeTask } from '../../actions/task/make-tasks.ts'
import type { Decision } from '../../model-sitting.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { refuseWriteMinutes } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { meetingHref } from '../nav.tsx'
import { DecisionFields, readDecisionForm, readTaskForm, TaskFields } from './decision-fields.tsx'
import { TaskList } from './minutes-parts.tsx'
import { inTaskFields } from './minutes.tsx'
import { crumbsOf, MeetingHead, meetingPlace, placeOf, Refused, retryOf, standOf, wholeIn } from './place.tsx'

/** `…/notulen/keputusan/:decision`: changes a decision and gives tasks that come of it. */
export const decisionPage: Page = {
  path: `${meetingPlace}/notulen/keputusan/:decision{[0-9a-f-]{36}}`,
  permission: 'meeting.minutes.write',
  may: mayWorkInMeetings,
  show: decisionView,
  submit: {
    permission: 'meeting.minutes.write',
    may: mayWorkInMeetings,
    limit: 'write',
    audit: ['meeting.decision.changed', 'meeting.decision.removed', 'meeting.task.made'],
    handle: storeDecision,
  },
}

async function decisionOf(visit: Visit): Promise<MeetingStand & { decision: Decision; number: number }> {
  const stand = await standOf(visit, 'write')
  const all = await listDecisions(visit.platform.db.sql, stand.region.code, stand.meeting.id)
  const at = all.findIndex(one => one.id === visit.c.req.param('decision'))
  const decision = all[at]
  if (!decision) throw noSuchDecision()
  return { ...stand, decision, number: at + 1 }
}

async function storeDecision(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, meetingId } = placeOf(visit)
  const { decision } = await decisionOf(visit)
  const which = { regionCode, meetingId, id: decision.id }
  const minutes = meetingHref(regionCode, meetingId, 'notulen')
  switch (form.text('aksi')) {
    case 'hapus':
      await removeDecision(platform, actor, which, writer)
      return c.redirect(`${minutes}?pesan=hapus#keputusan`, 303)
    case 'tugas': {
      const input = { ...(readTaskForm(form) ?? { text: '', ownerId: '', dueOn: '' }), decisionId: decision.id }
      await makeTask(platform, actor, { regionCode, meetingId, input }, writer).catch(asTaskFields)
      return c.redirect(`${minutes}?pesan=keputusan#keputusan`, 303)
    }
    default:
      await saveDecision(
        platform,
        actor,
        { ...which, version: wholeIn(form.text('version')), input: readDecisionForm(form) },
        writer,
      )
      return c.redirect(`${minutes}?pesan=keputusan#keputusan`, 303)
  }
}

/** Here only the task has a text to be wrong. */
const asTaskFields = (error: unknown): never => inTaskFields(error, 'task')

async function decisionView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform } = visit
  const { sql } = platform.db
  const t = minutesPhrases(lang)
  const stand = await decisionOf(visit)
  const { meeting, region, decision, number } = stand
  const [agenda, tasks, offices] = await Promise.all([
    listAgenda(sql, region.code, meeting.id),
    listTasksOfMeetings(sql, region.code, [meeting.id]),
    listRegionOffices(sql, region.code),
  ])
  const own = tasks.filter(one => one.decisionId === decision.id)
  const minutes = meetingHref(region.code, meeting.id, 'notulen')
  const here = `${minutes}/keputusan/${decision.id}`
  const open = refuseWriteMinutes(meeting) === undefined
  const late = retry?.problem.code === 'changed-meanwhile'
  const version = late ? decision.version : (wholeIn(retry?.form.text('version')) ?? decision.version)
  const title = `${t.field.text} ${number}`
  return {
    title: `${title}, ${meeting.title}`,
    working: true,
    crumbs: await crumbsOf(visit, stand, { label: t.title, href: minutes }, { label: title }),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <MeetingHead lang={lang} stand={stand} title={title} />
        {open ? (
          <form method="post" action={here} novalidate>
            <input type="hidden" name="aksi" value="ubah" />
            <input type="hidden" name="version" value={String(version)} />
            {late && (
              <div class="mb-4 max-w-[40rem]">
                <Call tone="due">{t.meanwhile(decision.text)}</Call>
              </div>
            )}
            <DecisionFields lang={lang} agenda={agenda} retry={retryOf(retry, 'ubah')} stored={decision} />
            <div class="flex flex-wrap gap-3">
              <Button look="primary">{t.save}</Button>
              <Button href={minutes}>{sittingPhrases(lang).cancel}</Button>
            </div>
          </form>
        ) : (
          <p class="whitespace-pre-line">{decision.text}</p>
        )}
        <section class="sec" aria-labelledby="tugas">
          <h2 id="tugas">{t.tasksOf}</h2>
          <TaskList lang={lang} tasks={own} />
          {open && (
            <form method="post" action={here} class="mt-4" novalidate>
              <input type="hidden" name="aksi" value="tugas" />
              <TaskFields lang={lang} offices={offices} retry={retryOf(retry, 'tugas')} />
              <Button>{t.addTaskDo}</Button>
            </form>
          )}
        </section>
        {open && own.length === 0 && (
          <form method="post" action={here} class="mt-6">
            <input type="hidden" name="aksi" value="hapus" />
            <Button look="danger">{t.remove}</Button>
          </form>
        )}
      </div>
    ),
  }
}
