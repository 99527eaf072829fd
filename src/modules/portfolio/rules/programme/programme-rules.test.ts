import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BudgetLine } from '../../model.ts'
import { checkMilestone, checkReport, isDay } from './check-milestone.ts'
import { daysBetween } from './days-between.ts'
import { allMoney, moneyByYear } from './money-by-year.ts'

const line = fc.record({
  year: fc.integer({ min: 2020, max: 2026 }),
  source: fc.constantFrom('apbn', 'dak', 'csr'),
  planned: fc.bigInt({ min: 0n, max: 999_999_999_999_999n }),
  realised: fc.option(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), { nil: undefined }),
}) as fc.Arbitrary<BudgetLine>

describe('money by year', () => {
  it('adds up to the money of all years, to the rupiah, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(line), lines => {
        const years = moneyByYear(lines)
        const all = allMoney(lines)
        expect(years.reduce((sum, one) => sum + one.planned, 0n)).toBe(all.planned)
        expect(years.reduce((sum, one) => sum + (one.realised ?? 0n), 0n)).toBe(all.realised ?? 0n)
        expect(years.map(one => one.year)).toEqual([...new Set(lines.map(one => one.year))].sort((a, b) => a - b))
        expect(moneyByYear(lines.toReversed()).map(one => one.percent)).toEqual(years.map(one => one.percent))
      }),
    )
  })

  it('knows nothing of a year in which no line was reported, and takes a reported 0 as 0', () => {
    const [silent, zero] = moneyByYear([
      { year: 2025, source: 'apbn', planned: 100n, realised: undefined },
      { year: 2026, source: 'apbn', planned: 100n, realised: 0n },
    ])
    expect(silent).toMatchObject({ realised: undefined, percent: undefined, unreported: 1 })
    expect(zero).toMatchObject({ realised: 0n, percent: '0.00', unreported: 0 })
  })

  it('counts per cent of what was reported only', () => {
    const [year] = moneyByYear([
      { year: 2025, source: 'apbn', planned: 300n, realised: 100n },
      { year: 2025, source: 'csr', planned: 700n, realised: undefined },
    ])
    expect(year).toMatchObject({ planned: 1000n, realised: 100n, percent: '33.33', plannedUnreported: 700n })
  })
})

describe('days', () => {
  it('exist in the calendar or are refused, as the calendar of the machine has them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2000, max: 2100 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
          const real = new Date(`${text}T00:00:00Z`)
          expect(isDay(text)).toBe(!Number.isNaN(real.getTime()) && real.toISOString().startsWith(text))
        },
      ),
    )
    for (const text of ['', '2026-1-1', '31/12/2026', '2026-12-31T00:00', '1999-12-31']) expect(isDay(text)).toBe(false)
  })

  it('lie apart by whole days, backwards as forwards', () => {
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1)
    expect(daysBetween('2024-03-01', '2024-02-28')).toBe(-2)
  })
})

describe('milestones', () => {
  const office = new Set(['o1'])
  it('are refused with a sentence for each bad field', () => {
    expect(checkMilestone({ title: '', dueOn: '31/12/2026', ownerId: 'x' }, office, []).map(one => one.field)).toEqual([
      'title',
      'dueOn',
      'ownerId',
    ])
    expect(checkMilestone({ title: 'A', dueOn: '2026-12-31', ownerId: 'o1' }, office, ['B'])).toEqual([])
    expect(checkMilestone({ title: 'A', dueOn: '2026-12-31', ownerId: 'o1' }, office, ['A'])[0]?.field).toBe('title')
  })

  it('are done today or before, never tomorrow', () => {
    expect(checkReport({ doneOn: '2026-11-22', note: undefined }, '2026-11-22')).toEqual([])
    expect(checkReport({ doneOn: '2026-11-23', note: undefined }, '2026-11-22')[0]?.field).toBe('doneOn')
    expect(checkReport({ doneOn: undefined, note: 'x'.repeat(1001) }, '2026-11-22')[0]?.field).toBe('note')
  })
})
