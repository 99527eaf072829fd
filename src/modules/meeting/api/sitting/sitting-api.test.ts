import { beforeAll, describe, expect, test } from 'vitest'
import { saveEvidence } from '#modules/evidence/index.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { type MeetingWorld, meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import type { Meeting } from '../../model.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-22T03:00:00Z') })
const sign = (box: string) => world.signIn(`${box}@contoh.tudang.invalid`)
const secretariat = await sign('sekretariat-luwu-timur')
const officer = await sign('petugas-dinkes-luwu-timur')
const other = await sign('sekretariat-luwu-utara')

let w: MeetingWorld
let dinkes = ''
beforeAll(async () => {
  w = await meetingWorld(world)
  dinkes = await w.officeId('Dinas Kesehatan')
})

interface Told {
  id: string
  name: string
  title: string
  state: string
  text: string | null
  version: number
  number: string | null
  sha256: string | null
  verification: string | null
  present: number
  items: Told[]
  decisions: Told[]
  tasks: Told[]
  errors: { field: string; detail: string }[]
}

const send = async (method: string, path: string, body: unknown, cookie?: string) => {
  const response = await world.app.request(path, {
    method,
    headers: { 'content-type': 'application/json', ...(cookie === undefined ? {} : { cookie }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Told }
}
const at = (meeting: Meeting, part: string) => `/api/v1/meetings/${REGION}/${meeting.id}/${part}`

describe('the API of a sitting', () => {
  test('runs a meeting from its agenda to final minutes', async () => {
    const meeting = await w.addMeeting({ chair: 'Sekretaris Daerah' })
    await w.invite(meeting, [dinkes])
    const item = await send(
      'POST',
      at(meeting, 'agenda'),
      { title: 'Capaian', owner: dinkes, minutes: 15 },
      secretariat,
    )
    expect(item.status).toBe(201)
    expect((await send('POST', at(meeting, 'run'), { deed: 'begin' }, secretariat)).body.state).toBe('running')
    const paper = { list: 'Siti; Kepala; Dinas Kesehatan; 198001012005012001' }
    expect((await send('POST', at(meeting, 'attendance'), paper, secretariat)).body).toEqual({ added: 1, there: 0 })
    const begun = await send('PUT', at(meeting, 'minutes/text'), { text: '## Pembukaan\n\nDibuka.' }, officer)
    expect(begun.status).toBe(200)
    expect(begun.body.text).toContain('Dibuka.')
    const late = await send(
      'PUT',
      at(meeting, 'minutes/text'),
      { text: 'Lain', version: begun.body.version - 1 },
      officer,
    )
    expect(late.status).toBe(412)
    const decision = await send(
      'POST',
      at(meeting, 'minutes/decisions'),
      {
        text: 'Diputuskan.',
        agenda_item: item.body.id,
        tasks: [{ text: 'Latih', owner: dinkes, due_on: '2027-01-15' }],
      },
      officer,
    )
    expect(decision.status).toBe(201)
    expect(decision.body.tasks).toMatchObject([{ text: 'Latih', owner: dinkes, state: 'open' }])
    expect((await send('POST', at(meeting, 'minutes/final'), undefined, secretariat)).status).toBe(409)
    expect((await send('POST', at(meeting, 'run'), { deed: 'close' }, secretariat)).body.state).toBe('closed')
    expect((await send('POST', at(meeting, 'minutes/final'), undefined, officer)).status).toBe(403)
    const final = await send('POST', at(meeting, 'minutes/final'), undefined, secretariat)
    expect(final.body).toMatchObject({ state: 'final', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const page = await world.get(new URL(final.body.verification ?? '').pathname)
    expect(await page.text()).toContain(final.body.sha256)
    const change = { text: 'Lain', version: 1 }
    expect((await send('PUT', at(meeting, `minutes/decisions/${decision.body.id}`), change, officer)).status).toBe(409)
    const reopened = await send('POST', at(meeting, 'minutes/reopening'), { reason: 'salah tulis' }, secretariat)
    expect(reopened.body).toMatchObject({ state: 'writing', sha256: null })
    expect((await send('PUT', at(meeting, `minutes/decisions/${decision.body.id}`), change, officer)).status).toBe(200)
  })

  test('calls the fields of a refusal as the JSON does', async () => {
    const meeting = await w.addMeeting()
    const bad = { text: 'Diputuskan.', tasks: [{ text: '', owner: dinkes, due_on: '2020-01-01' }] }
    const answer = await send('POST', at(meeting, 'minutes/decisions'), bad, secretariat)
    expect(answer.status).toBe(422)
    expect(answer.body.errors.map(one => one.field)).toEqual(['tasks.0.text', 'tasks.0.due_on'])
    const list = await send('POST', at(meeting, 'attendance'), { list: ' ' }, secretariat)
    expect(list.body.errors.map(one => one.field)).toEqual(['list'])
    const item = await send('POST', at(meeting, 'agenda'), { title: 'A', owner: meeting.id }, secretariat)
    expect(item.body.errors.map(one => one.field)).toEqual(['owner'])
  })

  test('tells NIP and phones to who keeps meetings, and a foreign region nothing at all', async () => {
    const meeting = await w.addMeeting()
    await send('POST', at(meeting, 'attendance'), { list: 'Siti;;;198001012005012001' }, secretariat)
    const numbers = async (cookie: string) =>
      (await send('GET', at(meeting, 'attendance'), undefined, cookie)).body.items.map(one => one.number)
    expect(await numbers(secretariat)).toEqual(['198001012005012001'])
    expect(await numbers(officer)).toEqual([null])
    for (const part of ['agenda', 'attendance', 'minutes']) {
      expect((await send('GET', at(meeting, part), undefined, other)).status).toBe(404)
      expect((await send('GET', at(meeting, part), undefined)).status).toBe(401)
    }
    for (const [method, part, body] of [
      ['POST', 'agenda', { title: '' }],
      ['POST', 'attendance', { list: '' }],
      ['POST', 'run', { deed: 'begin' }],
      ['PUT', 'minutes/text', { text: '' }],
      ['POST', 'minutes/decisions', { text: '' }],
      ['POST', 'minutes/reopening', { reason: '' }],
    ] as const) {
      expect([403, 404], part).toContain((await send(method, at(meeting, part), body, other)).status)
    }
  })

  test('arranges the agenda, brings papers, says who presided and keeps the signed list', async () => {
    const meeting = await w.addMeeting()
    await w.invite(meeting, [dinkes])
    const [first, second] = [
      await send('POST', at(meeting, 'agenda'), { title: 'Pertama' }, secretariat),
      await send('POST', at(meeting, 'agenda'), { title: 'Kedua' }, secretariat),
    ]
    const moved = await send('POST', at(meeting, `agenda/${second.body.id}/moves`), { earlier: true }, secretariat)
    expect(moved.body.items.map(one => one.title)).toEqual(['Kedua', 'Pertama'])

    const keep = (title: string, personalData: boolean) =>
      saveEvidence(
        world.platform,
        { regionCode: REGION, title, text: `Isi ${title}.`, personalData },
        { actor: w.secretariat, writer: w.writerOf(w.secretariat) },
      )
    const [paper, scan] = [(await keep('Bahan', false)).evidence, (await keep('Pindaian', true)).evidence]
    const papers = at(meeting, `agenda/${first.body.id}/papers`)
    const nobody = '00000000-0000-4000-8000-000000000000'
    const unseen = await send('POST', papers, { attach: [nobody] }, officer)
    expect(unseen.body.errors.map(one => one.field)).toEqual(['attach'])
    expect((await send('POST', papers, { attach: [paper.id] }, secretariat)).status).toBe(204)
    expect((await send('GET', papers, undefined, secretariat)).body).toEqual({
      papers: [{ id: paper.id, title: 'Bahan' }],
    })
    expect((await send('GET', papers, undefined, other)).status).toBe(404)
    expect((await send('POST', papers, { detach: [paper.id] }, secretariat)).status).toBe(204)
    expect((await send('GET', papers, undefined, secretariat)).body).toEqual({ papers: [] })

    const names = { chair: 'Sekretaris Daerah', note_taker: 'Kominfo' }
    const stale = await send('PUT', at(meeting, 'minutes/presiding'), { ...names, version: 9999 }, secretariat)
    expect(stale.status).toBe(412)
    const { version } = (await send('GET', at(meeting, '').slice(0, -1), undefined, secretariat)).body
    const presided = await send('PUT', at(meeting, 'minutes/presiding'), { ...names, version }, secretariat)
    expect(presided.body).toMatchObject(names)

    const open = await send('POST', at(meeting, 'attendance/scans'), { evidence: paper.id }, secretariat)
    expect(open.body.errors.map(one => one.field)).toEqual(['evidence'])
    for (const _ of [1, 2]) {
      expect((await send('POST', at(meeting, 'attendance/scans'), { evidence: scan.id }, secretariat)).status).toBe(204)
    }
    const { rows } = await world.platform.db.pool.query('select 1 from evidence.use where evidence_id = $1', [scan.id])
    expect(rows).toHaveLength(1)

    for (const [part, method, body] of [
      [`agenda/${second.body.id}/moves`, 'POST', { earlier: true }],
      ['minutes/presiding', 'PUT', { ...names, version }],
      ['attendance/scans', 'POST', { evidence: scan.id }],
    ] as const) {
      expect((await send(method, at(meeting, part), body, officer)).status, part).toBe(403)
      expect((await send(method, at(meeting, part), body, other)).status, part).toBe(404)
    }
  })

  test('an item, a decision and a person can be taken away again', async () => {
    const meeting = await w.addMeeting()
    const item = await send('POST', at(meeting, 'agenda'), { title: 'Acara' }, secretariat)
    const decision = await send(
      'POST',
      at(meeting, 'minutes/decisions'),
      { text: 'Putus.', agenda_item: item.body.id },
      secretariat,
    )
    await send('POST', at(meeting, 'attendance'), { list: 'Siti' }, secretariat)
    const [entry] = (await send('GET', at(meeting, 'attendance'), undefined, secretariat)).body.items
    expect((await send('DELETE', at(meeting, `agenda/${item.body.id}`), undefined, secretariat)).status).toBe(409)
    expect(
      (await send('DELETE', at(meeting, `minutes/decisions/${decision.body.id}`), undefined, secretariat)).status,
    ).toBe(204)
    expect((await send('DELETE', at(meeting, `agenda/${item.body.id}`), undefined, secretariat)).status).toBe(204)
    const removal = at(meeting, `attendance/${entry?.id}/removal`)
    expect((await send('POST', removal, { reason: '' }, secretariat)).status).toBe(422)
    expect((await send('POST', removal, { reason: 'dua kali' }, secretariat)).status).toBe(204)
    expect((await send('GET', at(meeting, 'attendance'), undefined, secretariat)).body.present).toBe(0)
  })
})
