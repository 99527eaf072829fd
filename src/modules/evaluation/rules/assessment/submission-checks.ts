import { compare, decimal, subtract } from '#kit/decimal.ts'
import type { AnswerState } from '../../model-round.ts'

/** What a regional head is asked before handing in. Questions to think about, never a reason to refuse. */
export type SubmissionCheck =
  | { kind: 'unanswered' | 'unverified' | 'without-evidence'; questionIds: string[] }
  /** Every answer has the highest level. */
  | { kind: 'all-highest'; count: number }
  /** Evidence that was added to the library within the last hour. */
  | { kind: 'evidence-just-added'; questionIds: string[] }
  /** Two levels or more away from the score of the year before, up or down. */
  | { kind: 'jump'; questions: { questionId: string; level: number; before: string; edition: string }[] }

export interface CheckedAnswer {
  questionId: string
  level: number | null
  state: AnswerState | undefined
  /** When each piece of its evidence was added to the library. */
  evidenceAdded: readonly Date[]
  last: { score: string; edition: string } | undefined
}

const hour = 3_600_000

/** The plainest first; checks that find nothing are left out. `highest` is the top of the scale. */
export function submissionChecks(answers: readonly CheckedAnswer[], highest: number, now: Date): SubmissionCheck[] {
  const ids = (fits: (answer: CheckedAnswer) => boolean) => answers.filter(fits).map(({ questionId }) => questionId)
  const listed = (['unanswered', 'unverified', 'without-evidence'] as const).map(kind => ({
    kind,
    questionIds: ids(({ level, state, evidenceAdded }) =>
      kind === 'unanswered'
        ? level === null
        : level !== null && (kind === 'unverified' ? state !== 'verified' : evidenceAdded.length === 0),
    ),
  }))
  const answered = answers.filter(({ level }) => level !== null)
  const fresh = ids(({ evidenceAdded }) =>
    evidenceAdded.some(added => now.getTime() - added.getTime() < hour && added.getTime() <= now.getTime()),
  )
  const jumps = answers.flatMap(({ questionId, level, last }) => {
    if (level === null || !last) return []
    const change = subtract(decimal(String(level)), decimal(last.score))
    const far = compare(change, decimal('2')) >= 0 || compare(change, decimal('-2')) <= 0
    return far ? [{ questionId, level, before: last.score, edition: last.edition }] : []
  })
  return [
    ...listed.filter(check => check.questionIds.length > 0),
    ...(answered.length > 1 && answered.every(({ level }) => level === highest)
      ? [{ kind: 'all-highest' as const, count: answered.length }]
      : []),
    ...(fresh.length > 0 ? [{ kind: 'evidence-just-added' as const, questionIds: fresh }] : []),
    ...(jumps.length > 0 ? [{ kind: 'jump' as const, questions: jumps }] : []),
  ]
}
