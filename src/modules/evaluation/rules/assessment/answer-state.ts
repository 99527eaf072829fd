import type { AnswerState } from '../../model-round.ts'

/**
 * The state of an answer after a save. `ready` is what the writer says of it, undefined when they say nothing. A signature
 * and a verification hold only for the words they were given to: a change of content takes both away. A returned answer
 * stays so, with its reason, until somebody says that it is ready.
 */
export function stateAfterSave(
  before: AnswerState | undefined,
  save: { ready: boolean | undefined; changed: boolean },
): AnswerState {
  if (before === undefined || before === 'draft') return save.ready ? 'ready' : 'draft'
  if (before === 'returned') return save.ready ? 'ready' : 'returned'
  if (save.ready === false) return 'draft'
  return before !== 'ready' && save.changed ? 'ready' : before
}

/** Whether the secretariat may verify it: signed off by the head of the office, or ready where there is no head to sign. */
export const isVerifiable = (state: AnswerState, officeHasHead: boolean): boolean =>
  state === 'signed' || (state === 'ready' && !officeHasHead)
