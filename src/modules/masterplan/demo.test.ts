import { expect, test } from 'vitest'
import { testWorld } from '../../../test/support/world.ts'
import { SHEETS } from './model.ts'

const world = await testWorld('demo')
const rows = async <Row extends object>(text: string): Promise<Row[]> =>
  (await world.platform.db.pool.query(text)).rows as Row[]

test('both regions have a series with cards on every sheet', async () => {
  const found = await rows(`select region_code, count(distinct sheet)::int as sheets
    from masterplan.card where archived_at is null group by 1 order by 1`)
  expect(found).toEqual([
    { region_code: '73.22', sheets: SHEETS.length },
    { region_code: '73.24', sheets: SHEETS.length },
  ])
})

test('Luwu Utara went through all four workshops, each opened with a review of the last, and everybody signed', async () => {
  const stages = await rows(`select stage, state, review is not null as reviewed, opened_despite
    from masterplan.workshop where region_code = '73.22' order by stage`)
  expect(stages).toEqual(
    [1, 2, 3, 4].map(stage => ({ stage, state: 'accepted', reviewed: stage > 1, opened_despite: null })),
  )
  expect(await rows(`select state from masterplan.commitment where region_code = '73.22'`)).toEqual([
    { state: 'signed' },
  ])
})

test('each region has published an edition, and a plan that goes on', async () => {
  expect(await rows(`select region_code, state from masterplan.edition order by 1`)).toEqual([
    { region_code: '73.22', state: 'published' },
    { region_code: '73.24', state: 'published' },
  ])
  const [open] = await rows<{ states: string[] }>(`select array_agg(distinct state) as states
    from masterplan.section where region_code = '73.24'`)
  expect(open?.states).toEqual(expect.arrayContaining(['empty', 'draft', 'accepted']))
})
