import { formatDate, formatDateTime, type Lang } from '#kit/format.ts'
import { Problem } from '#kit/problem.ts'
import { readTexts, type StoredText } from '#platform/collab/texts.ts'
import { fromMarkdown, mostFormBytes } from '#platform/collab/words.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices, type RegionOffice } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import { mayOpenMeetings, mayWorkInMeetings, refuseKeep, refuseMinutes } from '../../access.ts'
import { finaliseMinutes, reopenMinutes } from '../../actions/sitting/finalise-minutes.ts'
import { saveDecision } from '../../actions/sitting/save-decision.ts'
import { beginMinutes, saveMinutes, savePresiding } from '../../actions/sitting/write-minutes.ts'
import { makeTask } from '../../actions/task/make-tasks.ts'
import type { Meeting } from '../../model.ts'
import { type AgendaItem, type Decision, type FinalMinutes, LONGEST_SITTING } from '../../model-sitting.ts'
import type { Task } from '../../model-task.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { refuseFinal, refuseWriteMinutes } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { meetingHref } from '../nav.tsx'
import { DecisionFields, readDecisionForm, readTaskForm, TaskFields } from './decision-fields.tsx'
import { MinutesText } from './minutes-text.tsx'
import {
  crumbsOf,
  errorOf,
  flashOf,
  MeetingHead,
  MeetingParts,
  meetingPlace,
  placeOf,
  Refused,
  retryOf,
  standOf,
  typedOr,
  wholeIn,
} from './place.tsx'

/** `/rapat/:code/:meeting/notulen`: text, decisions and tasks of a meeting, written together; final with a hash. */
export const minutesPage: Page = {
  path: `${meetingPlace}/notulen`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  show: minutesView,
  submit: {
    permission: 'meeting.minutes.write',
    may: mayWorkInMeetings,
    limit: 'write',
    maxBytes: mostFormBytes,
    audit: [
      'meeting.minutes.begun',
      'meeting.minutes.written',
      'collab.text.replaced',
      'collab.text.emptied',
      'meeting.decision.made',
      'meeting.task.made',
      'meeting.presiding.changed',
      'meeting.minutes.made_final',
      'meeting.minutes.reopened',
    ],
    handle: storeMinutes,
  },
}

async function storeMinutes(visit: Visit, form: Form): Promise<Response> {
  const { platform, actor, writer, c } = visit
  const { regionCode, meetingId: id } = placeOf(visit)
  const { meeting } = await standOf(visit, 'write')
  const here = meetingHref(regionCode, id, 'notulen')
  const which = { regionCode, id }
  const done = (message: string, part = '') => c.redirect(`${here}?pesan=${message}${part}`, 303)
  switch (form.text('aksi')) {
    case 'mulai':
      await beginMinutes(platform, actor, which, writer)
      return c.redirect(`${here}#teks-notulen`, 303)
    case 'keputusan': {
      const input = readDecisionForm(form)
      const task = readTaskForm(form)
      // A task without a decision is one too.
      if (input.text.trim() === '' && task) {
        await makeTask(platform, actor, { regionCode, meetingId: id, input: task }, writer).catch(error =>
          inTaskFields(error, 'task'),
        )
      } else {
        const tasks = task ? [task] : []
        await saveDecision(platform, actor, { regionCode, meetingId: id, input, tasks }, writer).catch(error =>
          inTaskFields(error),
        )
      }
      return done('keputusan', '#keputusan')
    }
    case 'pimpinan': {
      const names = { chair: form.text('chair'), noteTaker: form.text('noteTaker') }
      await savePresiding(platform, actor, { ...which, version: wholeIn(form.text('version')), ...names }, writer)
      return done('pimpinan')
    }
    case 'final':
      await finaliseMinutes(platform, actor, which, writer)
      return done('final')
    case 'lagi':
      await reopenMinutes(platform, actor, { ...which, reason: form.text('alasan') }, writer)
      return done('lagi')
    default: {
      const stored = await textOf(visit, meeting)
      const content = fromMarkdown(form.values['teks']?.[0] ?? '', stored?.content)
      const version = wholeIn(form.text('versi')) ?? 0
      const empty = form.text('kosong') !== undefined
      await saveMinutes(platform, actor, { ...which, version, content, empty }, writer)
      return done('teks')
    }
  }
}

/**
 * The fields of the one task beside a decision are called `taskText`, `taskOwner`, `taskDue`, `taskDimension`; where only a
 * task is made, its text is meant by `text`.
 */
export function inTaskFields(error: unknown, only?: 'task'): never {
  if (!(error instanceof Problem) || error.fields.length === 0) throw error
  const names: Record<string, string> = {
    'tugas.0.text': 'taskText',
    'tugas.0.ownerId': 'taskOwner',
    'tugas.0.dueOn': 'taskDue',
    'tugas.0.dimension': 'taskDimension',
    ownerId: 'taskOwner',
    dueOn: 'taskDue',
    dimension: 'taskDimension',
    ...(only === 'task' ? { text: 'taskText' } : {}),
  }
  const fields = error.fields.map(one => ({ ...one, field: names[one.field] ?? one.field }))
  throw new Problem(error.code, error.sentence, { fields })
}

async function textOf({ platform }: Visit, { regionCode, textId }: Meeting): Promise<StoredText | undefined> {
  return textId === undefined ? undefined : (await readTexts(platform.db.sql, regionCode, [textId])).get(textId)
}

async function minutesView(visit: Visit, retry?: Retry): Promise<View> {
  const { lang, platform, actor } = visit
  const { sql } = platform.db
  const t = minutesPhrases(lang)
  const stand = await standOf(visit)
  const { meeting, region, invited } = stand
  const keeper = refuseKeep(actor, region.code) === undefined
  const open = refuseWriteMinutes(meeting) === undefined
  const writes = open && refuseMinutes(actor, region.code, invited) === undefined
  const [text, agenda, decisions, tasks, finals, offices, crumbs] = await Promise.all([
    textOf(visit, meeting),
    listAgenda(sql, region.code, meeting.id),
    listDecisions(sql, region.code, meeting.id),
    listTasksOfMeetings(sql, region.code, [meeting.id]),
    listFinalMinutes(sql, region.code, meeting.id),
    writes ? listRegionOffices(sql, region.code) : [],
    crumbsOf(visit, stand, { label: t.title }),
  ])
  const editor = await MinutesText({
    visit,
    meeting,
    text,
    writes,
    retry: retry?.form.text('aksi') === undefined ? retry : undefined,
  })
  const here = meetingHref(region.code, meeting.id, 'notulen')
  return {
    title: `${t.title}, ${meeting.title}`,
    working: true,
    crumbs,
    islands: editor.islands,
    ...flashOf(visit),
    body: (
      <div class="pt-2">
        <Refused retry={retry} lang={lang} />
        <MeetingHead lang={lang} meeting={meeting} title={t.title} />
        <MeetingParts lang={lang} meeting={meeting} current="notulen" />
        <p class="mt-6 flex flex-wrap items-center gap-3">
          <Chip status={meeting.minutesState === 'final' ? 'ok' : meeting.minutesState === 'none' ? 'idle' : 'due'}>
            {t.state[meeting.minutesState]}
          </Chip>
          <span class="text-muted">
            {t.presidingLine(meeting.chair ?? t.notNamed, meeting.noteTaker ?? t.notNamed)}
          </span>
        </p>
        <p class="no-print mt-4 flex flex-wrap gap-3">
          <Button href={meetingHref(region.code, meeting.id, 'notulen.pdf')} icon="file-text">
            {meeting.minutesState === 'final' ? t.pdf : t.draftPdf}
          </Button>
          {keeper && (
            <Button href={meetingHref(region.code, meeting.id, 'daftar-hadir.pdf')} icon="file-text">
              {t.attendancePdf}
            </Button>
          )}
        </p>
        <section class="sec" aria-labelledby="teks-notulen">
          <h2 id="teks-notulen" class="mb-3">
            {t.textPart}
          </h2>
          {editor.body}
        </section>
        <Decisions lang={lang} meeting={meeting} agenda={agenda} decisions={decisions} tasks={tasks} writes={writes} />
        {writes && (
          <NewDecision lang={lang} here={here} agenda={agenda} offices={offices} retry={retryOf(retry, 'keputusan')} />
        )}
        {keeper && open && <Presiding lang={lang} here={here} meeting={meeting} retry={retryOf(retry, 'pimpinan')} />}
        {keeper && <Final lang={lang} here={here} meeting={meeting} retry={retryOf(retry, 'lagi')} />}
        <FormerFinals lang={lang} meeting={meeting} finals={finals} />
      </div>
    ),
  }
}

function Decisions({
  lang,
  meeting,
  agenda,
  decisions,
  tasks,
  writes,
}: {
  lang: Lang
  meeting: Meeting
  agenda: readonly AgendaItem[]
  decisions: readonly Decision[]
  tasks: readonly Task[]
  writes: boolean
}) {
  const t = minutesPhrases(lang)
  const known = new Set(decisions.map(one => one.id))
  const loose = tasks.filter(one => one.decisionId === undefined || !known.has(one.decisionId))
  return (
    <section class="sec" aria-labelledby="keputusan">
      <h2 id="keputusan">{t.decisions}</h2>
      {decisions.length === 0 ? (
        <Empty fact={t.decisionsNone} reason={t.decisionsNoneWhy} />
      ) : (
        <ol class="mt-4 max-w-[52rem]">
          {decisions.map((one, at) => {
            const item = agenda.find(({ id }) => id === one.agendaItemId)
            return (
              <li class="rule py-4">
                <p class="whitespace-pre-line">
                  <b>{at + 1}.</b> {one.text}
                </p>
                {item && <small class="block text-muted">{t.onItem(item.title)}</small>}
                <TaskList lang={lang} tasks={tasks.filter(task => task.decisionId === one.id)} />
                {writes && (
                  <a
                    class="a inline-block py-1"
                    href={`${meetingHref(meeting.regionCode, meeting.id, 'notulen')}/keputusan/${one.id}`}
                  >
                    {t.change}
                    <span class="sr-only">, {at + 1}</span>
                  </a>
                )}
              </li>
            )
          })}
        </ol>
      )}
      {loose.length > 0 && (
        <>
          <h3 class="side-title mt-6">{t.loose}</h3>
          <TaskList lang={lang} tasks={loose} />
        </>
      )}
    </section>
  )
}

/** Tasks as rows: what, who, by when. */
export function TaskList({ lang, tasks }: { lang: Lang; tasks: readonly Task[] }) {
  const t = minutesPhrases(lang)
  if (tasks.length === 0) return null
  return (
    <ul class="mt-2 ml-5 list-disc">
      {tasks.map(task => (
        <li class="py-1">
          <a class="a" href={`/rapat/${task.regionCode}/tugas/${task.id}`}>
            {task.text}
          </a>
          <small class="block text-muted">
            {t.taskLine(task.ownerName, formatDate(task.dueOn, lang), t.taskState[task.state])}
          </small>
        </li>
      ))}
    </ul>
  )
}

function NewDecision({
  lang,
  here,
  agenda,
  offices,
  retry,
}: {
  lang: Lang
  here: string
  agenda: readonly AgendaItem[]
  offices: readonly RegionOffice[]
  retry: Retry | undefined
}) {
  const t = minutesPhrases(lang)
  return (
    <section class="sec" aria-labelledby="catat">
      <h2 id="catat">{t.add}</h2>
      <p class="note mt-1 mb-4">{t.addLead}</p>
      <form method="post" action={here} novalidate>
        <input type="hidden" name="aksi" value="keputusan" />
        <DecisionFields lang={lang} agenda={agenda} retry={retry} />
        <details class="plain-fold mb-6" open={retry !== undefined}>
          <summary>{t.withTask}</summary>
          <div class="mt-3">
            <TaskFields lang={lang} offices={offices} retry={retry} />
          </div>
        </details>
        <Button>{t.save}</Button>
      </form>
    </section>
  )
}

type FormProps = { lang: Lang; here: string; meeting: Meeting; retry: Retry | undefined }

function Presiding({ lang, here, meeting, retry }: FormProps) {
  const t = minutesPhrases(lang)
  const late = retry?.problem.code === 'changed-meanwhile'
  const version = late ? meeting.version : (wholeIn(retry?.form.text('version')) ?? meeting.version)
  return (
    <details class="plain-fold no-print mt-10" open={retry !== undefined || meeting.chair === undefined}>
      <summary>{t.presiding}</summary>
      <form method="post" action={here} class="mt-3" novalidate>
        <input type="hidden" name="aksi" value="pimpinan" />
        <input type="hidden" name="version" value={String(version)} />
        {late && (
          <div class="mb-4 max-w-[40rem]">
            <Call tone="due">
              {t.meanwhile([meeting.chair, meeting.noteTaker].map(one => one ?? t.notNamed).join('; '))}
            </Call>
          </div>
        )}
        <Field
          name="chair"
          lang={lang}
          label={t.field.chair}
          hint={t.field.chairHint}
          error={errorOf(retry, lang, 'chair')}
          value={typedOr(retry, 'chair', meeting.chair)}
          maxlength={LONGEST_SITTING.speaker}
          optional
        />
        <Field
          name="noteTaker"
          lang={lang}
          label={t.field.noteTaker}
          error={errorOf(retry, lang, 'noteTaker')}
          value={typedOr(retry, 'noteTaker', meeting.noteTaker)}
          maxlength={LONGEST_SITTING.speaker}
          optional
        />
        <Button>{t.presidingSave}</Button>
      </form>
    </details>
  )
}

function Final({ lang, here, meeting, retry }: FormProps) {
  const t = minutesPhrases(lang)
  if (meeting.state === 'cancelled') return null
  if (meeting.minutesState === 'final') {
    return (
      <details class="plain-fold no-print mt-4" open={retry !== undefined}>
        <summary>{t.reopen}</summary>
        <form method="post" action={here} class="mt-3" novalidate>
          <p class="note mb-4">{t.reopenLead}</p>
          <input type="hidden" name="aksi" value="lagi" />
          <Field
            name="alasan"
            lang={lang}
            label={t.field.reason}
            hint={t.field.reasonHint}
            error={errorOf(retry, lang, 'alasan')}
            value={typedOr(retry, 'alasan', '')}
            maxlength={LONGEST_SITTING.reason}
          />
          <Button look="danger">{t.reopenDo}</Button>
        </form>
      </details>
    )
  }
  return (
    <section class="sec no-print" aria-labelledby="final">
      <h2 id="final">{t.final}</h2>
      <p class="note mt-1 mb-4">{refuseFinal(meeting) === undefined ? t.finalLead : t.finalWait}</p>
      {refuseFinal(meeting) === undefined && (
        <form method="post" action={here}>
          <input type="hidden" name="aksi" value="final" />
          <Button>{t.finalDo}</Button>
        </form>
      )}
    </section>
  )
}

function FormerFinals({ lang, meeting, finals }: { lang: Lang; meeting: Meeting; finals: readonly FinalMinutes[] }) {
  const t = minutesPhrases(lang)
  if (finals.length === 0) return null
  return (
    <section class="sec" aria-labelledby="pernah">
      <h2 id="pernah">{t.history}</h2>
      <ul class="mt-3 max-w-[52rem]">
        {finals.map(one => (
          <li class="rule py-3">
            <b>{t.edition(String(one.number))}</b>
            <small class="block text-muted">{t.finalBy(formatDateTime(one.finalAt, lang, meeting.zone))}</small>
            <small class="block">
              {one.reopenedAt === undefined
                ? t.valid
                : t.withdrawn(formatDateTime(one.reopenedAt, lang, meeting.zone), one.reopenReason ?? '')}
            </small>
            <small class="block break-all text-muted">
              {t.hash} {one.sha256}
            </small>
            <a class="a inline-block py-1" href={`/periksa-notulen/${one.token}`}>
              {t.verifyPage}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
