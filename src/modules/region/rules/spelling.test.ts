import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editsOf, mend, slips, slipsAllowed, slipsInName } from './spelling.ts'

const word = fc.stringMatching(/^[a-z]{1,12}$/)

describe('slips between words', () => {
  test('are none between equal words, the same both ways, and at most the longer length', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(slips(a, a)).toBe(0)
        expect(slips(a, b)).toBe(slips(b, a))
        expect(slips(a, b)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(slips(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
        if (a !== b) expect(slips(a, b)).toBeGreaterThan(0)
      }),
    )
  })

  test.each([
    ['mlaili', 'malili', 1],
    ['tmur', 'timur', 1],
    ['bandng', 'bandung', 1],
    ['jakrata', 'jakarta', 1],
    ['yogjakarta', 'yogyakarta', 1],
    ['sukamju', 'sukamaju', 1],
    ['', 'abc', 3],
    ['luwu', 'lawu', 1],
    ['malang', 'magelang', 2],
  ])('from %j to %j are %i', (a, b, count) => {
    expect(slips(a, b)).toBe(count)
  })

  test('every text that one slip makes is one slip away, and none is missing', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const edits = new Set(editsOf(a))
        for (const edit of edits) expect(slips(a, edit)).toBe(1)
        expect(edits.has(b)).toBe(slips(a, b) === 1)
      }),
      { numRuns: 60 },
    )
  })
})

describe('mending a word', () => {
  const known = [
    { word: 'malili', level: 3, count: 2 },
    { word: 'mlais', level: 4, count: 1 },
    { word: 'malang', level: 2, count: 40 },
    { word: 'kaili', level: 4, count: 3 },
    { word: 'mili', level: 4, count: 2 },
  ]

  test('gives the nearest first, then the same first letter, then the upper level', () => {
    expect(mend('mlaili', known)[0]).toBe('malili')
    expect(mend('malili', known)[0]).toBe('malili')
  })

  test('gives at most four, and none that is too far', () => {
    fc.assert(
      fc.property(word, fc.array(word, { maxLength: 30 }), (typed, words) => {
        const near = mend(
          typed,
          words.map(one => ({ word: one, level: 4, count: 1 })),
        )
        expect(near.length).toBeLessThanOrEqual(4)
        for (const one of near) expect(slips(typed, one)).toBeLessThanOrEqual(slipsAllowed(typed.length))
      }),
    )
  })
})

test('a name that goes on after the typed letters counts no slip, in any order of words', () => {
  expect(slipsInName(['tim', 'luwu'], ['kabupaten', 'luwu', 'timur'])).toBe(0)
  expect(slipsInName(['tmur', 'luwu'], ['kabupaten', 'luwu', 'timur'])).toBe(1)
})
