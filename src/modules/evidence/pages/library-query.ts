import { z } from 'zod'
import { dayIn, type Zone } from '#kit/format.ts'
import { notFound } from '#kit/problem.ts'
import { findRegion } from '#modules/region/index.ts'
import type { Visit } from '#platform/http/visit.ts'
import { regionOfRole, sightOf } from '../access.ts'
import { evidenceKinds, evidenceStates, type EvidenceFilter, type Sight } from '../model.ts'
import { listLibraries } from '../store/items.ts'

const words = z.string().trim().min(1).max(100).optional().catch(undefined)
const query = z.object({
  q: words,
  jenis: z.enum(evidenceKinds).optional().catch(undefined),
  opd: z.uuid().optional().catch(undefined),
  keadaan: z.enum(evidenceStates).optional().catch(undefined),
  daerah: z
    .string()
    .regex(/^\d{2}\.\d{2}$/)
    .optional()
    .catch(undefined),
  setelah: z.uuid().optional().catch(undefined),
})

/** What a library page, its export and its operation of the API read, for whom. */
export interface LibraryQuery {
  filter: Omit<EvidenceFilter, 'limit'>
  sight: Sight
  region: { name: string; timezone: Zone }
  /** The day it is in the region. */
  today: string
  /** Libraries to choose from, for readers who work for no region; else empty. */
  libraries: { code: string; name: string }[]
  /** The list with other filters; without `setelah` unless given. */
  href(
    change?: Partial<Record<'q' | 'jenis' | 'opd' | 'keadaan' | 'setelah', string | undefined>>,
    file?: string,
  ): string
}

/** Reads filter and sight from the address; undefined when there is no library at all. Throws `not-found` for one that the reader has no sight of. */
export async function readLibrary(visit: Visit): Promise<LibraryQuery | undefined> {
  const given = query.parse(visit.c.req.query())
  const { db, clock } = visit.platform
  const own = regionOfRole(visit.actor)
  const libraries = own === undefined ? await listLibraries(db.read) : []
  const regionCode = given.daerah ?? own ?? libraries[0]?.code
  if (regionCode === undefined) return undefined
  const sight = sightOf(visit.actor, regionCode)
  const region = await findRegion(db.read, regionCode)
  if (sight === undefined || region === undefined) {
    throw notFound('Pustaka bukti daerah ini bukan untuk Anda.', 'The library of this region is not for you.')
  }
  return {
    filter: {
      regionCode,
      words: given.q,
      kind: given.jenis,
      organisationId: given.opd,
      state: given.keadaan,
      after: given.setelah,
    },
    sight,
    region,
    today: dayIn(clock.now(), region.timezone),
    libraries,
    href(change = {}, file = '') {
      const { q, jenis, opd, keadaan } = given
      const daerah = own === undefined ? regionCode : undefined
      const all = { daerah, q, jenis, opd, keadaan, ...change }
      const pairs = Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)
      return `/bukti${file}${pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`}`
    },
  }
}
