import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testWorld } from '../../../test/support/world.ts'
import { demoSteps } from './demo-data.ts'
import { addDays } from './rules/round/days.ts'
import { seedDemoRound } from './demo.ts'

const world = await testWorld('demo')

const stored = async () => {
  const { rows } = await world.platform.db.pool.query<{ table: string; rows: string }>(`
    select 'answers of ' || region_code || ', ' || state as table, count(*) as rows from evaluation.answer group by 1
    union all select 'scores', count(*) from evaluation.score
    union all select 'remarks', count(*) from evaluation.panel_remark
    union all select 'submissions', count(*) from evaluation.submission
    union all select 'sheets handed in', count(*) from evaluation.panel_member where submitted_at is not null
    order by 1`)
  return rows
}

test('Luwu Timur is in the middle of its answers, Luwu Utara has handed in and is being scored', async () => {
  const rows = Object.fromEntries((await stored()).map(row => [row.table, Number(row.rows)]))
  expect(rows).toMatchObject({ 'answers of 73.22, verified': 115, submissions: 1, 'sheets handed in': 2 })
  for (const state of ['draft', 'ready', 'signed', 'verified', 'returned']) {
    expect(rows[`answers of 73.24, ${state}`], state).toBeGreaterThan(0)
  }
})

test('seeding again adds nothing', async () => {
  const before = await stored()
  await seedDemoRound(world.platform, () => undefined)
  expect(await stored()).toEqual(before)
})

test('every text of it says that it is invented', async () => {
  const { rows } = await world.platform.db.pool.query(`
    select narrative as text from evaluation.answer where narrative !~ 'Peragaan'
    union all select text from evaluation.panel_remark where text !~ 'Peragaan'
    union all select text from evaluation.comment where text !~ 'Peragaan'
    union all select note from evaluation.score where note !~ 'Peragaan'`)
  expect(rows).toEqual([])
})

test('on whatever day it is seeded, the answers are open today and the field review is on 8–9 June to come', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2021-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }), date => {
      const today = date.toISOString().slice(0, 10)
      const { edition, steps } = demoSteps(today, addDays)
      expect(steps.review).toEqual({ startsOn: `${edition}-06-08`, endsOn: `${edition}-06-09` })
      expect(steps.review.startsOn >= addDays(today, 60)).toBe(true)
      for (const step of ['self-assessment', 'verification', 'scoring'] as const) {
        expect(steps[step].startsOn <= today && today <= steps[step].endsOn).toBe(true)
      }
    }),
  )
})
