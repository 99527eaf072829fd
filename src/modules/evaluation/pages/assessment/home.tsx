import { formatDate, formatDue } from '#kit/format.ts'
import type { Panel, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { TodoRow } from '#ui/todo-row.tsx'
import { actsAs } from '#kit/actor.ts'
import { mayWriteAssessment } from '../../access.ts'
import {
  type AnsweredQuestion,
  type Assessment,
  readOpenAssessments,
} from '../../actions/assessment/read-assessment.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { daysLeft, stepDates } from '../../rules/round/step-window.ts'
import { titleOf } from './overview.tsx'
import { questionPath, regionPath } from './place.ts'
import { StateChip } from './question-table.tsx'
import { waitingFor } from './waiting.ts'

const most = 3

/** After signing in: what waits in the self-assessment for people who write in it, each round that is open. */
export const waitingPanel: Panel = {
  place: 'home',
  order: 12,
  async render(visit) {
    const { actor, platform } = visit
    const code = actor.membership?.regionCode?.slice(0, 5)
    if (mayWriteAssessment(actor) || code === undefined || code.length < 5) return null
    const assessments = await readOpenAssessments(platform, actor, code)
    if (assessments.length === 0) return null
    return (
      <>
        {assessments.map(assessment => (
          <Waiting visit={visit} assessment={assessment} />
        ))}
      </>
    )
  },
}

function Waiting({ visit, assessment }: { visit: Visit; assessment: Assessment<AnsweredQuestion> }) {
  const { lang, platform, actor } = visit
  const t = assessmentPhrases(lang)
  const { round, region } = assessment.stand
  const waiting = waitingFor(assessment)
  const id = `isian-${round.id}`
  const path = regionPath(round.id, region.regionCode)
  const due = stepDates(round, region, 'self-assessment')
  const left = daysLeft(round, region, 'self-assessment', platform.clock.now())
  return (
    <section class="sec" aria-labelledby={id}>
      <h2 id={id}>{titleOf(visit, assessment, waiting.count)}</h2>
      <p class="note mt-1 mb-4">
        {round.title[lang]}.{' '}
        {due && left !== undefined && assessment.stand.phase === 'filling'
          ? t.due(formatDate(due.endsOn, lang), formatDue(left, lang), region.zone)
          : ''}
      </p>
      {!actsAs(actor, 'regional-head') && waiting.rows.length > 0 && (
        <ul class="todo max-w-3xl mb-4">
          {waiting.rows.slice(0, most).map(row => (
            <TodoRow
              href={questionPath(round.id, region.regionCode, row.id)}
              title={row.question.text[lang]}
              line={
                row.answer?.returnReason === undefined
                  ? (row.office ?? t.secretariat)
                  : t.returnedBecause(row.answer.returnReason)
              }
            >
              {row.answer?.state === 'returned' && left !== undefined && left < 0 ? (
                <Chip status="late">{formatDue(left, lang)}</Chip>
              ) : (
                <StateChip visit={visit} state={row.answer?.state} />
              )}
            </TodoRow>
          ))}
        </ul>
      )}
      <Button href={path}>{t.homeOpen}</Button>
    </section>
  )
}
