import { beforeEach, describe, expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { countStatements } from '#platform/db/database.ts'
import { meetingWorld, OTHER_REGION, REGION } from '../../meeting-world.fixture.ts'
import type { Meeting } from '../../model.ts'
import type { TaskInput } from '../../model-task.ts'
import { listTaskEvents } from '../../store/task/write-task.ts'
import { findTask } from '../../store/task/tasks.ts'
import { sendNotices } from '../../jobs/task/send-notices.ts'
import { saveInstitution, saveMembers } from '../institution/save-institution.ts'
import { countOverdueTasks } from './count-overdue.ts'
import { changeTask, dropTask, moveTask } from './direct-task.ts'
import { makeTask } from './make-tasks.ts'
import { openTasksOf } from './open-tasks.ts'
import { reportTask } from './report-task.ts'
import { tasksAtClose } from './tasks-at-close.ts'
import { officeDuties, transferTasks } from './transfer-tasks.ts'

let at = new Date('2027-01-04T02:00:00Z')
const world = await testWorld('demo', { clock: { now: () => at } })
const { platform } = world
const w = await meetingWorld(world)
const health = await w.officeId('Dinas Kesehatan')
const education = await w.officeId('Dinas Pendidikan')
const setTime = (text: string) => {
  at = new Date(text)
}
const ask = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await platform.db.pool.query(text, values)).rows as T[]

beforeEach(async () => {
  setTime('2027-01-04T02:00:00Z')
  await ask('alter table meeting.task_event disable trigger all')
  await ask('truncate meeting.task, meeting.task_event, meeting.notice cascade')
  await ask('alter table meeting.task_event enable trigger all')
  await ask('delete from meeting.invitee')
  await ask('delete from meeting.meeting')
  await ask('delete from mail.message')
})

const emptyOutbox = async () => {
  await ask('update meeting.notice set message_id = null')
  await ask('delete from mail.message')
}

const meet = (day: string, over = {}) =>
  w.addMeeting({
    startsAt: new Date(`${day}T01:00:00Z`),
    endsAt: new Date(`${day}T03:00:00Z`),
    seriesKey: 'smart-city',
    ...over,
  })

const make = (meeting: Meeting, over: Partial<TaskInput> = {}) =>
  makeTask(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      meetingId: meeting.id,
      input: { text: 'Menyiapkan data stunting', ownerId: health, dueOn: '2027-01-20', ...over },
    },
    w.writerOf(w.secretariat),
  )

const close = (meeting: Meeting) =>
  platform.db.sql.transaction().execute(tx => tasksAtClose(tx, meeting, at, w.secretariat.accountId))

const stored = async (id: string) => {
  const task = await findTask(platform.db.sql, REGION, id)
  if (!task) throw new Error('gone')
  return task
}
const journey = async (id: string) => (await listTaskEvents(platform.db.sql, REGION, id)).map(one => one.event)
const onAgenda = async (meeting: Meeting) => (await openTasksOf(platform.db.sql, meeting)).map(one => one.id)

describe('a task', () => {
  test('stands on the next agendas of its series until it is done, and rises when its days pass', async () => {
    const january = await meet('2027-01-05')
    const february = await meet('2027-02-02')
    const march = await meet('2027-03-02')
    const elsewhere = await meet('2027-02-03', { seriesKey: 'lain' })
    const task = await make(january)
    expect(await onAgenda(january)).toEqual([])
    expect(await onAgenda(february)).toEqual([task.id])
    expect(await onAgenda(march)).toEqual([task.id])
    expect(await onAgenda(elsewhere)).toEqual([])

    // The day itself is not late, in the zone of the region (WITA ends at 16.00 UTC).
    setTime('2027-01-20T15:59:00Z')
    expect(await countOverdueTasks(platform)).toEqual({ counted: 0, escalated: 0, notices: 0 })
    setTime('2027-01-20T16:00:00Z')
    expect(await countOverdueTasks(platform)).toEqual({ counted: 1, escalated: 0, notices: 2 })
    expect(await countOverdueTasks(platform)).toEqual({ counted: 0, escalated: 0, notices: 0 })

    setTime('2027-02-02T03:00:00Z')
    expect(await close(february)).toEqual({ made: 0, carried: 1, settled: 0 })
    expect(await stored(task.id)).toMatchObject({ dueOn: '2027-03-02', firstDueOn: '2027-01-20', timesOverdue: 1 })

    setTime('2027-03-03T01:00:00Z')
    await countOverdueTasks(platform)
    expect(await stored(task.id)).toMatchObject({ timesOverdue: 2, level: 'coordinator' })

    setTime('2027-03-03T02:00:00Z')
    await close(march)
    // No further meeting is planned: due again a month later.
    expect(await stored(task.id)).toMatchObject({ dueOn: '2027-04-02', timesOverdue: 2 })
    setTime('2027-04-03T01:00:00Z')
    await countOverdueTasks(platform)
    expect(await stored(task.id)).toMatchObject({ timesOverdue: 3, level: 'secretary' })

    await reportTask(
      platform,
      w.officer,
      {
        regionCode: REGION,
        id: task.id,
        version: (await stored(task.id)).version,
        doneOn: '2027-04-03',
        note: undefined,
      },
      w.writerOf(w.officer),
    )
    const april = await meet('2027-05-04')
    expect(await onAgenda(april)).toEqual([])
    expect(await journey(task.id)).toEqual([
      'made',
      'overdue',
      'carried',
      'moved',
      'overdue',
      'escalated',
      'carried',
      'moved',
      'overdue',
      'escalated',
      'done',
    ])
  })

  test('that is late when its meeting closes is counted there, also when the clock has not counted it yet', async () => {
    const [january, february] = [await meet('2027-01-05'), await meet('2027-02-02')]
    const task = await make(january)
    setTime('2027-02-02T03:00:00Z')
    await close(february)
    expect(await stored(task.id)).toMatchObject({ timesOverdue: 1, countedFor: '2027-01-20', dueOn: '2027-03-04' })
    expect(await countOverdueTasks(platform)).toMatchObject({ counted: 0 })
  })

  test('done during the meeting still stands on its agenda as done', async () => {
    const [january, february] = [await meet('2027-01-05'), await meet('2027-02-02')]
    const task = await make(january)
    setTime('2027-02-02T02:00:00Z')
    await reportTask(
      platform,
      w.officer,
      { regionCode: REGION, id: task.id, version: 1, doneOn: '2027-01-19', note: 'Sudah di papan' },
      w.writerOf(w.officer),
    )
    expect((await openTasksOf(platform.db.sql, february)).map(one => one.state)).toEqual(['done'])
    expect(await close(february)).toEqual({ made: 0, carried: 0, settled: 1 })
    expect((await stored(task.id)).timesOverdue).toBe(0)
  })

  test('closing with three tasks takes as many statements as with one', async () => {
    const [january, february] = [await meet('2027-01-05'), await meet('2027-02-02')]
    await make(january)
    setTime('2027-02-02T03:00:00Z')
    const one = await countStatements(() => close(february))
    const march = await meet('2027-03-02')
    await make(february, { dueOn: '2027-02-10' })
    await make(february, { dueOn: '2027-02-11', ownerId: education })
    setTime('2027-03-02T03:00:00Z')
    const three = await countStatements(() => close(march))
    expect(three.value.carried).toBe(3)
    expect(three.statements).toBe(one.statements)
  })

  test('counting and writing to many takes no more statements than to one', async () => {
    const january = await meet('2027-01-05')
    await make(january)
    setTime('2027-01-25T02:00:00Z')
    const one = await countStatements(() => countOverdueTasks(platform))
    await make(january, { dueOn: '2027-01-06' })
    await make(january, { dueOn: '2027-01-07', ownerId: education })
    const three = await countStatements(() => countOverdueTasks(platform))
    expect([one.value.counted, three.value.counted]).toEqual([1, 2])
    expect(three.statements).toBe(one.statements)
  })
})

describe('who may', () => {
  test('the office reports, the secretariat directs, others do neither', async () => {
    const task = await make(await meet('2027-01-05'))
    const which = { regionCode: REGION, id: task.id, version: 1 }
    const report = { ...which, doneOn: undefined, note: 'x' }
    const reason = 'Keputusan pimpinan'
    for (const actor of [w.village, w.regionalHead]) {
      await expect(reportTask(platform, actor, report, w.writerOf(actor))).rejects.toMatchObject({ code: 'may-not' })
    }
    for (const actor of [w.other, w.mentor]) {
      await expect(reportTask(platform, actor, report, w.writerOf(actor))).rejects.toMatchObject({ code: 'not-found' })
      await expect(dropTask(platform, actor, { ...which, reason }, w.writerOf(actor))).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    for (const actor of [w.officer, w.ministry, w.auditor]) {
      await expect(
        moveTask(platform, actor, { ...which, dueOn: '2027-02-01', reason }, w.writerOf(actor)),
      ).rejects.toMatchObject({ code: 'may-not' })
    }
    await reportTask(platform, w.head, report, w.writerOf(w.head))
    await expect(reportTask(platform, w.head, report, w.writerOf(w.head))).rejects.toMatchObject({
      code: 'changed-meanwhile',
    })
    const moved = await moveTask(
      platform,
      w.coordinator,
      { ...which, version: 2, dueOn: '2027-02-01', reason },
      w.writerOf(w.coordinator),
    )
    expect(moved).toMatchObject({ dueOn: '2027-02-01', firstDueOn: '2027-01-20', version: 3 })
  })

  test('moving a day that passed counts it first; a dropped task is opened again only with a new day', async () => {
    const task = await make(await meet('2027-01-05'))
    const by = w.writerOf(w.secretariat)
    setTime('2027-01-25T02:00:00Z')
    const reason = 'Menunggu data pusat'
    const moved = await moveTask(
      platform,
      w.secretariat,
      { regionCode: REGION, id: task.id, version: 1, dueOn: '2027-02-10', reason },
      by,
    )
    expect(moved).toMatchObject({ timesOverdue: 1, dueOn: '2027-02-10' })
    await expect(
      moveTask(
        platform,
        w.secretariat,
        { regionCode: REGION, id: task.id, version: 2, dueOn: '2027-01-24', reason },
        by,
      ),
    ).rejects.toMatchObject({ fields: [{ field: 'dueOn' }] })
    await expect(
      dropTask(platform, w.secretariat, { regionCode: REGION, id: task.id, version: 2, reason: ' ' }, by),
    ).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
    await dropTask(platform, w.secretariat, { regionCode: REGION, id: task.id, version: 2, reason }, by)
    await expect(
      reportTask(
        platform,
        w.officer,
        { regionCode: REGION, id: task.id, version: 3, doneOn: '2027-01-25', note: undefined },
        w.writerOf(w.officer),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
    setTime('2027-03-01T02:00:00Z')
    expect(await countOverdueTasks(platform)).toMatchObject({ counted: 0 })
    const again = await moveTask(
      platform,
      w.secretariat,
      { regionCode: REGION, id: task.id, version: 3, dueOn: '2027-03-10', reason },
      by,
    )
    expect(again).toMatchObject({ state: 'open', timesOverdue: 1 })
  })

  test('a task needs words, a living office of the region and a day from the meeting on', async () => {
    const january = await meet('2027-01-05')
    await expect(
      make(january, { text: ' ', ownerId: await w.officeId('Dinas', OTHER_REGION), dueOn: '2027-01-04' }),
    ).rejects.toMatchObject({ fields: [{ field: 'text' }, { field: 'ownerId' }, { field: 'dueOn' }] })
    expect((await make(january, { text: '  Dua\n baris ' })).text).toBe('Dua baris')
    await ask(`update meeting.meeting set minutes_state = 'final' where id = $1`, [january.id])
    await expect(make(january)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('letters', () => {
  test('go once to the office, to the coordinator with the second day, to the secretariat with the third, not at night', async () => {
    const task = await make(await meet('2027-01-05'))
    // 06.30 WITA
    setTime('2027-01-20T22:30:00Z')
    await countOverdueTasks(platform)
    expect(await sendNotices(platform)).toMatchObject({ letters: 0, later: 2 })
    setTime('2027-01-20T22:41:00Z')
    expect(await sendNotices(platform)).toEqual({ letters: 2, sent: 2, dropped: 0, later: 0 })
    expect(await sendNotices(platform)).toEqual({ letters: 0, sent: 0, dropped: 0, later: 0 })
    const [first] = await ask<{ to_address: string; subject: string; body: string }>(
      'select * from mail.message order by to_address',
    )
    expect(first?.to_address).toBe('kepala-dinkes-luwu-timur@contoh.tudang.invalid')
    expect(first?.subject).toBe('Rapat Kabupaten Luwu Timur: 1 hal menunggu Anda')
    expect(first?.body).toContain('Tugas Dinas Kesehatan Luwu Timur: Menyiapkan data stunting')
    expect(first?.body).toContain(`/rapat/73.24/tugas/${task.id}`)

    await ask(`update meeting.task set due_on = '2027-02-10' where id = $1`, [task.id])
    // 22.00 WITA: counted at once, told in the morning.
    setTime('2027-02-11T14:00:00Z')
    await countOverdueTasks(platform)
    await emptyOutbox()
    setTime('2027-02-11T14:20:00Z')
    expect(await sendNotices(platform)).toMatchObject({ letters: 0, later: 3 })
    setTime('2027-02-11T22:00:00Z')
    expect(await sendNotices(platform)).toMatchObject({ letters: 3 })
    const addresses = (await ask<{ to_address: string }>('select to_address from mail.message')).map(m => m.to_address)
    expect(addresses).toContain('koordinator-luwu-timur@contoh.tudang.invalid')
    expect(addresses).not.toContain('sekretariat-luwu-timur@contoh.tudang.invalid')

    await ask(`update meeting.task set due_on = '2027-03-10' where id = $1`, [task.id])
    await emptyOutbox()
    setTime('2027-03-11T02:00:00Z')
    await countOverdueTasks(platform)
    setTime('2027-03-11T02:20:00Z')
    await sendNotices(platform)
    const last = (await ask<{ to_address: string }>('select to_address from mail.message')).map(m => m.to_address)
    expect(last).toContain('sekretariat-luwu-timur@contoh.tudang.invalid')
  })

  test('of a risen task go to who sits for its dimension, wherever it rises, and say who is asked and why', async () => {
    const secretariat = w.writerOf(w.secretariat)
    const [liv, env] = ['Koordinator Hunian', 'Koordinator Lingkungan']
    const council = await saveInstitution(
      platform,
      w.secretariat,
      { regionCode: REGION, id: undefined, version: undefined, input: { kind: 'council', name: 'Dewan Uji' } },
      secretariat,
    )
    await saveMembers(
      platform,
      w.secretariat,
      {
        regionCode: REGION,
        id: council.id,
        version: council.version,
        members: [
          { position: liv, title: liv, dimension: 'liv', accountId: w.coordinator.accountId },
          { position: env, title: env, dimension: 'env', accountId: w.regionalHead.accountId },
        ],
      },
      secretariat,
    )
    await ask(
      `insert into people.membership (account_id, role, region_code, valid_from) values ($1, 'dimension-coordinator', $2, '2020-01-01')`,
      [w.regionalHead.accountId, REGION],
    )
    const risen = async () =>
      (
        await ask<{ email: string }>(`select a.email from meeting.notice n join people.account a on a.id = n.account_id
          where n.level = 'coordinator' and n.state = 'waiting' order by 1`)
      ).map(one => one.email.replace('@contoh.tudang.invalid', ''))
    const [january, february] = [await meet('2027-01-05'), await meet('2027-02-02')]
    const task = await make(january, { dimension: 'liv' })
    setTime('2027-01-22T02:00:00Z')
    await countOverdueTasks(platform)
    const by = { regionCode: REGION, id: task.id, reason: 'Menunggu data' }
    await moveTask(platform, w.secretariat, { ...by, version: 1, dueOn: '2027-01-29' }, secretariat)
    // The close of a meeting counts the second day, and asks at once.
    setTime('2027-02-02T03:00:00Z')
    await close(february)
    expect(await risen()).toEqual(['koordinator-luwu-timur'])
    await emptyOutbox()
    setTime('2027-02-02T03:20:00Z')
    await sendNotices(platform)
    const letters = await ask<{ to_address: string; body: string }>('select to_address, body from mail.message')
    const mine = letters.find(one => one.to_address.startsWith('koordinator'))
    expect(mine?.body).toContain('Naik kepada Anda sebagai koordinator dimensi.')
    for (const { body } of letters) {
      expect(body).toContain(
        'Ditanyakan kepada Koordinator Dimensi Luwu Timur, bersama Dinas Kesehatan Luwu Timur.\nNaik karena 2 tenggat lewat, kepada yang duduk untuk dimensi Hunian di Dewan Uji.',
      )
    }
    // Another dimension asks who sits for it, and them alone.
    const input = { text: task.text, ownerId: task.ownerId, dimension: 'env' as const }
    const version = (await stored(task.id)).version
    await changeTask(platform, w.secretariat, { ...by, version, input }, secretariat)
    expect(await risen()).toEqual(['kepala-daerah-luwu-timur'])
    // Who lost the seat before the letter went is not written to.
    await ask(`update meeting.institution_member set account_id = $1 where dimension = 'env'`, [
      w.coordinator.accountId,
    ])
    await emptyOutbox()
    expect(await sendNotices(platform)).toMatchObject({ letters: 0, dropped: 1 })
    await ask(`delete from people.membership where role = 'dimension-coordinator' and account_id = $1`, [
      w.regionalHead.accountId,
    ])
  })

  test('tell an office of its new tasks when the meeting closes, and another one when the task becomes theirs', async () => {
    const january = await meet('2027-01-05')
    const task = await make(january)
    expect(await ask('select 1 from meeting.notice')).toEqual([])
    await close(january)
    const told = async () =>
      (
        await ask<{ email: string; level: string }>(`select a.email, n.level from meeting.notice n
          join people.account a on a.id = n.account_id where n.state = 'waiting' order by a.email`)
      )
        .map(({ email, level }) => `${email.split('@')[0]} ${level}`)
        .sort()
    const ofHealth = ['kepala-dinkes-luwu-timur owner', 'petugas-dinkes-luwu-timur owner']
    expect(await told()).toEqual(ofHealth)
    setTime('2027-01-05T06:00:00Z')
    expect(await sendNotices(platform)).toMatchObject({ letters: 2, sent: 2 })
    const [letter] = await ask<{ body: string }>('select body from mail.message limit 1')
    expect(letter?.body).toContain('Menyiapkan data stunting\nTenggat 20 Januari 2027')
    expect(letter?.body).not.toContain('sudah lewat')

    const planning = await w.officeId('Badan Perencanaan')
    const { version, text } = await stored(task.id)
    const by = w.writerOf(w.secretariat)
    const given = { regionCode: REGION, id: task.id, version, reason: 'Urusannya pindah' }
    await changeTask(
      platform,
      w.secretariat,
      { ...given, input: { text, ownerId: planning, dimension: undefined } },
      by,
    )
    expect(await told()).toEqual(['petugas-dan-pembimbing owner'])
    await transferTasks(
      platform,
      w.secretariat,
      { regionCode: REGION, fromId: planning, toId: health, reason: 'x' },
      by,
    )
    expect(await told()).toEqual([...ofHealth, 'petugas-dan-pembimbing owner'].sort())
    // Who no longer owes it is not written to.
    await emptyOutbox()
    setTime('2027-01-06T06:00:00Z')
    expect(await sendNotices(platform)).toMatchObject({ letters: 2, sent: 2, dropped: 1 })
  })

  test('are dropped when the task was done before they went', async () => {
    const task = await make(await meet('2027-01-05'))
    setTime('2027-01-21T02:00:00Z')
    await countOverdueTasks(platform)
    await reportTask(
      platform,
      w.officer,
      { regionCode: REGION, id: task.id, version: 1, doneOn: '2027-01-21', note: undefined },
      w.writerOf(w.officer),
    )
    setTime('2027-01-21T03:00:00Z')
    expect(await sendNotices(platform)).toEqual({ letters: 0, sent: 0, dropped: 2, later: 0 })
  })
})

test('all tasks of an office go to another, which then owes them; until then it cannot be archived silently', async () => {
  const january = await meet('2027-01-05')
  const [one, two] = [await make(january), await make(january, { dueOn: '2027-02-01' })]
  const by = w.writerOf(w.secretariat)
  expect((await officeDuties(platform.db.sql, health)).map(duty => duty.href)).toEqual([
    `/rapat/73.24/tugas/pindah-opd?dari=${health}`,
  ])
  const given = { regionCode: REGION, fromId: health, toId: education, reason: 'Perda 3/2027' }
  await expect(transferTasks(platform, w.officer, given, w.writerOf(w.officer))).rejects.toMatchObject({
    code: 'may-not',
  })
  await expect(transferTasks(platform, w.secretariat, { ...given, toId: health }, by)).rejects.toMatchObject({
    fields: [{ field: 'toId' }],
  })
  expect(await transferTasks(platform, w.secretariat, given, by)).toEqual({ tasks: 2, items: 0 })
  expect((await stored(one.id)).ownerId).toBe(education)
  expect(await journey(two.id)).toEqual(['made', 'changed'])
  expect(await officeDuties(platform.db.sql, health)).toEqual([])
  await expect(transferTasks(platform, w.secretariat, given, by)).rejects.toMatchObject({ code: 'conflict' })
})

test('a change of words or office keeps what it was in the journey', async () => {
  const task = await make(await meet('2027-01-05'))
  const changed = await changeTask(
    platform,
    w.secretariat,
    {
      regionCode: REGION,
      id: task.id,
      version: 1,
      reason: 'Salah alamat',
      input: { text: 'Menyiapkan data sekolah', ownerId: education, dimension: 'soc' },
    },
    w.writerOf(w.secretariat),
  )
  expect(changed).toMatchObject({ text: 'Menyiapkan data sekolah', ownerId: education, dimension: 'soc', version: 2 })
  const [, last] = await listTaskEvents(platform.db.sql, REGION, task.id)
  expect(last?.note).toMatch(/Dinas Kesehatan.* → Dinas Pendidikan.* Salah alamat/)
})

test('many changes in one moment come back in the order in which they were made', async () => {
  const task = await make(await meet('2027-01-05'))
  const words = Array.from({ length: 12 }, (_, n) => `Perubahan ${n}`)
  for (const [at, note] of words.entries()) {
    const given = { regionCode: REGION, id: task.id, version: at + 1, doneOn: at % 3 === 2 ? '2027-01-04' : undefined }
    await reportTask(platform, w.officer, { ...given, note }, w.writerOf(w.officer))
  }
  const events = await listTaskEvents(platform.db.sql, REGION, task.id)
  expect(new Set(events.map(one => one.happenedAt.getTime())).size).toBe(1)
  expect(events.slice(1).map(one => one.note)).toEqual(words)
})
