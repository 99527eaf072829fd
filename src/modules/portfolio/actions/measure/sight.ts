import type { Actor } from '#kit/actor.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { type Sight, sightOf } from '../../access.ts'
import { findSetting } from '../../store/settings.ts'

/** How much of the portfolio of a region an actor sees, in one statement. */
export const portfolioSight = async (db: Sql | Tx, actor: Actor, regionCode: string): Promise<Sight> =>
  sightOf(actor, regionCode, await findSetting(db, regionCode))
