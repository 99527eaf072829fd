import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import type { Holder } from '#modules/people/index.ts'
import type { Platform } from '#platform/platform.ts'
import type { HolderReminders, OwedCount, OwedItem, OwingHolder, OwingScope } from '../../model-owing.ts'
import { scopeOf } from '../../rules/view/owing.ts'
import {
  type HolderPage,
  type ItemPage,
  listHolders,
  listOwed,
  type OwedTotals,
  type OwingFilter,
} from '../../store/view/owing.ts'
import { reminderStates } from '../../store/view/reminders.ts'
import { getInsideStand, type Stand } from '../stand.ts'
import { peopleOf } from './remind.ts'

/** One who owes, with what, whom to call, and how the reminders stand. */
export interface OwingLine {
  holder: OwingHolder
  owed: OwedCount[]
  people: Holder[]
  reminders: HolderReminders | undefined
}

/** A portfolio of which the actor sees everything, and the days by which its debts are counted. */
export async function getOwingStand(
  platform: Platform,
  actor: Actor,
  regionCode: string,
): Promise<Stand & { scope: OwingScope }> {
  const stand = await getInsideStand(platform.db.sql, actor, regionCode)
  return { ...stand, scope: scopeOf(regionCode, dayIn(platform.clock.now(), stand.region.timezone)) }
}

/** A page of those who owe something, in five statements however many. `next` is where the next page goes on. */
export async function readOwing(
  platform: Platform,
  scope: OwingScope,
  filter: OwingFilter,
  page: HolderPage,
): Promise<{ lines: OwingLine[]; totals: OwedTotals; next: HolderPage['after'] }> {
  const { sql } = platform.db
  const { rows: found, totals } = await listHolders(sql, scope, filter, { ...page, limit: page.limit + 1 })
  const shown = found.slice(0, page.limit)
  const keys = shown.map(({ holder }) => holder.key)
  const people = await peopleOf(sql, scope.regionCode, keys, platform.clock.now())
  const reminders = await reminderStates(sql, scope.regionCode, keys)
  const last = found.length > page.limit ? shown.at(-1) : undefined
  return {
    totals,
    lines: shown.map(({ holder, owed }) => ({
      holder,
      owed,
      people: people.get(holder.key) ?? [],
      reminders: reminders.get(holder.key),
    })),
    next: last && { sort: last.sort, name: last.holder.name, key: last.holder.key },
  }
}

/** What is owed thing by thing, in one statement. */
export const readOwed = (
  platform: Platform,
  scope: OwingScope,
  filter: OwingFilter,
  page: ItemPage,
): Promise<OwedItem[]> => listOwed(platform.db.sql, scope, filter, page)
