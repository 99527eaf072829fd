import type { Stage } from '../../model.ts'
import type { Deliverable, Workshop } from '../../model-workshop.ts'

/** What stands between a stage and its beginning. */
export interface Gate {
  /** The workshop before; undefined for the first stage. */
  previous: Workshop | undefined
  /** What the workshop before has produced, accepted or not. */
  produced: Deliverable[]
  /** Required deliverables of it that nobody accepted. */
  missing: Deliverable[]
  /** The stage before has not been held yet: this one cannot begin. */
  tooEarly: boolean
  /** What was produced must be told in words. */
  needsReview: boolean
  /** Why it begins although something is missing must be told. */
  needsReason: boolean
}

/** The gate of a stage: the first has none; the others look at the stage before. `deliverables` are all of the series. */
export function gateOf(stage: Stage, workshops: readonly Workshop[], deliverables: readonly Deliverable[]): Gate {
  const previous = stage === 1 ? undefined : workshops.find(one => one.stage === stage - 1)
  const produced = deliverables.filter(one => one.stage === stage - 1)
  const missing = produced.filter(one => one.required && one.state !== 'accepted')
  return {
    previous,
    produced,
    missing,
    tooEarly: previous !== undefined && previous.state !== 'held' && previous.state !== 'accepted',
    needsReview: previous !== undefined,
    needsReason: missing.length > 0,
  }
}

/** The stage that a series stands in: the first that was not held, else the last. */
export function currentStage(workshops: readonly Workshop[]): Stage {
  return workshops.find(one => one.state === 'planned' || one.state === 'running')?.stage ?? 4
}

/** Why a stage cannot be accepted now; undefined when it can. */
export function unacceptable(
  workshop: Workshop,
  deliverables: readonly Deliverable[],
): 'not-held' | 'already' | 'missing' | undefined {
  if (workshop.state === 'accepted') return 'already'
  if (workshop.state !== 'held') return 'not-held'
  const open = deliverables.some(one => one.stage === workshop.stage && one.required && one.state !== 'accepted')
  return open ? 'missing' : undefined
}
