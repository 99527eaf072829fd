import { beforeEach, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { lettersSince } from '#platform/mail/letters.ts'
import { REGION, VILLAGE } from '../../portfolio-world.fixture.ts'
import { owingWorld } from '../../owing-world.fixture.ts'
import { sendReminders } from './send-reminders.ts'

const w = await owingWorld()
const morning = w.now()
const health = await w.portfolio.officeId('Dinas Kesehatan')
const box = (name: string) => `${name}@contoh.tudang.invalid`
const send = () => sendReminders(w.world.platform)

beforeEach(async () => {
  w.setTime(morning)
  await w.clear()
})

describe('a reminder', () => {
  test('goes to the people of the office that owes, in one letter each with everything they owe, and to nobody else', async () => {
    await w.addLate()
    await w.addLate({ days: 40 })
    const [programme] = await w.ask<{ id: string }>(
      'select id from portfolio.programme where archived_at is null order by code desc limit 1',
    )
    await w.ask(
      `insert into portfolio.budget (region_code, programme_id, year, source, planned)
       values ($1, $2, $3, 'dak', 5000000)`,
      [REGION, programme?.id, morning.getUTCFullYear() - 1],
    )
    await w.remind({ holders: [health] })
    expect(await send()).toMatchObject({ letters: 0, later: 2 })
    w.forward(0.2)
    expect(await send()).toEqual({ letters: 2, sent: 2, dropped: 0, later: 0, more: false })
    const letters = await w.letters()
    expect(letters.map(({ to }) => to)).toEqual([box('kepala-dinkes-luwu-timur'), box('petugas-dinkes-luwu-timur')])
    for (const { subject, text } of letters) {
      expect(subject).toBe('Program Kabupaten Luwu Timur: 3 hal menunggu Anda')
      expect(text).toMatch(/2 tonggak terlambat, paling lama \d/)
      expect(text).toContain('1 program tanpa laporan realisasi tahun lalu')
      expect(text).toContain(`/portofolio/73.24/tagihan?kantor=${health}`)
      expect(text).toContain('2 late milestones')
    }
  })

  test('is counted again when it goes: what was done meanwhile is dropped and nobody is written to', async () => {
    const { id } = await w.addLate()
    await w.remind({ holders: [health] })
    await w.ask('update portfolio.milestone set done_on = due_on where id = $1', [id])
    w.forward(1)
    expect(await send()).toEqual({ letters: 0, sent: 0, dropped: 2, later: 0, more: false })
    expect((await w.reminders()).map(({ drop_reason }) => drop_reason)).toEqual(['done', 'done'])
    expect(await w.letters()).toEqual([])
  })

  test('is dropped for somebody who left the office before the letter went', async () => {
    await w.addLate()
    await w.remind({ holders: [health] })
    const left = `update people.membership m set valid_to = $1 from people.account a
      where a.id = m.account_id and a.email = $2 and m.role = 'opd-officer'`
    await w.ask(left, [morning, box('petugas-dinkes-luwu-timur')])
    w.forward(1)
    expect(await send()).toMatchObject({ letters: 1, dropped: 1 })
    expect((await w.reminders()).find(({ state }) => state === 'dropped')?.drop_reason).toBe('no-role')
    await w.ask(left, [null, box('petugas-dinkes-luwu-timur')])
  })

  test('of the evening waits for the morning of the region', async () => {
    // 22.00 WITA
    w.setTime(new Date(morning.getTime() + 12 * 3_600_000))
    await w.addLate()
    await w.remind({ holders: [health] })
    w.forward(0.5)
    expect(await send()).toMatchObject({ letters: 0, later: 2 })
    const [first] = await w.reminders()
    // 06.00 WITA
    expect(first?.not_before).toEqual(new Date(morning.getTime() + 20 * 3_600_000))
    w.setTime(new Date(morning.getTime() + 20 * 3_600_000))
    expect(await send()).toMatchObject({ letters: 2 })
  })

  test('is asked twice and sent once; the next one is taken only hours after the letter', async () => {
    await w.addLate()
    expect(await w.remind({ holders: [health] })).toMatchObject({ people: 2, holders: 1 })
    expect(await w.remind({ holders: [health] })).toMatchObject({ people: 0 })
    w.forward(1)
    await send()
    expect(await w.remind({ holders: [health] })).toMatchObject({ people: 0 })
    w.forward(21)
    expect(await w.remind({ holders: [health] })).toMatchObject({ people: 2 })
  })
})

describe('the cap of letters a day', () => {
  test('counts letters about rounds too: after two of those the reminder waits for the next day', async () => {
    await w.addLate()
    const [officer] = await w.ask<{ id: string }>('select id from people.account where email = $1', [
      box('petugas-dinkes-luwu-timur'),
    ])
    for (const hours of [0, 4.5]) {
      await w.ask(
        `with sent as (insert into mail.message (to_address, subject, body) values ('x', 'Evaluasi', '-') returning id)
         insert into mail.letter (account_id, message_id, sent_at) select $1, id, $2 from sent`,
        [officer?.id, new Date(morning.getTime() - 3_600_000 + hours * 3_600_000)],
      )
    }
    w.forward(6)
    await w.remind({ holders: [health] })
    w.forward(1)
    expect(await send()).toMatchObject({ letters: 1, later: 1 })
    const late = (await w.reminders()).find(({ email }) => email === box('petugas-dinkes-luwu-timur'))
    expect(late?.not_before).toEqual(new Date(morning.getTime() + 20 * 3_600_000))
  })

  test('knows reminders that went out, so that letters about rounds keep away', async () => {
    await w.addLate()
    await w.remind({ holders: [health] })
    w.forward(1)
    await send()
    const [officer] = await w.ask<{ id: string }>('select id from people.account where email = $1', [
      box('petugas-dinkes-luwu-timur'),
    ])
    const sent = await w.world.platform.db.sql
      .transaction()
      .execute(tx => lettersSince(tx, [officer?.id ?? ''], morning))
    expect(sent.get(officer?.id ?? '')).toEqual([w.now()])
  })
})

test('a village hears of its own readings, an office of a place without one is told apart', async () => {
  await w.ask(
    `insert into portfolio.indicator (region_code, code, name, unit, direction, level, rollup, frequency)
     values ($1, 'TAGIH-1', 'Rumah dengan jamban', 'rumah', 'up', 4, 'sum', 'year')`,
    [REGION],
  )
  const done = await w.remind({ filter: { kinds: ['reading-due'] } })
  const [villages] = await w.ask<{ n: number }>(
    `select count(*)::int as n from region.region where region_code like '73.24.%' and level = 4 and archived_at is null`,
  )
  expect(done.holders).toBe(villages?.n)
  expect(done.unreachable).toHaveLength((villages?.n ?? 0) - done.people)
  expect(done.people).toBe(1)
  w.forward(1)
  expect(await send()).toMatchObject({ letters: 1 })
  const [letter] = await w.letters()
  expect(letter?.to).toBe(box('petugas-desa'))
  expect(letter?.text).toContain('1 capaian belum diisi')
  await w.clear()
  await w.ask(
    `insert into portfolio.indicator (region_code, code, name, unit, direction, level, rollup, frequency)
     values ($1, 'TAGIH-2', 'Rumah dengan listrik', 'rumah', 'up', 4, 'sum', 'year')`,
    [REGION],
  )
  await w.ask(
    `insert into portfolio.reading (region_code, indicator_id, place_code, period, value)
     select $1, id, $2, $3, 5 from portfolio.indicator where code = 'TAGIH-2'`,
    [REGION, VILLAGE, String(morning.getUTCFullYear() - 1)],
  )
  await expect(w.remind({ filter: { holderKind: 'village-office' } })).rejects.toMatchObject({ code: 'not-found' })
})

test('a hundred reminders take as many statements as one', async () => {
  await w.addLate()
  await w.remind({ holders: [health] })
  w.forward(1)
  const few = await countStatements(send)
  await w.clear()
  const offices = await w.ask<{ id: string }>(
    `select distinct o.id from people.organisation o join people.membership m on m.organisation_id = o.id
     where o.region_code = '73.24' and o.kind = 'opd' and m.role in ('opd-officer', 'opd-head')`,
  )
  for (const { id } of offices) await w.addLate({ leadId: id })
  w.forward(24)
  await w.remind()
  w.forward(1)
  const many = await countStatements(send)
  expect(many.value.letters).toBeGreaterThan(few.value.letters)
  expect(many.statements).toBe(few.statements)
})
