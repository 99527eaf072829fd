import type { Actor } from '#kit/actor.ts'
import { findActorByAddress, type RegionOffice } from '#modules/people/index.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { DemoProgramme } from './demo-data.ts'

export interface DemoPerson {
  actor: Actor
  writer: Writer
}

/** One region of the demo world while it is filled. */
export interface DemoRegion {
  regionCode: string
  programmes: readonly DemoProgramme[]
  secretariat: DemoPerson
  /** Id of an office by its key without the region: "kesehatan". */
  officeId(key: string): string
  /** "2026-11-22" in the zone of the two regions. */
  today: string
}

export async function person(platform: Platform, box: string): Promise<DemoPerson> {
  const actor = await findActorByAddress(platform.db.sql, `${box}@contoh.tudang.invalid`, platform.clock.now())
  if (!actor) throw new Error(`The demo world has no account ${box}`)
  return { actor, writer: { accountId: actor.accountId, membershipId: actor.membership?.id } }
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

export const officeFinder = (offices: readonly RegionOffice[]) => (key: string) => {
  const office = offices.find(({ name }) => name.startsWith(beginnings[key] ?? key))
  if (!office) throw new Error(`The demo world has no office ${key}`)
  return office.id
}

/** A number from 0 to 999 that is always the same for the same words. */
export function chance(...words: (string | number)[]): number {
  let hash = 2166136261
  for (const letter of words.join('|')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619)
  // The last bits of this hash lean on the last letter; mixed once more they do not.
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519)
  return ((hash ^ (hash >>> 13)) >>> 0) % 1000
}
