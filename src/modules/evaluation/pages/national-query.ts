import type { Direction, ResultFilter, ResultQuery, ResultSort } from '../store/list-results.ts'

export const pageSize = 25

const sorts = { indeks: 'index', beda: 'change', nama: 'name' } as const satisfies Record<string, ResultSort>
export type SortWord = keyof typeof sorts

/** What the address of the national page asks for; anything it cannot mean is left out. */
export interface NationalQuery {
  q: string | undefined
  province: string | undefined
  group: string | undefined
  cohort: number | undefined
  sort: SortWord
  direction: Direction
  after: string | undefined
  before: string | undefined
  /** Number of the page shown, for its label only. */
  page: number
}

const filled = (text: string | undefined, shape: RegExp): string | undefined =>
  text !== undefined && shape.test(text) ? text : undefined

export function readNationalQuery(given: Record<string, string | undefined>): NationalQuery {
  const sort = filled(given['urut'], /^(indeks|beda|nama)$/) as SortWord | undefined
  const cohort = filled(given['kohor'], /^20\d\d$/)
  return {
    q:
      given['q']
        ?.replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .slice(0, 100) || undefined,
    province: filled(given['provinsi'], /^\d\d$/),
    group: filled(given['kelompok'], /^[a-z][a-z0-9-]{0,39}$/),
    cohort: cohort === undefined ? undefined : Number(cohort),
    sort: sort ?? 'indeks',
    direction: readDirection(given['arah'], sort ?? 'indeks'),
    after: filled(given['setelah'], /^[\w-]{1,300}$/),
    before: filled(given['sebelum'], /^[\w-]{1,300}$/),
    page: Number(filled(given['hal'], /^[1-9]\d{0,4}$/) ?? 1),
  }
}

const usual = (sort: SortWord): Direction => (sort === 'nama' ? 'up' : 'down')

function readDirection(given: string | undefined, sort: SortWord): Direction {
  if (given === 'naik') return 'up'
  return given === 'turun' ? 'down' : usual(sort)
}

export const filterOf = (query: NationalQuery, edition: string): ResultFilter => ({
  edition,
  q: query.q,
  province: query.province,
  group: query.group,
  cohort: query.cohort,
})

export const listOf = (query: NationalQuery, edition: string): ResultQuery => ({
  ...filterOf(query, edition),
  sort: sorts[query.sort],
  direction: query.direction,
  after: query.after,
  before: query.before,
  limit: pageSize,
})

export const isFiltered = ({ q, province, group, cohort }: NationalQuery): boolean =>
  q !== undefined || province !== undefined || group !== undefined || cohort !== undefined

/** The address of the same list with some of it changed; without places, since those belong to one order. */
export function nationalHref(path: string, query: NationalQuery, change: Partial<NationalQuery> = {}): string {
  const wanted = { ...query, after: undefined, before: undefined, page: 1, ...change }
  const pairs: [string, string | undefined][] = [
    ['q', wanted.q],
    ['provinsi', wanted.province],
    ['kelompok', wanted.group],
    ['kohor', wanted.cohort?.toString()],
    ['urut', wanted.sort === 'indeks' ? undefined : wanted.sort],
    ['arah', wanted.direction === usual(wanted.sort) ? undefined : wanted.direction === 'up' ? 'naik' : 'turun'],
    ['setelah', wanted.after],
    ['sebelum', wanted.before],
    ['hal', wanted.page > 1 ? String(wanted.page) : undefined],
  ]
  const search = new URLSearchParams(pairs.filter((pair): pair is [string, string] => pair[1] !== undefined)).toString()
  return search === '' ? path : `${path}?${search}`
}

/** Where the head of a column leads: the other way round when the list is in its order already. */
export function sortHref(path: string, query: NationalQuery, sort: SortWord): string {
  const direction = query.sort === sort ? (query.direction === 'up' ? 'down' : 'up') : usual(sort)
  return nationalHref(path, query, { sort, direction })
}

export const ariaSort = (query: NationalQuery, sort: SortWord): 'ascending' | 'descending' | undefined =>
  query.sort === sort ? (query.direction === 'up' ? 'ascending' : 'descending') : undefined
