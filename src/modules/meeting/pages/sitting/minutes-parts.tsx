import { formatDate, formatDateTime, type Lang } from '#kit/format.ts'
import type { Retry } from '#platform/http/door.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field } from '#ui/field.tsx'
import type { Meeting } from '../../model.ts'
import { type AgendaItem, type Decision, type FinalMinutes, LONGEST_SITTING } from '../../model-sitting.ts'
import type { Task } from '../../model-task.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { refuseFinal } from '../../rules/sitting/sitting-states.ts'
import { meetingHref } from '../nav.tsx'
import { DecisionFields, TaskFields } from './decision-fields.tsx'
import { errorOf, typedOr, wholeIn } from './place.tsx'

/** What was decided, with the tasks that came of it. */
export function Decisions({
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

/** Records a decision, and a task with it. */
export function NewDecision({
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

/** Who led and who wrote. */
export function Presiding({ lang, here, meeting, retry }: FormProps) {
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

/** Makes the minutes final, or opens them again. */
export function Final({ lang, here, meeting, retry }: FormProps) {
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

/** Everything that was ever final. */
export function FormerFinals({
  lang,
  meeting,
  finals,
}: {
  lang: Lang
  meeting: Meeting
  finals: readonly FinalMinutes[]
}) {
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
