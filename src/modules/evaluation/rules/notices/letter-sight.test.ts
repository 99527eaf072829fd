import { expect, test } from 'vitest'
import type { Phase, Relation } from '../../model-round.ts'
import { seesLetter } from './letter-sight.ts'

const relations: Record<Relation, 'always' | 'once open' | 'never'> = {
  ministry: 'always',
  auditor: 'always',
  administrator: 'never',
  province: 'never',
  secretariat: 'once open',
  'regional-head': 'once open',
  'region-reader': 'once open',
  'office-head': 'once open',
  'office-member': 'once open',
  assessor: 'never',
  public: 'never',
}

test.each(Object.entries(relations))('the letter of a region is seen by %s %s', (relation, when) => {
  const seen = (phase: Phase) => seesLetter(relation as Relation, phase)
  expect(seen('planned')).toBe(when === 'always')
  for (const phase of ['filling', 'submitted', 'closed'] as const) expect(seen(phase)).toBe(when !== 'never')
})
