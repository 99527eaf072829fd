import type { Sql, Tx } from '#platform/db/database.ts'
import { dayIn, formatDate } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import type { Plan } from '../../../model-book.ts'

/** What live blocks are drawn with. `once` runs a query once, however many blocks are made from it. */
export interface LiveContext {
  db: Sql | Tx
  region: Region
  plan: Plan
  now: Date
  /** Day in the region's zone, "2026-11-22". */
  today: string
  /** "22 November 2026". */
  todayWords: string
  once<T>(key: string, load: () => Promise<T>): Promise<T>
}

export function liveContext({
  db,
  region,
  plan,
  now,
}: {
  db: Sql | Tx
  region: Region
  plan: Plan
  now: Date
}): LiveContext {
  const loaded = new Map<string, Promise<unknown>>()
  const today = dayIn(now, region.timezone)
  return {
    db,
    region,
    plan,
    now,
    today,
    todayWords: formatDate(today, 'id', region.timezone),
    once<T>(key: string, load: () => Promise<T>): Promise<T> {
      const there = loaded.get(key)
      if (there) return there as Promise<T>
      const fresh = load()
      loaded.set(key, fresh)
      return fresh
    },
  }
}
