import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare, decimal } from '#kit/decimal.ts'
import { asksOf, median } from './jump.ts'

const kinds = (asks: ReturnType<typeof asksOf>) => asks.map(ask => ask.kind)

test('a figure that doubles, or falls to nothing, is asked about', () => {
  const before = { value: '42', period: '2024' }
  expect(asksOf('sum', { now: '126', before, peers: [] })).toEqual([
    { kind: 'jump', before: '42', beforePeriod: '2024', now: '126' },
  ])
  expect(kinds(asksOf('sum', { now: '0', before, peers: [] }))).toEqual(['jump'])
  expect(kinds(asksOf('sum', { now: '63', before, peers: [] }))).toEqual([])
})

test('a handful more of a handful is no jump', () => {
  expect(asksOf('sum', { now: '7', before: { value: '2', period: '2024' }, peers: [] })).toEqual([])
  expect(kinds(asksOf('sum', { now: '17', before: { value: '2', period: '2024' }, peers: [] }))).toEqual(['jump'])
})

test('a figure far from its peers is asked about, and one wild peer does not hide it', () => {
  const peers = ['80', '82', '83', '85', '86', '87', '88', '9000']
  expect(asksOf('ratio', { now: '8.5', peers })).toEqual(
    [{ kind: 'outlier', now: '8.5', median: '85.50', peers: 8 }].map(ask => ({
      ...ask,
      median: expect.stringMatching(/^85\.5/),
    })),
  )
  expect(asksOf('ratio', { now: '79', peers })).toEqual([])
})

test('counts are not compared with villages of another size, and few peers or equal ones prove nothing', () => {
  const peers = ['80', '82', '83', '85', '86', '87', '88', '89']
  expect(asksOf('sum', { now: '900', peers })).toEqual([])
  expect(asksOf('ratio', { now: '8', peers: peers.slice(1) })).toEqual([])
  expect(asksOf('ratio', { now: '8', peers: Array.from({ length: 20 }, () => '100') })).toEqual([])
})

test('what is unchanged is never a jump, whatever the figure', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), n => {
      expect(asksOf('mean', { now: String(n), before: { value: String(n), period: '2024' }, peers: [] })).toEqual([])
    }),
  )
})

test('a question does not depend on the order of the peers', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 100 }).map(String), { minLength: 8 }),
      fc.integer({ min: 0, max: 100 }),
      (peers, now) => {
        const ask = asksOf('ratio', { now: String(now), peers })
        expect(asksOf('ratio', { now: String(now), peers: [...peers].reverse() })).toEqual(ask)
      },
    ),
  )
})

test('as many values lie below the median as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), values => {
      const middle = median(values.map(n => decimal(String(n))))
      const below = values.filter(n => compare(decimal(String(n)), middle ?? decimal('0')) < 0).length
      const above = values.filter(n => compare(decimal(String(n)), middle ?? decimal('0')) > 0).length
      expect(below).toBeLessThanOrEqual(values.length / 2)
      expect(above).toBeLessThanOrEqual(values.length / 2)
    }),
  )
  expect(median([])).toBeUndefined()
})
