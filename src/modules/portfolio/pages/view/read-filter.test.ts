import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS, type ProgrammeFilter, STATUSES, TERMS } from '../../model.ts'
import { filterQuery, readProgrammeFilter } from './read-filter.ts'

const read = (text: string) => readProgrammeFilter(Object.fromEntries(new URLSearchParams(text)))

describe('a filter in the address', () => {
  it('comes back from its own address, whatever it narrows', () => {
    const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
    const filters = fc.record({
      words: some(fc.array(word, { minLength: 1, maxLength: 6 })),
      dimension: some(fc.constantFrom(...DIMENSIONS)),
      status: some(fc.constantFrom(...STATUSES)),
      officeId: some(fc.uuid()),
      subDimension: some(fc.constantFrom('GOV-1', 'ENV-3')),
      sector: some(fc.constantFrom('pendidikan', 'pekerjaan-umum')),
      stream: some(fc.constantFrom('people', 'literacy')),
      term: some(fc.constantFrom(...TERMS)),
      place: some(fc.constantFrom('73.24.04', '73.24.04.2005')),
      placed: some(fc.boolean()),
      year: some(fc.integer({ min: 2000, max: 2100 })),
      quickWin: some(fc.boolean()),
    })
    fc.assert(
      fc.property(filters, (filter: ProgrammeFilter) => {
        const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
        expect(read(filterQuery(filter))).toEqual(given)
      }),
    )
  })

  it('leaves out what it cannot mean, and never fails', () => {
    expect(
      read('dimensi=xyz&status=jalan&opd=1&sektor=%27%3B--&jangka=3&tempat=73.24&tahun=1,5&quickwin=1&q=%25_'),
    ).toEqual({})
    fc.assert(fc.property(fc.webQueryParameters(), text => void read(text)))
  })

  it('searches by folded words, at most six', () => {
    expect(read("q=GOV-01 Ma'rang").words).toEqual(['gov', '01', 'marang'])
    expect(read('q=a b c d e f g h').words).toHaveLength(6)
  })

  it('keeps what stands beside it at the end', () => {
    expect(filterQuery({ dimension: 'gov' }, { setelah: 'GOV-01', kosong: undefined })).toBe(
      '?dimensi=gov&setelah=GOV-01',
    )
    expect(filterQuery({})).toBe('')
  })
})
