import { HOLDER_KINDS, type HolderKey, type HolderKind, OWED_KINDS, type OwedKind } from '../../model-owing.ts'
import type { HolderPage, ItemPage, OwingFilter } from '../../store/view/owing.ts'

/** What the address of the list asks for; anything it cannot mean is left out. */
export interface OwingQuery {
  kind: OwedKind | undefined
  holderKind: HolderKind | undefined
  /** One holder, whose things are listed. */
  holder: HolderKey | undefined
}

export const holderKey = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?)$/

export function readOwingQuery(given: Record<string, string | undefined>): OwingQuery {
  const holder = given['kantor']
  return {
    kind: OWED_KINDS.find(kind => kind === given['jenis']),
    holderKind: HOLDER_KINDS.find(kind => kind === given['pemilik']),
    holder: holder !== undefined && holderKey.test(holder) ? holder : undefined,
  }
}

/** The same as a filter of debts. */
export const owingFilter = ({ kind, holderKind, holder }: OwingQuery): OwingFilter => ({
  kinds: kind === undefined ? undefined : [kind],
  holderKind,
  holders: holder === undefined ? undefined : [holder],
})

/** The end of an address with some parts changed; "" for none. */
export function owingQueryText(query: OwingQuery, more: Record<string, string | undefined> = {}): string {
  const parts = { jenis: query.kind, pemilik: query.holderKind, kantor: query.holder, ...more }
  const given = Object.entries(parts).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** Where a page of holders goes on, as one text: sort, key and name. */
export const holderCursor = (after: NonNullable<HolderPage['after']>): string =>
  `${after.sort}~${after.key}~${after.name}`

export function readHolderCursor(text: string | undefined): HolderPage['after'] {
  const [, sort, key, name] = /^([1-5])~([0-9a-f.-]{5,36})~(.{1,300})$/s.exec(text ?? '') ?? []
  return sort === undefined || key === undefined || name === undefined ? undefined : { sort: Number(sort), key, name }
}

export const itemCursor = ({ dueOn, kind, subject }: NonNullable<ItemPage['after']>): string =>
  `${dueOn}~${kind}~${subject}`

export function readItemCursor(text: string | undefined): ItemPage['after'] {
  const [, dueOn, word, subject] = /^(\d{4}-\d{2}-\d{2})~([a-z-]+)~(.{1,80})$/.exec(text ?? '') ?? []
  const kind = OWED_KINDS.find(one => one === word)
  if (dueOn === undefined || kind === undefined || subject === undefined) return undefined
  return Number.isNaN(Date.parse(dueOn)) ? undefined : { dueOn, kind, subject }
}
