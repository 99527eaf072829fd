import type { Visit } from '#platform/http/door.ts'
import { findProgramme } from '../../store/programmes.ts'
import type { Programme } from '../../model.ts'
import { getInsideStand, getStand, noSuchProgramme, type Stand } from '../../actions/stand.ts'
import { refuseSave } from '../../actions/programme/save-programme.ts'
import { programmePhrases } from '../../phrases/programme.ts'
import { portfolioCrumbs, portfolioHref } from '../nav.tsx'

export const portfolioPlace = '/portofolio/:code{[0-9]{2}\\.[0-9]{2}}'
export const programmePlace = `${portfolioPlace}/program/:id{[0-9a-f-]{36}}`
export const milestonePlace = `${programmePlace}/tonggak/:milestone{[0-9a-f-]{36}}`

/** The entry of the header that is lit. */
export const section = '/portofolio'

export type Part = 'ubah' | 'status' | 'anggaran' | 'tonggak' | 'riwayat' | 'arsip'

/** The address of a programme or of one of its parts. */
export const programmeHref = (code: string, id: string, part?: Part): string =>
  `${portfolioHref(code, 'program')}/${id}${part === undefined ? '' : `/${part}`}`

export const milestoneHref = (code: string, id: string, milestone: string): string =>
  `${programmeHref(code, id, 'tonggak')}/${milestone}`

export const placeOf = ({ c }: Visit) => ({
  regionCode: c.req.param('code') ?? '',
  id: c.req.param('id') ?? '',
})

/** A whole number of a form or an address; undefined for anything else. */
export const wholeIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined

export interface ProgrammeStand extends Stand {
  programme: Programme
}

/** The programme of the address and how much of it the visitor sees; archived ones only for those who see everything. */
export async function getProgrammeStand(visit: Visit, inside?: 'inside'): Promise<ProgrammeStand> {
  const { regionCode, id } = placeOf(visit)
  const db = visit.platform.db.sql
  const stand = await (inside ? getInsideStand : getStand)(db, visit.actor, regionCode)
  const programme = await findProgramme(db, regionCode, id)
  if (!programme || (programme.archivedAt !== undefined && stand.sight !== 'all')) throw noSuchProgramme()
  return { ...stand, programme }
}

/** The same for those who may change it. */
export async function getOwnProgramme(visit: Visit): Promise<ProgrammeStand> {
  const stand = await getProgrammeStand(visit)
  refuseSave(visit.actor, stand.region.code, stand.programme)
  if (stand.programme.archivedAt !== undefined) throw noSuchProgramme()
  return stand
}

/** Indonesia / province / region / Program / the programme / part; the list is a tab. */
export const crumbsOf = async (
  { platform, lang }: Visit,
  { region, programme }: ProgrammeStand,
  ...last: { label: string; href?: string }[]
) =>
  await portfolioCrumbs(
    platform.db.sql,
    region,
    lang,
    { label: programme.name, href: programmeHref(region.code, programme.id) },
    ...last,
  )

/** The sentence that says what was done, from the address. */
export function flashOf(visit: Visit): { flash?: string } {
  const { done } = programmePhrases(visit.lang)
  const key = visit.c.req.query('pesan') ?? ''
  return Object.hasOwn(done, key) ? { flash: done[key as keyof typeof done] } : {}
}
