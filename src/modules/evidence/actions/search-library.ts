import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import { sightOf } from '../access.ts'
import type { Evidence } from '../model.ts'
import { listItems } from '../store/items.ts'

/** Living items of a region that the actor sees in its library and whose title or content has these words, newest first. */
export async function searchLibrary(
  platform: Platform,
  actor: Actor,
  find: { regionCode: string; words?: string | undefined; organisationId?: string | undefined; limit: number },
): Promise<Evidence[]> {
  const sight = sightOf(actor, find.regionCode)
  if (!sight) return []
  return await listItems(platform.db.sql, find, sight, dayIn(platform.clock.now(), 'WITA'))
}
