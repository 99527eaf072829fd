import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankByPoints } from './priority.ts'

const card = (id: string, points: number, voters: number, title = id) => ({ id, title, points, voters })

describe('prioritising together', () => {
  test('points come first, then voters, then the title; equal cards share a rank; no points, no rank', () => {
    const ranked = rankByPoints([card('a', 0, 0), card('b', 8, 2), card('c', 8, 3), card('d', 8, 2), card('e', 3, 1)])
    expect(ranked.map(one => [one.card.id, one.rank])).toEqual([
      ['c', 1],
      ['b', 2],
      ['d', 2],
      ['e', 4],
      ['a', undefined],
    ])
  })

  test('the order in which cards come changes nothing', () => {
    const cards = fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), points: fc.nat(6), voters: fc.nat(3) }),
      { selector: one => one.id, maxLength: 12 },
    )
    fc.assert(
      fc.property(cards, all => {
        const named = all.map(one => ({ ...one, title: one.id.slice(0, 1) }))
        expect(rankByPoints([...named].reverse())).toEqual(rankByPoints(named))
      }),
    )
  })
})
