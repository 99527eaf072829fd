import { type Actor, roles } from '#kit/actor.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import {
  type Holder,
  listHolders,
  listRegionOffices,
  namesOfAccounts,
  namesOfOrganisations,
  type RegionOffice,
} from '#modules/people/index.ts'
import { refuseKeep } from '../../access.ts'
import type { Seat, Wanted } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { gatherInvitees } from '../../rules/plan/gather-invitees.ts'
import { isEmail } from '../../rules/plan/people-lines.ts'
import {
  called,
  CONTACT_ROLES,
  headTitle,
  OFFICE_PRESETS,
  type OfficePreset,
  ROLE_PRESETS,
  type RolePreset,
  secretaryTitle,
  WHY,
} from '../../rules/plan/seats.ts'
import { insertInvitees, listSeats } from '../../store/plan/invitees.ts'
import { listMembersOf } from '../../store/plan/members.ts'
import { getStand, noSuchMeeting } from '../stand.ts'
import { findMeeting } from '../../store/meetings.ts'
import { queueLetters } from './queue-letters.ts'

export interface InviteTo {
  regionCode: string
  id: string
  wanted: Wanted
}

/** Most people on the list of one meeting. */
export const MOST_INVITEES = 2000

/**
 * Puts people on the list of a meeting, expanding roles and institutions as they stand now; each keeps why they came onto
 * it, and nobody stands there twice. When the letters went out already, those who are new get theirs. Answers how many came
 * onto the list and how many were there already. Throws `not-found`, `may-not`, `conflict` for a meeting that is over, and
 * `invalid`. The number of statements does not grow with the list.
 */
export async function inviteTo(
  platform: Platform,
  actor: Actor,
  { regionCode, id, wanted }: InviteTo,
  writer: Writer,
): Promise<{ added: number; there: number }> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const meeting = await findMeeting(tx, regionCode, id, true)
    if (!meeting) throw noSuchMeeting()
    refuseList(actor, meeting)
    const there = await listSeats(tx, regionCode, id)
    const seats = await expand(tx, regionCode, wanted, now)
    const added = gatherInvitees(there, seats)
    if (there.length + added.length > MOST_INVITEES) throw invalid(tooMany(there.length + added.length))
    await insertInvitees(tx, regionCode, id, added)
    if (added.length > 0 && meeting.state === 'invited' && meeting.startsAt > now)
      await queueLetters(tx, meeting, writer)
    await audit(tx, {
      event: 'meeting.invitees.added',
      subject: { kind: 'meeting', id },
      regionCode,
      data: { added: added.length, there: seats.length - added.length },
    })
    return { added: added.length, there: seats.length - added.length }
  })
}

/** May the actor change who is invited? */
export function refuseList(actor: Actor, meeting: Meeting): void {
  const refusal = refuseKeep(actor, meeting.regionCode)
  if (refusal) throw mayNot(refusal)
  if (meeting.state === 'closed' || meeting.state === 'cancelled') {
    throw new Problem('conflict', {
      id: 'Rapat ini sudah selesai atau dibatalkan, jadi daftar undangannya tetap. Buat rapat lanjutan.',
      en: 'This meeting is over or cancelled, so its list stays as it is. Plan a following one.',
    })
  }
}

/** Everybody that is meant, in a fixed number of statements; doubles are still among them. */
async function expand(tx: Tx, regionCode: string, wanted: Wanted, now: Date): Promise<Seat[]> {
  const presets = [...new Set(wanted.roles)]
  const people = wanted.people ?? []
  const errors: FieldError[] = []
  for (const [at, person] of people.entries()) {
    if (person.email !== undefined && !isEmail(person.email)) errors.push(badAddress(at, person.email))
  }
  const members = await listMembersOf(tx, regionCode, wanted.institutionIds ?? [], now)
  const known = await listRegionOffices(tx, regionCode)
  const named = [...new Set([...(wanted.organisationIds ?? []), ...members.flatMap(one => one.organisationId ?? [])])]
  const names = await namesOfOrganisations(tx, named)
  const accountIds = [...new Set([...(wanted.accountIds ?? []), ...members.flatMap(one => one.accountId ?? [])])]
  const accountNames = await namesOfAccounts(tx, accountIds)
  const offices = known.filter(one => !one.archived)
  const holders = await listHolders(
    tx,
    { roles, organisationIds: [...new Set([...offices.map(one => one.id), ...named])] },
    now,
  )
  const wantedRoles = presets.flatMap(one => (one in OFFICE_PRESETS ? [] : [ROLE_PRESETS[one as RolePreset]]))
  const byRole =
    wantedRoles.length > 0 ? await listHolders(tx, { roles: wantedRoles, regionCodes: [regionCode] }, now) : []
  const others = accountIds.length > 0 ? await listHolders(tx, { roles, accountIds }, now) : []
  const byOffice = Map.groupBy(
    holders.filter(one => isNear(one, regionCode)),
    one => one.organisationId ?? '',
  )
  const byAccount = Map.groupBy(
    [...holders, ...others].filter(one => isNear(one, regionCode)),
    one => one.accountId,
  )
  const contact = (officeId: string, seat: 'head' | 'secretary') =>
    firstOf(byOffice.get(officeId) ?? [], CONTACT_ROLES[seat])?.email

  if ((wanted.organisationIds ?? []).some(one => !names.has(one))) errors.push(unknown('organisationIds'))
  // Who holds no office is invited by name: nobody reads the address of a citizen by the number of an account.
  const official = new Set(others.filter(one => one.role !== 'citizen').map(one => one.accountId))
  if ((wanted.accountIds ?? []).some(one => !official.has(one))) errors.push(unknown('accountIds'))
  if (errors.length > 0) throw invalid(...errors)

  const ofAccount = (accountId: string, why: string, title?: string): Seat => {
    const held = byAccount.get(accountId)?.[0]
    return {
      accountId,
      name: accountNames.get(accountId) ?? held?.name,
      title: title ?? held?.organisationName,
      email: held?.email,
      why,
    }
  }
  return [
    ...presets.flatMap(preset =>
      preset in OFFICE_PRESETS
        ? officeSeats(preset as OfficePreset, offices, contact)
        : byRole
            .filter(one => one.role === ROLE_PRESETS[preset as RolePreset])
            .map((one): Seat => ({ ...seatOfHolder(one), role: preset, why: WHY.preset[preset] })),
    ),
    ...(wanted.organisationIds ?? []).map((organisationId): Seat => ({
      organisationId,
      email: contact(organisationId, 'head'),
      why: WHY.office,
    })),
    ...members.map((one): Seat => {
      const why = WHY.institution(one.institutionName)
      if (one.accountId !== undefined) return ofAccount(one.accountId, why, one.title ?? one.position)
      return called({
        organisationId: one.organisationId,
        name: one.name,
        title: one.title ?? (one.organisationId === undefined ? one.position : undefined),
        email: one.email ?? (one.organisationId === undefined ? undefined : contact(one.organisationId, 'head')),
        why,
      })
    }),
    ...(wanted.accountIds ?? []).map(accountId => ofAccount(accountId, WHY.account)),
    ...people.map((person): Seat => ({
      name: person.name,
      title: [person.title, person.office].filter(one => one !== undefined && one !== '').join(', ') || undefined,
      email: person.email?.toLowerCase(),
      why: WHY.person,
    })),
  ]
}

/**
 * Whose address a region may read: its own people, those above it, and who works for no region (mentors, ministry, partners).
 * People of another region can be invited; their address is typed by who knows it.
 */
const isNear = ({ regionCode: held }: Holder, regionCode: string): boolean =>
  held === undefined || `${held}.`.startsWith(`${regionCode}.`) || `${regionCode}.`.startsWith(`${held}.`)

const seatOfHolder = (holder: Holder): Seat => ({
  accountId: holder.accountId,
  name: holder.name,
  title: holder.organisationName,
  email: holder.email,
})

function officeSeats(
  preset: OfficePreset,
  offices: readonly RegionOffice[],
  contact: (officeId: string, seat: 'head' | 'secretary') => string | undefined,
): Seat[] {
  const seat = preset === 'office-secretaries' ? 'secretary' : 'head'
  return offices
    .filter(one => one.kind === OFFICE_PRESETS[preset])
    .map(one => ({
      organisationId: one.id,
      role: preset,
      title: preset === 'offices' ? undefined : seat === 'secretary' ? secretaryTitle(one.name) : headTitle(one.name),
      email: contact(one.id, seat),
      why: WHY.preset[preset],
    }))
}

const firstOf = (holders: readonly Holder[], order: readonly string[]): Holder | undefined =>
  order.flatMap(role => holders.find(one => one.role === role) ?? [])[0]

const badAddress = (at: number, email: string): FieldError => ({
  field: `people.${at}.email`,
  sentence: {
    id: `“${email}” bukan alamat surel. Tulis misalnya nama@contoh.go.id.`,
    en: `“${email}” is no e-mail address. Write for example name@example.go.id.`,
  },
})

const unknown = (field: string): FieldError => ({
  field,
  sentence: {
    id: 'Ada yang dipilih tetapi tidak dikenal lagi. Muat ulang halaman, lalu pilih lagi.',
    en: 'Something that was chosen is not known any more. Load the page again and choose again.',
  },
})

const tooMany = (count: number): FieldError => ({
  field: 'people',
  sentence: {
    id: `Daftar ini menjadi ${count} undangan; satu rapat paling banyak ${MOST_INVITEES}. Kurangi, atau bagi menjadi dua rapat.`,
    en: `The list would have ${count} entries; one meeting takes at most ${MOST_INVITEES}. Invite fewer, or make two meetings.`,
  },
})
