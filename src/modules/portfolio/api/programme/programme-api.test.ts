import { beforeAll, describe, expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import type { Programme } from '../../model.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'

const world = await testWorld('demo')
const officer = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
const secretariat = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
const other = await world.signIn('sekretariat-luwu-utara@contoh.tudang.invalid')
const base = `/api/v1/portfolios/${REGION}`

let w: PortfolioWorld
let programme: Programme
beforeAll(async () => {
  w = await portfolioWorld(world)
  programme = await w.addProgramme({ code: 'API-1', places: ['73.24.04'], supportingIds: [await w.officeId('Badan')] })
  await w.open()
})

/** What the answers below tell, each of them a part of it. */
interface Told {
  id: string
  code: string
  event: string
  status: string
  note: string | null
  version: number
  next: string | null
  leads: number
  realised: number | null
  items: Told[]
  lines: Told[]
  statuses: Told[]
  counts: Record<string, number>
  errors: { field: string; detail: string }[]
}

const send = async (method: string, path: string, body: unknown, cookie?: string) => {
  const response = await world.app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    body: JSON.stringify(body),
  })
  return { status: response.status, body: (await response.json()) as Told }
}
const read = async (path: string, cookie?: string) => {
  const response = await world.get(path, cookie)
  return { status: response.status, body: (await response.json()) as Told }
}
const here = () => `${base}/programmes/${programme.id}`

describe('the API of programmes', () => {
  test('pages the list by code, under the filter', async () => {
    const one = await w.addProgramme({ code: 'API-2' })
    const first = await read(`${base}/programmes?q=program uji&limit=1`)
    expect(first.body.items.map(item => item.code)).toEqual(['API-1'])
    expect(first.body.next).toBe('API-1')
    const second = await read(`${base}/programmes?q=program uji&limit=1&after=API-1`)
    expect(second.body.items[0]?.id).toBe(one.id)
  })

  test('tells the public the programme, its money and milestones, and not its statuses', async () => {
    const told = await read(here())
    expect(told.body).toMatchObject({ code: 'API-1', dimension: 'liv', budget: [], milestones: [], statuses: null })
    const inside = await read(here(), officer)
    expect(inside.body.statuses).toHaveLength(1)
    expect((await read(`${here()}/changes`)).status).toBe(401)
    expect((await read(`${here()}/changes`, other)).status).toBe(404)
    expect((await read(`${here()}/changes`, officer)).body.items[0]?.event).toBe('created')
  })

  test('makes one, and names the fields of a refusal as the JSON does', async () => {
    const body = {
      code: 'API-9',
      name: 'Lewat API',
      problem: 'Jauh.',
      sub_dimension: 'LIV-2',
      sector: 'kesehatan',
      stream: 'people',
      lead: programme.leadId,
      term: 1,
      start_year: 2027,
      end_year: 2026,
    }
    const bad = await send('POST', `${base}/programmes`, { ...body, sub_dimension: 'LIV-9' }, officer)
    expect(bad.status).toBe(422)
    expect(bad.body.errors.map(one => one.field)).toEqual(['sub_dimension', 'end_year'])
    const made = await send('POST', `${base}/programmes`, { ...body, end_year: 2027 }, officer)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ status: 'planned', places: [], quick_win: false })
  })

  test('changes what is given and keeps the rest; an old version is 412', async () => {
    const changed = await send('PATCH', here(), { version: 1, name: 'Nama lain' }, officer)
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({
      name: 'Nama lain',
      version: 2,
      places: ['73.24.04'],
      supporting: programme.supportingIds,
    })
    expect((await send('PATCH', here(), { version: 1, name: 'Lagi' }, officer)).status).toBe(412)
    expect((await send('PATCH', here(), { version: 2, name: 'Lagi' }, other)).status).toBe(403)
    expect((await send('PATCH', here(), { version: 2, name: 'Lagi' })).status).toBe(401)
  })

  test('records a status', async () => {
    const body = { version: 2, status: 'running', since: '2025-01-01' }
    expect((await send('POST', `${here()}/statuses`, body, officer)).body.status).toBe('running')
    const stop = { version: 3, status: 'stopped', since: '2026-01-01' }
    const bad = await send('POST', `${here()}/statuses`, stop, officer)
    expect(bad.body.errors.map(one => one.field)).toEqual(['reason'])
  })

  test('keeps money with versions; null is not reported', async () => {
    const line = { year: 2026, source: 'apbn', planned: 2_000_000 }
    const first = await send('PUT', `${here()}/budget`, { lines: [line] }, officer)
    expect(first.body.lines).toEqual([{ ...line, realised: null, version: 1 }])
    const again = { lines: [{ ...line, realised: 0 }], versions: { '2026/apbn': 1 } }
    expect((await send('PUT', `${here()}/budget`, again, officer)).body.lines[0]).toMatchObject({ realised: 0 })
    const late = { lines: [{ ...line, realised: 5_000_000 }], versions: { '2026/apbn': 1 } }
    expect((await send('PUT', `${here()}/budget`, late, officer)).status).toBe(412)
    expect((await send('PUT', `${here()}/budget`, { lines: [{ ...line, planned: -1 }] }, officer)).status).toBe(422)
    expect((await read(`${here()}/budget`)).body.lines[0]?.realised).toBe(0)
  })

  test('adds, changes, reports and takes off milestones', async () => {
    const body = { title: 'Perahu', due_on: '2026-12-31', owner: programme.leadId }
    const made = await send('POST', `${here()}/milestones`, body, officer)
    expect(made.status).toBe(201)
    const path = `${here()}/milestones/${made.body.id}`
    expect((await send('PUT', path, { ...body, version: 1, title: 'Dua perahu' }, officer)).body.version).toBe(2)
    const report = { version: 2, done_on: '2026-01-05', note: 'Ada' }
    expect((await send('PUT', `${path}/report`, report, other)).status).toBe(403)
    expect((await send('PUT', `${path}/report`, report, officer)).body).toMatchObject({
      done_on: '2026-01-05',
      version: 3,
    })
    expect((await read(`${here()}/milestones`)).body.items[0]?.note).toBeNull()
    expect((await read(`${here()}/milestones`, officer)).body.items[0]?.note).toBe('Ada')
    expect((await send('POST', `${path}/removal`, { version: 2 }, officer)).status).toBe(412)
    expect((await send('POST', `${path}/removal`, { version: 3 }, officer)).status).toBe(200)
    expect((await read(`${here()}/milestones`)).body.items).toEqual([])
  })

  test('hands over, moves and archives for the secretariat', async () => {
    const handed = await read(`${base}/handover?office=${programme.leadId}`, secretariat)
    expect(handed.body.counts).toMatchObject({ running: 1 })
    expect((await read(`${base}/handover`)).status).toBe(401)
    const to = await w.officeId('Dinas Pendidikan')
    const body = { from: programme.leadId, to, reason: 'Perda 3/2026' }
    expect((await send('POST', `${base}/transfers`, body, officer)).status).toBe(403)
    expect((await send('POST', `${base}/transfers`, { ...body, to: body.from }, secretariat)).body.errors).toEqual([
      { field: 'to', detail: expect.any(String) },
    ])
    expect((await send('POST', `${base}/transfers`, body, secretariat)).body.leads).toBeGreaterThan(0)
    const { version } = (await read(here())).body
    const archive = { version, archived: true, reason: 'Ganda' }
    expect((await send('POST', `${here()}/archive`, archive, officer)).status).toBe(403)
    expect((await send('POST', `${here()}/archive`, archive, secretariat)).body).toEqual({ archived: true })
    expect((await read(here())).status).toBe(404)
    expect((await read(here(), secretariat)).status).toBe(200)
  })
})
