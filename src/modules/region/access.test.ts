import { expect, test } from 'vitest'
import { roles, visitor, type Actor, type Role } from '#kit/actor.ts'
import { mayImportRegions, mayReadRegions } from './access.ts'

const actor = (role: Role): Actor => {
  const membership = {
    id: 'm',
    role,
    organisationId: undefined,
    organisationName: undefined,
    regionCode: undefined,
    regionName: undefined,
  }
  return { ...visitor, accountId: 'a', membership, memberships: [membership] }
}

test('everybody reads regions', () => {
  expect(mayReadRegions()).toBeUndefined()
})

test.each(roles)('%s may load the list anew only as administrator', role => {
  expect(mayImportRegions(actor(role)) === undefined).toBe(role === 'administrator')
})

test('a visitor may not load the list anew and reads who may', () => {
  expect(mayImportRegions(visitor)?.id).toMatch(/pengelola sistem/)
})
