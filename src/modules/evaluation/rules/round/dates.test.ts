import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ROUND_STEPS, type Round, type StepDates, type StepName } from '../../model-round.ts'
import { faultsOfChange } from './check-change.ts'
import { completeDates, faultsOfDates, type TypedDates } from './check-dates.ts'
import { addDays, dayNumber, isDay, weekday } from './days.ts'
import { defaultDates } from './default-dates.ts'

const days = fc.integer({ min: 0, max: 29_000 }).map(number => addDays('2018-01-01', number))
const near = (day: string) => day < '2097'

test('a day is one of the calendar', () => {
  expect(['2027-02-28', '2028-02-29', '2017-01-01'].map(isDay)).toEqual([true, true, true])
  expect(['2027-02-29', '2027-13-01', '2016-12-31', '2027-6-8', '8 Juni 2027', '', '3027-01-01'].map(isDay)).toEqual(
    Array(7).fill(false),
  )
  expect(weekday('2026-11-23')).toBe(0)
  expect(weekday('2026-11-22')).toBe(6)
})

describe('default dates', () => {
  test('can always stand as they are', () => {
    fc.assert(
      fc.property(days.filter(near), start => {
        expect(faultsOfDates(defaultDates(start))).toEqual([])
      }),
    )
  })

  test('begin and end on workdays, with a first day for every step and none before the invitation', () => {
    fc.assert(
      fc.property(days.filter(near), start => {
        const dates = defaultDates(start)
        expect(Object.keys(dates).sort()).toEqual([...ROUND_STEPS].sort())
        for (const { startsOn, endsOn } of Object.values(dates)) {
          expect([weekday(startsOn) < 5, weekday(endsOn) < 5, startsOn >= start, endsOn >= startsOn]).toEqual([
            true,
            true,
            true,
            true,
          ])
        }
      }),
    )
  })

  test('a week later is the same a week later', () => {
    fc.assert(
      fc.property(days.filter(near), start => {
        const later = defaultDates(addDays(start, 7))
        for (const [step, { startsOn, endsOn }] of Object.entries(defaultDates(start))) {
          expect(later[step as StepName]).toEqual({ startsOn: addDays(startsOn, 7), endsOn: addDays(endsOn, 7) })
        }
      }),
    )
  })

  test('leave a region at least four weeks to fill in', () => {
    fc.assert(
      fc.property(days.filter(near), start => {
        const { startsOn, endsOn } = defaultDates(start)['self-assessment']
        expect(dayNumber(endsOn) - dayNumber(startsOn)).toBeGreaterThanOrEqual(28)
      }),
    )
  })
})

describe('dates as typed', () => {
  const good: Record<StepName, StepDates> = {
    invitation: { startsOn: '2026-10-01', endsOn: '2026-10-07' },
    'self-assessment': { startsOn: '2026-10-08', endsOn: '2026-11-08' },
    verification: { startsOn: '2026-10-20', endsOn: '2026-11-15' },
    scoring: { startsOn: '2026-11-10', endsOn: '2026-12-10' },
    review: { startsOn: '2026-12-01', endsOn: '2026-12-02' },
    result: { startsOn: '2026-12-12', endsOn: '2026-12-20' },
    objection: { startsOn: '2026-12-15', endsOn: '2027-01-05' },
  }
  const fieldsOf = (change: TypedDates) => faultsOfDates({ ...good, ...change }).map(({ field }) => field)

  test('may overlap', () => expect(fieldsOf({})).toEqual([]))

  test('may leave out what a round can do without, but not half of it', () => {
    expect(fieldsOf({ invitation: {}, verification: {}, review: {}, objection: {} })).toEqual([])
    expect(fieldsOf({ scoring: {} })).toEqual(['steps.scoring.starts_on', 'steps.scoring.ends_on'])
    expect(fieldsOf({ review: { startsOn: '2026-12-01' } })).toEqual(['steps.review.ends_on'])
  })

  test.each<[string, TypedDates, string]>([
    [
      'a last day before the first',
      { review: { startsOn: '2026-12-02', endsOn: '2026-12-01' } },
      'steps.review.ends_on',
    ],
    ['31 November', { scoring: { startsOn: '2026-11-31', endsOn: '2026-12-10' } }, 'steps.scoring.starts_on'],
    [
      'scoring that begins before the self-assessment',
      { scoring: { startsOn: '2026-10-01', endsOn: '2026-12-10' } },
      'steps.scoring.starts_on',
    ],
    [
      'scoring that ends before the self-assessment',
      { scoring: { startsOn: '2026-10-21', endsOn: '2026-11-01' }, verification: {} },
      'steps.scoring.ends_on',
    ],
    [
      'a result before all scores',
      { result: { startsOn: '2026-12-09', endsOn: '2026-12-20' } },
      'steps.result.starts_on',
    ],
    [
      'an objection before the result',
      { objection: { startsOn: '2026-12-11', endsOn: '2027-01-05' } },
      'steps.objection.starts_on',
    ],
  ])('%s is refused at its field', (_what, change, field) => {
    const faults = faultsOfDates({ ...good, ...change })
    expect(faults.map(fault => fault.field)).toEqual([field])
    expect(faults[0]?.sentence.id).not.toBe(faults[0]?.sentence.en)
  })

  test('what stands has no step that ends before it begins, and no result before scoring is over', () => {
    const shift = fc.tuple(fc.integer({ min: -12, max: 12 }), fc.integer({ min: -12, max: 12 }))
    const outcome = { stood: 0, refused: 0 }
    fc.assert(
      fc.property(fc.tuple(shift, shift, shift, shift, shift, shift, shift), shifts => {
        const typed: TypedDates = {}
        for (const [place, step] of ROUND_STEPS.entries()) {
          const [first = 0, last = 0] = shifts[place] ?? []
          typed[step] = { startsOn: addDays(good[step].startsOn, first), endsOn: addDays(good[step].endsOn, last) }
        }
        if (faultsOfDates(typed).length > 0) return void outcome.refused++
        outcome.stood++
        const steps = completeDates(typed)
        for (const dates of Object.values(steps)) expect(dates.endsOn >= dates.startsOn).toBe(true)
        expect((steps.result?.startsOn ?? '') >= (steps.scoring?.endsOn ?? '')).toBe(true)
        expect((steps.scoring?.endsOn ?? '') >= (steps['self-assessment']?.endsOn ?? '')).toBe(true)
      }),
      { numRuns: 500, seed: 11 },
    )
    expect(outcome.stood).toBeGreaterThan(10)
    expect(outcome.refused).toBeGreaterThan(10)
  })

  test('an open round moves its dates only forward, and a step that has begun keeps its first day', () => {
    const moved = (change: Round['steps'], today: string) =>
      faultsOfChange(good, { ...good, ...change }, today).map(({ field }) => field)
    expect(moved({}, '2026-11-01')).toEqual([])
    expect(moved({ scoring: { startsOn: '2026-11-12', endsOn: '2026-12-11' } }, '2026-11-01')).toEqual([])
    expect(moved({ scoring: { startsOn: '2026-11-12', endsOn: '2026-12-11' } }, '2026-11-10')).toEqual([
      'steps.scoring.starts_on',
    ])
    expect(moved({ scoring: { startsOn: '2026-11-09', endsOn: '2026-12-09' } }, '2026-11-01')).toEqual([
      'steps.scoring.starts_on',
      'steps.scoring.ends_on',
    ])
    const { review: _review, ...without } = good
    expect(faultsOfChange(good, without, '2026-11-01').map(({ field }) => field)).toEqual(['steps.review.starts_on'])
  })
})
