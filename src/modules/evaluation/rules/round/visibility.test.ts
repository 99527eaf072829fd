import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OwnSubmission, Phase, Relation } from '../../model-round.ts'
import { type Sight, visibility } from './visibility.ts'

/**
 * The table in letters: d dates, p progress, A/o/u answers (all, own office, published), C/c comments (all, own office),
 * E/e evidence (all, without personal data), m panel progress, s own scores, O/n others' scores (handed in, unnamed),
 * R/r remarks (all, own), i result.
 */
const inLetters = (sight: Sight) =>
  [
    sight.dates && 'd',
    sight.progress && 'p',
    { none: '', 'own-office': 'o', all: 'A', published: 'u' }[sight.answers],
    { none: '', 'own-office': 'c', all: 'C' }[sight.comments],
    { none: '', 'without-personal-data': 'e', all: 'E' }[sight.evidence],
    sight.panelProgress && 'm',
    sight.ownScores && 's',
    { none: '', submitted: 'O', unnamed: 'n' }[sight.otherScores],
    { none: '', own: 'r', all: 'R' }[sight.remarks],
    sight.result && 'i',
  ]
    .filter(Boolean)
    .join('')

const phases: Phase[] = ['planned', 'filling', 'submitted', 'closed']

// prettier-ignore
const table: [Relation, OwnSubmission, ...string[]][] = [
  //                               planned  filling   submitted   closed
  ['public',        'none',        '',      'd',      'd',        'duenRi'],
  ['administrator', 'none',        'dp',    'dpm',    'dpm',      'dpuemnRi'],
  ['province',      'none',        '',      'dp',     'dp',       'dpuenRi'],
  ['ministry',      'none',        'dp',    'dpm',    'dpAEmOR',  'dpAEmORi'],
  ['auditor',       'none',        'dp',    'dpACEm', 'dpACEmOR', 'dpACEmORi'],
  ['secretariat',   'none',        '',      'dpACE',  'dpACE',    'dpACEnRi'],
  ['regional-head', 'none',        '',      'dpACE',  'dpACE',    'dpACEnRi'],
  ['region-reader', 'none',        '',      'dpACe',  'dpACe',    'dpACenRi'],
  ['office-head',   'none',        '',      'doc',    'doc',      'ducenRi'],
  ['office-member', 'none',        '',      'doc',    'doc',      'ducenRi'],
  ['assessor',      'none',        '',      'd',      'd',        'duenRi'],
  ['assessor',      'scoring',     '',      'd',      'dAEsr',    'dAEsORi'],
  ['assessor',      'submitted',   '',      'd',      'dAEsOR',   'dAEsORi'],
]

describe.each(table)('%s, own sheet: %s', (relation, own, ...seen) => {
  test.each(phases.map((phase, place) => [phase, seen[place]] as const))('in %s sees "%s"', (phase, expected) => {
    expect(inLetters(visibility(relation, phase, own))).toBe(expected)
  })
})

const relations = [...new Set(table.map(([relation]) => relation))]
const cases = fc.record({
  relation: fc.constantFrom(...relations),
  phase: fc.constantFrom(...phases),
  own: fc.constantFrom<OwnSubmission>('none', 'scoring', 'submitted'),
})

test('nobody sees scores of others before the round is closed, but assessors who handed in, the ministry and auditors', () => {
  fc.assert(
    fc.property(cases, ({ relation, phase, own }) => {
      const sight = visibility(relation, phase, own)
      if (phase === 'closed' || sight.otherScores === 'none') return
      expect(
        phase === 'submitted' &&
          (relation === 'ministry' || relation === 'auditor' || (relation === 'assessor' && own === 'submitted')),
      ).toBe(true)
    }),
  )
})

test('a result is seen by everybody once the round is closed, and by nobody before', () => {
  fc.assert(
    fc.property(cases, ({ relation, phase, own }) => {
      expect(visibility(relation, phase, own).result).toBe(phase === 'closed')
    }),
  )
})

test('whoever sees no dates sees nothing at all', () => {
  fc.assert(
    fc.property(cases, ({ relation, phase, own }) => {
      const sight = visibility(relation, phase, own)
      if (!sight.dates) expect(inLetters(sight)).toBe('')
    }),
  )
})

test('no people of the region learn how the panel is doing before the round is closed', () => {
  fc.assert(
    fc.property(cases, ({ relation, phase, own }) => {
      if (!['secretariat', 'regional-head', 'region-reader', 'office-head', 'office-member'].includes(relation)) return
      if (phase === 'closed') return
      const sight = visibility(relation, phase, own)
      expect([sight.panelProgress, sight.ownScores, sight.otherScores, sight.remarks]).toEqual([
        false,
        false,
        'none',
        'none',
      ])
    }),
  )
})
