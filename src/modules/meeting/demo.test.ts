import { expect, test } from 'vitest'
import { testWorld } from '../../../test/support/world.ts'

const world = await testWorld('demo')
const rows = async <Row extends object>(text: string): Promise<Row[]> =>
  (await world.platform.db.pool.query(text)).rows as Row[]

test('Luwu Utara held its four workshops of 2022 on the days that the press tells, with letter, list and final minutes', async () => {
  const found =
    await rows(`select to_char(m.starts_at at time zone 'Asia/Makassar', 'YYYY-MM-DD') as day, m.minutes_state,
      m.letter_number is not null as numbered, (select count(*)::int from meeting.attendance a
        where (a.region_code, a.meeting_id) = (m.region_code, m.id)) > 20 as attended
    from meeting.meeting m where m.region_code = '73.22' and m.kind = 'bimtek' order by m.starts_at`)
  expect(found).toEqual(
    ['2022-06-13', '2022-07-18', '2022-08-22', '2022-09-21'].map(day => ({
      day,
      minutes_state: 'final',
      numbered: true,
      attended: true,
    })),
  )
})

test('Luwu Timur has a meeting to come with people invited, and tasks that are still open', async () => {
  const [coming] = await rows<{ invited: number }>(`select count(*)::int as invited from meeting.invitee i
    join meeting.meeting m on (m.region_code, m.id) = (i.region_code, i.meeting_id)
    where m.region_code = '73.24' and m.state = 'invited' and m.starts_at > now()`)
  expect(coming?.invited).toBeGreaterThan(10)
  const open = await rows(`select 1 from meeting.task where region_code = '73.24' and state = 'open'`)
  expect(open).toHaveLength(2)
})

test('one task rose to the coordinator who sits for its dimension in the executing team', async () => {
  const [risen] = await rows<{ id: string; level: string }>(
    `select id, level from meeting.task where region_code = '73.24' and level <> 'owner'`,
  )
  expect(risen).toMatchObject({ level: 'coordinator' })
  const asked = await rows(`select a.email, n.level from meeting.notice n join people.account a on a.id = n.account_id
    where n.subject_id = '${risen?.id}' and n.level = 'coordinator'`)
  expect(asked).toEqual([{ email: 'koordinator-luwu-timur@contoh.tudang.invalid', level: 'coordinator' }])
})
