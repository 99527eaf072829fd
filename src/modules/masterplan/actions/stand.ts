import { actsAs, type Actor } from '#kit/actor.ts'
import { notFound } from '#kit/problem.ts'
import type { Sql, Tx } from '#platform/db/database.ts'
import { findRegion, type Region } from '#modules/region/index.ts'
import { type Sight, sightOf } from '../access.ts'
import { hasPublished, seriesOfMentor } from '../store/mentors.ts'

/** A region's masterplan and how much of it the viewer sees. */
export interface Stand {
  region: Region
  sight: Sight
  /** The series of this region that the viewer guides, when acting as a mentor. */
  mentorOf: { seriesId: string; lead: boolean }[]
}

const regency = /^\d{2}\.\d{2}$/

/**
 * Where an actor stands to the masterplan of a regency or city, in at most three statements. Every page and API operation
 * begins here. Throws `not-found` when there is no such region, or when nothing of it was published and the actor sees
 * only that.
 */
export async function getStand(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand> {
  const region = regency.test(regionCode) ? await findRegion(db, regionCode) : undefined
  if (!region) throw noSuchPlan()
  const mentorOf =
    actor.accountId !== undefined && actsAs(actor, 'mentor')
      ? await seriesOfMentor(db, regionCode, actor.accountId)
      : []
  const sight = sightOf(actor, regionCode, mentorOf.length > 0)
  if (sight === 'public' && !(await hasPublished(db, regionCode))) throw noSuchPlan()
  return { region, sight, mentorOf }
}

/** The same, for workshops, worksheets, drafts and comments: only who sees all. */
export async function getInsideStand(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Stand> {
  const stand = await getStand(db, actor, regionCode)
  if (stand.sight !== 'all') throw noSuchPlan()
  return stand
}

/** Does the actor see everything of a region's masterplan? For places that must not throw; in at most one statement. */
export async function seesAllPlans(db: Sql | Tx, actor: Actor, regionCode: string): Promise<boolean> {
  const { accountId } = actor
  const mentor =
    accountId !== undefined && actsAs(actor, 'mentor') && (await seriesOfMentor(db, regionCode, accountId)).length > 0
  return sightOf(actor, regionCode, mentor) === 'all'
}

export const noSuchPlan = () =>
  notFound(
    'Masterplan daerah ini tidak ada, atau belum diterbitkan. Periksa alamatnya, atau hubungi sekretariat daerah itu.',
    'There is no such masterplan, or the region has not published it. Check the address, or ask its secretariat.',
  )
