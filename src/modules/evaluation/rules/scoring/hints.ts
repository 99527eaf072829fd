/** What may be asked of an answer: never a deduction, only what stands out. */
export type Hint =
  | { kind: 'all-top'; top: number; answered: number }
  | { kind: 'late-evidence'; count: number }
  | { kind: 'same-text'; regions: readonly string[] }
  | { kind: 'jump'; level: number; before: string; edition: string }
  | { kind: 'no-evidence'; level: number }

export interface HintFacts {
  level: number | null
  /** Answers of the region that have a level, and how many of them the highest. */
  answered: number
  top: number
  submittedAt: Date
  /** When each piece of evidence of the answer was added to the library. */
  evidenceAdded: readonly Date[]
  /** Its figures come from the portfolio, with rows to open. */
  fromPortfolio?: boolean
  /** Names of other regions of the viewer's panels whose answer has the same words. */
  sameTextIn: readonly string[]
  last: { score: string; edition: string } | undefined
  scaleMax: number
}

const hour = 3_600_000

/** From ten answers on, and only when nine of ten are at the top: fewer say nothing. */
const enough = 10

/**
 * Questions an assessor may want to ask, plainest first (lessons row 21): nearly everything at the highest level, evidence of
 * the last hour, the same words elsewhere, a leap of two levels over the score before, a high level with neither evidence nor figures of the portfolio.
 */
export function hintsOf(facts: HintFacts): Hint[] {
  const hints: Hint[] = []
  const { level, last } = facts
  if (last && level !== null && level - Number(last.score) >= 2) {
    hints.push({ kind: 'jump', level, before: last.score, edition: last.edition })
  }
  if (level !== null && level >= facts.scaleMax - 1 && facts.evidenceAdded.length === 0 && !facts.fromPortfolio) {
    hints.push({ kind: 'no-evidence', level })
  }
  const late = facts.evidenceAdded.filter(added => {
    const before = facts.submittedAt.getTime() - added.getTime()
    return before >= 0 && before < hour
  }).length
  if (late > 0) hints.push({ kind: 'late-evidence', count: late })
  if (facts.sameTextIn.length > 0) hints.push({ kind: 'same-text', regions: facts.sameTextIn })
  if (facts.answered >= enough && facts.top * 10 >= facts.answered * 9) {
    hints.push({ kind: 'all-top', top: facts.top, answered: facts.answered })
  }
  return hints
}
