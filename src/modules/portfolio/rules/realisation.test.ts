import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Status, STATUSES } from '../model.ts'
import { type CountedProgramme, percentOf, realisation, statusOn } from './realisation.ts'

const recordedAt = new Date('2022-01-01T00:00:00Z')
const programme = (id: string, status: Status, years: [number, number] = [2021, 2026]): CountedProgramme => ({
  id,
  startYear: years[0],
  endYear: years[1],
  statuses: [{ status, since: '2022-01-01', recordedAt }],
})
const of = (running: number, planned: number) =>
  Array.from({ length: planned }, (_, n) => programme(`p${n}`, n < running ? 'running' : 'planned'))

describe('realisation of programmes', () => {
  it.each([
    ['Governance', 9, 9, '100.00'],
    ['Living', 9, 10, '90.00'],
    ['Branding', 6, 7, '85.71'],
    ['Society', 9, 9, '100.00'],
    ['Economy', 10, 12, '83.33'],
    ['Environment', 4, 4, '100.00'],
    ['all six', 47, 51, '92.16'],
  ])('is that of Kebumen 2022: %s %i of %i is %s %%', (_, running, planned, percent) => {
    expect(realisation(of(running, planned), 2022, '2022-12-31')).toMatchObject({ running, planned, percent })
  })

  it.each([
    ['human resources', 41, 46, '89.13'],
    ['infrastructure', 31, 36, '86.11'],
    ['applications', 47, 53, '88.68'],
    ['literacy', 85, 99, '85.86'],
  ])('is that of the four streams of Lombok Utara 2024: %s %s %%', (_, running, planned, percent) => {
    expect(realisation(of(running, planned), 2024, '2024-12-31').percent).toBe(percent)
  })

  it('of nothing planned is no figure, not 0', () => {
    expect(realisation([programme('a', 'running', [2030, 2031])], 2022, '2022-12-31')).toMatchObject({
      planned: 0,
      percent: undefined,
    })
  })

  it('does not rise when a programme is stopped or changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...STATUSES), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (statuses, pick) => {
          const before = statuses.map((status, n) => programme(`p${n}`, status))
          const after = before.map((one, n) => (n === pick % before.length ? programme(one.id, 'stopped') : one))
          const [was, now] = [before, after].map(list => Number(realisation(list, 2022, '2022-12-31').percent))
          expect(now).toBeLessThanOrEqual(was as number)
        },
      ),
    )
  })

  it('takes the status that held on the day, not the one of today', () => {
    const statuses = [
      { status: 'running' as const, since: '2022-03-01', recordedAt },
      { status: 'stopped' as const, since: '2023-02-01', recordedAt },
      { status: 'planned' as const, since: '2021-01-01', recordedAt },
    ]
    expect(statusOn(statuses, '2022-12-31')).toBe('running')
    expect(statusOn(statuses, '2023-12-31')).toBe('stopped')
    expect(statusOn(statuses, '2020-12-31')).toBeUndefined()
  })

  it('of two statuses on one day takes the one recorded last', () => {
    const later = new Date('2022-01-02T00:00:00Z')
    const statuses = [
      { status: 'done' as const, since: '2022-01-01', recordedAt: later },
      { status: 'running' as const, since: '2022-01-01', recordedAt },
    ]
    expect(statusOn(statuses, '2022-06-30')).toBe('done')
  })

  it('names how each programme counts', () => {
    const rows = realisation(
      [programme('a', 'done'), programme('b', 'changed'), programme('c', 'running', [2023, 2024])],
      2022,
      '2022-12-31',
    ).rows
    expect(rows.map(row => row.counts)).toEqual(['running', 'planned-only', 'outside'])
    expect(percentOf(0, 3)).toBe('0.00')
  })
})
