import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DIMENSIONS, STATUSES } from '../../model.ts'
import { realisation } from '../realisation.ts'
import { absorption, addMoney, type Money } from './absorption.ts'
import { boardOf } from './board.ts'

describe('the board', () => {
  it('tells the realisation that the rule gives, whatever the statuses', () => {
    const programmes = fc.array(
      fc.record({ dimension: fc.constantFrom(...DIMENSIONS), status: fc.constantFrom(...STATUSES), now: fc.boolean() }),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(programmes, list => {
        const board = boardOf(
          list.map(({ dimension, status, now }) => ({ dimension, status, count: now ? 1 : 0, outside: now ? 0 : 1 })),
        )
        const recordedAt = new Date('2022-01-01T00:00:00Z')
        for (const dimension of [undefined, ...DIMENSIONS]) {
          const counted = list
            .filter(one => dimension === undefined || one.dimension === dimension)
            .map((one, n) => ({
              id: String(n),
              startYear: one.now ? 2022 : 2030,
              endYear: 2031,
              statuses: [{ status: one.status, since: '2022-01-01', recordedAt }],
            }))
          const { planned, running, percent } = realisation(counted, 2022, '2022-12-31')
          const line = dimension === undefined ? board.total : board.rows.find(row => row.dimension === dimension)
          expect(line).toMatchObject({ planned, running, outside: counted.length - planned })
          expect(line?.percent).toBe(percent)
        }
      }),
    )
  })

  it('has all six dimensions in their order, an empty one without a percentage', () => {
    const board = boardOf([{ dimension: 'env', status: 'running', count: 4, outside: 1 }])
    expect(board.rows.map(row => [row.dimension, row.percent])).toEqual([
      ['gov', undefined],
      ['bra', undefined],
      ['eco', undefined],
      ['liv', undefined],
      ['soc', undefined],
      ['env', '100.00'],
    ])
    expect(board.total).toMatchObject({ planned: 4, running: 4, outside: 1 })
  })
})

describe('money spent', () => {
  const money = (over: Partial<Money>): Money => ({
    planned: 1000n,
    plannedReported: 0n,
    realised: 0n,
    lines: 2,
    reported: 0,
    ...over,
  })

  it('is unknown, not 0, while nobody has reported', () => {
    expect(absorption(money({}))).toEqual({
      realised: undefined,
      percent: undefined,
      plannedUnreported: 1000n,
      unreported: 2,
    })
  })

  it('is 0 when 0 was reported', () => {
    expect(absorption(money({ plannedReported: 1000n, reported: 2 }))).toMatchObject({ realised: 0n, percent: '0.00' })
  })

  it('is counted of the reported lines only; the others stand apart', () => {
    expect(absorption(money({ plannedReported: 600n, realised: 200n, reported: 1 }))).toEqual({
      realised: 200n,
      percent: '33.33',
      plannedUnreported: 400n,
      unreported: 1,
    })
  })

  it('may be more than planned, and says so', () => {
    expect(absorption(money({ plannedReported: 1000n, realised: 1200n, reported: 2 })).percent).toBe('120.00')
  })

  it('of amounts beyond binary precision is exact', () => {
    const huge = { planned: 999_999_999_999_999_999n, plannedReported: 999_999_999_999_999_999n }
    expect(absorption(money({ ...huge, realised: 499_999_999_999_999_999n, reported: 2 })).percent).toBe('50.00')
    expect(addMoney([money({ realised: 2n ** 60n }), money({ realised: 1n })]).realised).toBe(2n ** 60n + 1n)
  })

  it('of several groups does not depend on their order', () => {
    const one = fc.record({
      planned: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      plannedReported: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      realised: fc.bigInt({ min: 0n, max: 10n ** 15n }),
      lines: fc.nat(9),
      reported: fc.nat(9),
    })
    fc.assert(
      fc.property(fc.array(one), groups => {
        expect(addMoney(groups)).toEqual(addMoney([...groups].reverse()))
      }),
    )
  })
})
