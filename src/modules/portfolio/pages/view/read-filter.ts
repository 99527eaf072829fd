import { fold } from '#modules/region/index.ts'
import { DIMENSIONS, type ProgrammeFilter, STATUSES, TERMS, YEARS } from '../../model.ts'

/** More words than this narrow a search no further. */
const MOST_WORDS = 6
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const code = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/
/** A district or a village. */
const place = /^\d{2}\.\d{2}\.\d{2}(\.\d{4})?$/

/** The names of the parts of a filter in an address. */
export const FILTER_NAMES = {
  words: 'q',
  dimension: 'dimensi',
  status: 'status',
  officeId: 'opd',
  subDimension: 'subdimensi',
  sector: 'sektor',
  stream: 'arus',
  term: 'jangka',
  place: 'tempat',
  placed: 'bertempat',
  year: 'tahun',
  quickWin: 'quickwin',
} as const satisfies Record<keyof ProgrammeFilter, string>

const yesOrNo = (value: string | undefined) => (value === 'ya' ? true : value === 'tidak' ? false : undefined)

/** What the query of an address narrows programmes to; a value that cannot be meant is left out, never an error. */
export function readProgrammeFilter(query: Record<string, string | undefined>): ProgrammeFilter {
  const given = (part: keyof ProgrammeFilter) => query[FILTER_NAMES[part]]
  const shaped = (part: keyof ProgrammeFilter, shape: RegExp) => {
    const value = given(part)
    return value !== undefined && shape.test(value) ? value : undefined
  }
  const words = fold((given('words') ?? '').slice(0, 100))
    .split(' ')
    .filter(word => word !== '')
    .slice(0, MOST_WORDS)
  const year = Number(shaped('year', /^\d{4}$/) ?? Number.NaN)
  const filter: ProgrammeFilter = {
    words: words.length > 0 ? words : undefined,
    dimension: DIMENSIONS.find(one => one === given('dimension')),
    status: STATUSES.find(one => one === given('status')),
    officeId: shaped('officeId', uuid),
    subDimension: shaped('subDimension', code),
    sector: shaped('sector', code),
    stream: shaped('stream', code),
    term: TERMS.find(one => String(one) === given('term')),
    place: shaped('place', place),
    year: year >= YEARS.least && year <= YEARS.most ? year : undefined,
    placed: yesOrNo(given('placed')),
    quickWin: yesOrNo(given('quickWin')),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as ProgrammeFilter
}

/** The filter as parameters of an address, always in the same order; `readProgrammeFilter` reads it back. */
export function filterParameters(filter: ProgrammeFilter): [string, string][] {
  return (Object.keys(FILTER_NAMES) as (keyof ProgrammeFilter)[]).flatMap(part => {
    const value = filter[part]
    if (value === undefined) return []
    const text = Array.isArray(value)
      ? value.join(' ')
      : value === true
        ? 'ya'
        : value === false
          ? 'tidak'
          : String(value)
    return text === '' ? [] : [[FILTER_NAMES[part], text] as [string, string]]
  })
}

/** The end of an address for a filter, "?dimensi=gov&status=running", with further parameters after it; "" for none. */
export function filterQuery(filter: ProgrammeFilter, more: Readonly<Record<string, string | undefined>> = {}): string {
  const further = Object.entries(more).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const all = [...filterParameters(filter), ...further]
  return all.length === 0 ? '' : `?${new URLSearchParams(all)}`
}
