import { expect, test } from 'vitest'
import { refusePanel } from './refuse-panel.ts'

const facts = {
  name: 'Asesor Satu',
  assessor: true,
  regionCode: '73.24',
  regionName: 'Kabupaten Luwu Timur',
  ties: new Set<string>(),
  declared: undefined as string | undefined,
}

test('an assessor without ties may score', () => {
  expect(refusePanel(facts)).toBeUndefined()
  expect(refusePanel({ ...facts, ties: new Set(['73.22', '73.2', '73']) })).toBeUndefined()
})

test.each([
  ['in the region', { ties: new Set(['73.24']) }],
  ['in a village of it', { ties: new Set(['73.22', '73.24.04.2005']) }],
  ['by declaration', { declared: 'Pernah mendampingi.' }],
  ['for lack of the role', { assessor: false }],
])('a tie %s is refused by name, in both languages', (_where, change) => {
  const refusal = refusePanel({ ...facts, ...change })
  expect(refusal?.id).toMatch(/^Asesor Satu /)
  expect(refusal?.en).toMatch(/^Asesor Satu /)
})
