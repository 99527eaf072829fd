import type { Visit } from './visit.ts'

/**
 * What several parts of one page ask, each without knowing of the others: answered once for a visit and key. Only for
 * what a visit does not change itself.
 */
export function oncePerVisit<T>(
  ask: (visit: Visit, key: string) => Promise<T>,
): (visit: Visit, key: string) => Promise<T> {
  const visits = new WeakMap<Visit, Map<string, Promise<T>>>()
  return (visit, key) => {
    const answers = visits.get(visit) ?? new Map<string, Promise<T>>()
    visits.set(visit, answers)
    const answer = answers.get(key) ?? ask(visit, key)
    answers.set(key, answer)
    return answer
  }
}
