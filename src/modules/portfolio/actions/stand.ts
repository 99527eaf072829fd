import type { Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { findRegion, type Region } from '#modules/region/index.ts'
import { type Sight, sightOf } from '../access.ts'
import { regencyCodeSchema, type RegionSetting } from '../model.ts'
import { findSetting } from '../store/settings.ts'

/** A region's portfolio and how much of it the viewer sees. */
export interface Stand {
  region: Region
  setting: RegionSetting
  /** Never `none`: then there is no stand. */
  sight: Exclude<Sight, 'none'>
}

/**
 * Where an actor stands to the portfolio of a regency or city, in two statements. Every page and API operation begins
 * here. Throws `not-found` when there is no such region, or when the actor may not know what is in its portfolio.
 */
export async function getStand(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand> {
  const region = regencyCodeSchema.safeParse(regionCode).success ? await findRegion(db, regionCode) : undefined
  if (!region) throw noSuchPortfolio()
  const setting = await findSetting(db, regionCode)
  const sight = sightOf(actor, regionCode, setting)
  if (sight === 'none') throw noSuchPortfolio()
  return { region, setting, sight }
}

/** The same, for what only those see who see everything: unverified readings, risks, history, reminders, imports. */
export async function getInsideStand(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand> {
  const stand = await getStand(db, actor, regionCode)
  if (stand.sight !== 'all') throw noSuchPortfolio()
  return stand
}

export const noSuchPortfolio = () =>
  notFound(
    'Portofolio daerah ini tidak ada, atau belum dibuka untuk umum. Periksa alamatnya, atau hubungi sekretariat daerah itu.',
    'There is no such portfolio, or the region has not opened it. Check the address, or ask its secretariat.',
  )

export const noSuchProgramme = () =>
  notFound(
    'Program ini tidak ada di portofolio daerah ini. Periksa alamatnya.',
    'There is no such programme in this portfolio. Check the address.',
  )
