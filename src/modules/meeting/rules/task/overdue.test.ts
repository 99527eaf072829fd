import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, isDay } from './days.ts'
import type { Counted } from '../../model-task.ts'
import { countOverdue, levelAfter } from './overdue.ts'

const fresh: Counted = { state: 'open', dueOn: '2027-03-10', timesOverdue: 0, countedFor: undefined, level: 'owner' }

test('a due day counts from the day after it, once', () => {
  expect(countOverdue(fresh, '2027-03-10')).toBeUndefined()
  const counted = countOverdue(fresh, '2027-03-11')
  expect(counted).toEqual({ timesOverdue: 1, countedFor: '2027-03-10', level: 'owner', escalated: false })
  expect(countOverdue({ ...fresh, ...counted }, '2027-05-01')).toBeUndefined()
})

test('the second asks the coordinator, the third the secretary, and each rises once', () => {
  expect([0, 1, 2, 3, 4, 9].map(levelAfter)).toEqual([
    'owner',
    'owner',
    'coordinator',
    'secretary',
    'secretary',
    'secretary',
  ])
  const second = countOverdue({ ...fresh, timesOverdue: 1, countedFor: '2027-02-01' }, '2027-03-11')
  expect(second).toMatchObject({ timesOverdue: 2, level: 'coordinator', escalated: true })
  const fourth = countOverdue({ ...fresh, timesOverdue: 3, level: 'secretary' }, '2027-03-11')
  expect(fourth).toMatchObject({ timesOverdue: 4, level: 'secretary', escalated: false })
})

test('what is done or dropped never counts', () => {
  expect(countOverdue({ ...fresh, state: 'done' }, '2028-01-01')).toBeUndefined()
  expect(countOverdue({ ...fresh, state: 'dropped' }, '2028-01-01')).toBeUndefined()
})

/** Days pass one by one; on some the due day is moved; the count is asked any number of times a day, or not at all. */
test('however days pass, are moved and are asked, a task counts each due day that passed exactly once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ move: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }), asks: fc.nat(3) }), {
        maxLength: 40,
      }),
      steps => {
        let task: Counted = { ...fresh }
        const passed = new Set<string>()
        let today = '2027-03-08'
        const ask = () => {
          if (today > task.dueOn) passed.add(task.dueOn)
          task = { ...task, ...countOverdue(task, today) }
        }
        for (const { move, asks } of steps) {
          today = addDays(today, 1)
          for (let n = 0; n < asks; n++) ask()
          if (move === undefined) continue
          // Whoever moves the day counts the one that passed first.
          ask()
          task = { ...task, dueOn: addDays(today, move) }
        }
        ask()
        expect(task.timesOverdue).toBe(passed.size)
        expect(task.level).toBe(levelAfter(passed.size))
      },
    ),
    { numRuns: 300 },
  )
})

test('days are those of the calendar', () => {
  expect(isDay('2028-02-29')).toBe(true)
  for (const bad of ['2027-02-29', '2027-13-01', '2027-1-1', '1999-01-01', '', '2027-06-31'])
    expect(isDay(bad)).toBe(false)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: -500, max: 500 }), (from, days) => {
      const start = addDays('2010-01-01', from)
      expect(daysBetween(start, addDays(start, days))).toBe(days)
    }),
  )
})
