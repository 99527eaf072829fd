import { describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { meetingWorld, OTHER_REGION, REGION } from '../../meeting-world.fixture.ts'
import type { Wanted } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { findMeeting } from '../../store/meetings.ts'
import { countInvitees, findInvitee, listInvitees } from '../../store/plan/invitees.ts'
import { listNumbers } from '../../store/plan/settings.ts'
import { answerByToken, answerInvitation } from './answer.ts'
import { cancelMeeting } from './cancel-meeting.ts'
import { correctAddress } from './correct-address.ts'
import { removeFromList } from './remove-invitees.ts'
import { inviteTo, MOST_INVITEES } from './save-invitees.ts'
import { saveMeeting } from './save-meeting.ts'
import { saveSetting } from './save-setting.ts'
import { sendInvitations } from './send-invitations.ts'

const clock = fixedClock('2026-11-22T03:00:00Z')
const world = await testWorld('demo', { clock })
const { platform } = world
const w = await meetingWorld(world)
const by = w.writerOf
const dinkes = await w.officeId('Dinas Kesehatan')

const invite = (meeting: Meeting, wanted: Wanted, actor: Actor = w.secretariat) =>
  inviteTo(platform, actor, { regionCode: meeting.regionCode, id: meeting.id, wanted }, by(actor))
const send = (meeting: Meeting, more: object = {}, actor: Actor = w.secretariat) =>
  sendInvitations(platform, actor, { regionCode: meeting.regionCode, id: meeting.id, ...more }, by(actor))
const listOf = (meeting: Meeting) => listInvitees(platform.db.sql, REGION, meeting.id)
const stored = async (meeting: Meeting) => {
  const found = await findMeeting(platform.db.sql, meeting.regionCode, meeting.id)
  if (!found) throw new Error('gone')
  return found
}
const events = async (id: string) => {
  const { rows } = await platform.db.pool.query<{ event: string }>(
    'select event from audit.event where subject_id = $1 order by id',
    [id],
  )
  return rows.map(row => row.event)
}
const waitingJobs = async (id: string) => {
  const { rows } = await platform.db.pool.query(
    `select 1 from graphile_worker._private_jobs j where j.payload -> 'payload' ->> 'meetingId' = $1`,
    [id],
  )
  return rows.length
}
const invited = async (over = {}) => {
  const meeting = await w.addMeeting(over)
  await invite(meeting, { organisationIds: [dinkes] })
  return (await send(meeting)).meeting
}

describe('a meeting', () => {
  test('begins as a draft with what was written, tidy, and leaves its trail', async () => {
    const meeting = await w.addMeeting({ title: '  Rapat   uji  ', letterCopies: [' Bupati ', ''] })
    expect(meeting).toMatchObject({
      title: 'Rapat uji',
      state: 'draft',
      sequence: 0,
      version: 1,
      letterCopies: ['Bupati'],
    })
    expect(await events(meeting.id)).toEqual(['meeting.meeting.planned'])
  })

  test('that is saved as it stands writes nothing; another version is refused and stays', async () => {
    const meeting = await w.addMeeting()
    const input = { ...w.input(), ...meeting }
    const save = (version: number | undefined, more: object) =>
      saveMeeting(
        platform,
        w.secretariat,
        { regionCode: REGION, id: meeting.id, version, input: { ...input, ...more } },
        by(w.secretariat),
      )
    expect((await save(undefined, {})).version).toBe(1)
    expect((await save(1, { chair: 'Sekda' })).version).toBe(2)
    await expect(save(1, { chair: 'Bupati' })).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect((await stored(meeting)).chair).toBe('Sekda')
    expect(await events(meeting.id)).toEqual(['meeting.meeting.planned', 'meeting.meeting.changed'])
  })

  test.each([
    ['title', { title: ' ' }],
    ['endsAt', { endsAt: new Date('2026-11-01T00:00:00Z') }],
    ['startsAt', { startsAt: new Date(Number.NaN) }],
    ['link', { link: 'javascript:alert(1)' }],
    ['link', { link: 'http://rapat.contoh.id' }],
    ['institutionId', { institutionId: '00000000-0000-4000-8000-000000000000' }],
    ['followsId', { followsId: '00000000-0000-4000-8000-000000000000' }],
    ['letterCopies', { letterCopies: Array.from({ length: 21 }, () => 'Bupati') }],
  ])('with a bad %s is refused by that name', async (field, over) => {
    await expect(w.addMeeting(over)).rejects.toMatchObject({ code: 'invalid', fields: [{ field }] })
  })

  test('is planned by secretariat and coordinators of its region only', async () => {
    const save = (actor: Actor) => saveMeeting(platform, actor, { regionCode: REGION, input: w.input() }, by(actor))
    await expect(save(w.coordinator)).resolves.toMatchObject({ state: 'draft' })
    for (const actor of [w.officer, w.head, w.village, w.regionalHead, w.ministry, w.auditor, w.province, w.other]) {
      await expect(save(actor)).rejects.toMatchObject({ code: 'may-not' })
    }
  })

  test('cannot continue a meeting of another region', async () => {
    const foreign = await w.addMeeting({}, OTHER_REGION)
    await expect(w.addMeeting({ followsId: foreign.id })).rejects.toMatchObject({ fields: [{ field: 'followsId' }] })
  })
})

describe('the list', () => {
  test('takes all secretaries of offices, all heads of districts and villages, each with why and an address where there is one', async () => {
    const meeting = await w.addMeeting()
    const { added } = await invite(meeting, { roles: ['office-secretaries', 'districts', 'villages', 'regional-head'] })
    const list = await listOf(meeting)
    expect(list).toHaveLength(added)
    const titles = list.map(one => one.title)
    expect(titles).toContain('Sekretaris Dinas Kesehatan Luwu Timur')
    expect(titles).toContain('Camat Malili')
    expect(titles).toContain('Kepala Desa Wewangriu')
    const own = list.find(one => one.organisationId === dinkes)
    expect(own).toMatchObject({ email: w.officer.email, why: 'semua sekretaris OPD', role: 'office-secretaries' })
    expect(list.find(one => one.accountId === w.regionalHead.accountId)?.email).toBe(w.regionalHead.email)
    expect(list.every(one => one.organisationName === undefined || !one.organisationName.includes('Luwu Utara'))).toBe(
      true,
    )
    expect(await countInvitees(platform.db.sql, REGION, meeting.id)).toMatchObject({ all: added, none: added })
  })

  test('takes nobody twice, however they are named', async () => {
    const meeting = await w.addMeeting()
    await invite(meeting, { roles: ['office-heads'], people: [{ name: 'Tamu', email: 'Tamu@contoh.id' }] })
    const again = await invite(meeting, {
      roles: ['offices', 'office-heads'],
      organisationIds: [dinkes],
      people: [{ name: 'Tamu lain', email: 'tamu@contoh.id' }],
    })
    expect(again.added).toBe(0)
    expect(again.there).toBeGreaterThan(10)
  })

  test('does not tell the address of a citizen to who knows the number of their account', async () => {
    const meeting = await w.addMeeting()
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `select account_id as id from people.membership where role = 'citizen' limit 1`,
    )
    const citizen = rows[0]?.id ?? ''
    expect(citizen).not.toBe('')
    await expect(invite(meeting, { accountIds: [citizen] })).rejects.toMatchObject({
      fields: [{ field: 'accountIds' }],
    })
    expect(await listOf(meeting)).toEqual([])
  })

  test('invites an office of another region without telling the address of its people', async () => {
    const meeting = await w.addMeeting()
    const { rows } = await platform.db.pool.query<{ office: string; account: string; email: string }>(
      `select m.organisation_id as office, m.account_id as account, a.email from people.membership m
         join people.account a on a.id = m.account_id join people.organisation o on o.id = m.organisation_id
        where m.role = 'opd-head' and o.region_code = '73.22' limit 1`,
    )
    const [other] = rows
    expect(other?.email).toContain('@')
    await invite(meeting, { organisationIds: [other?.office ?? ''], accountIds: [other?.account ?? ''] })
    const list = await listOf(meeting)
    expect(list.length).toBeGreaterThan(0)
    expect(JSON.stringify(list)).not.toContain(other?.email)
  })

  test('takes members of an institution by their seats, and a mentor by account', async () => {
    const meeting = await w.addMeeting()
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `insert into meeting.institution (region_code, kind, name) values ($1, 'council', 'Dewan Smart City') returning id`,
      [REGION],
    )
    const institutionId = rows[0]?.id ?? ''
    await platform.db.pool.query(
      `insert into meeting.institution_member (region_code, institution_id, sort, position, organisation_id, account_id, title, email, until)
       values ($1, $2, 1, 'Anggota', $3, null, null, null, null), ($1, $2, 2, 'Pengarah', null, null, 'Rektor', 'rektor@contoh.id', null),
         ($1, $2, 3, 'Anggota', null, null, 'Ketua lama', 'lama@contoh.id', '2026-01-01')`,
      [REGION, institutionId, dinkes],
    )
    await invite(meeting, { institutionIds: [institutionId], accountIds: [w.mentor.accountId ?? ''] })
    const list = await listOf(meeting)
    expect(list.map(one => one.title ?? one.organisationName)).toEqual([
      'Badan Perencanaan Pembangunan Daerah Luwu Timur',
      'Dinas Kesehatan Luwu Timur',
      'Rektor',
    ])
    expect(list.find(one => one.email === 'rektor@contoh.id')?.why).toBe('anggota Dewan Smart City')
    expect(list.some(one => one.title === 'Ketua lama')).toBe(false)
    expect(list.find(one => one.accountId === w.mentor.accountId)?.email).toBe(w.mentor.email)
  })

  test('calls members of an institution by their title where nothing else is known of them, each once', async () => {
    const meeting = await w.addMeeting()
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `insert into meeting.institution (region_code, kind, name) values ($1, 'forum', 'Forum Smart City') returning id`,
      [REGION],
    )
    const institutionIds = rows.map(row => row.id)
    await platform.db.pool.query(
      `insert into meeting.institution_member (region_code, institution_id, sort, position, title)
       values ($1, $2, 1, 'Ketua', 'Ketua Kamar Dagang'), ($1, $2, 2, 'Anggota', 'Ketua Karang Taruna')`,
      [REGION, institutionIds[0]],
    )
    expect(await invite(meeting, { institutionIds })).toEqual({ added: 2, there: 0 })
    expect(await invite(meeting, { institutionIds })).toEqual({ added: 0, there: 2 })
    expect((await listOf(meeting)).map(one => [one.name, one.title, one.delivery])).toEqual([
      ['Ketua Kamar Dagang', undefined, 'no-address'],
      ['Ketua Karang Taruna', undefined, 'no-address'],
    ])
  })

  test('grows in as many statements for one as for 800, and not beyond what one meeting takes', async () => {
    const people = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `Tamu ${at}`, email: `tamu${at}@contoh.id` }))
    const meeting = [await w.addMeeting(), await w.addMeeting()] as const
    const one = await countStatements(() => invite(meeting[0], { people: people(1) }))
    const many = await countStatements(() => invite(meeting[1], { people: people(800) }))
    expect(many.statements).toBe(one.statements)
    expect(many.value.added).toBe(800)
    await expect(invite(meeting[1], { people: people(MOST_INVITEES + 1) })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'people' }],
    })
    expect((await countInvitees(platform.db.sql, REGION, meeting[1].id)).all).toBe(800)
  })

  test('refuses an address that is none, an office that is not there, and people who may not', async () => {
    const meeting = await w.addMeeting()
    await expect(invite(meeting, { people: [{ name: 'X', email: 'a@b.id\r\nBcc: c@d.id' }] })).rejects.toMatchObject({
      fields: [{ field: 'people.0.email' }],
    })
    await expect(invite(meeting, { organisationIds: ['00000000-0000-4000-8000-000000000000'] })).rejects.toMatchObject({
      fields: [{ field: 'organisationIds' }],
    })
    for (const actor of [w.officer, w.other, w.ministry]) {
      await expect(invite(meeting, { roles: ['offices'] }, actor)).rejects.toMatchObject({ code: 'may-not' })
    }
    expect(await listOf(meeting)).toEqual([])
  })

  test('is paged by keyset and narrowed by answer and words', async () => {
    const meeting = await w.addMeeting()
    await invite(meeting, { people: ['Beta', 'alfa', 'Gama_1'].map(name => ({ name })) })
    const page = (after?: string) => listInvitees(platform.db.sql, REGION, meeting.id, {}, { after, limit: 2 })
    const first = await page()
    const second = await page(first.at(-1)?.id)
    expect([...first, ...second].map(one => one.name)).toEqual(['alfa', 'Beta', 'Gama_1'])
    const words = (text: string) => listInvitees(platform.db.sql, REGION, meeting.id, { words: text })
    expect((await words('_')).map(one => one.name)).toEqual(['Gama_1'])
    expect(await listInvitees(platform.db.sql, REGION, meeting.id, { answer: 'yes' })).toEqual([])
    expect(await listInvitees(platform.db.sql, REGION, meeting.id, { delivery: 'no-address' })).toHaveLength(3)
  })
})

describe('the letter', () => {
  test('takes the next number of the year by the scheme of the region, and the meeting is invited', async () => {
    const first = await invited()
    expect(first).toMatchObject({ state: 'invited', letterDate: '2026-11-22' })
    expect(first.letterNumber).toMatch(/^000\.1\.5\/\d+\/KOMINFO$/)
    const { version } = await saveSetting(
      platform,
      w.secretariat,
      {
        regionCode: REGION,
        version: await settingVersion(),
        input: {
          ...empty,
          numberPattern: 'B-{nomor}/{unit}/{bulan-romawi}/{tahun}',
          classification: '005',
          unitCode: 'DISKOMINFO',
        },
      },
      by(w.secretariat),
    )
    expect(version).toBe(1)
    const number = numberOf(first)
    expect((await invited()).letterNumber).toBe(`B-${number + 1}/DISKOMINFO/XI/2026`)
  })

  test('takes a number that was typed; one that was given is never given again, also of a meeting that was called off', async () => {
    const meeting = await w.addMeeting()
    await invite(meeting, { organisationIds: [dinkes] })
    const { meeting: sent } = await send(meeting, { number: 140, letterDate: '2026-11-20' })
    expect(sent).toMatchObject({ letterNumber: expect.stringContaining('140') as string, letterDate: '2026-11-20' })
    await cancelMeeting(platform, w.secretariat, { regionCode: REGION, id: sent.id, reason: 'uji' }, by(w.secretariat))
    const other = await w.addMeeting()
    await invite(other, { organisationIds: [dinkes] })
    await expect(send(other, { number: 140 })).rejects.toMatchObject({ fields: [{ field: 'number' }] })
    expect((await stored(other)).state).toBe('draft')
    expect(numberOf((await send(other)).meeting)).toBeGreaterThan(141)
  })

  test('takes numbers one after the other when many are sent at once', async () => {
    const meetings = await Promise.all(Array.from({ length: 6 }, () => w.addMeeting()))
    for (const meeting of meetings) await invite(meeting, { organisationIds: [dinkes] })
    const sent = await Promise.all(meetings.map(meeting => send(meeting)))
    const numbers = sent.map(one => numberOf(one.meeting)).sort((a, b) => a - b)
    expect(new Set(numbers).size).toBe(6)
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(5)
  })

  test('is not sent for nobody, for no place, for the past, or dated after the meeting', async () => {
    const nobody = await w.addMeeting()
    await expect(send(nobody)).rejects.toMatchObject({ fields: [{ field: 'invitees' }] })
    const nowhere = await w.addMeeting({ place: undefined })
    await expect(send(nowhere)).rejects.toMatchObject({ fields: [{ field: 'place' }] })
    const over = await w.addMeeting({
      startsAt: new Date('2022-06-13T01:00:00Z'),
      endsAt: new Date('2022-06-13T03:00:00Z'),
    })
    await invite(over, { organisationIds: [dinkes] })
    await expect(send(over)).rejects.toMatchObject({ fields: [{ field: 'startsAt' }] })
    // After the meeting; and a day that no calendar has.
    for (const letterDate of ['2022-06-14', '2022-02-30']) {
      await expect(send(over, { recordOnly: true, letterDate })).rejects.toMatchObject({
        fields: [{ field: 'letterDate' }],
      })
    }
    const recorded = await send(over, { recordOnly: true, letterDate: '2022-06-02', number: 7 })
    expect(recorded).toMatchObject({ progressId: undefined, meeting: { state: 'invited', letterDate: '2022-06-02' } })
    expect(await waitingJobs(over.id)).toBe(0)
  })

  test('follows a meeting that moves: new number, SEQUENCE grows, letters are queued; other changes send nothing', async () => {
    const meeting = await invited()
    const jobs = await waitingJobs(meeting.id)
    const change = async (over: object) => {
      const now = await stored(meeting)
      return await saveMeeting(
        platform,
        w.secretariat,
        {
          regionCode: REGION,
          id: meeting.id,
          version: now.version,
          input: { ...w.input(), ...now, ...over },
          reason: 'uji',
        },
        by(w.secretariat),
      )
    }
    const same = await change({ chair: 'Sekretaris Daerah', title: 'Judul baru' })
    expect(same).toMatchObject({ sequence: 0, letterNumber: meeting.letterNumber })
    expect(await waitingJobs(meeting.id)).toBe(jobs)
    const zone = await change({ zone: 'WIB' })
    expect(zone).toMatchObject({ sequence: 1, startsAt: meeting.startsAt, zone: 'WIB' })
    expect(zone.letterNumber).not.toBe(meeting.letterNumber)
    expect(await waitingJobs(meeting.id)).toBe(jobs + 1)
    expect(await change({ place: 'Aula Dinas Kesehatan' })).toMatchObject({ sequence: 2 })
    expect(await listNumbers(platform.db.sql, REGION, meeting.id)).toHaveLength(3)
    await expect(
      change({ startsAt: new Date('2026-11-21T01:00:00Z'), endsAt: new Date('2026-11-21T02:00:00Z') }),
    ).rejects.toMatchObject({ fields: [{ field: 'startsAt' }] })
    await expect(change({ place: undefined, link: undefined })).rejects.toMatchObject({ fields: [{ field: 'place' }] })
    expect((await stored(meeting)).sequence).toBe(2)
  })

  test('of a meeting that was called off cancels it once, with a reason, and nothing is changed afterwards', async () => {
    const meeting = await invited()
    const cancel = (reason: string | undefined) =>
      cancelMeeting(platform, w.secretariat, { regionCode: REGION, id: meeting.id, reason }, by(w.secretariat))
    await expect(cancel(' ')).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
    await expect(cancel('Bupati bertugas')).resolves.toMatchObject({ state: 'cancelled', sequence: 1 })
    await expect(cancel('lagi')).rejects.toMatchObject({ code: 'conflict' })
    await expect(send(meeting)).rejects.toMatchObject({ code: 'conflict' })
    await expect(invite(meeting, { roles: ['offices'] })).rejects.toMatchObject({ code: 'conflict' })
    const now = await stored(meeting)
    await expect(
      saveMeeting(
        platform,
        w.secretariat,
        { regionCode: REGION, id: meeting.id, version: now.version, input: w.input() },
        by(w.secretariat),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is for those of the region: others can neither send, cancel nor correct', async () => {
    const meeting = await invited()
    const [entry] = await listOf(meeting)
    for (const actor of [w.other, w.officer, w.ministry]) {
      await expect(send(meeting, {}, actor)).rejects.toMatchObject({ code: 'may-not' })
      await expect(
        cancelMeeting(platform, actor, { regionCode: REGION, id: meeting.id, reason: 'x' }, by(actor)),
      ).rejects.toMatchObject({ code: 'may-not' })
      await expect(
        correctAddress(
          platform,
          actor,
          { regionCode: REGION, id: meeting.id, inviteeId: entry?.id ?? '', email: 'a@b.id' },
          by(actor),
        ),
      ).rejects.toMatchObject({ code: 'may-not' })
      await expect(
        removeFromList(
          platform,
          actor,
          { regionCode: REGION, id: meeting.id, inviteeIds: [entry?.id ?? ''] },
          by(actor),
        ),
      ).rejects.toMatchObject({ code: 'may-not' })
    }
    expect(await stored(meeting)).toMatchObject({ state: 'invited', version: meeting.version })
    expect(await listOf(meeting)).toHaveLength(1)
  })
})

describe('an answer', () => {
  test('is given for one’s office, may be changed, and keeps who represents', async () => {
    const meeting = await invited()
    const answer = (given: object, actor: Actor = w.head) =>
      answerInvitation(platform, actor, { regionCode: REGION, id: meeting.id, answer: 'yes', ...given }, by(actor))
    await answer({})
    await answer({ answer: 'represented', representedBy: ' Kabid  P2P ', representedTitle: 'Kepala Bidang' }, w.officer)
    const [entry] = await listOf(meeting)
    expect(entry).toMatchObject({
      answer: 'represented',
      representedBy: 'Kabid P2P',
      representedTitle: 'Kepala Bidang',
    })
    await answer({ answer: 'no', note: 'dinas luar' })
    expect((await listOf(meeting))[0]).toMatchObject({
      answer: 'no',
      answerNote: 'dinas luar',
      representedBy: undefined,
    })
    await expect(answer({ answer: 'maybe' })).rejects.toMatchObject({ fields: [{ field: 'answer' }] })
    await expect(answer({ answer: 'represented' })).rejects.toMatchObject({ fields: [{ field: 'representedBy' }] })
    await expect(answer({ note: 'x'.repeat(301) })).rejects.toMatchObject({ fields: [{ field: 'note' }] })
  })

  test('is nobody else’s: other offices have nothing to answer, other regions know nothing', async () => {
    const meeting = await invited()
    const answer = (actor: Actor) =>
      answerInvitation(platform, actor, { regionCode: REGION, id: meeting.id, answer: 'yes' }, by(actor))
    for (const actor of [w.village, w.other, w.mentor, w.ministry]) {
      await expect(answer(actor)).rejects.toMatchObject({ code: 'not-found' })
    }
    expect((await listOf(meeting))[0]?.answer).toBe('none')
  })

  test('is given by the link in the letter without signing in; a link that is not known, withdrawn or late is refused', async () => {
    const meeting = await invited()
    const [entry] = await listOf(meeting)
    const token = entry?.token ?? ''
    const nobody = { accountId: undefined }
    await answerByToken(platform, token, { answer: 'yes' }, nobody)
    expect((await listOf(meeting))[0]).toMatchObject({ answer: 'yes' })
    await expect(answerByToken(platform, 'f'.repeat(64), { answer: 'yes' }, nobody)).rejects.toMatchObject({
      code: 'not-found',
    })
    await platform.db.pool.query(`update meeting.meeting set starts_at = $2 where id = $1`, [meeting.id, clock.now()])
    await expect(answerByToken(platform, token, { answer: 'no' }, nobody)).rejects.toMatchObject({ code: 'conflict' })
    await removeFromList(
      platform,
      w.secretariat,
      { regionCode: REGION, id: meeting.id, inviteeIds: [entry?.id ?? ''] },
      by(w.secretariat),
    )
    await expect(answerByToken(platform, token, { answer: 'no' }, nobody)).rejects.toMatchObject({ code: 'conflict' })
  })
})

test('an address is corrected and its letter goes again, while the others have theirs', async () => {
  const meeting = await invited()
  const [entry] = await listOf(meeting)
  const before = await waitingJobs(meeting.id)
  const correct = (email: string) =>
    correctAddress(
      platform,
      w.secretariat,
      { regionCode: REGION, id: meeting.id, inviteeId: entry?.id ?? '', email },
      by(w.secretariat),
    )
  await expect(correct('bukan')).rejects.toMatchObject({ fields: [{ field: 'email' }] })
  await correct(' Baru@Contoh.id ')
  expect(await findInvitee(platform.db.sql, REGION, meeting.id, entry?.id ?? '')).toMatchObject({
    email: 'baru@contoh.id',
    delivery: 'unsent',
  })
  expect(await waitingJobs(meeting.id)).toBe(before + 1)
})

test('letterhead and numbers are kept by the secretariat, with faults by field and versions', async () => {
  const save = (input: object, version?: number, actor: Actor = w.secretariat) =>
    saveSetting(platform, actor, { regionCode: REGION, version, input: { ...empty, ...input } }, by(actor))
  const version = await settingVersion()
  await expect(save({ numberPattern: '{klasifikasi}' }, version)).rejects.toMatchObject({
    fields: [{ field: 'numberPattern' }],
  })
  await expect(save({ unitCode: '' }, version)).rejects.toMatchObject({ fields: [{ field: 'unitCode' }] })
  await expect(save({}, version + 5)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  await expect(save({}, version, w.officer)).rejects.toMatchObject({ code: 'may-not' })
  await expect(save({}, version, w.other)).rejects.toMatchObject({ code: 'may-not' })
  expect(await save({ signatoryName: ' Nama  Pejabat ' }, version)).toMatchObject({
    signatoryName: 'Nama Pejabat',
    version: version + 1,
  })
})

const empty = {
  numberPattern: '{klasifikasi}/{nomor}/{unit}',
  classification: '000.1.5',
  unitCode: 'KOMINFO',
  institution: undefined,
  office: undefined,
  address: undefined,
  town: undefined,
  signatoryTitle: undefined,
  signatoryName: undefined,
  signatoryRank: undefined,
  signatoryNumber: undefined,
}
const settingVersion = async () => {
  const { rows } = await platform.db.pool.query<{ version: number }>(
    'select version from meeting.setting where region_code = $1',
    [REGION],
  )
  return rows[0]?.version ?? 0
}
const numberOf = (meeting: Meeting): number => Number(/(?:\/|-)(\d+)\//.exec(meeting.letterNumber ?? '')?.[1])
