import { createServer, type AddressInfo } from 'node:net'
import ICAL from 'ical.js'
import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { findMail, type KeptMail, sendMail } from '#platform/mail/mail.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { cancelMeeting } from '../../actions/plan/cancel-meeting.ts'
import { correctAddress } from '../../actions/plan/correct-address.ts'
import { answerByToken } from '../../actions/plan/answer.ts'
import { removeFromList } from '../../actions/plan/remove-invitees.ts'
import { inviteTo } from '../../actions/plan/save-invitees.ts'
import { saveMeeting } from '../../actions/plan/save-meeting.ts'
import { sendInvitations } from '../../actions/plan/send-invitations.ts'
import { meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import type { Wanted } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { findMeeting } from '../../store/meetings.ts'
import { countInvitees, listInvitees } from '../../store/plan/invitees.ts'
import { lettersJob, sendLetters } from './send-letters.ts'
import { sendMeetingReminders } from './send-reminders.ts'

/** A mail server that takes letters, except to addresses that begin with "salah", which it refuses for good. */
async function mailServer() {
  const state = { taken: new Set<string>(), refused: 0, bodies: [] as string[] }
  const server = createServer(socket => {
    let text = ''
    let to = ''
    let inData = false
    socket.write('220 uji\r\n')
    socket.on('error', () => undefined)
    socket.on('data', chunk => {
      text += chunk.toString()
      for (;;) {
        if (inData) {
          const stop = text.indexOf('\r\n.\r\n')
          if (stop < 0) return
          if (state.bodies.length < 25) state.bodies.push(text.slice(0, stop))
          text = text.slice(stop + 5)
          inData = false
          state.taken.add(to)
          socket.write('250 diterima\r\n')
          continue
        }
        const end = text.indexOf('\r\n')
        if (end < 0) return
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        if (/^RCPT TO/i.test(line)) {
          to = /<([^>]+)>/.exec(line)?.[1] ?? ''
          if (to.startsWith('salah')) state.refused++
          socket.write(to.startsWith('salah') ? '550 5.1.1 tidak ada kotak surat itu\r\n' : '250 baik\r\n')
        } else if (/^DATA/i.test(line)) {
          inData = true
          socket.write('354 kirim\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 selesai\r\n')
        else socket.write('250 baik\r\n')
      }
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  afterAll(() => void server.close())
  return { state, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const server = await mailServer()
const clock = fixedClock('2026-11-22T03:00:00Z')
const world = await testWorld('demo', { clock, env: { SMTP_URL: server.url, MAIL_FROM: 'Tudang <surat@contoh.id>' } })
const { platform } = world
const w = await meetingWorld(world)
const by = w.writerOf(w.secretariat)

const make = async (wanted: Wanted, over: object = {}) => {
  const meeting = await w.addMeeting(over)
  await inviteTo(platform, w.secretariat, { regionCode: REGION, id: meeting.id, wanted }, by)
  return (await sendInvitations(platform, w.secretariat, { regionCode: REGION, id: meeting.id }, by)).meeting
}
const guests = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({ name: `Tamu ${at + from}`, email: `tamu${at + from}@contoh.id` }))
const letters = (meeting: Meeting, news: object = {}) =>
  sendLetters(platform, { regionCode: REGION, meetingId: meeting.id, ...news })
const listOf = (meeting: Meeting) => listInvitees(platform.db.sql, REGION, meeting.id)
const mailOf = async (inviteeName: string, meeting: Meeting): Promise<KeptMail> => {
  const { rows } = await platform.db.pool.query<{ message_id: string }>(
    'select message_id from meeting.invitee where meeting_id = $1 and name = $2',
    [meeting.id, inviteeName],
  )
  const id = rows[0]?.message_id
  const mail = id ? await findMail(platform.db.sql, id) : undefined
  if (!mail) throw new Error(`no letter to ${inviteeName}`)
  return mail
}
const change = async (meeting: Meeting, over: object, reason?: string) => {
  const now = await findMeeting(platform.db.sql, REGION, meeting.id)
  if (!now) throw new Error('gone')
  const input = { ...w.input(), ...now, ...over }
  return await saveMeeting(
    platform,
    w.secretariat,
    { regionCode: REGION, id: now.id, version: now.version, input, reason },
    by,
  )
}
/** The payload of the newest job that was queued for the letters of a meeting. */
const queued = async (meeting: Meeting) => {
  const { rows } = await platform.db.pool.query<{ payload: { payload: Parameters<typeof sendLetters>[1] } }>(
    `select payload from graphile_worker._private_jobs where payload -> 'payload' ->> 'meetingId' = $1 order by id desc limit 1`,
    [meeting.id],
  )
  if (!rows[0]) throw new Error('nothing is queued')
  return rows[0].payload.payload
}
const eventIn = (mail: KeptMail) => {
  const calendar = new ICAL.Component(ICAL.parse(mail.calendar?.text ?? '') as unknown[])
  const event = calendar.getFirstSubcomponent('vevent')
  const of = (name: string) => event?.getFirstPropertyValue(name)
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: of('uid'),
    sequence: Number(of('sequence')),
    status: of('status'),
    start: (of('dtstart') as unknown as ICAL.Time).toJSDate(),
  }
}

test('an invitation to 800 people of whom 30 addresses bounce reaches the other 770, and says which 30 did not', async () => {
  const bad = Array.from({ length: 30 }, (_, at) => ({ name: `Salah ${at}`, email: `salah${at}@contoh.id` }))
  const meeting = await make({ people: [...guests(770), ...bad] })
  expect((await runNow(platform, lettersJob, { ...(await queued(meeting)) })).state).toBe('done')
  const { rows } = await platform.db.pool.query<{ message_id: string }>(
    'select message_id from meeting.invitee where meeting_id = $1 order by id',
    [meeting.id],
  )
  expect(new Set(rows.map(row => row.message_id)).size).toBe(800)
  // The official letter goes with the first ones; the rest would only be the same bytes 795 times more.
  const rest = rows.slice(5).map(row => row.message_id)
  await platform.db.pool.query(`update mail.message set attachments = attachments - 0 where id = any($1)`, [rest])
  for (let at = 0; at < rows.length; at += 20) {
    const some = rows.slice(at, at + 20)
    await Promise.all(some.map(({ message_id: messageId }) => runNow(platform, sendMail, { messageId })))
  }
  expect(server.state.taken.size).toBe(770)
  expect(server.state.refused).toBe(30)
  expect(await countInvitees(platform.db.sql, REGION, meeting.id)).toMatchObject({
    all: 800,
    failed: 30,
    queued: 0,
    unsent: 0,
  })
  const failed = await listInvitees(platform.db.sql, REGION, meeting.id, { delivery: 'failed' })
  expect(failed.map(one => one.name).sort()).toEqual(bad.map(one => one.name).sort())
  expect(failed[0]?.deliveryError).toContain('550')
  // The one whose address was mended gets the letter; nobody else gets another.
  const mended = failed.find(one => one.name === 'Salah 7')
  await correctAddress(
    platform,
    w.secretariat,
    { regionCode: REGION, id: meeting.id, inviteeId: mended?.id ?? '', email: 'benar7@contoh.id' },
    by,
  )
  expect(await letters(meeting)).toBe(1)
  const mail = await mailOf('Salah 7', meeting)
  expect(mail.to).toBe('benar7@contoh.id')
  await runNow(platform, sendMail, { messageId: mail.id })
  expect(await countInvitees(platform.db.sql, REGION, meeting.id)).toMatchObject({ failed: 29 })
  const [body = ''] = server.state.bodies
  expect(body).toMatch(/method=REQUEST/i)
  expect(server.state.bodies.filter(one => /application\/pdf/.test(one)).length).toBeGreaterThan(0)
}, 600_000)

test('letters are written in as many statements for one as for three', async () => {
  const one = await make({ people: guests(1) })
  const three = await make({ people: guests(3) })
  const first = await countStatements(() => letters(one))
  const second = await countStatements(() => letters(three))
  expect([first.value, second.value]).toEqual([1, 3])
  expect(second.statements).toBe(first.statements)
})

test('a letter has its own link, a calendar with no other address, and the official letter; a second run writes none', async () => {
  const meeting = await make({ people: guests(2) }, { link: 'https://rapat.contoh.id/abc' })
  expect(await letters(meeting)).toBe(2)
  expect(await letters(meeting)).toBe(0)
  const [first, second] = [await mailOf('Tamu 0', meeting), await mailOf('Tamu 1', meeting)]
  const [entry] = await listOf(meeting)
  expect(first.text).toContain(`/undangan-rapat/${entry?.token}`)
  expect(second.text).not.toContain(entry?.token ?? 'x')
  expect(first.text).toContain(meeting.letterNumber ?? 'x')
  expect(first.text).toContain('https://rapat.contoh.id/abc')
  expect(first.calendar?.method).toBe('REQUEST')
  expect(first.calendar?.text).not.toContain('tamu1@contoh.id')
  expect(first.attachments).toHaveLength(1)
  const { bytes } = await platform.files.read(platform.db.sql, first.attachments[0]?.fileId ?? '')
  expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
})

test('two seats with one address get one letter with a link for each', async () => {
  const meeting = await make({ roles: ['office-heads', 'office-secretaries'] })
  const list = (await listOf(meeting)).filter(one => one.email !== undefined)
  const addresses = new Set(list.map(one => one.email))
  expect(list.length).toBeGreaterThan(addresses.size)
  expect(await letters(meeting)).toBe(addresses.size)
  const twice = list.filter(
    one => one.email === list.find(a => list.filter(b => b.email === a.email).length > 1)?.email,
  )
  const { rows } = await platform.db.pool.query<{ body: string }>(
    `select m.body from mail.message m join meeting.invitee i on i.message_id = m.id where i.id = $1`,
    [twice[0]?.id],
  )
  for (const seat of twice) expect(rows[0]?.body).toContain(seat.token)
})

test('a meeting moved across zones sends everybody the change: same UID, higher SEQUENCE, the instant, and both clocks', async () => {
  const meeting = await make({ people: guests(2) })
  await letters(meeting)
  const before = eventIn(await mailOf('Tamu 0', meeting))
  // 09.00 WITA becomes 09.00 WIB: one hour later for who stays in Sulawesi.
  const startsAt = new Date(meeting.startsAt.getTime() + 3_600_000)
  const endsAt = new Date(meeting.endsAt.getTime() + 3_600_000)
  await change(meeting, { startsAt, endsAt, zone: 'WIB', place: 'Jakarta' }, 'Diminta kementerian')
  expect(await letters(meeting, await queued(meeting))).toBe(2)
  const mail = await mailOf('Tamu 0', meeting)
  const after = eventIn(mail)
  expect(after).toMatchObject({ method: 'REQUEST', uid: before.uid, sequence: before.sequence + 1, start: startsAt })
  const text = mail.text.replaceAll('\u00a0', ' ')
  expect(text).toContain('09.00–11.00 WIB (10.00–12.00 WITA)')
  expect(text).toMatch(/Semula: .*09\.00–11\.00 WITA.*Aula Kantor Bupati/)
  expect(text).toContain('Diminta kementerian')
  expect(mail.subject).toContain('Perubahan')
  // Who is invited after the change gets an invitation with what holds now, and nobody else another letter.
  await inviteTo(platform, w.secretariat, { regionCode: REGION, id: meeting.id, wanted: { people: guests(1, 50) } }, by)
  expect(await letters(meeting)).toBe(1)
  const late = await mailOf('Tamu 50', meeting)
  expect(late.subject).toMatch(/^Undangan/)
  expect(eventIn(late).sequence).toBe(1)
})

test('two moves before the letters are written make one letter, with what holds at last', async () => {
  const meeting = await make({ people: guests(1) })
  await letters(meeting)
  await change(meeting, { place: 'Ruang A' })
  const first = await queued(meeting)
  await change(meeting, { place: 'Ruang B' })
  const second = await queued(meeting)
  expect([await letters(meeting, first), await letters(meeting, second)]).toEqual([1, 0])
  const mail = await mailOf('Tamu 0', meeting)
  expect(mail.text).toContain('Ruang B')
  expect(mail.text).toContain('Aula Kantor Bupati')
  expect(eventIn(mail).sequence).toBe(2)
})

test('a meeting called off takes itself out of the calendars, with the reason, and who had no letter hears nothing', async () => {
  const meeting = await make({ people: guests(2) })
  await letters(meeting)
  await inviteTo(platform, w.secretariat, { regionCode: REGION, id: meeting.id, wanted: { people: guests(1, 60) } }, by)
  await cancelMeeting(platform, w.secretariat, { regionCode: REGION, id: meeting.id, reason: 'Bupati bertugas' }, by)
  expect(await letters(meeting, await queued(meeting))).toBe(2)
  const mail = await mailOf('Tamu 1', meeting)
  expect(eventIn(mail)).toMatchObject({
    method: 'CANCEL',
    status: 'CANCELLED',
    sequence: 1,
    uid: `${meeting.id}@tudang`,
  })
  expect(mail.text).toContain('Bupati bertugas')
  expect(mail.text).not.toContain('/undangan-rapat/')
  await expect(mailOf('Tamu 60', meeting)).rejects.toThrow('no letter')
  expect(await letters(meeting)).toBe(0)
})

test('who is taken off the list after the letter is told, once, and may be invited again', async () => {
  const meeting = await make({ people: guests(2) })
  await letters(meeting)
  const entry = (await listOf(meeting)).find(one => one.name === 'Tamu 1')
  await removeFromList(
    platform,
    w.secretariat,
    { regionCode: REGION, id: meeting.id, inviteeIds: [entry?.id ?? ''] },
    by,
  )
  expect(await letters(meeting)).toBe(1)
  const mail = await mailOf('Tamu 1', meeting)
  expect(eventIn(mail)).toMatchObject({ method: 'CANCEL', uid: `${meeting.id}@tudang` })
  expect(await letters(meeting)).toBe(0)
  await inviteTo(platform, w.secretariat, { regionCode: REGION, id: meeting.id, wanted: { people: guests(2) } }, by)
  expect(await letters(meeting)).toBe(1)
})

test('a letter that was only recorded is not sent; who comes onto the list later gets theirs, and a move is told to all', async () => {
  const meeting = await w.addMeeting()
  const place = { regionCode: REGION, id: meeting.id }
  await inviteTo(platform, w.secretariat, { ...place, wanted: { people: guests(2) } }, by)
  await sendInvitations(platform, w.secretariat, { ...place, recordOnly: true }, by)
  expect(await letters(meeting)).toBe(0)
  expect(await countInvitees(platform.db.sql, REGION, meeting.id)).toMatchObject({ all: 2, unsent: 0 })
  await inviteTo(platform, w.secretariat, { ...place, wanted: { people: guests(1, 9) } }, by)
  expect(await letters(meeting)).toBe(1)
  expect((await mailOf('Tamu 9', meeting)).subject).toMatch(/^Undangan/)
  await change(meeting, { place: 'Ruang lain' })
  expect(await letters(meeting, await queued(meeting))).toBe(3)
})

test('nothing is sent for a meeting that has begun meanwhile', async () => {
  const meeting = await make({ people: guests(1) })
  await platform.db.pool.query('update meeting.meeting set starts_at = $2 where id = $1', [meeting.id, clock.now()])
  expect(await letters(meeting)).toBe(0)
})

test('reminders go three days and one day before to who may come, outside quiet hours, and never twice', async () => {
  await platform.db.pool.query(
    "update meeting.meeting set starts_at = starts_at - interval '1 year', ends_at = ends_at - interval '1 year'",
  )
  const startsAt = new Date('2026-12-10T01:00:00Z')
  const meeting = await make(
    { people: guests(4), accountIds: [w.mentor.accountId ?? ''] },
    { startsAt, endsAt: new Date('2026-12-10T03:00:00Z') },
  )
  await letters(meeting)
  // Letters are dated by the database's clock; these went out when the clock of the test says.
  await platform.db.pool.query(`update mail.message set created_at = '2026-11-22T03:00:00Z'`)
  const token = async (name: string) => (await listOf(meeting)).find(one => one.name === name)?.token ?? ''
  await answerByToken(platform, await token('Tamu 0'), { answer: 'yes' }, { accountId: undefined })
  await answerByToken(platform, await token('Tamu 1'), { answer: 'no' }, { accountId: undefined })
  const bounced = (await listOf(meeting)).find(one => one.name === 'Tamu 2')
  await platform.db.pool.query(
    `update mail.message set state = 'failed' where id = (select message_id from meeting.invitee where id = $1)`,
    [bounced?.id],
  )
  const at = async (iso: string) => {
    clock.set(iso)
    return await sendMeetingReminders(platform, 2)
  }
  expect(await at('2026-12-06T02:00:00Z')).toBe(0)
  expect(await at('2026-12-06T20:00:00Z')).toBe(0)
  expect(await at('2026-12-07T01:00:00Z')).toBe(3)
  expect(await at('2026-12-07T01:30:00Z')).toBe(0)
  expect(await at('2026-12-08T06:00:00Z')).toBe(0)
  expect(await at('2026-12-09T01:00:00Z')).toBe(3)
  expect(await at('2026-12-09T09:00:00Z')).toBe(0)
  const { rows } = await platform.db.pool.query<{ to_address: string; subject: string; body: string }>(
    `select to_address, subject, body from mail.message where subject like 'Pengingat:%' order by created_at, to_address`,
  )
  expect(new Set(rows.map(row => row.to_address))).toEqual(
    new Set(['tamu0@contoh.id', 'tamu3@contoh.id', w.mentor.email]),
  )
  expect(rows.find(row => row.to_address === 'tamu0@contoh.id')?.body).toContain('Anda menjawab akan hadir')
  expect(rows.some(row => row.subject.includes('besok'))).toBe(true)
})
