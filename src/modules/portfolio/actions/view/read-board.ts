import { dayIn } from '#kit/format.ts'
import type { Platform } from '#platform/platform.ts'
import type { Stand } from '../stand.ts'
import { type Absorption, absorption, addMoney, type Money } from '../../rules/view/absorption.ts'
import { type Board, boardOf } from '../../rules/view/board.ts'
import { countStatuses } from '../../store/view/count-statuses.ts'
import { type LateMilestone, listLateMilestones } from '../../store/view/late-milestones.ts'
import { listRecentStatuses, type RecentStatus } from '../../store/view/recent-statuses.ts'
import { sumBudgets } from '../../store/view/sum-budgets.ts'

/** How many late milestones and changes the board names. */
const NAMED = 6
/** How many years back the board can be turned. */
export const YEARS_BACK = 3

/** The one page of a regional head, as data: page and API show the same. */
export interface BoardData {
  year: number
  /** Day on which statuses were counted; today, or the last day of a past year. */
  day: string
  past: boolean
  board: Board
  money: Omit<Money, 'realised'> & Absorption
  late: { total: number; milestones: LateMilestone[] }
  recent: RecentStatus[]
}

/** Today in the zone of a region, as "2026-11-22". */
export const todayOf = (platform: Platform, { region }: Pick<Stand, 'region'>): string =>
  dayIn(platform.clock.now(), region.timezone)

/** Which years the board shows: this one and some before it. */
export const boardYears = (today: string): number[] =>
  Array.from({ length: YEARS_BACK + 1 }, (_, back) => Number(today.slice(0, 4)) - YEARS_BACK + back)

/** The board of a region for one of `boardYears`, this year when absent or another one; in four statements. */
export async function readBoard(platform: Platform, stand: Stand, wanted?: string): Promise<BoardData> {
  const db = platform.db.read
  const code = stand.region.code
  const today = todayOf(platform, stand)
  const thisYear = Number(today.slice(0, 4))
  const year = boardYears(today).find(one => String(one) === wanted) ?? thisYear
  const past = year < thisYear
  const day = past ? `${year}-12-31` : today
  const [counts, sums, late, recent] = await Promise.all([
    countStatuses(db, code, year, past ? day : undefined),
    sumBudgets(db, code, 'dimension', {}, year),
    listLateMilestones(db, code, today, NAMED),
    listRecentStatuses(db, code, NAMED),
  ])
  const money = addMoney(sums)
  return { year, day, past, board: boardOf(counts), money: { ...money, ...absorption(money) }, late, recent }
}
