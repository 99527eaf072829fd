import { describe, expect, test } from 'vitest'
import { doors, sample, signInAll } from './support/doors.ts'
import type { Persona } from './support/access-table.ts'
import { testWorld } from './support/world.ts'

/**
 * Nothing of a portfolio reaches those who may not read it: a closed one by no door at all, an opened one without risks,
 * unverified readings, history, questions to who reported, and names of people. What could leak is really there.
 */

const world = await testWorld('demo')
const cookies = await signInAll(world)
const { pool } = world.platform.db
const outsiders: Persona[] = ['visitor', 'citizen', 'assessor', 'administrator', 'secretariat-elsewhere']
const secret = 'RAHASIA-PORTOFOLIO'

const addresses: string[] = []
for (const { method, path } of doors(world.modules)) {
  if (method === 'GET' && /^\/(portofolio|trace|api\/v1\/(portfolios|trace))/.test(path)) {
    addresses.push(await sample(world, path))
  }
}
addresses.push('/daerah/73.24', '/beranda', '/portofolio?q=luwu', '/portofolio/73.24/program?q=posyandu')

const programme = `(select id from portfolio.programme where region_code = '73.24' and code = 'LIV-02')`
await pool.query(`update portfolio.risk set factor = '${secret}', cause = '${secret}', mitigation = '${secret}'
  where region_code = '73.24'`)
await pool.query(`update portfolio.reading set note = '${secret}', explanation = '${secret}', state = 'questioned',
    question = '${secret}', verified_at = null, verified_by = null, value = case when value is null then null else 777123 end,
    numerator = case when numerator is null then null else 777123 end, denominator = case when denominator is null then null else 777123 end
  where region_code = '73.24' and period in (select max(period) from portfolio.reading group by indicator_id)`)
await pool.query(`insert into portfolio.change (region_code, subject_kind, subject_id, event, reason, office)
  select '73.24', 'programme', ${programme}::text, 'changed', '${secret}', '${secret}'`)
await pool.query(`update portfolio.import set file_name = '${secret}.xlsx', failure = '${secret}'`)

async function read(persona: Persona, address: string): Promise<{ status: number; body: string }> {
  const answer = await world.get(address, cookies[persona])
  expect(answer.status, `${persona} ${address}`).toBeLessThan(500)
  const type = answer.headers.get('content-type') ?? ''
  const body = /html|json|csv|text/.test(type) || answer.status !== 200 ? await answer.text() : '[file]'
  return { status: answer.status, body }
}

test('there are enough doors to walk', () => expect(addresses.length).toBeGreaterThan(40))

describe.each(outsiders)('%s', persona => {
  test('gets nothing of a portfolio that is closed: no page, count, file, trace or line of a list', async () => {
    await pool.query(`update portfolio.region_setting set public = false where region_code = '73.24'`)
    for (const address of addresses) {
      const { status, body } = await read(persona, address)
      const told = `${persona} got ${status} from ${address}`
      if (/^\/(api\/v1\/)?(portofolio|portfolios)\/73\.24/.test(address))
        expect([303, 401, 403, 404], told).toContain(status)
      expect(body.includes('Pantau tumbuh balita'), told).toBe(false)
      expect(body.includes(secret), told).toBe(false)
    }
  })

  test('gets of an opened one what is for the public, and nothing from inside', async () => {
    await pool.query(`update portfolio.region_setting set public = true where region_code = '73.24'`)
    let seen = 0
    for (const address of addresses) {
      const { status, body } = await read(persona, address)
      if (status === 200 && body.includes('Pantau tumbuh balita')) seen++
      const told = `${persona} got ${status} from ${address}`
      expect(body.includes(secret), told).toBe(false)
      expect(/777[.,]?123/.test(body), told).toBe(false)
      expect(body.includes('Sekretariat Luwu Timur'), told).toBe(false)
    }
    expect(seen).toBeGreaterThan(5)
  })
})

test('those who work for the region do see it: the secrets were there to be leaked', async () => {
  const found = await Promise.all(addresses.map(address => read('secretariat-here', address)))
  expect(found.filter(({ body }) => body.includes(secret)).length).toBeGreaterThan(3)
  expect(found.some(({ body }) => /777[.,]?123/.test(body))).toBe(true)
})
