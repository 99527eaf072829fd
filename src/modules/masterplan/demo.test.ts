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
