import { Problem } from '#kit/problem.ts'
import { readTexts, type StoredText } from '#platform/collab/texts.ts'
import { fromMarkdown, mostFormBytes } from '#platform/collab/words.ts'
import type { Form, Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listRegionOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { mayOpenMeetings, mayWorkInMeetings, refuseKeep, refuseMinutes } from '../../access.ts'
import { finaliseMinutes, reopenMinutes } from '../../actions/sitting/finalise-minutes.ts'
import { saveDecision } from '../../actions/sitting/save-decision.ts'
import { beginMinutes, saveMinutes, savePresiding } from '../../actions/sitting/write-minutes.ts'
import { makeTask } from '../../actions/task/make-tasks.ts'
import type { Meeting } from '../../model.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { refuseWriteMinutes } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { listDecisions } from '../../store/sitting/decisions.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { listTasksOfMeetings } from '../../store/task/tasks.ts'
import { meetingHref } from '../nav.tsx'
import { readDecisionForm, readTaskForm } from './decision-fields.tsx'
import { Decisions, Final, FormerFinals, NewDecision, Presiding } from './minutes-parts.tsx'
import { MinutesText } from './minutes-text.tsx'
import {
  crumbsOf,
  flashOf,
  MeetingHead,
  MeetingParts,
  meetingPlace,
  placeOf,
  Refused,
  retryOf,
  standOf,
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
        <MeetingHead lang={lang} stand={stand} title={t.title} />
        <MeetingParts lang={lang} stand={stand} current="notulen" />
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
