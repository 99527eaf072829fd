import { z } from 'zod'
import { roles, type Role } from '#kit/actor.ts'

export const organisationKinds = [
  'opd',
  'district-office',
  'village-office',
  'ministry',
  'province',
  'university',
  'partner',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]

export interface Organisation {
  id: string
  kind: OrganisationKind
  name: string
  /** Undefined for the ministry, and for universities and partners that work nationally. */
  regionCode: string | undefined
  regionName: string | undefined
  parentId: string | undefined
  parentName: string | undefined
  /** Invented for the demo world. */
  example: boolean
  archivedAt: Date | undefined
}

/** Someone who holds, held or will hold a role in an organisation. */
export interface Member {
  membershipId: string
  accountId: string
  name: string
  email: string
  role: Role
  from: Date
  /** From this moment on no longer; undefined when open. */
  to: Date | undefined
}

export interface Invitation {
  id: string
  email: string
  role: Role
  organisationId: string
  organisationName: string
  organisationKind: OrganisationKind
  organisationRegionCode: string | undefined
  /** Where the role will hold; undefined for a national role. */
  regionCode: string | undefined
  regionName: string | undefined
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | undefined
  withdrawnAt: Date | undefined
}

/** One place where an account is signed in. */
export interface SignedInPlace {
  id: string
  since: Date
  until: Date
  address: string | undefined
  browser: string | undefined
}

export interface Passkey {
  id: string
  name: string | undefined
  since: Date
}

/** Roles that hold everywhere, whatever place the organisation has. */
export const nationalRoles: readonly Role[] = ['mentor', 'assessor', 'ministry-secretariat', 'auditor', 'administrator']

/** Which roles an organisation of each kind gives. */
export const rolesOfKind: Record<OrganisationKind, readonly Role[]> = {
  opd: [
    'opd-officer',
    'opd-head',
    'regional-secretariat',
    'dimension-coordinator',
    'council',
    'regional-head',
    'enumerator',
  ],
  'district-office': ['opd-officer', 'opd-head', 'enumerator'],
  'village-office': ['village-officer', 'enumerator', 'citizen'],
  ministry: ['ministry-secretariat', 'assessor', 'mentor', 'auditor', 'administrator'],
  province: ['province-viewer'],
  university: ['assessor', 'mentor', 'enumerator'],
  partner: ['mentor', 'enumerator'],
}

/** Passwords: at least ten characters, any characters; long sentences are welcome. */
export const passwordLength = { least: 10, most: 128 } as const

const emailWords =
  'Isi ini bukan alamat surel. Tulis seperti nama@instansi.go.id. | This is not an e-mail address. Write it like name@office.go.id.'
const email = z
  .string({ error: 'Isi alamat surel. | Fill in the e-mail address.' })
  .trim()
  .toLowerCase()
  .max(254, emailWords)

export const signInForm = z.object({
  email: email.pipe(z.email({ error: emailWords })),
  kembali: z.string().optional(),
})

export const invitationForm = z.object({
  email: email.pipe(z.email({ error: emailWords })),
  role: z.enum(roles, { error: 'Pilih peran. | Choose a role.' }),
})

const nameWords = 'Isi nama Anda, paling panjang 120 huruf. | Fill in your name, at most 120 letters.'
export const nameForm = z.object({ name: z.string({ error: nameWords }).trim().min(1, nameWords).max(120, nameWords) })

export const uuid = z.uuid()

export const organisationFilter = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  jenis: z.enum(organisationKinds).optional().catch(undefined),
  daerah: z
    .string()
    .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/)
    .optional()
    .catch(undefined),
  setelah: z.string().max(600).optional().catch(undefined),
})

export interface OrganisationFilter {
  words?: string | undefined
  kind?: OrganisationKind | undefined
  /** The region and everything below it. */
  regionCode?: string | undefined
  /** Keyset: what comes after this organisation. */
  after?: { name: string; id: string } | undefined
  limit: number
}

/** An organisation of a demo world; `key` is how logins name it. */
export interface DemoOrganisation {
  key: string
  kind: OrganisationKind
  name: string
  regionCode?: string
  parent?: string
  /** Invented, and said so on every page. */
  example?: boolean
}

export interface DemoLogin {
  email: string
  /** The role in words; it is also the name of the account, since no real person stands behind it. */
  title: string
  roles: readonly { role: Role; organisation?: string; regionCode?: string }[]
}
