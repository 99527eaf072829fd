import { actsAs, actsIn, type Actor, type Refusal } from '#kit/actor.ts'
import type { Evidence, Sight } from './model.ts'

/** What access needs to know of a piece of evidence. */
export type Place = Pick<Evidence, 'regionCode' | 'organisationId' | 'personalData'>

const hidden = {
  id: 'Bukti ini hanya untuk daerahnya, dan bukti berdata pribadi hanya untuk OPD pemiliknya. Minta kepada sekretariat daerah itu.',
  en: 'This evidence is only for its region, and evidence with personal data only for the office that owns it. Ask the secretariat of that region.',
}
const noLibrary = {
  id: 'Pustaka bukti hanya untuk petugas daerah dan auditor. Minta bukti kepada sekretariat daerah itu.',
  en: 'The library of evidence is only for officers of the region and the auditor. Ask the secretariat of that region.',
}

/** The regency or city in which the role in use holds; undefined for provinces and national roles. */
export function regionOfRole(actor: Actor): string | undefined {
  const code = actor.membership?.regionCode
  return code !== undefined && code.length >= 5 ? code.slice(0, 5) : undefined
}

const readers = [
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'regional-head',
  'dimension-coordinator',
  'council',
] as const
const overseers = ['regional-secretariat', 'regional-head'] as const
const writers = [
  'opd-officer',
  'opd-head',
  'regional-secretariat',
  'regional-head',
  'dimension-coordinator',
  'village-officer',
] as const

/**
 * What the role in use sees in the library of a region, undefined for nothing. Those who work for the region see it all
 * but other offices' personal data; a village officer what the village owns; the auditor everything everywhere.
 */
export function sightOf(actor: Actor, regionCode: string): Sight | undefined {
  if (actsAs(actor, 'auditor')) return { all: true, personalOf: 'all' }
  const place = actor.membership
  if (place === undefined || regionOfRole(actor) !== regionCode) return undefined
  if (actsAs(actor, ...overseers)) return { all: true, personalOf: 'all' }
  if (actsAs(actor, ...readers)) return { all: true, personalOf: place.organisationId }
  if (actsAs(actor, 'village-officer') && place.organisationId !== undefined)
    return { all: false, organisationId: place.organisationId }
  return undefined
}

/** The rule of the library. Others than those see evidence by a grant of the module that uses it. */
export function refuseSeeEvidence(actor: Actor, evidence: Place): Refusal {
  const sight = sightOf(actor, evidence.regionCode)
  if (sight === undefined) return hidden
  if (!sight.all) return sight.organisationId === evidence.organisationId ? undefined : hidden
  if (!evidence.personalData || sight.personalOf === 'all') return undefined
  return sight.personalOf !== undefined && sight.personalOf === evidence.organisationId ? undefined : hidden
}

/** Who has a library at all. */
export function refuseReadLibrary(actor: Actor): Refusal {
  if (actsAs(actor, 'auditor')) return undefined
  const regionCode = regionOfRole(actor)
  return regionCode !== undefined && sightOf(actor, regionCode) !== undefined ? undefined : noLibrary
}

/** Who adds evidence to a library: who works for the region, for its office. */
export function refuseAddEvidence(actor: Actor, regionCode = regionOfRole(actor)): Refusal {
  if (regionCode !== undefined && actsAs(actor, ...writers) && regionOfRole(actor) === regionCode) return undefined
  return {
    id: 'Bukti ditambahkan oleh petugas OPD, sekretariat, atau kepala daerah itu sendiri. Minta kepada mereka.',
    en: 'Evidence is added by officers, the secretariat or the head of that region itself. Ask them.',
  }
}

/** Who changes the facts of an item, archives it or puts another in its place: its office, and the secretariat. */
export function refuseChangeEvidence(actor: Actor, evidence: Place): Refusal {
  const refused = refuseSeeEvidence(actor, evidence) ?? refuseAddEvidence(actor, evidence.regionCode)
  if (refused) return refused
  const own = actor.membership?.organisationId
  if (own !== undefined && own === evidence.organisationId) return undefined
  if (actsAs(actor, 'regional-secretariat') && actsIn(actor, evidence.regionCode)) return undefined
  return {
    id: 'Bukti ini diubah oleh OPD pemiliknya atau sekretariat daerah. Minta kepada mereka.',
    en: 'This evidence is changed by the office that owns it or by the secretariat. Ask them.',
  }
}

/** A file is opened with a ticket, and the ticket carries the right: whoever holds a living one may. */
export const refuseNobody = (): Refusal => undefined
