import { expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { indicatorWorld } from '../../indicator-world.fixture.ts'
import { portfolioWorld, REGION, VILLAGE } from '../../portfolio-world.fixture.ts'

const clock = { now: () => new Date('2026-11-22T03:00:00Z') }
const world = await testWorld('demo', { clock })
const people = await portfolioWorld(world)
const { addIndicator } = indicatorWorld(world, people)
const [village, secretariat, head, other] = (await Promise.all(
  ['petugas-desa', 'sekretariat-luwu-timur', 'kepala-dinkes-luwu-timur', 'sekretariat-luwu-utara'].map(box =>
    world.signIn(`${box}@contoh.tudang.invalid`),
  ),
)) as [string, string, string, string]

const base = `/api/v1/portfolios/${REGION}`
const send = async (method: string, path: string, cookie: string, body?: object) => {
  const answer = await world.app.request(`${base}${path}`, {
    method,
    headers: { cookie, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, never> }
}

const definition = {
  code: 'API-1',
  name: 'Lewat API',
  unit: 'unit',
  direction: 'up',
  level: 2,
  rollup: 'last',
  frequency: 'quarter',
  decimals: 1,
}

test('a reading is reported, verified and read with exact decimals as text', async () => {
  const { id } = await addIndicator({ decimals: 2, rollup: 'mean' })
  const path = `/indicators/${id}/readings/${VILLAGE}/2025`
  expect((await send('PUT', path, village, { version: 0, value: 42.5 })).status).toBe(422)
  const saved = await send('PUT', path, village, { version: 0, value: '42.5' })
  expect(saved).toMatchObject({ status: 200, body: { figure: '42.50', state: 'reported', version: 1 } })
  expect((await send('PUT', path, village, { version: 0, value: '43' })).status).toBe(412)
  expect((await send('POST', `${path}/verification`, village, { verdict: 'verified', version: 1 })).status).toBe(403)
  expect((await send('POST', `${path}/verification`, head, { verdict: 'verified', version: 1 })).body).toEqual({
    judged: 1,
  })
  expect((await send('GET', path, secretariat)).body).toMatchObject({ state: 'verified', value: '42.5' })
  const detail = await send('GET', `/indicators/${id}`, secretariat)
  expect(detail.body['latest']).toMatchObject({ period: '2025', value: '42.50', reported: 1, complete: false })
})

test('a figure of a place that was not reported is not there, and not 0', async () => {
  const { id } = await addIndicator()
  expect((await send('GET', `/indicators/${id}/readings/${VILLAGE}/2025`, secretariat)).status).toBe(404)
  expect((await send('GET', `/indicators/${id}`, secretariat)).body['latest']).toBeNull()
})

test('many readings are stored all or none, each bad one named; readings come in pages', async () => {
  const { id } = await addIndicator()
  const one = (period: string, value: string) => ({ indicator: id, place: VILLAGE, period, value })
  const bad = await send('POST', '/readings', secretariat, { readings: [one('2023', '1'), one('2024', '-1')] })
  expect(bad).toMatchObject({ status: 422, body: { errors: [{ field: 'readings.1.value' }] } })
  const good = await send('POST', '/readings', secretariat, {
    readings: [one('2023', '1'), one('2024', '2'), { indicator: id, place: VILLAGE, period: '2025', unchanged: true }],
  })
  // What is the same as a figure that comes in the same call is not known yet.
  expect(good.status).toBe(422)
  await send('POST', '/readings', secretariat, { readings: [one('2023', '1'), one('2024', '2')] })
  const first = await send('GET', `/indicators/${id}/readings?limit=1`, secretariat)
  expect(first.body).toMatchObject({ items: [{ period: '2023' }], next: `${VILLAGE}/2023` })
  const next = await send('GET', `/indicators/${id}/readings?limit=1&after=${VILLAGE}/2023`, secretariat)
  expect(next.body).toMatchObject({ items: [{ period: '2024' }], next: null })
})

test('people of another region are refused, with a body that would be stored from here', async () => {
  const { id } = await addIndicator()
  const input = { ...definition, code: 'ASING-1' }
  const reading = { version: 0, value: '4' }
  for (const [method, path, body] of [
    ['POST', '/indicators', input],
    ['PUT', `/indicators/${id}`, { ...input, version: 1 }],
    ['PUT', `/indicators/${id}/targets`, { version: 1, targets: [] }],
    ['POST', `/indicators/${id}/archive`, { version: 1 }],
    ['POST', '/ready-indicators', {}],
    ['POST', '/readings', { readings: [{ indicator: id, place: VILLAGE, period: '2025', value: '4' }] }],
    ['PUT', `/indicators/${id}/readings/${VILLAGE}/2025`, reading],
    ['POST', `/indicators/${id}/readings/${VILLAGE}/2025/verification`, { verdict: 'verified', version: 1 }],
  ] as const) {
    expect([403, 404], path).toContain((await send(method, path, other, body)).status)
  }
  expect((await send('GET', `/indicators/${id}/readings`, secretariat)).body).toEqual({ items: [], next: null })
})

test('an indicator is defined, changed under its version, given targets and archived', async () => {
  const input = definition
  const made = await send('POST', '/indicators', secretariat, input)
  expect(made).toMatchObject({ status: 201, body: { version: 1, owner: null, ratio_factor: '1' } })
  const path = `/indicators/${made.body['id']}`
  expect((await send('PUT', path, secretariat, { ...input, name: 'Lain' })).status).toBe(412)
  expect((await send('PUT', path, secretariat, { ...input, name: 'Lain', version: 1 })).body).toMatchObject({
    name: 'Lain',
    version: 2,
  })
  const targets = { version: 2, targets: [{ year: 2026, value: '3.5' }] }
  expect((await send('PUT', `${path}/targets`, secretariat, targets)).body['targets']).toEqual(targets.targets)
  expect((await send('POST', `${path}/archive`, secretariat, { version: 3 })).status).toBe(200)
  expect((await send('GET', path, secretariat)).status).toBe(404)
})
