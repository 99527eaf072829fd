import type { Actor, Role } from '#kit/actor.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { findActorByAddress } from './store/actor.ts'
import type { RegionOffice } from './store/holders.ts'

/** Somebody of the demo world, ready to act. */
export interface DemoPerson {
  actor: Actor
  writer: Writer
}

/** The demo account with this box, in its first role or in the one named. */
export async function demoPerson(platform: Platform, box: string, role?: Role): Promise<DemoPerson> {
  const actor = await findActorByAddress(platform.db.sql, `${box}@contoh.tudang.invalid`, platform.clock.now())
  if (!actor) throw new Error(`The demo world has no account ${box}`)
  const membership = role === undefined ? actor.membership : actor.memberships.find(one => one.role === role)
  return { actor: { ...actor, membership }, writer: { accountId: actor.accountId, membershipId: membership?.id } }
}

/** How the names of the demo offices begin. */
const beginnings: Record<string, string> = {
  kominfo: 'Dinas Komunikasi',
  bappeda: 'Badan Perencanaan',
  kesehatan: 'Dinas Kesehatan',
  pendidikan: 'Dinas Pendidikan',
  lingkungan: 'Dinas Lingkungan',
  pmd: 'Dinas Pemberdayaan',
  pariwisata: 'Dinas Pariwisata',
  dukcapil: 'Dinas Kependudukan',
  perizinan: 'Dinas Penanaman',
  pupr: 'Dinas Pekerjaan Umum',
  perhubungan: 'Dinas Perhubungan',
  koperasi: 'Dinas Koperasi',
  bpbd: 'Badan Penanggulangan',
  setda: 'Sekretariat Daerah',
}

/** Id of an office of a region of the demo world by its key without the region: "kesehatan". */
export const demoOfficeFinder = (offices: readonly RegionOffice[]) => (key: string) => {
  const office = offices.find(({ name }) => name.startsWith(beginnings[key] ?? key))
  if (!office) throw new Error(`The demo world has no office ${key}`)
  return office.id
}
