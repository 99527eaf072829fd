import { formatCount } from '#kit/format.ts'
import type { Visit } from '#platform/http/door.ts'
import { Absent } from '#ui/absent.tsx'
import { Chip, type Status } from '#ui/chip.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { Pager } from '#ui/pager.tsx'
import { Table } from '#ui/table.tsx'
import type { AssessedQuestion, Assessment } from '../../actions/assessment/read-assessment.ts'
import type { AnswerState } from '../../model-round.ts'
import { assessmentPhrases } from '../../phrases/assessment.ts'
import { roundPhrases } from '../../phrases/round.ts'
import { dimensionWord } from '../words.ts'
import { questionPath } from './place.ts'
import {
  filterHref,
  filterQuestions,
  otherStates,
  pageSize,
  type QuestionFilter,
  stateOrder,
  stateWords,
} from './question-filter.ts'

const looks: Record<AnswerState | 'none', Status> = {
  none: 'idle',
  draft: 'idle',
  ready: 'info',
  signed: 'info',
  verified: 'ok',
  returned: 'late',
}

/** The state of an answer in a chip. */
export function StateChip({ visit, state }: { visit: Visit; state: AnswerState | undefined }) {
  return <Chip status={looks[state ?? 'none']}>{roundPhrases(visit.lang).answerState[state ?? 'none']}</Chip>
}

/** The questions in sight, filtered and paged by the address. */
export function QuestionTable(props: { visit: Visit; assessment: Assessment; filter: QuestionFilter; path: string }) {
  const { visit, assessment, filter, path } = props
  const { lang } = visit
  const t = assessmentPhrases(lang)
  const fitting = filterQuestions(assessment.rows, filter)
  const start = Math.max(
    0,
    fitting.findIndex(row => row.id === filter.from),
  )
  const shown = fitting.slice(start, start + pageSize)
  const pageHref = (at: number) => {
    const first = fitting[at]
    return first === undefined || at === start ? undefined : filterHref(path, filter, { from: first.id })
  }
  const { round, region, sight } = assessment.stand
  const published = sight.answers === 'published'
  return (
    <section class="sec" aria-labelledby="pertanyaan">
      <h2 id="pertanyaan" class="mb-4">
        {t.questions}
      </h2>
      {assessment.rows.length > 0 && <Filters {...props} />}
      <Table
        lang={lang}
        caption={t.questions}
        rows={shown}
        count={t.countOf(formatCount(fitting.length, lang), formatCount(assessment.rows.length, lang))}
        empty={
          assessment.rows.length === 0
            ? { fact: t.noneAssigned, reason: t.noneAssignedWhy }
            : { fact: t.noQuestions, reason: t.noQuestionsWhy }
        }
        columns={[
          {
            key: 'question',
            label: t.columnQuestion,
            rowHeader: true,
            cell: row => (
              <>
                <a class="a" href={questionPath(round.id, region.regionCode, row.id)}>
                  {row.number}. {row.question.text[lang]}
                </a>
                <span class="block text-sm font-normal text-muted">
                  {dimensionWord(row.dimension.code, lang, assessment.instrument)}
                  {assessment.byOffice && `, ${row.office ?? t.secretariat}`}
                  {(row.comments ?? 0) > 0 && `, ${t.newComments(row.comments ?? 0)}`}
                </span>
                {!published && (
                  <span class="only-narrow mt-1">
                    <StateChip visit={visit} state={row.answer?.state} />
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'level',
            label: t.columnLevel,
            align: 'right',
            cell: row => row.answer?.level ?? <Absent lang={lang} words={t.noLevel} />,
          },
          {
            key: 'evidence',
            label: t.columnEvidence,
            align: 'right',
            onlyWide: true,
            cell: row => formatCount(row.evidence, lang),
          },
          ...(published
            ? []
            : [
                {
                  key: 'state',
                  label: t.columnState,
                  onlyWide: true,
                  cell: (row: AssessedQuestion) => <StateChip visit={visit} state={row.answer?.state} />,
                },
              ]),
        ]}
      />
      <Pager
        lang={lang}
        previousHref={start > 0 ? pageHref(Math.max(0, start - pageSize)) : undefined}
        nextHref={pageHref(start + pageSize)}
        nextLabel={t.next}
        previousLabel={t.previous}
      />
    </section>
  )
}

function Filters({
  visit: { lang },
  assessment,
  filter,
  path,
}: {
  visit: Visit
  assessment: Assessment
  filter: QuestionFilter
  path: string
}) {
  const t = assessmentPhrases(lang)
  const words = roundPhrases(lang).answerState
  const all = { value: '', label: t.all }
  const others = {
    'belum-dijawab': t.stateUnanswered,
    'menunggu-periksa': t.stateWaiting,
    'tanpa-bukti': t.stateNoEvidence,
  }
  const states = [
    ...otherStates
      .filter(word => word !== 'menunggu-periksa' || assessment.stand.relation === 'secretariat')
      .map(word => ({ value: word as string, label: others[word] })),
    ...(assessment.stand.sight.answers === 'published'
      ? []
      : stateOrder.map(state => ({ value: stateWords[state], label: words[state] }))),
  ]
  const codes = [...new Set(assessment.rows.map(row => row.dimension.code))]
  const dimensions = codes.map(code => ({ value: code, label: dimensionWord(code, lang, assessment.instrument) }))
  const offices = [
    { value: 'saya', label: t.mine },
    { value: 'sekretariat', label: t.secretariat },
    ...[...assessment.officeNames].map(([value, label]) => ({ value, label })),
  ]
  const named = (options: { value: string; label: string }[], value: string | undefined) =>
    options.find(option => option.value === value)?.label
  const active = [
    { label: named(states, filter.state), removeHref: filterHref(path, filter, { state: undefined }) },
    { label: named(dimensions, filter.dimension), removeHref: filterHref(path, filter, { dimension: undefined }) },
    { label: named(offices, filter.office), removeHref: filterHref(path, filter, { office: undefined }) },
  ].flatMap(({ label, removeHref }) => (label === undefined ? [] : [{ label, removeHref }]))
  return (
    <FilterBar
      lang={lang}
      action={path}
      selects={[
        { name: 'keadaan', label: t.filterState, options: [all, ...states], value: filter.state },
        { name: 'dimensi', label: t.filterDimension, options: [all, ...dimensions], value: filter.dimension },
        ...(assessment.byOffice
          ? [{ name: 'opd', label: t.filterOffice, options: [all, ...offices], value: filter.office }]
          : []),
      ]}
      active={active}
      clearHref={path}
    />
  )
}
