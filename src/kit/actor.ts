import type { Sentence } from './problem.ts'

/** Roles of the programme (design §7). A role is always held somewhere: in a region, an organisation, or nationally. */
export const roles = [
  'citizen',
  'enumerator',
  'village-officer',
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'dimension-coordinator',
  'council',
  'regional-head',
  'mentor',
  'assessor',
  'ministry-secretariat',
  'province-viewer',
  'auditor',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/** One role of one account, in one place, for a period. */
export interface Membership {
  id: string
  role: Role
  organisationId: string | undefined
  organisationName: string | undefined
  /** Where the role is held; undefined for a national role. */
  regionCode: string | undefined
  regionName: string | undefined
}

/** Who makes the request, in which of their roles. Signed out: no account, no memberships. */
export interface Actor {
  accountId: string | undefined
  name: string | undefined
  email: string | undefined
  /** The role in use now; the others can be switched to. */
  membership: Membership | undefined
  memberships: Membership[]
}

export const visitor: Actor = {
  accountId: undefined,
  name: undefined,
  email: undefined,
  membership: undefined,
  memberships: [],
}

/** Why something is refused. `undefined` stands for "allowed". */
export type Refusal = Sentence | undefined

/** Is the role in use now one of these? */
export function actsAs(actor: Actor, ...wanted: Role[]): boolean {
  return actor.membership !== undefined && wanted.includes(actor.membership.role)
}

/** Does the role in use now hold in this region or in one above it? National roles hold everywhere. */
export function actsIn(actor: Actor, regionCode: string): boolean {
  const place = actor.membership
  if (place === undefined) return false
  return (
    place.regionCode === undefined || regionCode === place.regionCode || regionCode.startsWith(`${place.regionCode}.`)
  )
}

/** Roles of those who work for a regency or city. */
const regional: readonly Role[] = [
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'regional-head',
  'dimension-coordinator',
  'council',
  'village-officer',
]

/** The regency or city in which the role in use holds; undefined for provinces and national roles. */
export function regencyOfRole(actor: Actor): string | undefined {
  const code = actor.membership?.regionCode
  return code !== undefined && code.length >= 5 ? code.slice(0, 5) : undefined
}

/** Does the role in use belong to those who work for this regency or city? */
export const worksFor = (actor: Actor, regionCode: string): boolean =>
  actsAs(actor, ...regional) && regencyOfRole(actor) === regionCode
