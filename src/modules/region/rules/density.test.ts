import fc from 'fast-check'
import { expect, test } from 'vitest'
import { density, densityStep } from './density.ts'

test.each([
  [1_482_354, '177.000', 8375, 5],
  [323_422, '6745.772', 48, 1],
  [50, '1', 50, 2],
  [undefined, '10', undefined, 'absent'],
  [10, undefined, undefined, 'absent'],
  [10, '0', undefined, 'absent'],
])('%s people on %s km² are %s to the square kilometre, step %s', (people, area, perKm2, step) => {
  expect(density(people, area)).toBe(perKm2)
  expect(densityStep(density(people, area))).toBe(step)
})

test('more people never make a lower step', () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), (a, b) => {
      const [few, many] = a < b ? [a, b] : [b, a]
      expect(Number(densityStep(few))).toBeLessThanOrEqual(Number(densityStep(many)))
    }),
  )
})
