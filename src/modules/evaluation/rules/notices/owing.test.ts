import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OfficeWork } from '../../model-notices.ts'
import type { Phase, Round, RoundRegion } from '../../model-round.ts'
import { owingIn, type RegionState } from './owing.ts'
import { isReminderDay } from './reminder-day.ts'

const round = {
  id: '2031-kppn-ikn',
  steps: {
    'self-assessment': { startsOn: '2031-05-01', endsOn: '2031-05-31' },
    verification: { startsOn: '2031-06-01', endsOn: '2031-06-05' },
    scoring: { startsOn: '2031-06-08', endsOn: '2031-06-20' },
  },
} as unknown as Round
const region = { regionCode: '73.24', zone: 'WITA', extensions: {} } as unknown as RoundRegion
const work: OfficeWork[] = [
  { organisationId: 'a', hasHead: true, due: 2, ready: 3, signed: 0, verified: 1 },
  { organisationId: 'b', hasHead: false, due: 0, ready: 4, signed: 0, verified: 0 },
  { organisationId: undefined, hasHead: false, due: 1, ready: 0, signed: 0, verified: 0 },
]
const people = {
  secretariat: ['secretariat'],
  regionalHead: ['regional-head'],
  officers: new Map([['a', ['officer-a1', 'officer-a2']]]),
  officeHeads: new Map([['a', ['head-a']]]),
}
const at = (change: Partial<RegionState>, day: string) =>
  owingIn(
    { round, region, phase: 'filling', work, people, scoring: ['assessor'], ...change },
    new Date(`${day}T02:00:00Z`),
  ).map(({ accountId, kind, subjectKey }) => [accountId, kind, subjectKey].join(' '))

describe('who owes what', () => {
  test('a week before: each office its own, and what has no office or no head is with the secretariat', () => {
    expect(at({}, '2031-05-24')).toEqual([
      'officer-a1 answers-due a',
      'officer-a2 answers-due a',
      'head-a answers-ready a',
      'secretariat answers-due ',
      'secretariat office-signed b',
    ])
  })

  test('an office without officers is reminded through its head', () => {
    expect(at({ people: { ...people, officers: new Map() } }, '2031-05-24')).toContain('head-a answers-due a')
  })

  test('the day ends at midnight of the region, not of the server', () => {
    const now = new Date('2031-05-23T16:30:00Z')
    const state = { round, phase: 'filling' as Phase, work, people, scoring: [] }
    expect(owingIn({ ...state, region: { ...region, zone: 'WITA' } }, now).length).toBeGreaterThan(0)
    expect(owingIn({ ...state, region: { ...region, zone: 'WIB' } }, now)).toEqual([])
  })

  test.each(['planned', 'closed'] as const)('nobody owes anything in a region that is %s', phase => {
    for (let day = 10; day < 32; day++) expect(at({ phase }, `2031-05-${day}`)).toEqual([])
  })

  test('only assessors owe something once the region handed in', () => {
    expect(at({ phase: 'submitted' }, '2031-06-17')).toEqual(['assessor scores-due 73.24'])
    expect(at({ phase: 'submitted' }, '2031-06-16')).toEqual([])
  })
})

test('a notice is only ever for somebody with something left to do, and the regional head only when nothing is', () => {
  const office = fc.record({
    organisationId: fc.constantFrom('a', 'b', undefined),
    hasHead: fc.boolean(),
    due: fc.nat(3),
    ready: fc.nat(3),
    signed: fc.nat(3),
    verified: fc.nat(3),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(office, { selector: ({ organisationId }) => organisationId, minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
      (offices, day) => {
        const now = new Date(Date.UTC(2031, 4, day, 3))
        const notices = owingIn({ round, region, phase: 'filling', work: offices, people, scoring: [] }, now)
        const open = offices.reduce((sum, { due, ready, signed }) => sum + due + ready + signed, 0)
        for (const { kind, subjectKey } of notices) {
          const one = offices.find(({ organisationId }) => (organisationId ?? '') === subjectKey)
          if (kind === 'answers-due') expect(one?.due).toBeGreaterThan(0)
          else if (kind === 'answers-ready') expect(one?.ready).toBeGreaterThan(0)
          else if (kind === 'office-signed') expect((one?.signed ?? 0) + (one?.ready ?? 0)).toBeGreaterThan(0)
          else expect([kind, open]).toEqual(['ready-to-submit', 0])
        }
      },
    ),
  )
})

test('reminder days are few before, and every second one after', () => {
  const days = Array.from({ length: 40 }, (_, n) => 30 - n)
  expect(days.filter(isReminderDay)).toEqual([14, 7, 3, 1, 0, -2, -4, -6, -8])
  expect(isReminderDay(undefined)).toBe(false)
})
