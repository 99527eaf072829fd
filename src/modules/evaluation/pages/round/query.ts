import type { BoardQuery } from '../../store/round/board.ts'

export const pageSize = 25

/** Orders of the board as its address names them. */
const orders = {
  nama: {},
  kelengkapan: { sort: 'answered' },
  lengkap: { sort: 'answered', falling: true },
  tenggat: { sort: 'deadline' },
} as const satisfies Record<string, Pick<BoardQuery, 'sort' | 'falling'>>
export type OrderWord = keyof typeof orders
export const orderWords = Object.keys(orders) as OrderWord[]

export const stateWords = ['invited', 'late', 'submitted', 'closed'] as const

/** What the address of a list of regions asks for; anything it cannot mean is left out. */
export interface RegionsQuery {
  q: string | undefined
  province: string | undefined
  state: (typeof stateWords)[number] | undefined
  order: OrderWord
  after: string | undefined
}

export function readRegionsQuery(given: Record<string, string | undefined>): RegionsQuery {
  const filled = (text: string | undefined, shape: RegExp) =>
    text !== undefined && shape.test(text) ? text : undefined
  return {
    q:
      given['q']
        ?.replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, 100) || undefined,
    province: filled(given['provinsi'], /^\d\d$/),
    state: stateWords.find(word => word === given['keadaan']),
    order: orderWords.find(word => word === given['urut']) ?? 'nama',
    after: filled(given['setelah'], /^[\w-]{1,300}$/),
  }
}

/** The address of the list with some parts changed; a change of what is listed starts at the first page. */
export function regionsHref(path: string, query: RegionsQuery, change: Partial<RegionsQuery> = {}): string {
  const all = { ...query, after: undefined, ...change }
  const parts: [string, string | undefined][] = [
    ['q', all.q],
    ['provinsi', all.province],
    ['keadaan', all.state],
    ['urut', all.order === 'nama' ? undefined : all.order],
    ['setelah', all.after],
  ]
  const given = parts.filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}

/** The same for the store. */
export const boardQueryOf = ({ q, province, state, order, after }: RegionsQuery) => ({
  q,
  province,
  state,
  after,
  ...orders[order],
})
