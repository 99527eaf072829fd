import { expect, test } from 'vitest'
import { testWorld } from '../../../test/support/world.ts'

const world = await testWorld('demo')
const rows = async <Row extends object>(text: string): Promise<Row[]> =>
  (await world.platform.db.pool.query(text)).rows as Row[]

test('the demo portfolios cover the eighteen sub-dimensions in both regions', async () => {
  const found = await rows<{ region_code: string; subs: number; told: boolean }>(
    `select region_code, count(distinct sub_dimension) as subs,
      count(*) filter (where name like '%(peragaan)' or problem like '%Sumber:%') = count(*) as told
    from portfolio.programme group by 1 order by 1`,
  )
  expect(found).toEqual([
    { region_code: '73.22', subs: 18, told: true },
    { region_code: '73.24', subs: 18, told: true },
  ])
})

test('every village of both regions has two years of readings', async () => {
  const found = await rows(
    `with villages as (
      select left(region_code, 5) as region, region_code from region.region
      where level = 4 and archived_at is null and left(region_code, 5) in ('73.22', '73.24'))
    select v.region, count(*) as villages,
      count(*) filter (where (select count(distinct left(r.period, 4)) from portfolio.reading r
        where r.place_code = v.region_code) >= 2) as with_two_years
    from villages v group by 1 order by 1`,
  )
  expect(found).toEqual([
    { region: '73.22', villages: 173, with_two_years: 173 },
    { region: '73.24', villages: 128, with_two_years: 128 },
  ])
})

test('seeding again changes nothing', async () => {
  const count = () => rows('select count(*) as n from audit.event')
  const before = await count()
  for (const module of world.modules)
    if (module.name === 'portfolio') await module.demo?.(world.platform, () => undefined)
  expect(await count()).toEqual(before)
})
