import { formatCount } from '#kit/format.ts'
import { mayNot } from '#kit/problem.ts'
import type { Page, Retry, Visit } from '#platform/http/door.ts'
import type { View } from '#platform/http/visit.ts'
import { listOffices } from '#modules/people/index.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Field } from '#ui/field.tsx'
import { fieldId } from '#ui/field-id.ts'
import { Table } from '#ui/table.tsx'
import { mayOpenAssessment, mayWriteAssessment, refuseAssign } from '../../access.ts'
import { assignQuestions } from '../../actions/assessment/assign-questions.ts'
import { type AssessedQuestion, readAssessment } from '../../actions/assessment/read-assessment.ts'
import { getRoundQuestions } from '../../actions/assessment/round-questions.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { proposeAssignment, type ProposedOffice } from '../../rules/assessment/propose-assignment.ts'
import { questionList } from '../../rules/assessment/question-list.ts'
import { findEarlierAssignments } from '../../store/assessment/assignments.ts'
import { readProposalData } from '../../store/assessment/proposal-data.ts'
import { findInstrument } from '../../store/instruments.ts'
import { dimensionWord } from '../words.ts'
import { placeOf, regionPath, regionPlace } from './place.ts'
import { crumbsOf } from './round-head.tsx'

/** The secretariat shares questions out: a proposal with its reasons, changed per question or for a whole dimension. */
export const assignmentPage: Page = {
  path: `${regionPlace}/pembagian`,
  permission: 'evaluation.questions.assign',
  may: mayOpenAssessment,
  show: assignmentView,
  submit: {
    permission: 'evaluation.questions.assign',
    may: mayWriteAssessment,
    limit: 'write',
    audit: ['evaluation.questions.assigned'],
    async handle(visit, form) {
      const { roundId, code } = placeOf(visit)
      const given = new Map<string, string | null>()
      const office = (typed: string | undefined) => (typed === undefined || typed === 'sekretariat' ? null : typed)
      if (form.text('aksi') === 'dimensi') {
        for (const [id, placed] of await getRoundQuestions(visit.platform, roundId)) {
          if (placed.dimension.code === form.text('dimensi')) given.set(id, office(form.text('opd')))
        }
      } else {
        for (const name of Object.keys(form.values)) {
          if (name.startsWith('opd-')) given.set(name.slice(4), office(form.text(name)))
        }
      }
      const { moved } = await assignQuestions(visit.platform, visit.actor, roundId, code, given, visit.writer)
      return visit.c.redirect(`${regionPath(roundId, code)}/pembagian?n=${moved}`, 303)
    },
  },
}

async function assignmentView(visit: Visit, retry?: Retry): Promise<View> {
  const { c, lang, actor, platform } = visit
  const t = assessmentPhrases(lang)
  const { sql } = platform.db
  const { roundId, code } = placeOf(visit)
  const assessment = await readAssessment(platform, actor, roundId, code)
  const refusal = refuseAssign(assessment.facts)
  if (refusal) throw mayNot(refusal)
  const offices = await listOffices(sql, code)
  const { round } = assessment.stand
  const before = await findEarlierAssignments(sql, code, { roundId, edition: round.edition })
  const earlier = before && (await findInstrument(sql, before.instrumentId))
  const proposals = proposeAssignment(
    assessment.rows.map(row => row.question),
    offices,
    await readProposalData(),
    earlier &&
      before && {
        questions: [...questionList(earlier.content).values()].map(placed => placed.question),
        offices: before.offices,
      },
  )
  const begun = assessment.rows.some(row => row.officeId !== undefined)
  const options = [
    { value: 'sekretariat', label: t.secretariat },
    ...offices.map(office => ({ value: office.id, label: office.name })),
  ]
  const dimensions = [...new Set(assessment.rows.map(row => row.dimension.code))]
  const path = `${regionPath(roundId, code)}/pembagian`
  const body = (
    <div class="pt-2">
      <ErrorSummary problems={retry ? [{ message: retry.problem.sentence[lang] }] : []} lang={lang} />
      <h1>{t.assignment}</h1>
      <p class="lead mt-3">{t.assignmentLead}</p>
      {begun && <p class="note mt-2">{t.assignmentLoses}</p>}
      <form method="post" action={path} class="mt-10 max-w-[40rem]">
        <h2 class="mb-1">{t.assignmentBulk}</h2>
        <p class="note mb-4">{t.assignmentBulkHint}</p>
        <Field
          kind="select"
          name="dimensi"
          lang={lang}
          label={t.columnDimension}
          options={dimensions.map(value => ({ value, label: dimensionWord(value, lang, assessment.instrument) }))}
          value={retry?.form.text('dimensi') ?? dimensions[0]}
        />
        <Field
          kind="select"
          name="opd"
          lang={lang}
          label={t.assignmentOffice}
          options={options}
          value={retry?.form.text('opd') ?? 'sekretariat'}
        />
        <Button name="aksi" value="dimensi">
          {t.assignmentBulkDo}
        </Button>
      </form>
      <form method="post" action={path}>
        {dimensions.map((dimension, at) => (
          <details class="plain-fold mt-8" open={at === 0}>
            <summary>
              <h2>
                {dimensionWord(dimension, lang, assessment.instrument)} (
                {formatCount(assessment.rows.filter(row => row.dimension.code === dimension).length, lang)})
              </h2>
            </summary>
            <Table
              lang={lang}
              caption={dimensionWord(dimension, lang, assessment.instrument)}
              rows={assessment.rows.filter(row => row.dimension.code === dimension)}
              columns={[
                {
                  key: 'question',
                  label: t.columnQuestion,
                  rowHeader: true,
                  class: 'w-1/2',
                  cell: row => <label for={fieldId(`opd-${row.id}`)}>{row.question.text[lang]}</label>,
                },
                {
                  key: 'office',
                  label: t.assignmentOffice,
                  class: 'choose-office',
                  cell: row => {
                    const chosen =
                      retry?.form.text(`opd-${row.id}`) ??
                      row.officeId ??
                      (begun ? undefined : proposals.get(row.id)?.officeId) ??
                      'sekretariat'
                    return (
                      <>
                        <select class="select" id={fieldId(`opd-${row.id}`)} name={`opd-${row.id}`}>
                          {options.map(option => (
                            <option value={option.value} selected={option.value === chosen}>
                              {option.label}
                            </option>
                          ))}
                        </select>
                        <span class="block note mt-1">{whyWords(visit, row, proposals.get(row.id), options)}</span>
                      </>
                    )
                  },
                },
              ]}
            />
          </details>
        ))}
        <p class="mt-10">
          <Button look="primary">{t.assignmentDo}</Button>
        </p>
      </form>
    </div>
  )
  const moved = /^\d{1,4}$/.exec(c.req.query('n') ?? '')?.[0]
  return {
    title: t.assignment,
    body,
    working: true,
    section: '/putaran',
    crumbs: crumbsOf(visit, assessment.stand, { label: t.assignment }),
    ...(moved !== undefined && !retry ? { flash: t.assignmentDone(formatCount(moved, lang)) } : {}),
  }
}

/** "usulan: Dinas Kesehatan Luwu Timur, indikator kesehatan" */
function whyWords(
  { lang }: Visit,
  row: AssessedQuestion,
  proposed: ProposedOffice | undefined,
  options: readonly { value: string; label: string }[],
): string {
  const t = assessmentPhrases(lang)
  if (!proposed) return ''
  const why =
    proposed.why.kind === 'kept'
      ? t.assignmentKept
      : proposed.why.kind === 'entry'
        ? proposed.why.reason[lang]
        : t.assignmentNone
  if (row.officeId === proposed.officeId) return why
  const name = options.find(option => option.value === proposed.officeId)?.label ?? t.secretariat
  return `${t.proposal}: ${name}, ${why}`
}
