import type { OpenAPIHono } from '@hono/zod-openapi'
import { visitor, type Actor } from '#kit/actor.ts'
import { sessionToken } from '#platform/auth/auth.ts'
import type { Platform } from '#platform/platform.ts'
import { mountAuth } from './api/auth-endpoints.ts'
import { findActor } from './store/actor.ts'

export { demoLogins } from './demo.ts'
export { demoOfficeFinder, type DemoPerson, demoPerson } from './demo-person.ts'
export { roleName } from './phrases/place.ts'
export { setHomePanels } from './contributions.ts'
export { setOfficeDuties } from './actions/office-duties.ts'
export { findActorByAddress } from './store/actor.ts'
export {
  type Holder,
  listHolders,
  listOffices,
  listRegionOffices,
  namesOfAccounts,
  namesOfOrganisations,
  type Office,
  type RegionOffice,
  regionsOfAccounts,
} from './store/holders.ts'

export interface People {
  /** Who sends these headers, by the session cookie, in one statement; a visitor when there is no living session. */
  identify(headers: Headers): Promise<Actor>
  /** Mounts the endpoints of the sign-in protocols (passkeys, the return from the OpenID provider) under /api/auth. */
  mountAuth(app: OpenAPIHono): void
}

export async function createPeople(platform: Platform): Promise<People> {
  return {
    async identify(headers) {
      const token = await sessionToken(platform, headers)
      if (token === undefined) return visitor
      return (await findActor(platform.db.sql, token, platform.clock.now())) ?? visitor
    },
    mountAuth: app => mountAuth(app, platform),
  }
}
