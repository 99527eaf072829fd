/** The only source of "now"; tests pass a fixed one. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still at `iso` until it is set. */
export function fixedClock(iso: string): Clock & { set(iso: string): void } {
  let at = new Date(iso)
  return {
    now: () => at,
    set(next) {
      at = new Date(next)
    },
  }
}
