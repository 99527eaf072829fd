import type { AssessedQuestion, Assessment } from '../../actions/assessment/read-assessment.ts'
import { ANSWER_STATES, type AnswerState } from '../../model-round.ts'

/** States that the list of questions is filtered by, as they stand in the address. */
const states: Record<string, (row: AssessedQuestion) => boolean> = {
  'belum-dijawab': row => row.answer === undefined || row.answer.level === null,
  'menunggu-periksa': row => row.verifiable,
  'tanpa-bukti': row => row.answer !== undefined && row.answer.level !== null && row.evidence === 0,
  ...Object.fromEntries(
    (
      [
        ['sedang-diisi', 'draft'],
        ['siap', 'ready'],
        ['disetujui', 'signed'],
        ['diperiksa', 'verified'],
        ['dikembalikan', 'returned'],
      ] as const
    ).map(([word, state]) => [word, (row: AssessedQuestion) => row.answer?.state === state]),
  ),
}

/** The word in the address for a state of an answer. */
export const stateWords: Record<AnswerState, string> = {
  draft: 'sedang-diisi',
  ready: 'siap',
  signed: 'disetujui',
  verified: 'diperiksa',
  returned: 'dikembalikan',
}
export const otherStates = ['belum-dijawab', 'menunggu-periksa', 'tanpa-bukti'] as const
export const stateOrder = ANSWER_STATES

/** What the address asks for; unknown values count as absent. */
export interface QuestionFilter {
  state: string | undefined
  dimension: string | undefined
  /** Id of an office, `saya` for the viewer's own, `sekretariat` for questions without office. */
  office: string | undefined
  /** The first question of the page. */
  from: string | undefined
}

export const pageSize = 40

export function readFilter(query: (name: string) => string | undefined, assessment: Assessment): QuestionFilter {
  const known = (value: string | undefined, fits: (value: string) => boolean) =>
    value !== undefined && value !== '' && fits(value) ? value : undefined
  return {
    state: known(query('keadaan'), value => Object.hasOwn(states, value)),
    dimension: known(query('dimensi'), value => assessment.instrument.dimensions.some(one => one.code === value)),
    office: known(
      query('opd'),
      value => value === 'saya' || value === 'sekretariat' || assessment.officeNames.has(value),
    ),
    from: known(query('mulai'), value => assessment.rows.some(row => row.id === value)),
  }
}

/** The rows that a filter lets through, in the order of the paper. */
export function filterQuestions(rows: readonly AssessedQuestion[], filter: QuestionFilter): AssessedQuestion[] {
  const byState = filter.state === undefined ? undefined : states[filter.state]
  return rows.filter(
    row =>
      (byState?.(row) ?? true) &&
      (filter.dimension === undefined || row.dimension.code === filter.dimension) &&
      (filter.office === undefined ||
        (filter.office === 'saya'
          ? row.mine
          : filter.office === 'sekretariat'
            ? row.officeId === undefined
            : row.officeId === filter.office)),
  )
}

/** The address of the list with some parts of the filter changed; a changed filter begins at its first page. */
export function filterHref(path: string, filter: QuestionFilter, change: Partial<QuestionFilter> = {}): string {
  const all = { ...filter, from: undefined, ...change }
  const query = new URLSearchParams()
  if (all.state !== undefined) query.set('keadaan', all.state)
  if (all.dimension !== undefined) query.set('dimensi', all.dimension)
  if (all.office !== undefined) query.set('opd', all.office)
  if (all.from !== undefined) query.set('mulai', all.from)
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
