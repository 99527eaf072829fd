import { DIMENSIONS, programmeCodeSchema } from '../../model.ts'
import type { IndicatorFilter } from '../../store/indicator/indicators.ts'

export const pageSize = 25

export type ListQuery = Pick<IndicatorFilter, 'words' | 'dimension' | 'ownerId'> & { after?: string | undefined }

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the address of the list asks for; anything it cannot mean is left out. */
export const readListQuery = (given: Record<string, string | undefined>): ListQuery => ({
  words: given['cari']?.trim().slice(0, 100) || undefined,
  dimension: DIMENSIONS.find(one => one === given['dimensi']),
  ownerId: uuid.test(given['opd'] ?? '') ? given['opd'] : undefined,
  after: programmeCodeSchema.safeParse(given['setelah']).data,
})

/** The same as the end of an address, with some parts changed; a change of what is listed starts at the first page. */
export function listQueryText(query: ListQuery, change: Partial<ListQuery> = {}): string {
  const all = { ...query, after: undefined, ...change }
  const parts = { cari: all.words, dimensi: all.dimension, opd: all.ownerId, setelah: all.after }
  const given = Object.entries(parts).filter(
    (pair): pair is [string, NonNullable<(typeof pair)[1]>] => pair[1] !== undefined,
  )
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
