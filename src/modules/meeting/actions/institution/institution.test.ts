import { beforeEach, describe, expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { dayIn, formatTime, type Zone } from '#kit/format.ts'
import { meetingWorld, REGION } from '../../meeting-world.fixture.ts'
import type { InstitutionInput } from '../../model-institution.ts'
import { sendNotices } from '../../jobs/task/send-notices.ts'
import { listInstitutionMembers, listInstitutions } from '../../store/institution/institutions.ts'
import { makeTask } from '../task/make-tasks.ts'
import { openTasksOf } from '../task/open-tasks.ts'
import { findMeeting } from '../../store/meetings.ts'
import { planMeetings, warnOfTerms } from './plan-meetings.ts'
import { archiveInstitution, renewInstitution, saveInstitution, saveMembers } from './save-institution.ts'

let at = new Date('2027-01-10T02:00:00Z')
const world = await testWorld('demo', { clock: { now: () => at } })
const { platform } = world
const w = await meetingWorld(world)
const by = w.writerOf(w.secretariat)
const health = await w.officeId('Dinas Kesehatan')
const setTime = (text: string) => {
  at = new Date(text)
}
const ask = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await platform.db.pool.query(text, values)).rows as T[]

beforeEach(async () => {
  setTime('2027-01-10T02:00:00Z')
  await ask('truncate meeting.institution, meeting.meeting, meeting.notice cascade')
  await ask(`update region.region set timezone = 'WITA' where region_code = '73.24'`)
})

const firstMonday = {
  week: 1,
  weekday: 1,
  at: '09:00',
  minutes: 120,
  place: 'Aula Kantor Bupati',
  withIds: [] as string[],
}

const add = (over: Partial<InstitutionInput> = {}) =>
  saveInstitution(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      input: {
        kind: 'team',
        name: 'Tim Pelaksana Smart City',
        decreeNumber: '188.4/12/2027',
        decreeDate: '2027-01-04',
        ...over,
      },
    },
    by,
  )

const seat = (id: string, version: number, members: Parameters<typeof saveMembers>[2]['members']) =>
  saveMembers(platform, w.secretariat, { regionCode: REGION, id, version, members }, by)

const meetings = () =>
  ask<{ id: string; starts_at: Date; planned_for: string; state: string; title: string; zone: Zone }>(
    'select id, starts_at, planned_for, state, title, zone from meeting.meeting order by starts_at',
  )

describe('the monthly meeting', () => {
  test('plans itself month by month, a draft with members and agenda, and never twice', async () => {
    const council = await add({ kind: 'council', name: 'Dewan Smart City' })
    await seat(council.id, council.version, [
      { position: 'Ketua', title: 'Bupati' },
      { position: 'Anggota', organisationId: health },
    ])
    const team = await add({ monthly: { ...firstMonday, withIds: [council.id] } })
    await seat(team.id, team.version, [
      { position: 'Ketua', organisationId: health },
      { position: 'Sekretaris', name: 'Pejabat Uji', email: 'pejabat@contoh.tudang.invalid' },
    ])
    expect((await planMeetings(platform)).map(one => one.plannedFor)).toEqual(['2027-02-01'])
    expect(await planMeetings(platform)).toEqual([])
    const [first] = await meetings()
    expect(first).toMatchObject({ state: 'draft', title: 'Rapat bulanan Tim Pelaksana Smart City, Februari 2027' })
    expect(dayIn(first?.starts_at ?? at, 'WITA')).toBe('2027-02-01')
    expect(formatTime(first?.starts_at ?? at, 'id', 'WITA')).toMatch(/^09\.00/)
    const invited = await ask<{
      name: string | null
      organisation_id: string | null
      email: string | null
      why: string
    }>('select name, organisation_id, email, why from meeting.invitee order by why, name')
    // Dinas Kesehatan sits in both and is asked once.
    expect(invited).toHaveLength(3)
    expect(invited.filter(one => one.organisation_id === health)).toHaveLength(1)
    expect(invited.find(one => one.organisation_id === health)?.email).toBe(
      'kepala-dinkes-luwu-timur@contoh.tudang.invalid',
    )
    expect(invited.some(one => one.name === 'Bupati')).toBe(true)
    expect((await ask('select 1 from meeting.agenda_item')).length).toBe(3)

    for (let n = 0; n < 400; n++) {
      at = new Date(at.getTime() + 86_400_000)
      await planMeetings(platform)
    }
    const all = await meetings()
    expect(all.map(one => one.planned_for)).toEqual([...new Set(all.map(one => one.planned_for))])
    expect(all).toHaveLength(14)
    for (const one of all) {
      expect(new Date(one.starts_at).getUTCDay()).toBe(1)
      expect(Number(dayIn(one.starts_at, 'WITA').slice(8))).toBeLessThanOrEqual(7)
    }
  })

  test('stands at its hour in the zone of the region', async () => {
    for (const [zone, utc] of [
      ['WIB', 2],
      ['WITA', 1],
      ['WIT', 0],
    ] as const) {
      await ask('truncate meeting.meeting, meeting.institution cascade')
      await ask(`update region.region set timezone = $1 where region_code = '73.24'`, [zone])
      await add({ monthly: firstMonday })
      await planMeetings(platform)
      const [one] = await meetings()
      expect(one?.zone).toBe(zone)
      expect(one?.starts_at.getUTCHours()).toBe(utc)
    }
  })

  test('is not planned for a month that slept by, nor again after it was cancelled or moved', async () => {
    await add({ monthly: firstMonday })
    await planMeetings(platform)
    await ask(`update meeting.meeting set state = 'cancelled', cancel_reason = 'x'`)
    expect(await planMeetings(platform)).toEqual([])
    // The worker slept for half a year.
    setTime('2027-08-15T02:00:00Z')
    expect((await planMeetings(platform)).map(one => one.plannedFor)).toEqual(['2027-09-01'])
    await ask(`update meeting.meeting set starts_at = starts_at + interval '9 days', ends_at = ends_at + interval '9 days'
      where planned_for = '2027-09-01'`)
    expect(await planMeetings(platform)).toEqual([])
  })

  test('two workers at once plan it once', async () => {
    await add({ monthly: firstMonday })
    const [one, two] = await Promise.all([planMeetings(platform), planMeetings(platform)])
    expect((one?.length ?? 0) + (two?.length ?? 0)).toBe(1)
    expect(await meetings()).toHaveLength(1)
  })

  test('ends with the term and with the archive', async () => {
    const team = await add({ monthly: firstMonday, termFrom: '2026-01-01', termUntil: '2027-01-31' })
    expect(await planMeetings(platform)).toEqual([])
    const other = await add({ name: 'Forum', kind: 'forum', monthly: firstMonday })
    await archiveInstitution(platform, w.secretariat, { regionCode: REGION, id: other.id, version: other.version }, by)
    expect(await planMeetings(platform)).toEqual([])
    expect(team.version).toBe(1)
  })

  test('of a new term goes on with the open tasks of the old one', async () => {
    const team = await add({ monthly: firstMonday, termFrom: '2026-01-01', termUntil: '2027-03-31' })
    const [planned] = await planMeetings(platform)
    if (!planned) throw new Error('none')
    setTime('2027-02-10T02:00:00Z')
    const task = await makeTask(
      platform,
      w.secretariat,
      {
        regionCode: REGION,
        meetingId: planned.id,
        input: { text: 'Menyusun laporan', ownerId: health, dueOn: '2027-06-30' },
      },
      by,
    )
    setTime('2027-03-15T02:00:00Z')
    const renewed = await renewInstitution(
      platform,
      w.secretariat,
      { regionCode: REGION, id: team.id, version: 1, termFrom: '2027-04-01', termUntil: '2032-03-31' },
      by,
    )
    const [april] = await planMeetings(platform)
    expect(april).toMatchObject({ institutionId: renewed.id, plannedFor: '2027-04-01', seriesKey: team.id })
    const stored = april && (await findMeeting(platform.db.sql, REGION, april.id))
    expect(stored && (await openTasksOf(platform.db.sql, stored)).map(one => one.id)).toEqual([task.id])
  })
})

describe('an institution', () => {
  test('keeps seats that go on, ends those that do not, and renews into a term of its own', async () => {
    const team = await add({ termFrom: '2026-01-01', termUntil: '2027-12-31' })
    const one = await seat(team.id, 1, [
      { position: 'Ketua', title: 'Sekretaris Daerah' },
      { position: 'Anggota', organisationId: health },
    ])
    const [chair] = await listInstitutionMembers(platform.db.sql, REGION, [team.id])
    setTime('2027-02-10T02:00:00Z')
    const two = await seat(team.id, one.version, [
      { id: chair?.id, position: 'Ketua', title: 'Sekretaris Daerah' },
      { position: 'Anggota', title: 'Kepala Bappelitbangda' },
    ])
    const now = await listInstitutionMembers(platform.db.sql, REGION, [team.id])
    expect(now.map(member => member.title)).toEqual(['Sekretaris Daerah', 'Kepala Bappelitbangda'])
    expect(now[0]?.id).toBe(chair?.id)
    expect(await listInstitutionMembers(platform.db.sql, REGION, [team.id], { former: true })).toHaveLength(3)
    const renewed = await renewInstitution(
      platform,
      w.secretariat,
      { regionCode: REGION, id: team.id, version: two.version, termFrom: '2028-01-01', termUntil: '2032-12-31' },
      by,
    )
    expect(await listInstitutionMembers(platform.db.sql, REGION, [renewed.id])).toHaveLength(2)
    expect((await listInstitutions(platform.db.sql, REGION)).map(i => i.id)).toEqual([renewed.id])
    expect((await listInstitutions(platform.db.sql, REGION, { archived: true })).map(i => i.id)).toEqual([team.id])
    await expect(seat(team.id, two.version + 1, [])).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is kept by the secretariat only, whole, and not over somebody else’s change', async () => {
    const team = await add()
    for (const actor of [w.officer, w.ministry, w.auditor]) {
      await expect(
        archiveInstitution(platform, actor, { regionCode: REGION, id: team.id, version: 1 }, w.writerOf(actor)),
      ).rejects.toMatchObject({ code: 'may-not' })
    }
    await expect(
      archiveInstitution(platform, w.other, { regionCode: REGION, id: team.id, version: 1 }, w.writerOf(w.other)),
    ).rejects.toMatchObject({ code: 'not-found' })
    await seat(team.id, 1, [{ position: 'Ketua', title: 'Bupati' }])
    await expect(seat(team.id, 1, [])).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(
      add({
        name: ' ',
        termFrom: '2027-05-01',
        termUntil: '2027-04-01',
        monthly: { ...firstMonday, week: 5, at: '25:00' },
      }),
    ).rejects.toMatchObject({
      fields: [{ field: 'name' }, { field: 'termUntil' }, { field: 'meetsWeek' }, { field: 'meetsAt' }],
    })
    await expect(add({ monthly: { ...firstMonday, withIds: [crypto.randomUUID()] } })).rejects.toMatchObject({
      fields: [{ field: 'meetsWith' }],
    })
    await expect(
      seat(team.id, 2, [{ position: '' }, { position: 'Anggota', email: 'x', title: 'y' }]),
    ).rejects.toMatchObject({
      fields: [{ field: 'anggota.0.position' }, { field: 'anggota.0.title' }, { field: 'anggota.1.email' }],
    })
  })

  test('warns the secretariat once a month before its term ends', async () => {
    await add({ termFrom: '2026-01-01', termUntil: '2027-03-31' })
    expect(await warnOfTerms(platform)).toBe(0)
    setTime('2027-02-01T02:00:00Z')
    expect(await warnOfTerms(platform)).toBe(1)
    expect(await warnOfTerms(platform)).toBe(0)
    setTime('2027-02-01T02:20:00Z')
    expect(await sendNotices(platform)).toMatchObject({ letters: 1 })
    const [mail] = await ask<{ body: string }>(
      `select m.body from mail.message m join meeting.notice n on n.message_id = m.id`,
    )
    expect(mail?.body).toContain('Masa tugas Tim Pelaksana Smart City berakhir 31 Maret 2027')
    setTime('2027-02-20T02:20:00Z')
    expect(await warnOfTerms(platform)).toBe(0)
    setTime('2027-03-05T02:20:00Z')
    expect(await warnOfTerms(platform)).toBe(1)
  })
})
