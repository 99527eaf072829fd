import { actsAs, actsIn, type Actor, type Refusal, type Role } from '#kit/actor.ts'
import { nationalRoles, rolesOfKind, type Organisation } from './model.ts'

/** What access needs to know of an organisation. */
export type Place = Pick<Organisation, 'id' | 'kind' | 'regionCode'>

const ministryGives: readonly Role[] = [
  'ministry-secretariat',
  'assessor',
  'mentor',
  'province-viewer',
  'regional-secretariat',
]

export const refuseSignedOut = (actor: Actor): Refusal =>
  actor.accountId === undefined
    ? { id: 'Anda belum masuk. Masuk dahulu, lalu ulangi.', en: 'You are signed out. Sign in, then try again.' }
    : undefined

/** Doors that anybody may open: the sign-in page, an invitation. */
export const refuseNobody = (): Refusal => undefined

/** Who may see that an organisation exists: everybody who is signed in. */
export const refuseListOrganisations = (actor: Actor): Refusal => refuseSignedOut(actor)

/** Who sees the members of an organisation by name: its own, those who work for its region, the ministry, the auditor. */
export function refuseSeeMembers(actor: Actor, organisation: Place): Refusal {
  if (actsAs(actor, 'administrator', 'auditor', 'ministry-secretariat')) return undefined
  if (actor.membership !== undefined && actor.membership.organisationId === organisation.id) return undefined
  const regional = actsAs(
    actor,
    'regional-secretariat',
    'dimension-coordinator',
    'council',
    'regional-head',
    'opd-head',
  )
  if (regional && organisation.regionCode !== undefined && actsIn(actor, organisation.regionCode)) return undefined
  return {
    id: 'Daftar anggota hanya untuk anggota organisasi ini, sekretariat daerahnya, kementerian dan auditor.',
    en: 'The members are shown only to members of this organisation, the secretariat of its region, the ministry and the auditor.',
  }
}

/** Who gives a role in an organisation, and so also withdraws the invitation and ends the role. */
export function refuseGiveRole(actor: Actor, organisation: Place, role: Role): Refusal {
  if (!rolesOfKind[organisation.kind].includes(role)) {
    return {
      id: 'Peran ini tidak diberikan oleh organisasi seperti ini. Pilih peran lain.',
      en: 'An organisation of this kind does not give this role. Choose another role.',
    }
  }
  if (actsAs(actor, 'administrator')) return undefined
  if (actsAs(actor, 'ministry-secretariat') && ministryGives.includes(role)) return undefined
  if (
    actsAs(actor, 'regional-secretariat') &&
    !nationalRoles.includes(role) &&
    organisation.regionCode !== undefined &&
    actsIn(actor, organisation.regionCode)
  ) {
    return undefined
  }
  if (actsAs(actor, 'opd-head') && role === 'opd-officer' && actor.membership?.organisationId === organisation.id) {
    return undefined
  }
  return {
    id: 'Peran ini diberikan oleh sekretariat daerah organisasi itu, kementerian, atau pengelola. Minta kepada mereka.',
    en: 'This role is given by the secretariat of that region, the ministry, or an administrator. Ask them.',
  }
}

/** The roles of an organisation that the actor may give; empty when none. */
export function rolesToGive(actor: Actor, organisation: Place): Role[] {
  return rolesOfKind[organisation.kind].filter(role => refuseGiveRole(actor, organisation, role) === undefined)
}

/** Who ends a role: who may give it, but nobody the role that is in use now. */
export function refuseEndRole(
  actor: Actor,
  organisation: Place,
  member: { membershipId: string; role: Role },
): Refusal {
  if (member.membershipId === actor.membership?.id) {
    return {
      id: 'Ini peran yang sedang Anda pakai. Minta orang lain mengakhirinya, atau pindah peran dahulu.',
      en: 'This is the role you are using. Ask somebody else to end it, or switch role first.',
    }
  }
  return refuseGiveRole(actor, organisation, member.role)
}

/** Who opens the form for giving roles at all; each role is asked again when it is given. */
export const refuseGiveAnyRole = (actor: Actor): Refusal =>
  refuseSignedOut(actor) ??
  (actsAs(actor, 'administrator', 'ministry-secretariat', 'regional-secretariat', 'opd-head')
    ? undefined
    : {
        id: 'Undangan dikirim oleh sekretariat, kepala OPD, kementerian atau pengelola. Minta kepada mereka.',
        en: 'Invitations are sent by the secretariat, the head of an OPD, the ministry or an administrator. Ask them.',
      })

/** Who opens the form for archiving an organisation; the organisation is asked again. */
export const refuseArchiveAny = (actor: Actor): Refusal =>
  refuseSignedOut(actor) ??
  (actsAs(actor, 'administrator', 'regional-secretariat')
    ? undefined
    : {
        id: 'Organisasi diarsipkan oleh sekretariat daerahnya atau pengelola. Minta kepada mereka.',
        en: 'Organisations are archived by the secretariat of their region or an administrator. Ask them.',
      })

/** Who archives an organisation: the secretariat of its region, an administrator; nobody the one they act for now. */
export function refuseArchive(actor: Actor, organisation: Place): Refusal {
  const closed = refuseArchiveAny(actor)
  if (closed) return closed
  if (actor.membership?.organisationId === organisation.id) {
    return {
      id: 'Ini organisasi Anda sendiri. Pindah ke peran lain dahulu, atau minta pengelola mengarsipkannya.',
      en: 'This is your own organisation. Switch role first, or ask an administrator to archive it.',
    }
  }
  if (actsAs(actor, 'administrator')) return undefined
  return organisation.regionCode !== undefined &&
    ['opd', 'district-office', 'village-office', 'partner', 'university'].includes(organisation.kind) &&
    actsIn(actor, organisation.regionCode)
    ? undefined
    : {
        id: 'Sekretariat mengarsipkan organisasi di daerahnya sendiri. Untuk yang lain, hubungi pengelola.',
        en: 'The secretariat archives organisations of its own region. For others, ask an administrator.',
      }
}

/** Who reads the letters of the demo world; outside of it nobody does. Those who send invitations, and their administrator. */
export const refuseReadOutbox = (actor: Actor): Refusal =>
  refuseSignedOut(actor) ??
  (actsAs(actor, 'administrator', 'ministry-secretariat')
    ? undefined
    : {
        id: 'Kotak keluar hanya untuk pengelola dan sekretariat kementerian di dunia peragaan.',
        en: 'The outbox is only for the administrator and the ministry secretariat of the demo world.',
      })
