import type { Child } from 'hono/jsx'
import { formatTime } from '#kit/format.ts'
import type { Retry, Visit } from '#platform/http/door.ts'
import { EvidenceList } from '#modules/evidence/index.ts'
import { autosave } from '#ui/autosave.tsx'
import { Button } from '#ui/button.tsx'
import { Call } from '#ui/call.tsx'
import { Field } from '#ui/field.tsx'
import { ScoreField } from '#ui/score-field.tsx'
import { mostFigures } from '../../actions/assessment/save-answer.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { AnswerFacts, formName } from './answer-facts.tsx'
import { Conflict } from './conflict.tsx'
import { EvidencePart } from './evidence-part.tsx'
import { placeOf, questionPath } from './place.ts'
import type { QuestionData } from './question-data.ts'
import { shownIn, type ShownAnswer } from './shown-answer.ts'

/** The answer: a form for who may write it, else the text. */
export function AnswerPart(props: {
  visit: Visit
  data: QuestionData
  typed: Retry | undefined
  conflict: boolean
}): Child {
  const { visit, data, typed, conflict } = props
  if (data.mayWrite) return <AnswerText {...props} />
  const { lang, actor } = visit
  const { row } = data
  const t = assessmentPhrases(lang)
  const { roundId, code, questionId } = placeOf(visit)
  const shown = shownIn(visit, data, typed)
  const signed = row.answer?.state === 'signed' || row.answer?.state === 'verified'
  const version = typed && !conflict ? typed.form.text('version') : row.answer && String(row.answer.version)
  return (
    <>
      {conflict && <Conflict visit={visit} data={data} typed={typed} />}
      {row.answer?.returnReason !== undefined && (
        <div class="mb-6">
          <Call tone="late" title={t.returnedBecause(row.answer.returnReason)} />
        </div>
      )}
      {signed && (
        <p class="note mb-4">
          <strong>{t.loses}</strong>
        </p>
      )}
      <form
        method="post"
        id={formName}
        action={questionPath(roundId, code, questionId)}
        enctype="multipart/form-data"
        novalidate
        {...(conflict ? {} : autosave(lang, actor.accountId))}
      >
        <input type="hidden" name="version" value={version ?? ''} />
        <input type="hidden" name="bukti-ada" value="1" />
        {data.next && <input type="hidden" name="berikut" value={data.next.id} />}
        <div class="max-w-md mb-7">
          <ScoreField
            name="level"
            label={
              <>
                <b>{t.level}</b>, {t.levelHint}
              </>
            }
            scores={[0, 1, 2, 3, 4]}
            value={shown.level}
            error={shown.errorOf('level')}
            clear={t.levelClear}
          />
        </div>
        <Field
          kind="textarea"
          name="uraian"
          rows={9}
          lang={lang}
          label={t.narrative}
          hint={t.narrativeHint[row.question.kind]}
          error={shown.errorOf('uraian')}
          value={shown.narrative}
        />
        <Figures visit={visit} shown={shown} />
        <EvidencePart visit={visit} data={data} shown={shown} />
        <p class="mt-8 flex flex-wrap gap-3">
          <Button look={conflict ? 'line' : 'primary'} name="aksi" value={data.next ? 'lanjut' : 'simpan'}>
            {data.next ? t.saveNext : t.saveDraft}
          </Button>
          {row.answer?.state === 'ready' ? (
            <Button name="aksi" value="draf">
              {t.unmarkReady}
            </Button>
          ) : (
            <Button name="aksi" value="siap">
              {t.markReady}
            </Button>
          )}
        </p>
      </form>
    </>
  )
}

/** Figures in rows of name, value and unit: those there are, and two empty ones. */
function Figures({ visit: { lang }, shown }: { visit: Visit; shown: ShownAnswer }) {
  const t = assessmentPhrases(lang)
  const filled = shown.figures.findLastIndex(figure => figure.label ?? figure.value ?? figure.unit) + 1
  const count = Math.min(mostFigures, filled + 2)
  return (
    <fieldset class="figure-rows mb-8">
      <legend>{t.figures}</legend>
      <p class="hint">{t.figuresHint}</p>
      <p class="figure-row eyebrow" aria-hidden="true">
        <span>{t.figureLabelShort}</span>
        <span>{t.figureValueShort}</span>
        <span>{t.figureUnitShort}</span>
      </p>
      {Array.from({ length: count }, (_, at) => {
        const figure = shown.figures[at]
        const n = at + 1
        const error = (['label', 'value', 'unit'] as const)
          .map(part => shown.errorOf(`angka-${n}-${part}`))
          .find(text => text !== undefined)
        const cell = (part: 'label' | 'value' | 'unit', label: string, value: string | undefined) => (
          <input
            class="input"
            type="text"
            id={`f-angka-${n}-${part}`}
            name={`angka-${n}-${part}`}
            aria-label={label}
            value={value ?? ''}
            autocomplete="off"
            {...(part === 'value' ? { inputmode: 'decimal' as const } : {})}
            {...(shown.errorOf(`angka-${n}-${part}`) ? { 'aria-invalid': 'true' as const } : {})}
          />
        )
        return (
          <div class={error ? 'field bad' : undefined}>
            {error && <p class="err">{error}</p>}
            <div class="figure-row">
              {cell('label', t.figureLabel(n), figure?.label)}
              {cell('value', t.figureValue(n), figure?.value)}
              {cell('unit', t.figureUnit(n), figure?.unit)}
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}

/** The answer to read, and what was typed but may not be stored any more. */
function AnswerText({ visit, data, typed }: { visit: Visit; data: QuestionData; typed: Retry | undefined }) {
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const { row, uses, warnings, hiddenUses, mayWrite, assessment } = data
  const { roundId, code, questionId } = placeOf(visit)
  const here = questionPath(roundId, code, questionId)
  const { answer } = row
  const kept = typed?.form.values['uraian']?.[0]
  const inside = !['assessor', 'ministry', 'auditor'].includes(assessment.stand.relation)
  return (
    <section aria-label={t.answerOf(row.office ?? t.secretariat)}>
      {inside && mayWrite && <p class="note mb-4">{mayWrite[lang]}</p>}
      {kept !== undefined && (
        <div class="mb-6">
          <Field kind="textarea" name="uraian" rows={9} lang={lang} label={t.yours} value={kept} />
        </div>
      )}
      <AnswerFacts
        visit={visit}
        level={answer?.level ?? null}
        narrative={answer?.narrative}
        figures={answer?.figures}
      />
      <h2 id="bukti" class="text-xl mt-8">
        {t.evidence}
      </h2>
      {uses.length === 0 ? (
        <p class="note mt-2">{t.evidenceNone}</p>
      ) : (
        <EvidenceList lang={lang} uses={uses} warnings={warnings} hrefOf={item => `${here}?bukti=${item.id}#bukti`} />
      )}
      {hiddenUses > 0 && <p class="note mt-2">{t.hiddenEvidence(hiddenUses)}</p>}
      {answer && assessment.stand.sight.answers !== 'published' && (
        <p class="note mt-4">{t.saved(formatTime(answer.changedAt, lang, assessment.stand.region.zone))}</p>
      )}
    </section>
  )
}
