import type { Zone } from '#kit/format.ts'
import { findRegion } from '#modules/region/index.ts'
import type { Visit } from '#platform/http/visit.ts'

/** The time zone of the place where the visitor's role is held; western time for a national role. */
export async function zoneOf(visit: Visit): Promise<Zone> {
  const code = visit.actor.membership?.regionCode
  const region = code === undefined ? undefined : await findRegion(visit.platform.db.read, code)
  return region?.timezone ?? 'WIB'
}
