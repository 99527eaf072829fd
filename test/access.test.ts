import { describe, expect, test } from 'vitest'
import { accessTable, personas } from './support/access-table.ts'
import { doors, sample, sampleBody, signInAll, signInAs } from './support/doors.ts'
import { testWorld } from './support/world.ts'

const world = await testWorld('demo')
const cookies = await signInAll(world)
const all = doors(world.modules)

test('every door has a row in the written table, and every row a door', () => {
  const permissions = new Set(all.map(door => door.permission))
  expect([...permissions].filter(name => !(name in accessTable))).toEqual([])
  expect(Object.keys(accessTable).filter(name => !permissions.has(name))).toEqual([])
  expect(all.length).toBeGreaterThan(40)
})

describe.each(all.map(door => [`${door.method} ${door.path}`, door] as const))('%s', (_name, door) => {
  const row = accessTable[door.permission]
  const allowed = row === 'everybody' ? new Set(personas) : new Set(row)

  test.each(personas)('%s', async persona => {
    const address = await sample(world, door.path)
    // Signing out is let through and done: it gets a session of its own.
    const cookie = door.permission === 'people.sign_out' ? await signInAs(world, persona) : cookies[persona]
    // Nothing that would be stored: a write that is let through fails after the gate.
    const sent = door.kind === 'api' ? sampleBody(door.path) : { body: new URLSearchParams(), headers: {} }
    const response = await world.app.request(address, {
      method: door.method,
      headers: { ...(cookie ? { cookie } : {}), ...sent.headers },
      ...(door.method === 'GET' ? {} : { body: sent.body }),
    })
    const refused = [401, 403].includes(response.status) || (response.status === 404 && !allowed.has(persona))
    const told = `${persona} got ${response.status}`
    if (allowed.has(persona)) {
      expect(refused, told).toBe(false)
      expect(response.status, told).toBeLessThan(500)
    } else if (persona === 'visitor') {
      expect([401, 404], told).toContain(response.status)
    } else {
      expect([403, 404], told).toContain(response.status)
    }
  })
})
