import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadTable, stepOf, stepRanges } from './spread.ts'

describe('the step of a count', () => {
  it('grows with the count, begins at one and ends at five or at the largest count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), most => {
        const steps = Array.from({ length: most }, (_, at) => stepOf(at + 1, most) ?? 0)
        expect([...steps].sort((a, b) => a - b)).toEqual(steps)
        expect(steps[0]).toBe(1)
        expect(steps.at(-1)).toBe(Math.min(5, most))
      }),
      { numRuns: 40 },
    )
    expect(stepOf(0, 9)).toBeUndefined()
  })

  it('is told in the legend without a gap: each count lies in one range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), most => {
        const ranges = stepRanges(most)
        expect(ranges[0]?.from).toBe(1)
        expect(ranges.at(-1)?.to).toBe(most)
        ranges.slice(1).forEach((range, at) => expect(range.from).toBe((ranges[at]?.to ?? 0) + 1))
        for (const { step, from, to } of ranges) expect([stepOf(from, most), stepOf(to, most)]).toEqual([step, step])
      }),
      { numRuns: 60 },
    )
    expect(stepRanges(0)).toEqual([])
  })
})

describe('a spread', () => {
  const table = spreadTable(
    ['whole', 'a', 'b', 'c'],
    ['gov', 'env'],
    [
      { row: 'whole', column: 'gov', count: 4 },
      { row: 'whole', column: undefined, count: 4 },
      { row: 'a', column: 'gov', count: 2 },
      { row: 'a', column: undefined, count: 2 },
      { row: 'b', column: 'gov', count: 1 },
      { row: 'b', column: undefined, count: 1 },
      { row: undefined, column: 'gov', count: 6 },
      { row: undefined, column: undefined, count: 6 },
    ],
    new Set(['whole']),
  )

  it('names the rows and columns that nothing reaches, but not the line of the whole region', () => {
    expect(table.missingRows).toEqual(['c'])
    expect(table.missingColumns).toEqual(['env'])
    expect([table.empty, table.cells]).toEqual([4, 6])
  })

  it('counts a programme once in a total, though it lies in several cells', () => {
    expect(table.rows.map(({ key, total }) => [key, total])).toEqual([
      ['whole', 4],
      ['a', 2],
      ['b', 1],
      ['c', 0],
    ])
    expect(table.columns.map(({ total }) => total)).toEqual([6, 0])
    expect(table.total).toBe(6)
  })
})
