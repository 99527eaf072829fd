import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { staleness, yearsBefore } from './staleness.ts'

const day = fc
  .date({ min: new Date('2005-01-01'), max: new Date('2045-12-31'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('a document', () => {
  test('is valid through the last day of its validity and expired the day after', () => {
    expect(staleness({ documentDate: undefined, validUntil: '2023-12-04' }, '2023-12-04')).toBeUndefined()
    expect(staleness({ documentDate: undefined, validUntil: '2023-12-04' }, '2023-12-05')).toEqual({
      kind: 'expired',
      since: '2023-12-04',
    })
  })

  test('without an end is old after two years, to the day', () => {
    expect(staleness({ documentDate: '2021-12-04', validUntil: undefined }, '2023-12-04')).toBeUndefined()
    expect(staleness({ documentDate: '2021-12-03', validUntil: undefined }, '2023-12-04')?.kind).toBe('old')
    expect(yearsBefore('2024-02-29', 2)).toBe('2022-02-28')
  })

  test('that is still valid is not old, however old it is', () => {
    expect(staleness({ documentDate: '2012-01-01', validUntil: '2030-01-01' }, '2023-12-04')).toBeUndefined()
  })

  test('once stale stays stale', () => {
    fc.assert(
      fc.property(fc.option(day, { nil: undefined }), fc.option(day, { nil: undefined }), day, day, (a, b, x, y) => {
        const [sooner, later] = x < y ? [x, y] : [y, x]
        const document = { documentDate: a, validUntil: b }
        if (staleness(document, sooner)) expect(staleness(document, later)).toBeDefined()
      }),
    )
  })

  test('without any date is never called stale', () => {
    fc.assert(
      fc.property(day, today => {
        expect(staleness({ documentDate: undefined, validUntil: undefined }, today)).toBeUndefined()
      }),
    )
  })
})
