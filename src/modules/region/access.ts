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
