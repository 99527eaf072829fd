import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Stop } from '../../model-task.ts'
import { dueAfterCarrying, reachBack } from './travel.ts'

const hour = 3_600_000
const at = (n: number) => new Date(Date.UTC(2027, 0, 1) + n * hour)
const stop = (id: string, hours: number, over: Partial<Stop> = {}): Stop => ({
  id,
  startsAt: at(hours),
  seriesKey: undefined,
  institutionId: undefined,
  followsId: undefined,
  cancelled: false,
  ...over,
})

describe('tasks travel', () => {
  test('along a series, forwards only, and to nobody else', () => {
    const a = stop('a', 1, { seriesKey: 's' })
    const b = stop('b', 2, { seriesKey: 's' })
    const c = stop('c', 3, { seriesKey: 's' })
    const other = stop('other', 2, { seriesKey: 't' })
    const alone = stop('alone', 1)
    const all = [c, alone, a, other, b]
    expect([...reachBack(c, all)].sort()).toEqual(['a', 'b'])
    expect([...reachBack(b, all)]).toEqual(['a'])
    expect([...reachBack(a, all)]).toEqual([])
    expect([...reachBack(stop('late', 9), all)]).toEqual([])
  })

  test('with the institution, also when its meetings have different keys', () => {
    const a = stop('a', 1, { institutionId: 'i', seriesKey: 'x' })
    const b = stop('b', 2, { institutionId: 'i', seriesKey: 'y' })
    expect([...reachBack(b, [a, b])]).toEqual(['a'])
  })

  test('to the meeting that follows, and what was carried there travels on', () => {
    const old = stop('old', 1, { seriesKey: 's' })
    const rakor = stop('rakor', 2, { seriesKey: 's' })
    const fgd = stop('fgd', 3, { followsId: 'rakor' })
    expect([...reachBack(fgd, [old, rakor])].sort()).toEqual(['old', 'rakor'])
  })

  test('through a cancelled meeting, on whose own agenda nothing stands', () => {
    const a = stop('a', 1)
    const b = stop('b', 2, { followsId: 'a', cancelled: true })
    const c = stop('c', 3, { followsId: 'b' })
    expect(reachBack(b, [a, b, c]).size).toBe(0)
    expect(reachBack(c, [a, b, c]).has('a')).toBe(true)
  })
})

const world = fc
  .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12, selector: n => n })
  .chain(ids =>
    fc.tuple(
      ...ids.map(id =>
        fc.record({
          hours: fc.integer({ min: 0, max: 8 }),
          series: fc.option(fc.constantFrom('s', 't'), { nil: undefined }),
          institution: fc.option(fc.constantFrom('i', 'j'), { nil: undefined }),
          follows: fc.option(fc.constantFrom(...ids), { nil: undefined }),
          id: fc.constant(String(id)),
        }),
      ),
    ),
  )
  .map(rows =>
    rows.map(row =>
      stop(row.id, row.hours, {
        seriesKey: row.series,
        institutionId: row.institution,
        followsId: row.follows === undefined ? undefined : String(row.follows),
      }),
    ),
  )

/** The plain meaning: one step back, again and again. */
function slowly(meeting: Stop, all: readonly Stop[]): Set<string> {
  const reached = new Set<string>()
  const go = (here: Stop) => {
    for (const one of all) {
      if (one.startsAt >= here.startsAt || reached.has(one.id)) continue
      const joined =
        one.id === here.followsId ||
        (one.seriesKey !== undefined && one.seriesKey === here.seriesKey) ||
        (one.institutionId !== undefined && one.institutionId === here.institutionId)
      if (!joined) continue
      reached.add(one.id)
      go(one)
    }
  }
  go(meeting)
  return reached
}

test('what is reached is exactly what one step back after another reaches, in whatever order the meetings come', () => {
  fc.assert(
    fc.property(world, fc.nat(), (stops, n) => {
      const meeting = stops[n % stops.length]
      if (!meeting) return
      const found = [...reachBack(meeting, stops)].sort()
      expect(found).toEqual([...slowly(meeting, stops)].sort())
      expect([...reachBack(meeting, stops.toReversed())].sort()).toEqual(found)
    }),
    { numRuns: 500 },
  )
})

describe('a task that is carried on', () => {
  test('keeps a day that is still to come, today included', () => {
    expect(dueAfterCarrying('2027-03-05', '2027-03-05', '2027-04-02', '2027-04-04')).toBeUndefined()
    expect(dueAfterCarrying('2027-03-06', '2027-03-05', undefined, '2027-04-04')).toBeUndefined()
  })
  test('is due again at the next meeting, or a month later where there is none', () => {
    expect(dueAfterCarrying('2027-03-04', '2027-03-05', '2027-04-02', '2027-04-04')).toBe('2027-04-02')
    expect(dueAfterCarrying('2027-03-04', '2027-03-05', undefined, '2027-04-04')).toBe('2027-04-04')
    expect(dueAfterCarrying('2027-03-04', '2027-03-05', '2027-03-05', '2027-04-04')).toBe('2027-04-04')
  })
})
