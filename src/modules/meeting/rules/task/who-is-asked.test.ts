import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AskedSeat, TaskDimension, TaskLevel } from '../../model-task.ts'
import { type Above, whoIsAsked } from './who-is-asked.ts'

const seat = (over: Partial<AskedSeat>): AskedSeat => ({
  institutionId: 'tim',
  institutionName: 'Tim Pelaksana',
  institutionKind: 'team',
  organisationId: undefined,
  accountId: undefined,
  dimension: undefined,
  ...over,
})
const group = { institutionId: 'pokja', institutionName: 'Pokja Kesehatan', institutionKind: 'group' } as const
const council = { institutionId: 'dewan', institutionName: 'Dewan', institutionKind: 'council' } as const
const ani = { accountId: 'ani', organisationId: 'bappeda' }
const budi = { accountId: 'budi', organisationId: 'lingkungan' }
const sari = { accountId: 'sari', organisationId: 'kominfo' }
const region = (seats: AskedSeat[], over: Partial<Above> = {}): Above => ({
  coordinators: [ani, budi],
  secretariat: [sari],
  seats,
  ...over,
})
const risen = { level: 'coordinator' as TaskLevel, dimension: 'liv' as TaskDimension | undefined, ownerId: 'kesehatan' }

test.each<[string, Partial<typeof risen>, Above, string[], string, string[]]>([
  [
    'who sits for its dimension by account',
    {},
    region([seat({ accountId: 'ani', dimension: 'liv' })]),
    ['ani'],
    'dimension',
    ['Tim Pelaksana'],
  ],
  [
    'who sits for it by office',
    {},
    region([seat({ organisationId: 'lingkungan', dimension: 'liv' })]),
    ['budi'],
    'dimension',
    ['Tim Pelaksana'],
  ],
  [
    'the team before the council',
    {},
    region([seat({ ...council, accountId: 'budi', dimension: 'liv' }), seat({ accountId: 'ani', dimension: 'liv' })]),
    ['ani'],
    'dimension',
    ['Tim Pelaksana'],
  ],
  [
    'the council where the team has nobody for it',
    {},
    region([seat({ ...council, accountId: 'budi', dimension: 'liv' }), seat({ accountId: 'ani', dimension: 'env' })]),
    ['budi'],
    'dimension',
    ['Dewan'],
  ],
  [
    'the team where only its seat is without account, then the council',
    {},
    region([
      seat({ organisationId: 'kesehatan', dimension: 'liv' }),
      seat({ ...council, accountId: 'budi', dimension: 'liv' }),
    ]),
    ['budi'],
    'dimension',
    ['Dewan'],
  ],
  [
    'the working group of its office',
    {},
    region([seat({ ...group, organisationId: 'kesehatan' }), seat({ ...group, accountId: 'ani' })]),
    ['ani'],
    'group',
    ['Pokja Kesehatan'],
  ],
  [
    'the working group also without a dimension',
    { dimension: undefined },
    region([seat({ ...group, organisationId: 'kesehatan' }), seat({ ...group, organisationId: 'bappeda' })]),
    ['ani'],
    'group',
    ['Pokja Kesehatan'],
  ],
  [
    'no group in which its office does not sit',
    {},
    region([seat({ ...group, organisationId: 'pupr' }), seat({ ...group, accountId: 'ani' })]),
    ['ani', 'budi'],
    'every-coordinator',
    [],
  ],
  [
    'every coordinator where nobody sits for it',
    {},
    region([seat({ accountId: 'ani', dimension: 'env' })]),
    ['ani', 'budi'],
    'every-coordinator',
    [],
  ],
  [
    'every coordinator without a dimension',
    { dimension: undefined },
    region([seat({ accountId: 'ani', dimension: 'liv' })]),
    ['ani', 'budi'],
    'every-coordinator',
    [],
  ],
  [
    'the secretariat where there is no coordinator',
    {},
    region([seat({ accountId: 'ani', dimension: 'liv' })], { coordinators: [] }),
    ['sari'],
    'no-coordinator',
    [],
  ],
  [
    'the secretariat after the third day',
    { level: 'secretary' },
    region([seat({ accountId: 'ani', dimension: 'liv' })]),
    ['sari'],
    'third-day',
    [],
  ],
])('a late task asks %s', (_, task, above, people, why, institutions) => {
  const asked = whoIsAsked({ ...risen, ...task }, above)
  expect(asked?.people.map(one => one.accountId)).toEqual(people)
  expect(asked).toMatchObject({ why, institutions })
})

test('a task that did not rise asks nobody beside its office', () => {
  expect(
    whoIsAsked({ ...risen, level: 'owner' }, region([seat({ accountId: 'ani', dimension: 'liv' })])),
  ).toBeUndefined()
})

const offices = ['bappeda', 'lingkungan', 'kesehatan', 'kominfo'] as const
const dimensions = ['gov', 'liv', 'env'] as const
const person = fc.record({
  accountId: fc.constantFrom('ani', 'budi', 'citra', 'dedi'),
  organisationId: fc.option(fc.constantFrom(...offices), { nil: undefined }),
})
const anySeat: fc.Arbitrary<AskedSeat> = fc
  .record({
    institution: fc.constantFrom(group, council, { ...group, institutionId: 'pokja-2' }, {}),
    organisationId: fc.option(fc.constantFrom(...offices), { nil: undefined }),
    accountId: fc.option(fc.constantFrom('ani', 'budi', 'warga'), { nil: undefined }),
    dimension: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
  })
  .map(({ institution, ...over }) => seat({ ...institution, ...over }))
const anyTask = fc.record({
  level: fc.constantFrom<TaskLevel>('coordinator', 'secretary'),
  dimension: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
  ownerId: fc.constantFrom(...offices),
})

test('whatever seats there are: only people of the region are asked, each once, and somebody whenever somebody is there', () => {
  fc.assert(
    fc.property(
      anyTask,
      fc.array(anySeat, { maxLength: 12 }),
      fc.array(person, { maxLength: 4 }),
      fc.array(person, { maxLength: 3 }),
      (task, seats, coordinators, secretariat) => {
        const asked = whoIsAsked(task, { coordinators, secretariat, seats })
        const ids = asked?.people.map(one => one.accountId) ?? []
        expect(new Set(ids).size).toBe(ids.length)
        const fromSecretariat = asked?.why === 'third-day' || asked?.why === 'no-coordinator'
        const known = (fromSecretariat ? secretariat : coordinators).map(one => one.accountId)
        expect(known).toEqual(expect.arrayContaining(ids))
        expect(ids.length === 0).toBe(known.length === 0)
        if (asked?.why !== 'dimension') return
        for (const { accountId, organisationId } of asked.people) {
          const mine = seats.filter(
            one =>
              one.dimension === task.dimension &&
              (one.accountId === accountId || (organisationId !== undefined && one.organisationId === organisationId)),
          )
          expect(mine).not.toHaveLength(0)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('the order of seats, and seats for other dimensions outside of working groups, change nothing', () => {
  fc.assert(
    fc.property(
      anyTask,
      fc.array(anySeat, { maxLength: 10 }),
      fc.array(person, { maxLength: 4 }),
      (task, seats, people) => {
        const above = (taken: readonly AskedSeat[]): Above => ({
          coordinators: people,
          secretariat: [sari],
          seats: taken,
        })
        const asked = whoIsAsked(task, above(seats))
        expect(whoIsAsked(task, above(seats.toReversed()))).toEqual(asked)
        const counting = seats.filter(one => one.institutionKind === 'group' || one.dimension === task.dimension)
        expect(whoIsAsked(task, above(counting))).toEqual(asked)
      },
    ),
    { numRuns: 500 },
  )
})
