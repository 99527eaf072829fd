import type { AskedSeat, AskedWhy, TaskDimension, TaskLevel } from '../../model-task.ts'

/** Somebody who holds a role in the region. */
export interface AskedPerson {
  accountId: string
  organisationId?: string | undefined
}

/** Whom the tasks of one region can rise to. */
export interface Above<Person extends AskedPerson = AskedPerson> {
  coordinators: readonly Person[]
  secretariat: readonly Person[]
  seats: readonly AskedSeat[]
}

export interface Asked<Person extends AskedPerson = AskedPerson> {
  people: Person[]
  why: AskedWhy
  /** The institutions in which they sit, for `dimension` and `group`. */
  institutions: string[]
}

/**
 * Whom a task rose to, beside the office that owes it: the dimension coordinators at level `coordinator`, the secretariat at
 * level `secretary`; undefined while only the office is asked. A coordinator sits in a seat by their account or by their
 * office; teams come before councils, forums and groups. Nobody is named twice.
 */
export function whoIsAsked<Person extends AskedPerson>(
  task: { level: TaskLevel; dimension: TaskDimension | undefined; ownerId: string },
  { coordinators, secretariat, seats }: Above<Person>,
): Asked<Person> | undefined {
  if (task.level === 'owner') return undefined
  if (task.level === 'secretary') return { people: once(secretariat), why: 'third-day', institutions: [] }
  if (coordinators.length === 0) return { people: once(secretariat), why: 'no-coordinator', institutions: [] }
  const sitting = (taken: readonly AskedSeat[], why: AskedWhy): Asked<Person> | undefined => {
    const people = once(coordinators.filter(person => taken.some(seat => sitsIn(person, seat))))
    if (people.length === 0) return undefined
    const names = taken.filter(seat => people.some(person => sitsIn(person, seat))).map(seat => seat.institutionName)
    return { people, why, institutions: [...new Set(names)].toSorted() }
  }
  const forDimension = seats.filter(seat => task.dimension !== undefined && seat.dimension === task.dimension)
  const groupIds = new Set(
    seats.flatMap(seat =>
      seat.institutionKind === 'group' && seat.organisationId === task.ownerId ? seat.institutionId : [],
    ),
  )
  return (
    sitting(
      forDimension.filter(seat => seat.institutionKind === 'team'),
      'dimension',
    ) ??
    sitting(forDimension, 'dimension') ??
    sitting(
      seats.filter(seat => groupIds.has(seat.institutionId)),
      'group',
    ) ?? { people: once(coordinators), why: 'every-coordinator', institutions: [] }
  )
}

const sitsIn = (person: AskedPerson, seat: AskedSeat): boolean =>
  seat.accountId === person.accountId ||
  (seat.organisationId !== undefined && seat.organisationId === person.organisationId)

const once = <Person extends AskedPerson>(people: readonly Person[]): Person[] => [
  ...new Map(people.map(person => [person.accountId, person])).values(),
]
