import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '#kit/actor.ts'
import { NOTICE_KINDS, type Phase } from '../../model-round.ts'
import { type HeldRole, judgeNotice, standingsOf } from './judge-notice.ts'

const here = '73.24'
const away = '73.22'
const date = new Date('2031-06-01T00:00:00Z')

const held = fc.record<HeldRole>({
  role: fc.constantFrom(...roles),
  regionCode: fc.oneof({ weight: 3, arbitrary: fc.constant(here) }, fc.constantFrom(away, '73', undefined)),
  organisationId: fc.constantFrom('office', 'other', undefined),
})
const panel = fc.constantFrom(
  undefined,
  { submittedAt: undefined, endedAt: undefined },
  { submittedAt: date, endedAt: undefined },
  { submittedAt: undefined, endedAt: date },
)
const counts = { due: fc.nat(2), ready: fc.nat(2), signed: fc.nat(2), verified: fc.nat(2) }
const facts = fc.record({
  kind: fc.constantFrom(...NOTICE_KINDS),
  subjectKey: fc.constantFrom('', 'office', 'other', here),
  phase: fc.constantFrom<Phase>('planned', 'filling', 'submitted', 'closed'),
  work: fc.record({ organisationId: fc.constant('office'), hasHead: fc.boolean(), ...counts }).map(one => [one]),
  question: fc.record({
    state: fc.constantFrom('none' as const, 'draft' as const, 'returned' as const, 'verified' as const),
    organisationId: fc.constantFrom('office', undefined),
  }),
  sheetsOpen: fc.boolean(),
})

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never

function verdictOf(given: { role: HeldRole; turn: Drawn<typeof panel>; about: Drawn<typeof facts> }) {
  const standings = standingsOf('account', [given.role], here, given.about.phase, given.turn)
  return { standings, verdict: judgeNotice({ ...given.about, standings }) }
}

test('whatever a notice says, nobody hears of a region that is not theirs, and nobody before the round opens', () => {
  fc.assert(
    fc.property(held, panel, facts, (role, turn, about) => {
      const { standings, verdict } = verdictOf({ role, turn, about })
      if (!verdict.send) return
      expect(about.phase).not.toBe('planned')
      const [{ relation, sight } = { relation: 'public', sight: undefined }] = standings
      expect(['public', 'province', 'administrator', 'auditor']).not.toContain(relation)
      expect(sight?.dates).toBe(true)
      const national = relation === 'ministry' || relation === 'assessor'
      expect(national || role.regionCode === here).toBe(true)
      if (relation === 'assessor') expect(turn?.endedAt).toBeUndefined()
    }),
    { numRuns: 3000 },
  )
})

test('people of an office hear only of what that office has', () => {
  fc.assert(
    fc.property(held, panel, facts, (role, turn, about) => {
      const { standings, verdict } = verdictOf({ role, turn, about })
      if (!verdict.send || !['office-head', 'office-member'].includes(standings[0]?.relation ?? '')) return
      const office = about.kind.startsWith('answer-') ? about.question.organisationId : about.subjectKey
      expect(role.organisationId).toBeDefined()
      expect(office).toBe(role.organisationId)
    }),
    { numRuns: 3000 },
  )
})

test('a notice that is sent speaks of at least one thing; one that is dropped says why', () => {
  const reasons = new Set<string>()
  const sent = new Set<string>()
  fc.assert(
    fc.property(held, panel, facts, (role, turn, about) => {
      const { verdict } = verdictOf({ role, turn, about })
      if (verdict.send) {
        expect(verdict.count).toBeGreaterThan(0)
        sent.add(about.kind)
      } else reasons.add(verdict.reason)
    }),
    { numRuns: 80_000, seed: 7 },
  )
  // The samples reach every kind, so the promises above are about all of them.
  expect([...sent].sort()).toEqual([...NOTICE_KINDS].sort())
  expect([...reasons].sort()).toEqual(['done', 'not-theirs', 'over'])
  expect(
    judgeNotice({
      kind: 'round-closed',
      subjectKey: '',
      phase: 'closed',
      standings: [],
      work: [],
      question: undefined,
      sheetsOpen: false,
    }),
  ).toEqual({ send: false, reason: 'no-role' })
})
