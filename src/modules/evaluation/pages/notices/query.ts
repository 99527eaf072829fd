import { NOTICE_STATES } from '../../model-notices.ts'
import { NOTICE_KINDS } from '../../model-round.ts'
import type { NoticesQuery } from '../../store/notices/list-notices.ts'

export const pageSize = 50

export type ListQuery = Pick<NoticesQuery, 'state' | 'kind' | 'regionCode' | 'after'>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the address of the list asks for; anything it cannot mean is left out. */
export const readNoticesQuery = (given: Record<string, string | undefined>): ListQuery => ({
  state: NOTICE_STATES.find(state => state === given['keadaan']),
  kind: NOTICE_KINDS.find(kind => kind === given['jenis']),
  regionCode: /^\d\d\.\d\d$/.test(given['daerah'] ?? '') ? given['daerah'] : undefined,
  after: uuid.test(given['setelah'] ?? '') ? given['setelah'] : undefined,
})

/** The same as the end of an address, with some parts changed; a change of what is listed starts at the first page. */
export function noticesQueryText(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const all = { ...query, after: undefined, ...change }
  const parts = { keadaan: all.state, jenis: all.kind, daerah: all.regionCode, setelah: all.after }
  const given = Object.entries(parts).filter(
    (pair): pair is [string, NonNullable<(typeof pair)[1]>] => pair[1] !== undefined,
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
