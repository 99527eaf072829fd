import { describe, expect, test } from 'vitest'
import { doors, sample, signInAll } from './support/doors.ts'
import type { Persona } from './support/access-table.ts'
import { testWorld } from './support/world.ts'

/**
 * Nothing of meetings, worksheets and drafts reaches those who are neither of the region nor invited: by no page, list, count,
 * file, letter, trace or address with a token. NIP and phones of attendance reach nobody but who keeps meetings. What could
 * leak is really there.
 */

const world = await testWorld('demo')
const cookies = await signInAll(world)
const { pool } = world.platform.db
const outsiders: Persona[] = ['visitor', 'citizen', 'assessor', 'administrator', 'secretariat-elsewhere']
const secret = 'RAHASIA-RAPAT'
const phone = '0812999777123'

const addresses: string[] = []
for (const { method, path } of doors(world.modules)) {
  if (
    method === 'GET' &&
    /^\/(rapat|undangan-rapat|hadir|periksa-|masterplan|teks|trace|api\/v1\/(meetings|masterplans|trace))/.test(path)
  ) {
    addresses.push(await sample(world, path))
  }
}
addresses.push('/daerah/73.24', '/beranda', '/rapat', '/masterplan', '/portofolio/73.24')
const [card] = (await pool.query<{ id: string }>(`select id from masterplan.card where region_code = '73.24' limit 1`))
  .rows
addresses.push(`/trace/card/${card?.id}`, `/api/v1/trace/card/${card?.id}`)

// The list of the sample meeting is still empty; the one that was held has everybody.
const [held] = (
  await pool.query<{ id: string }>(
    `select id from meeting.meeting where region_code = '73.24' and state = 'closed' limit 1`,
  )
).rows
for (const part of ['', '/acara', '/undangan', '/kehadiran', '/kehadiran.csv', '/notulen'])
  addresses.push(`/rapat/73.24/${held?.id}${part}`)

const doc = JSON.stringify({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: secret }] }],
})
const here = `where region_code = '73.24'`
// The one to whom the sample token belongs keeps their own words; everybody else's are secret.
const token = addresses.find(address => address.startsWith('/undangan-rapat/'))?.split('/')[2]
for (const statement of [
  `update collab.text set content = '${doc}', plain = '${secret}' ${here}`,
  `update meeting.agenda_item set note = '${secret}', speaker = '${secret}' ${here}`,
  `update meeting.decision set text = '${secret}' ${here}`,
  `update meeting.task set text = '${secret}', note = '${secret}' ${here}`,
  `update meeting.invitee set name = '${secret}', answer_note = '${secret}' ${here} and token <> '${token}'`,
  `update meeting.attendance set number = '${phone}', phone = '${phone}', title = '${secret}' ${here}`,
  `update meeting.preparation_item set what = '${secret}', note = '${secret}' ${here}`,
  `update meeting.institution set duties = '${secret}' ${here}`,
  `update masterplan.card set title = title || ' ${secret}', choice_reason = '${secret}' ${here}`,
  `update masterplan.comment set text = '${secret}' ${here}`,
  `update masterplan.section set guide = '${secret}', state_note = '${secret}' ${here}`,
  `update masterplan.workshop set review = '${secret}' ${here}`,
  `update masterplan.deliverable set note = '${secret}', verdict = '${secret}' ${here}`,
  `update masterplan.series set note = '${secret}' ${here}`,
]) {
  await pool.query(statement)
}

async function read(persona: Persona, address: string): Promise<{ status: number; body: string }> {
  const answer = await world.get(address, cookies[persona])
  expect(answer.status, `${persona} ${address}`).toBeLessThan(500)
  const type = answer.headers.get('content-type') ?? ''
  const body = /html|json|csv|text/.test(type) || answer.status !== 200 ? await answer.text() : '[file]'
  return { status: answer.status, body }
}

test('there are enough doors to walk', () => expect(addresses.length).toBeGreaterThan(90))

describe.each(outsiders)('%s', persona => {
  test('learns nothing from inside meetings, worksheets and drafts', async () => {
    for (const address of addresses) {
      const { status, body } = await read(persona, address)
      expect(body.includes(secret), `${persona} got ${status} from ${address}`).toBe(false)
      expect(body.includes(phone), `${persona} got ${status} from ${address}`).toBe(false)
    }
  })
})

test.each<Persona>(['village-officer-here', 'opd-officer-here', 'opd-head-here', 'mentor-here', 'ministry', 'auditor'])(
  '%s sees no NIP and no phone of those who came',
  async persona => {
    for (const address of addresses) {
      expect((await read(persona, address)).body.includes(phone), `${persona} ${address}`).toBe(false)
    }
  },
)

test('those who work for the region do see it, and who keeps meetings the phones: the secrets were there to be leaked', async () => {
  const found = await Promise.all(addresses.map(address => read('secretariat-here', address)))
  expect(found.filter(({ body }) => body.includes(secret)).length).toBeGreaterThan(15)
  expect(found.some(({ body }) => body.includes(phone))).toBe(true)
})
