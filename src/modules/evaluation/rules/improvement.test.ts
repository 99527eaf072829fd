import { describe, expect, test } from 'vitest'
import { decimal, subtract } from '#kit/decimal.ts'
import { improvement, type PublishedRow } from './improvement.ts'
import { TABLE_2022, TABLE_2023 } from './published-tables.fixture.ts'
import { reproduceChange } from './reproduce.ts'

const before = new Map(TABLE_2022.map(row => [row.region, row]))
const malang = TABLE_2023.find(({ region }) => region === '35.07')!
const malangBefore = before.get('35.07')!

describe('the change against last year', () => {
  const recomputable = TABLE_2023.filter(row => row.tookPart && before.get(row.region)?.tookPart === true)

  test('can be recomputed for 32 regions of 2023, one of them regular', () => {
    expect(recomputable).toHaveLength(32)
    expect(recomputable.filter(({ group }) => group === 'regular').map(({ name }) => name)).toEqual(['Kota Surabaya'])
  })

  test.each(recomputable.map(row => [row.name, row] as const))('is the printed one: %s', (_, row) => {
    const result = improvement(row, before.get(row.region))
    expect(result.kind).toBe('comparable')
    if (result.kind === 'comparable') expect(String(result.change)).toBe(String(row.printedChange))
  })

  test('would be another for 19 of the 32 if last year’s printed index were subtracted', () => {
    const otherwise = recomputable.filter(row => {
      const printed = before.get(row.region)?.printedIndex
      return String(subtract(row.printedIndex!, printed!)) !== String(row.printedChange)
    })
    expect(otherwise).toHaveLength(32 - 13)
  })

  test('of Kabupaten Malang explains why it rose by 0.44 and not by 0.43', () => {
    const result = improvement(malang, malangBefore)
    expect(result).toMatchObject({
      kind: 'comparable',
      change: decimal('0.44'),
      now: { index: decimal('2.94') },
      before: {
        index: decimal('2.50'),
        working: { exactSum: decimal('2.5040'), index: decimal('2.51') },
        printedOtherwise: { index: decimal('2.51'), changeFromPrinted: decimal('0.43') },
      },
    })
  })

  test('has nothing to explain where last year’s printed index is the one subtracted', () => {
    const plain = recomputable
      .map(row => improvement(row, before.get(row.region)))
      .filter(result => result.kind === 'comparable' && result.before.printedOtherwise === null)
    expect(plain).toHaveLength(13)
  })

  test('does not exist for a region absent now or before, and nothing is printed for it', () => {
    const absent = TABLE_2023.filter(row => !row.tookPart || before.get(row.region)?.tookPart === false)
    expect(absent).toHaveLength(11 + 2)
    for (const row of absent) {
      const reason = row.tookPart ? 'absent-before' : 'absent-now'
      expect(improvement(row, before.get(row.region))).toEqual({ kind: 'not-comparable', reason })
      expect(reproduceChange(row, before.get(row.region), row.printedChange)).toEqual({
        kind: 'not-comparable',
        reason,
      })
    }
  })

  test('is kept as printed, marked as not recomputable, where last year’s scores are not in hand', () => {
    const kept = TABLE_2023.filter(row => row.tookPart && !before.has(row.region))
    expect(kept).toHaveLength(96)
    for (const row of kept)
      expect(reproduceChange(row, before.get(row.region), row.printedChange)).toEqual({
        kind: 'not-recomputable',
        printed: row.printedChange,
      })
  })

  test('is never taken from scores that are not all there', () => {
    const partly: PublishedRow = { ...malangBefore, scores: { ...malangBefore.scores, impact: null } }
    expect(improvement(malang, partly)).toEqual({ kind: 'not-recomputable', reason: 'no-scores-before' })
    const now: PublishedRow = { ...malang, scores: { ...malang.scores, collaboration: null } }
    expect(improvement(now, malangBefore)).toEqual({ kind: 'not-comparable', reason: 'no-index-now' })
  })

  test('below zero is a fall', () => {
    const result = improvement(malang, {
      ...malangBefore,
      scores: { ...malangBefore.scores, 'quick-wins': decimal('5') },
    })
    expect(result.kind === 'comparable' && String(result.change)).toBe('-0.14')
  })
})
