import { expect, test } from 'vitest'
import { moveSteps, roundWorld } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { getStand } from './stand.ts'

const world = await testWorld('demo')

test('a round that is opened stands open for its regions, its panel and everybody', async () => {
  const { roundId, secretariat, assessors, ministry } = await roundWorld(world)
  const { sql } = world.platform.db
  const stand = await getStand(sql, secretariat, roundId, '73.24')
  expect(stand).toMatchObject({ phase: 'filling', relation: 'secretariat', round: { state: 'open', stage: 'II' } })
  expect((await getStand(sql, assessors[1] ?? ministry, roundId, '73.22')).panel?.place).toBe(2)
  await moveSteps(world, roundId, { 'self-assessment': [-14, -1] })
  expect((await getStand(sql, secretariat, roundId, '73.24')).round.steps['self-assessment']?.endsOn).toBeDefined()
})
