import type { Role } from '#kit/actor.ts'
import type { Preset, Seat } from '../../model-plan.ts'

/** Presets that stand for a seat in each of many offices, and the kinds of offices. */
export const OFFICE_PRESETS = {
  offices: 'opd',
  'office-heads': 'opd',
  'office-secretaries': 'opd',
  districts: 'district-office',
  villages: 'village-office',
} as const satisfies Partial<Record<Preset, 'opd' | 'district-office' | 'village-office'>>
export type OfficePreset = keyof typeof OFFICE_PRESETS

/** Presets that stand for everybody who holds a role in the region. */
export const ROLE_PRESETS = {
  'regional-head': 'regional-head',
  secretariat: 'regional-secretariat',
  coordinators: 'dimension-coordinator',
  council: 'council',
} as const satisfies Partial<Record<Preset, Role>>

export type RolePreset = keyof typeof ROLE_PRESETS

/** Whose address takes the letter of a seat, the first that is there. */
export const CONTACT_ROLES: Record<'head' | 'secretary', readonly Role[]> = {
  head: ['opd-head', 'regional-secretariat', 'dimension-coordinator', 'opd-officer', 'village-officer'],
  secretary: ['opd-officer', 'opd-head', 'regional-secretariat', 'village-officer'],
}

/** Titles of heads that do not begin with "Kepala", by how the name of the office begins. */
const heads: readonly [RegExp, string][] = [
  [/^Sekretariat Daerah\b/, 'Sekretaris Daerah'],
  [/^Sekretariat (DPRD|Dewan Perwakilan Rakyat Daerah)\b/, 'Sekretaris $1'],
  [/^Inspektorat\b/, 'Inspektur'],
  [/^(Kantor )?Kecamatan\b/, 'Camat'],
  [/^(Kantor )?Kelurahan\b/, 'Lurah'],
  [/^Kantor Desa\b/, 'Kepala Desa'],
  [/^(RSUD|Rumah Sakit)/, 'Direktur $1'],
]

/** Who sits for an office: "Kepala Dinas Kesehatan Luwu Timur", "Camat Malili". */
export function headTitle(office: string): string {
  const special = heads.find(([begins]) => begins.test(office))
  return special ? office.replace(special[0], special[1]) : `Kepala ${office}`
}

/** "Sekretaris Dinas Kesehatan Luwu Timur"; an office that is itself a secretariat sends whom it names. */
export const secretaryTitle = (office: string): string =>
  /^Sekretariat\b/.test(office) ? `Perwakilan ${office}` : `Sekretaris ${office}`

/** Somebody who is known by the title only is called by it: an entry needs an office, an account, a name or an address. */
export const called = (seat: Seat): Seat =>
  (seat.organisationId ?? seat.accountId ?? seat.name ?? seat.email) === undefined
    ? { ...seat, name: seat.title, title: undefined }
    : seat

/** How somebody came onto a list, as it is kept beside the entry. */
export const WHY = {
  preset: {
    offices: 'semua OPD',
    'office-heads': 'semua kepala OPD',
    'office-secretaries': 'semua sekretaris OPD',
    districts: 'semua camat',
    villages: 'semua kepala desa dan lurah',
    'regional-head': 'kepala daerah',
    secretariat: 'sekretariat daerah',
    coordinators: 'koordinator dimensi',
    council: 'anggota Dewan',
  },
  office: 'dipilih sebagai instansi',
  account: 'dipilih menurut akun',
  person: 'ditulis dengan nama',
  institution: (name: string) => `anggota ${name}`,
} as const satisfies {
  preset: Record<Preset, string>
  office: string
  account: string
  person: string
  institution(name: string): string
}
