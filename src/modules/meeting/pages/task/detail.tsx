import { dayIn, formatDate, formatDateTime, type Lang, type Zone } from '#kit/format.ts'
import { EvidenceList, largestFile, listUses, refuseSeeEvidence } from '#modules/evidence/index.ts'
import type { Form, Page, Retry, View, Visit } from '#platform/http/door.ts'
import { Absent } from '#ui/absent.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Dim } from '#ui/dim.tsx'
import { Facts } from '#ui/facts.tsx'
import { Field } from '#ui/field.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { mayOpenMeetings, mayWorkInMeetings, refuseKeep, refuseReport } from '../../access.ts'
import { reportTask } from '../../actions/task/report-task.ts'
import { namesOf, peopleAsked } from '../../actions/task/people-asked.ts'
import { getTaskStand, taskChangedMeanwhile } from '../../actions/task/task-stand.ts'
import { TASK_SUBJECT } from '../../model.ts'
import {
  type AskedAbove,
  LONGEST_TASK,
  type Task,
  type TaskEvent,
  type TaskLevel,
  TASK_LEVELS,
} from '../../model-task.ts'
import { askedWords } from '../../phrases/task-asked.ts'
import { taskPhrases } from '../../phrases/task.ts'
import { listTaskEvents } from '../../store/task/write-task.ts'
import { meetingCrumbs, meetingHref, MeetingNav, meetingsHref } from '../nav.tsx'
import { flashOf, placeOf, section, TaskChip, taskHref, taskPlace, timesOf } from './place.tsx'
import { ProofFields } from './proof-fields.tsx'
import { errorOf, meanwhile, refuse, Refused, typedOr, versionOf, wholeIn } from './retry.tsx'
import { saveFiles } from './save-files.ts'

/** `…/tugas/:task`: one task, its journey and proof; below, for its office, the report from a phone. */
export const taskPage: Page = {
  path: taskPlace,
  permission: 'meeting.inside.read',
  may: mayOpenMeetings,
  show: taskView,
  submit: {
    permission: 'meeting.task.report',
    may: mayWorkInMeetings,
    limit: 'upload',
    audit: ['meeting.task.reported', 'evidence.item.added', 'evidence.uses.changed'],
    maxBytes: largestFile + 128 * 1024,
    handle: submitReport,
  },
}

async function submitReport(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, id } = placeOf(visit)
  const { task } = await getTaskStand(platform.db.sql, actor, regionCode, id)
  refuse(refuseReport(actor, regionCode, task.ownerId))
  const version = wholeIn(form.text('version'))
  // Before files are stored: an old version would be refused after them.
  if (version !== task.version) throw taskChangedMeanwhile()
  const attach = await saveFiles(visit, form, regionCode, task.text)
  await reportTask(
    platform,
    actor,
    {
      regionCode,
      id,
      version,
      doneOn: form.text('doneOn'),
      note: form.text('note'),
      evidence: { attach, detach: form.all('lepas') },
    },
    writer,
  )
  return c.redirect(`${taskHref(regionCode, id)}?pesan=lapor`, 303)
}

async function taskView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = taskPhrases(lang)
  const { regionCode, id } = placeOf(visit)
  const { task, region, sight } = await getTaskStand(sql, actor, regionCode, id)
  const events = await listTaskEvents(sql, regionCode, id)
  const uses = (await listUses(sql, regionCode, TASK_SUBJECT, [id])).get(id) ?? []
  const seen = uses.filter(use => refuseSeeEvidence(actor, use.evidence) === undefined)
  const now = platform.clock.now()
  const today = dayIn(now, region.timezone)
  // What is settled asks nobody.
  const asked = task.state === 'open' ? (await peopleAsked(sql, [], [regionCode], now)).above(task) : undefined
  const reports = task.state !== 'dropped' && refuseReport(actor, regionCode, task.ownerId) === undefined
  return {
    title: task.text,
    section,
    working: true,
    crumbs: await meetingCrumbs(
      sql,
      region,
      lang,
      { label: t.title, href: meetingsHref(regionCode, 'tugas') },
      { label: task.text.length > 60 ? `${task.text.slice(0, 60)}…` : task.text },
    ),
    ...flashOf(visit, t.done),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <h1>{task.text}</h1>
        <p class="mt-3 mb-6">
          <TaskChip task={task} today={today} lang={lang} />
        </p>
        <MeetingNav lang={lang} code={regionCode} current="tugas" sight={sight} actor={actor} />
        <div class="mt-6 max-w-[44rem]">
          <TaskFacts task={task} asked={namesOf(asked)} today={today} lang={lang} zone={region.timezone} />
          {refuseKeep(actor, regionCode) === undefined && (
            <p class="no-print mt-4">
              <a class="a" href={taskHref(regionCode, id, 'atur')}>
                {t.detail.direct}
              </a>
            </p>
          )}
        </div>
        {reports && <ReportForm visit={visit} retry={retry} task={task} seen={seen} />}
        <section class="sec" aria-labelledby="bukti">
          <h2 id="bukti">{t.detail.proof}</h2>
          {seen.length === 0 ? (
            <p class="note mt-2">{t.detail.noProof}</p>
          ) : (
            <EvidenceList lang={lang} uses={seen} hrefOf={item => `/bukti/${item.id}`} />
          )}
        </section>
        <section class="sec" aria-labelledby="perjalanan">
          <h2 id="perjalanan" class="mb-4">
            {t.detail.journey}
          </h2>
          <Timeline
            moments={events.map(event => ({
              when: formatDateTime(event.happenedAt, lang, region.timezone),
              datetime: event.happenedAt.toISOString(),
              fact: factOf(event, lang),
              line: lineOf(event, lang),
            }))}
          />
        </section>
      </div>
    ),
  }
}

interface FactsProps {
  task: Task
  asked: AskedAbove | undefined
  today: string
  lang: Lang
  zone: Zone
}

function TaskFacts({ task, asked, today, lang, zone }: FactsProps) {
  const t = taskPhrases(lang)
  const times = timesOf(task, today, lang)
  return (
    <Facts
      facts={[
        {
          label: t.detail.decided,
          value: (
            <a class="a" href={meetingHref(task.regionCode, task.meetingId)}>
              {task.meetingTitle}, {formatDate(task.meetingStartsAt, lang, zone)}
            </a>
          ),
        },
        { label: t.detail.owner, value: task.ownerArchived ? t.gone(task.ownerName) : task.ownerName },
        {
          label: t.detail.due,
          value:
            task.dueOn === task.firstDueOn
              ? formatDate(task.dueOn, lang)
              : `${formatDate(task.dueOn, lang)}, ${t.detail.first(formatDate(task.firstDueOn, lang))}`,
        },
        {
          label: t.detail.dimension,
          value: task.dimension === undefined ? <Absent lang={lang} /> : <Dim dimension={task.dimension} lang={lang} />,
        },
        {
          label: t.detail.asked,
          value: askedOf(task, asked, lang) ?? [t.levels[task.level], times].filter(Boolean).join('. '),
        },
        ...(task.doneOn === undefined ? [] : [{ label: t.detail.done, value: formatDate(task.doneOn, lang) }]),
        ...(task.note === undefined ? [] : [{ label: t.detail.note, value: task.note }]),
      ]}
    />
  )
}

/** "Koordinator dimensi: Ani, bersama Dinas Kesehatan. Naik karena …"; undefined while only its office is asked. */
function askedOf(task: Task, asked: AskedAbove | undefined, lang: Lang): string | undefined {
  if (!asked) return undefined
  const { who, why } = askedWords(asked, { ...task, office: task.ownerName }, lang)
  const level = taskPhrases(lang).levels[task.level]
  return who === undefined ? `${level}. ${why}` : `${level}: ${who}. ${why}`
}

function factOf(event: TaskEvent, lang: Lang): string {
  const t = taskPhrases(lang)
  if (event.event === 'escalated') {
    const level = TASK_LEVELS.find((one): one is TaskLevel => one === event.note)
    return level === undefined ? t.events.escalated() : t.roseTo(t.levels[level])
  }
  const day = event.dueOn === undefined ? '' : formatDate(event.dueOn, lang)
  return t.events[event.event](event.meetingTitle ?? '', day)
}

function lineOf(event: TaskEvent, lang: Lang): string | undefined {
  const by = event.accountName === undefined ? undefined : taskPhrases(lang).detail.by(event.accountName)
  const note = event.event === 'escalated' ? undefined : event.note
  const line = [note, by].filter(Boolean).join(', ')
  return line === '' ? undefined : line
}

function ReportForm({
  visit: { lang },
  retry,
  task,
  seen,
}: {
  visit: Visit
  retry: Retry | undefined
  task: Task
  seen: Parameters<typeof ProofFields>[0]['seen']
}) {
  const t = taskPhrases(lang)
  return (
    <section class="sec no-print" aria-labelledby="lapor">
      <h2 id="lapor" class="mb-4">
        {t.report.title}
      </h2>
      {meanwhile(retry) && (
        <div class="mb-6 max-w-[40rem]">
          <Call tone="due">{t.report.meanwhile(t.states[task.state], task.note ?? t.report.noNote)}</Call>
        </div>
      )}
      <form method="post" action={taskHref(task.regionCode, task.id)} enctype="multipart/form-data" novalidate>
        <input type="hidden" name="version" value={versionOf(retry, task.version)} />
        <Field
          kind="date"
          name="doneOn"
          lang={lang}
          label={t.report.doneOn}
          hint={t.report.doneHint}
          error={errorOf(retry, lang, 'doneOn')}
          value={typedOr(retry, 'doneOn', task.doneOn)}
          short
          optional
        />
        <Field
          kind="textarea"
          name="note"
          lang={lang}
          label={t.report.note}
          hint={t.report.noteHint}
          error={errorOf(retry, lang, 'note')}
          value={typedOr(retry, 'note', task.note)}
          rows={3}
          maxlength={LONGEST_TASK.note}
          optional
        />
        <ProofFields lang={lang} retry={retry} seen={seen} />
        <Button look="primary">{t.report.send}</Button>
      </form>
    </section>
  )
}
