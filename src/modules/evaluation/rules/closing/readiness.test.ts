import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RegionToClose, SheetToClose } from '../../model-closing.ts'
import { readinessOf } from './readiness.ts'

const region = (regionCode: string, handedIn = true, timeLeft = false): RegionToClose => ({
  regionCode,
  handedIn,
  timeLeft,
})
const sheet = (regionCode: string, place: number, more: Partial<SheetToClose> = {}): SheetToClose => ({
  regionCode,
  place,
  submitted: true,
  ended: false,
  scored: 117,
  ...more,
})

test('a round is ready when every sheet is handed in whole; a region that did not hand in becomes absent', () => {
  const found = readinessOf(117, [region('73.22'), region('73.24', false)], [sheet('73.22', 1), sheet('73.22', 2)])
  expect(found).toEqual({
    ready: true,
    blockers: [],
    absent: ['73.24'],
    scored: ['73.22'],
    sheets: { all: 2, done: 2 },
  })
})

test('a sheet that is not handed in blocks, with what it misses, until the turn is ended', () => {
  const open = sheet('73.22', 2, { submitted: false, scored: 100 })
  const blocked = readinessOf(117, [region('73.22')], [sheet('73.22', 1), open])
  expect(blocked.ready).toBe(false)
  expect(blocked.blockers).toEqual([{ kind: 'sheet', regionCode: '73.22', place: 2, submitted: false, missing: 17 }])
  const ended = readinessOf(117, [region('73.22')], [sheet('73.22', 1), { ...open, ended: true }])
  expect(ended.ready).toBe(true)
})

test('a handed-in sheet with a gap, a region without a panel and a region with time left block too', () => {
  const gap = sheet('73.22', 1, { scored: 116 })
  expect(readinessOf(117, [region('73.22')], [gap]).blockers).toEqual([
    { kind: 'sheet', regionCode: '73.22', place: 1, submitted: true, missing: 1 },
  ])
  const alone = sheet('73.22', 1, { ended: true })
  expect(readinessOf(117, [region('73.22')], [alone]).blockers).toEqual([{ kind: 'no-panel', regionCode: '73.22' }])
  const early = readinessOf(117, [region('73.22'), region('73.24', false, true)], [sheet('73.22', 1)])
  expect(early.blockers).toEqual([{ kind: 'time-left', regionCode: '73.24' }])
})

test('a round without regions, or in which nobody handed in, is never ready', () => {
  expect(readinessOf(117, [], []).ready).toBe(false)
  expect(readinessOf(117, [region('73.22', false)], []).ready).toBe(false)
})

test('every region is either scored or absent, and ready means that nothing blocks', () => {
  const regions = fc.uniqueArray(
    fc.record({
      regionCode: fc.constantFrom('73.01', '73.02', '73.03', '73.04'),
      handedIn: fc.boolean(),
      timeLeft: fc.boolean(),
    }),
    { selector: one => one.regionCode },
  )
  const sheets = fc.array(
    fc.record({
      regionCode: fc.constantFrom('73.01', '73.02', '73.03', '73.04'),
      place: fc.integer({ min: 1, max: 6 }),
      submitted: fc.boolean(),
      ended: fc.boolean(),
      scored: fc.integer({ min: 0, max: 3 }),
    }),
  )
  fc.assert(
    fc.property(regions, sheets, (given, panel) => {
      const found = readinessOf(3, given, panel)
      expect([...found.absent, ...found.scored].toSorted()).toEqual(given.map(one => one.regionCode).toSorted())
      expect(found.ready).toBe(found.blockers.length === 0 && found.scored.length > 0)
      if (!found.ready) return
      for (const one of panel) {
        if (!one.ended && found.scored.includes(one.regionCode))
          expect(one).toMatchObject({ submitted: true, scored: 3 })
      }
    }),
  )
})
