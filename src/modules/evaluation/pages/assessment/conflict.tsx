import { formatDateTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { AnswerFacts, formName } from './answer-facts.tsx'
import { typedFigures } from './answer-form.ts'
import { placeOf, questionPath } from './place.ts'
import type { QuestionData } from './question-data.ts'

/** Two texts for one answer, side by side; the one that was typed stands in the form below and overwrites on request only. */
export function Conflict({ visit, data, typed }: { visit: Visit; data: QuestionData; typed: Retry | undefined }) {
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { row, assessment, events } = data
  const { roundId, code, questionId } = placeOf(visit)
  if (!typed || !row.answer) return null
  const level = typed.form.text('level')
  const who = events?.find(event => event.event === 'evaluation.answer.saved')?.name ?? t.someone
  const when = formatDateTime(row.answer.changedAt, lang, assessment.stand.region.zone)
  return (
    <section class="errsum wide" role="alert" tabindex={-1} autofocus aria-labelledby="bentrok">
      <h2 id="bentrok">
        <Icon name="circle-alert" />
        {t.conflict}
      </h2>
      <p>{t.conflictLead(who, when)}</p>
      <div class="both mt-4">
        <div>
          <h3>{t.yours}</h3>
          <AnswerFacts
            visit={visit}
            level={level !== undefined && /^[0-4]$/.test(level) ? Number(level) : null}
            narrative={typed.form.text('uraian')}
            figures={typedFigures(typed.form).filter(figure => figure !== undefined)}
          />
          <p class="mt-4">
            <Button look="primary" form={formName} name="aksi" value="simpan">
              {t.useMine}
            </Button>
          </p>
        </div>
        <div>
          <h3>{t.theirs}</h3>
          <AnswerFacts
            visit={visit}
            level={row.answer.level}
            narrative={row.answer.narrative}
            figures={row.answer.figures}
          />
          <p class="mt-4">
            <Button href={questionPath(roundId, code, questionId)}>{t.useStored}</Button>
          </p>
        </div>
      </div>
    </section>
  )
}
