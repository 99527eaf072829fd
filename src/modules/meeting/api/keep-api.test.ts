import { describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { saveInstitution } from '../actions/institution/save-institution.ts'
import { addItems, saveBoard } from '../actions/preparation/save-board.ts'
import { makeTask } from '../actions/task/make-tasks.ts'
import { meetingWorld, OTHER_REGION, REGION } from '../meeting-world.fixture.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const w = await meetingWorld(world)
const { platform } = world
const by = w.writerOf(w.secretariat)
const boxes = {
  secretariat: 'sekretariat-luwu-timur',
  officer: 'petugas-dinkes-luwu-timur',
  head: 'kepala-dinkes-luwu-timur',
  village: 'petugas-desa',
  regionalHead: 'kepala-daerah-luwu-timur',
  mentor: 'pembimbing',
  ministry: 'kementerian',
  auditor: 'auditor',
  province: 'provinsi',
  other: 'sekretariat-luwu-utara',
}
type Who = keyof typeof boxes | 'visitor'
const cookies: Partial<Record<Who, string>> = {}
for (const [who, box] of Object.entries(boxes)) {
  cookies[who as Who] = await world.signIn(`${box}@contoh.tudang.invalid`)
}

interface Told {
  id: string
  name: string
  title: string
  version: number
  state: string
  errors: { field: string; detail: string }[]
  items: Told[]
  list: Told[]
  members: { id: string; position: string; email: string | null; organisation: string | null; name: string | null }[]
  journey: { event: string; note: string | null }[]
}
const root = `/api/v1/meetings/${REGION}`
async function send(who: Who, method: string, path: string, body?: unknown) {
  const cookie = cookies[who]
  const response = await world.app.request(path.startsWith('/') ? path : `${root}/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text === '' ? {} : JSON.parse(text)) as Told,
  }
}
const fieldsOf = (told: { body: Told }) => told.body.errors.map(one => one.field)

const secret = 'RAHASIA-DAPUR'
const nobody = '00000000-0000-4000-8000-000000000000'
const health = await w.officeId('Dinas Kesehatan')
const education = await w.officeId('Dinas Pendidikan')
const council = await saveInstitution(
  platform,
  w.secretariat,
  { regionCode: REGION, input: { kind: 'council', name: `Dewan ${secret}` } },
  by,
)
const board = await saveBoard(
  platform,
  w.secretariat,
  { regionCode: REGION, input: { title: `Tinjauan ${secret}`, dueOn: '2026-12-08' } },
  by,
)
const [item = ''] = await addItems(
  platform,
  w.secretariat,
  { regionCode: REGION, boardId: board.id, what: 'Data quick win', dueOn: '2026-12-08', organisationIds: [health] },
  by,
)
const meeting = await w.addMeeting()
const task = await makeTask(
  platform,
  w.secretariat,
  {
    regionCode: REGION,
    meetingId: meeting.id,
    input: { text: `Susun ${secret}`, ownerId: health, dueOn: '2026-12-20' },
  },
  by,
)

const ofBoard = `preparations/${board.id}`
/** What this harmless body is answered to who keeps the meetings of the region. */
const table: [string, string, number, object][] = [
  ['POST', 'institutions', 422, { kind: 'team', name: '' }],
  ['PUT', `institutions/${council.id}`, 412, { version: 9999, kind: 'team', name: 'Contoh' }],
  ['PUT', `institutions/${council.id}/members`, 412, { version: 9999, members: [] }],
  ['POST', 'preparations', 422, { title: '', due_on: '2026-12-31' }],
  ['PUT', ofBoard, 412, { version: 9999, title: 'Contoh', due_on: '2026-12-31' }],
  ['POST', `${ofBoard}/removal`, 412, { version: 9999 }],
  ['POST', `${ofBoard}/items`, 422, { what: 'Contoh', due_on: '2026-12-31', offices: [nobody] }],
  ['POST', `institutions/${council.id}/renewal`, 412, { version: 9999, term_from: '2027-01-01' }],
  ['POST', `institutions/${council.id}/removal`, 412, { version: 9999 }],
  ['PUT', `${ofBoard}/items/${item}`, 412, { version: 9999, what: 'Contoh', due_on: '2026-12-31', office: nobody }],
  ['POST', `${ofBoard}/items/${item}/removal`, 412, { version: 9999 }],
  ['POST', `${ofBoard}/reminders`, 409, { office: nobody }],
  ['PUT', `tasks/${task.id}`, 412, { version: 9999, text: 'Contoh', owner: nobody, reason: 'Contoh' }],
  ['POST', 'tasks/transfers', 422, { from: nobody, to: nobody, reason: 'Contoh' }],
]

describe('keeping institutions, boards and tasks by the API', () => {
  test.each(table)('%s %s is for who keeps the meetings of the region', async (method, end, status, body) => {
    for (const who of [...(Object.keys(boxes) as Who[]), 'visitor' as const]) {
      const told = await send(who, method, end, body)
      const wanted = who === 'secretariat' ? [status] : who === 'visitor' ? [401] : [403, 404]
      expect(wanted, `${who}: ${told.text}`).toContain(told.status)
      if (who !== 'secretariat') expect(told.text, who).not.toContain(secret)
    }
  })

  test('finds nothing of a region under the address of another', async () => {
    for (const [method, end, , body] of table.filter(([, path]) => /[0-9a-f]{8}-/.test(path))) {
      const told = await send('other', method, `/api/v1/meetings/${OTHER_REGION}/${end}`, body)
      expect(told.status, end).toBe(404)
      expect(told.text).not.toContain(secret)
    }
    const transfer = { from: health, to: education, reason: 'Contoh' }
    const strange = await send('other', 'POST', `/api/v1/meetings/${OTHER_REGION}/tasks/transfers`, transfer)
    expect(fieldsOf(strange)).toEqual(['from', 'to'])
  })

  test('founds an institution with its decree, seats members and keeps their seats', async () => {
    const decree = await saveEvidence(
      platform,
      { regionCode: REGION, title: 'SK Dewan', text: 'Isi SK.' },
      { actor: w.secretariat, writer: by },
    )
    const input = {
      kind: 'team',
      name: ' Tim  Pelaksana ',
      decree_number: '130/2026',
      term_from: '2026-01-01',
      term_until: '2027-12-31',
      monthly: { week: 1, weekday: 1, at: '09:00', minutes: 120, place: 'Aula', with: [council.id] },
      attach: [decree.evidence.id],
    }
    const wrong = {
      ...input,
      term_until: '2025-01-01',
      monthly: { ...input.monthly, week: 9, with: [nobody] },
      attach: [],
    }
    const refused = await send('secretariat', 'POST', 'institutions', wrong)
    expect(refused.status).toBe(422)
    expect(fieldsOf(refused)).toEqual(['term_until', 'monthly.week', 'monthly.with'])
    const unseen = await send('secretariat', 'POST', 'institutions', { ...input, attach: [nobody] })
    expect(fieldsOf(unseen)).toEqual(['attach'])
    const made = await send('secretariat', 'POST', 'institutions', input)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ name: 'Tim Pelaksana', monthly: input.monthly, members: [] })
    const here = `institutions/${made.body.id}`

    const people = [
      { position: 'Ketua', title: 'Bupati', email: 'ketua@contoh.tudang.invalid' },
      { position: 'Anggota', organisation: health, dimension: 'liv' },
    ]
    const bad = { version: made.body.version, members: [people[0], { position: '', organisation: nobody, email: 'x' }] }
    const told = await send('secretariat', 'PUT', `${here}/members`, bad)
    expect(fieldsOf(told)).toEqual(['members.1.position', 'members.1.organisation', 'members.1.email'])
    const seated = await send('secretariat', 'PUT', `${here}/members`, { version: made.body.version, members: people })
    expect(seated.body.members.map(one => one.position)).toEqual(['Ketua', 'Anggota'])
    const again = [...seated.body.members].reverse().map(({ id, position, organisation, email, name }) => ({
      id,
      position,
      organisation,
      email,
      ...(position === 'Ketua' ? { title: 'Bupati' } : { name }),
    }))
    const turned = await send('secretariat', 'PUT', `${here}/members`, { version: seated.body.version, members: again })
    expect(turned.body.members.map(one => one.id)).toEqual(seated.body.members.map(one => one.id).reverse())
    const late = await send('secretariat', 'PUT', `${here}/members`, { version: seated.body.version, members: [] })
    expect(late.status).toBe(412)
    const foreign = { version: turned.body.version, members: [{ ...people[0], id: nobody }] }
    expect(fieldsOf(await send('secretariat', 'PUT', `${here}/members`, foreign))).toEqual(['members.0.id'])

    const { attach: _, ...kept } = input
    const change = { ...kept, version: turned.body.version, monthly: null }
    const changed = await send('secretariat', 'PUT', here, change)
    expect(changed.body).toMatchObject({ monthly: null, decree_number: '130/2026', members: [{}, {}] })

    const emails = async (who: Who) =>
      (await send(who, 'GET', 'institutions')).body.items.flatMap(one => one.members.map(seat => seat.email))
    expect(await emails('secretariat')).toContain('ketua@contoh.tudang.invalid')
    for (const who of ['officer', 'ministry'] as const) {
      const list = await send(who, 'GET', 'institutions')
      expect(list.body.items.length, who).toBe(2)
      expect(list.text, who).not.toContain('ketua@')
    }
  })

  test('begins a new term with the members of the old one, and archives an institution', async () => {
    const input = { kind: 'forum', name: 'Forum Warga', term_from: '2025-01-01', term_until: '2026-12-31' }
    const made = await send('secretariat', 'POST', 'institutions', input)
    const here = `institutions/${made.body.id}`
    const people = [{ position: 'Ketua', title: 'Camat Malili' }]
    const seated = await send('secretariat', 'PUT', `${here}/members`, { version: made.body.version, members: people })
    const term = { version: seated.body.version, decree_number: '9/2027', term_from: '2027-01-01', attach: [nobody] }
    const early = await send('secretariat', 'POST', `${here}/renewal`, { ...term, term_from: '2024-01-01' })
    expect(fieldsOf(early)).toEqual(['term_from'])
    expect(fieldsOf(await send('secretariat', 'POST', `${here}/renewal`, term))).toEqual(['attach'])
    const next = await send('secretariat', 'POST', `${here}/renewal`, { ...term, attach: [] })
    expect(next.status).toBe(201)
    expect(next.body).toMatchObject({ name: 'Forum Warga', decree_number: '9/2027', term_from: '2027-01-01' })
    expect(next.body.members).toMatchObject([{ position: 'Ketua', title: 'Camat Malili' }])
    expect((await send('secretariat', 'POST', `${here}/renewal`, { ...term, attach: [] })).status).toBe(409)
    const version = { version: next.body.version }
    expect((await send('secretariat', 'POST', `institutions/${next.body.id}/removal`, version)).status).toBe(204)
    const names = (await send('secretariat', 'GET', 'institutions')).body.items.map(one => one.name)
    expect(names).not.toContain('Forum Warga')
  })

  test('makes a board, asks offices, changes and takes off an item, and reminds', async () => {
    const input = {
      title: 'Tinjauan 8–9 Juni',
      letter_from: 'Ditjen Aptika',
      due_on: '2026-12-09',
      meeting: meeting.id,
    }
    const wrong = await send('secretariat', 'POST', 'preparations', { ...input, due_on: 'besok', meeting: nobody })
    expect(fieldsOf(wrong)).toEqual(['due_on', 'meeting'])
    const made = await send('secretariat', 'POST', 'preparations', input)
    expect(made.status).toBe(201)
    const here = made.headers.get('location') ?? ''
    const save = { ...input, version: made.body.version, title: 'Tinjauan lapangan' }
    const changed = await send('secretariat', 'PUT', here, save)
    expect(changed.body).toMatchObject({
      title: 'Tinjauan lapangan',
      letter_from: 'Ditjen Aptika',
      meeting: meeting.id,
    })
    expect((await send('secretariat', 'PUT', here, save)).status).toBe(412)

    const asked = { what: 'Capaian quick win', due_on: '2026-12-07', offices: [health, education] }
    const empty = await send('secretariat', 'POST', `${here}/items`, { ...asked, offices: [] })
    expect(empty.body.errors).toEqual([{ field: 'offices', detail: expect.stringContaining('Pilih OPD') }])
    const added = await send('secretariat', 'POST', `${here}/items`, asked)
    expect(added.status).toBe(201)
    expect(added.body.items).toHaveLength(2)
    const [first, second] = (await send('officer', 'GET', here)).body.list
    const other = { version: first?.version, what: 'Capaian', due_on: '2026-12-06', office: education }
    expect((await send('secretariat', 'PUT', `${here}/items/${second?.id}`, { ...other, office: nobody })).status).toBe(
      422,
    )
    const moved = await send('secretariat', 'PUT', `${here}/items/${first?.id}`, other)
    expect(moved.body).toMatchObject({ what: 'Capaian', due_on: '2026-12-06', office: education })
    const off = await send('secretariat', 'POST', `${here}/items/${first?.id}/removal`, { version: moved.body.version })
    expect(off.status).toBe(204)
    expect((await send('officer', 'GET', here)).body.list.map(one => one.id)).toEqual([second?.id])
    const reminded = await send('secretariat', 'POST', `${ofBoard}/reminders`, {})
    expect(reminded.body).toMatchObject({ items: 1, unreachable: [] })
    const version = { version: changed.body.version }
    expect((await send('secretariat', 'POST', `${here}/removal`, version)).status).toBe(204)
    expect((await send('secretariat', 'POST', `${here}/items`, asked)).status).toBe(409)
  })

  test('gives a task to another office, and hands all of an office over; the journey keeps both', async () => {
    const change = { version: task.version, text: 'Susun laporan', owner: education, dimension: 'soc', reason: '' }
    const silent = await send('secretariat', 'PUT', `tasks/${task.id}`, { ...change, owner: nobody })
    expect(fieldsOf(silent)).toEqual(['owner', 'reason'])
    const changed = await send('secretariat', 'PUT', `tasks/${task.id}`, { ...change, reason: 'Urusan pendidikan.' })
    expect(changed.body).toMatchObject({
      text: 'Susun laporan',
      owner: education,
      dimension: 'soc',
      due_on: '2026-12-20',
    })
    expect((await send('secretariat', 'PUT', `tasks/${task.id}`, { ...change, reason: 'Lagi.' })).status).toBe(412)
    const transfer = { from: education, to: health, reason: 'Digabung.' }
    expect((await send('secretariat', 'POST', 'tasks/transfers', transfer)).body).toMatchObject({ tasks: 1 })
    expect((await send('secretariat', 'POST', 'tasks/transfers', transfer)).status).toBe(409)
    const { journey } = (await send('officer', 'GET', `tasks/${task.id}`)).body
    expect(journey.map(one => one.event)).toEqual(['made', 'changed', 'changed'])
    expect(journey.at(-1)?.note).toMatch(/→ Dinas Kesehatan.*Digabung/)
  })
})
