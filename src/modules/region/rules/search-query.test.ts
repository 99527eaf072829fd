import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSearch, splitsOf } from './search-query.ts'

describe('a search box', () => {
  test.each([
    ['73.24', { by: 'code', code: '73.24' }],
    ['7324', { by: 'code', code: '73.24' }],
    ['7', { by: 'code', code: '7' }],
    ['', { by: 'nothing' }],
    ['  % _ \' "', { by: 'nothing' }],
    ['Luwu Tmur', { by: 'words', words: 'luwu tmur', core: 'luwu tmur', kinds: [] }],
    ['Kab. Luwu', { by: 'words', words: 'kab luwu', core: 'luwu', kinds: ['kabupaten'] }],
    ['kota', { by: 'words', words: 'kota', core: 'kota', kinds: [] }],
    ['Kec. Malili', { by: 'words', words: 'kec malili', core: 'malili', kinds: ['kecamatan', 'distrik'] }],
  ])('reads %j', (typed, query) => {
    expect(readSearch(typed)).toEqual(query)
  })

  test('never hands on a sign that LIKE or an array would read', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), typed => {
        const query = readSearch(typed)
        if (query.by === 'words') expect(query.words + query.core).not.toMatch(/[%_\\{},"']/)
        if (query.by === 'code') expect(query.code).toMatch(/^[\d.]+$/)
      }),
    )
  })
})

test('words are read as a name inside a region in every way, the kind before the second left out', () => {
  expect(splitsOf('malili kab luwu timur')).toEqual([
    { head: 'malili', tail: 'luwu timur' },
    { head: 'malili kab', tail: 'luwu timur' },
    { head: 'malili kab luwu', tail: 'timur' },
  ])
  expect(splitsOf('malili')).toEqual([])
  expect(splitsOf('a b c d e f g h i j')).toHaveLength(6)
})
