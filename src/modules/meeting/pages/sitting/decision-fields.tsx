import type { Lang } from '#kit/format.ts'
import type { Form, Retry } from '#platform/http/door.ts'
import type { RegionOffice } from '#modules/people/index.ts'
import { dimensionName } from '#ui/dim.tsx'
import { Field } from '#ui/field.tsx'
import { type AgendaItem, type Decision, type DecisionInput, LONGEST_SITTING } from '../../model-sitting.ts'
import { LONGEST_TASK, TASK_DIMENSIONS, type TaskInput } from '../../model-task.ts'
import { minutesPhrases } from '../../phrases/sitting-minutes.ts'
import { errorOf, typedOr } from './place.tsx'

export const readDecisionForm = (form: Form): DecisionInput => ({
  text: form.values['text']?.[0] ?? '',
  agendaItemId: form.text('agendaItemId'),
})

/** The task beside a decision; undefined when nothing of it was typed. */
export function readTaskForm(form: Form): Omit<TaskInput, 'decisionId'> | undefined {
  const text = form.text('taskText')
  const ownerId = form.text('taskOwner')
  const dueOn = form.text('taskDue')
  if (text === undefined && ownerId === undefined && dueOn === undefined) return undefined
  const dimension = TASK_DIMENSIONS.find(one => one === form.text('taskDimension'))
  return { text: text ?? '', ownerId: ownerId ?? '', dueOn: dueOn ?? '', dimension }
}

/** Text of a decision and the item of the agenda it belongs to. */
export function DecisionFields({
  lang,
  agenda,
  retry,
  stored,
}: {
  lang: Lang
  agenda: readonly AgendaItem[]
  retry: Retry | undefined
  stored?: Decision | undefined
}) {
  const { field: t } = minutesPhrases(lang)
  return (
    <>
      <Field
        kind="textarea"
        name="text"
        lang={lang}
        label={t.text}
        hint={t.textHint}
        error={errorOf(retry, lang, 'text')}
        value={typedOr(retry, 'text', stored?.text)}
        rows={3}
        maxlength={LONGEST_SITTING.decision}
      />
      {agenda.length > 0 && (
        <Field
          kind="select"
          name="agendaItemId"
          lang={lang}
          label={t.item}
          error={errorOf(retry, lang, 'agendaItemId')}
          value={typedOr(retry, 'agendaItemId', stored?.agendaItemId)}
          placeholder={t.noItem}
          options={agenda.map((one, at) => ({ value: one.id, label: `${at + 1}. ${one.title}` }))}
          optional
        />
      )}
    </>
  )
}

/** What an office is asked to do, by when. */
export function TaskFields({
  lang,
  offices,
  retry,
}: {
  lang: Lang
  offices: readonly RegionOffice[]
  retry: Retry | undefined
}) {
  const { field: t } = minutesPhrases(lang)
  return (
    <>
      <Field
        name="taskText"
        lang={lang}
        label={t.task}
        hint={t.taskHint}
        error={errorOf(retry, lang, 'taskText')}
        value={typedOr(retry, 'taskText', '')}
        maxlength={LONGEST_TASK.text}
      />
      <Field
        kind="select"
        name="taskOwner"
        lang={lang}
        label={t.owner}
        error={errorOf(retry, lang, 'taskOwner')}
        value={typedOr(retry, 'taskOwner', '')}
        options={offices.filter(one => !one.archived).map(one => ({ value: one.id, label: one.name }))}
      />
      <div class="grid gap-x-6 sm:grid-cols-2 max-w-[40rem]">
        <Field
          kind="date"
          name="taskDue"
          lang={lang}
          label={t.due}
          error={errorOf(retry, lang, 'taskDue')}
          value={typedOr(retry, 'taskDue', '')}
          short
        />
        <Field
          kind="select"
          name="taskDimension"
          lang={lang}
          label={t.dimension}
          error={errorOf(retry, lang, 'taskDimension')}
          value={typedOr(retry, 'taskDimension', '')}
          placeholder={t.noDimension}
          options={TASK_DIMENSIONS.map(one => ({ value: one, label: dimensionName(one, lang) }))}
          optional
        />
      </div>
    </>
  )
}
