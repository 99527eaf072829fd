import { dayIn } from '#kit/format.ts'
import type { Actor } from '#kit/actor.ts'
import type { Platform } from '#platform/platform.ts'
import {
  countHandover,
  type HandedProgramme,
  listHanded,
  listOwedMilestones,
  listOwedMoney,
  type OwedMilestone,
  type OwedMoney,
} from '../../store/programme/handover.ts'
import { getInsideStand, type Stand } from '../stand.ts'

/** How many rows of each kind a handover names; the counts are whole. */
export const MOST_HANDED = 500

export interface Handover extends Stand {
  /** The day on which it holds. */
  today: string
  counts: Awaited<ReturnType<typeof countHandover>>
  running: HandedProgramme[]
  planned: HandedProgramme[]
  promised: HandedProgramme[]
  /** Changed and stopped, with their reasons. */
  ended: HandedProgramme[]
  milestones: OwedMilestone[]
  money: OwedMoney[]
}

/**
 * What the next leader of a region, or of one of its offices, takes over: what runs, what is owed, what was promised, what
 * stopped and why. In nine statements. Throws `not-found` for those who do not see everything.
 */
export async function readHandover(
  platform: Platform,
  actor: Actor,
  regionCode: string,
  officeId: string | undefined,
): Promise<Handover> {
  const { read } = platform.db
  const stand = await getInsideStand(read, actor, regionCode)
  const today = dayIn(platform.clock.now(), stand.region.timezone)
  const scope = { regionCode, officeId, limit: MOST_HANDED }
  const [counts, running, planned, promised, ended, milestones, money] = await Promise.all([
    countHandover(read, scope),
    listHanded(read, scope, { statuses: ['running'] }),
    listHanded(read, scope, { statuses: ['planned'] }),
    listHanded(read, scope, { promised: true }),
    listHanded(read, scope, { statuses: ['changed', 'stopped'] }),
    listOwedMilestones(read, scope, today),
    listOwedMoney(read, scope, Number(today.slice(0, 4))),
  ])
  return { ...stand, today, counts, running, planned, promised, ended, milestones, money }
}
