import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles } from '#kit/actor.ts'
import { addDays, daysBetween, holdersOfRoles, isPlaceKey, scopeOf } from './owing.ts'

const days = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map(one => one.toISOString().slice(0, 10))

describe('the days by which debts are counted', () => {
  it('are those of the last period that is over, never of the one that runs', () => {
    expect(scopeOf('73.24', '2026-11-22')).toEqual({
      regionCode: '73.24',
      today: '2026-11-22',
      year: 2026,
      quietBefore: '2026-05-26',
      periods: {
        year: { period: '2025', dueOn: '2026-01-30' },
        semester: { period: '2026-S1', dueOn: '2026-07-30' },
        quarter: { period: '2026-Q3', dueOn: '2026-10-30' },
        month: { period: '2026-10', dueOn: '2026-11-30' },
      },
    })
  })

  it('add up: some days later lies that many days away', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -4000, max: 4000 }), (day, some) => {
        expect(daysBetween(day, addDays(day, some))).toBe(some)
      }),
    )
  })
})

describe('somebody', () => {
  const held = fc.record({
    role: fc.constantFrom(...roles),
    regionCode: fc.constantFrom(undefined, '73', '73.24', '73.22', '73.24.04.2005'),
    organisationId: fc.constantFrom(undefined, '11111111-1111-4111-8111-111111111111'),
  })

  it('is asked only for the own office, the own village and the own secretariat, and never for a national role', () => {
    fc.assert(
      fc.property(fc.array(held, { maxLength: 4 }), all => {
        for (const { regionCode, key } of holdersOfRoles(all)) {
          const reasons = all.filter(one =>
            isPlaceKey(key)
              ? key.length === 5
                ? one.role === 'regional-secretariat' && one.regionCode === key
                : one.role === 'village-officer' && one.regionCode === key
              : one.organisationId === key && ['opd-officer', 'opd-head', 'village-officer'].includes(one.role),
          )
          expect(reasons.map(one => one.regionCode?.slice(0, 5))).toContain(regionCode)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('with two roles is asked for both, each once', () => {
    const office = '11111111-1111-4111-8111-111111111111'
    expect(
      holdersOfRoles([
        { role: 'opd-officer', regionCode: '73.24', organisationId: office },
        { role: 'opd-head', regionCode: '73.24', organisationId: office },
        { role: 'village-officer', regionCode: '73.24.04.2005', organisationId: undefined },
        { role: 'regional-secretariat', regionCode: '73.22', organisationId: office },
      ]),
    ).toEqual([
      { regionCode: '73.24', key: office },
      { regionCode: '73.24', key: '73.24.04.2005' },
      { regionCode: '73.22', key: '73.22' },
    ])
  })
})
