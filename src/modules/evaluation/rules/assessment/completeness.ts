import type { AnswerState } from '../../model-round.ts'

/** How far some questions are. Each counts once in `total`, and in whatever else holds for it. */
export interface Completeness {
  total: number
  /** With a level. */
  answered: number
  /** Marked ready, signed or verified. */
  ready: number
  /** Signed by the head of the office, or verified. */
  signed: number
  verified: number
  returned: number
}

export const nothingDone: Completeness = { total: 0, answered: 0, ready: 0, signed: 0, verified: 0, returned: 0 }

export interface Counted {
  level: number | null
  /** Undefined without an answer. */
  state: AnswerState | undefined
}

const beyond: Record<'ready' | 'signed' | 'verified', readonly AnswerState[]> = {
  ready: ['ready', 'signed', 'verified'],
  signed: ['signed', 'verified'],
  verified: ['verified'],
}

/** Counts questions by a key (a dimension, an office), in the order in which keys first come. */
export function completenessBy<Row extends Counted, Key>(
  rows: Iterable<Row>,
  keyOf: (row: Row) => Key,
): Map<Key, Completeness> {
  const counts = new Map<Key, Completeness>()
  for (const row of rows) {
    const key = keyOf(row)
    const now = counts.get(key) ?? nothingDone
    const is = (states: readonly AnswerState[]) => (row.state !== undefined && states.includes(row.state) ? 1 : 0)
    counts.set(key, {
      total: now.total + 1,
      answered: now.answered + (row.level === null ? 0 : 1),
      ready: now.ready + is(beyond.ready),
      signed: now.signed + is(beyond.signed),
      verified: now.verified + is(beyond.verified),
      returned: now.returned + is(['returned']),
    })
  }
  return counts
}

/** All of them together. */
export const completenessOf = (rows: Iterable<Counted>): Completeness =>
  completenessBy(rows, () => 'all').get('all') ?? nothingDone
