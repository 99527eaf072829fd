import { actsAs, type Actor, type Refusal } from '#kit/actor.ts'

/** Everybody reads regions; nothing in them is secret. */
export const mayReadRegions = (): Refusal => undefined

/** Only the system administrator loads the list of regions anew. */
export function mayImportRegions(actor: Actor): Refusal {
  if (actsAs(actor, 'administrator')) return undefined
  return {
    id: 'Hanya pengelola sistem yang dapat memuat ulang daftar wilayah. Hubungi pengelola, atau ganti peran Anda.',
    en: 'Only the system administrator may load the list of regions anew. Ask the administrator, or switch your role.',
  }
}

/** The header has room for five: who works for one regency has its work there, and comes to regions by search and trail. */
export const refuseRegionsLink = (actor: Actor): Refusal =>
  actsAs(
    actor,
    'opd-officer',
    'opd-head',
    'regional-secretariat',
    'regional-head',
    'dimension-coordinator',
    'council',
    'village-officer',
  )
    ? { id: 'Buka lewat pencarian atau jejak halaman.', en: 'Open it by search or by the trail of a page.' }
    : undefined
