import type { Sql, Tx } from '#platform/db/database.ts'
import { dayIn, formatDate } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import { type Sheet, SHEETS } from '../../../model.ts'
import type { Block, LiveSource, Plan } from '../../../model-book.ts'

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
  /** The worksheets that these blocks are drawn from. */
  sheets: readonly Sheet[]
  once<T>(key: string, load: () => Promise<T>): Promise<T>
}

/** Where the data of live blocks are, and what "today" is for them. */
export interface LiveGround {
  db: Sql | Tx
  region: Region
  plan: Plan
  now: Date
}

/** Most sources that are worksheets have the name of their sheet. */
const SHEET_OF: Partial<Record<LiveSource, Sheet>> = {
  ...Object.fromEntries(SHEETS.map(sheet => [sheet, sheet])),
  'quick-wins': 'canvas',
}

/** The context of blocks that are drawn together. */
export function liveContext({ db, region, plan, now }: LiveGround, blocks: readonly Block[]): LiveContext {
  const loaded = new Map<string, Promise<unknown>>()
  const today = dayIn(now, region.timezone)
  return {
    db,
    region,
    plan,
    now,
    today,
    sheets: [...new Set(blocks.flatMap(one => (one.kind === 'live' ? (SHEET_OF[one.source] ?? []) : [])))],
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
