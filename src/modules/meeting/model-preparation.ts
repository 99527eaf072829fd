/** What a letter of the ministry asks offices to present. */

export const ITEM_STATES = ['not-started', 'preparing', 'ready', 'checked'] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** How many of the items of a board stand how. */
export interface BoardCounts {
  items: number
  ready: number
  checked: number
  /** Neither ready nor checked, and past their day. */
  late: number
}

export interface Board extends BoardCounts {
  regionCode: string
  id: string
  title: string
  letterFrom: string | undefined
  letterNumber: string | undefined
  letterDate: string | undefined
  what: string | undefined
  dueOn: string
  meetingId: string | undefined
  meetingTitle: string | undefined
  version: number
  archivedAt: Date | undefined
}

export interface BoardInput {
  title: string
  letterFrom?: string | undefined
  letterNumber?: string | undefined
  letterDate?: string | undefined
  what?: string | undefined
  dueOn: string
  /** The meeting for which it is prepared. */
  meetingId?: string | undefined
}

export interface Item {
  regionCode: string
  boardId: string
  id: string
  organisationId: string
  organisationName: string
  what: string
  dueOn: string
  state: ItemState
  note: string | undefined
  version: number
  changedAt: Date
  /** Pieces of evidence. */
  proofs: number
}

export const LONGEST_BOARD = { title: 200, letter: 200, what: 4000, item: 1000, note: 4000 } as const
/** Most offices and villages that one step adds an item for. */
export const MOST_ITEMS = 500
/** Hours in which nobody is reminded twice of the same item. */
export const REMIND_ITEM_HOURS = 20
