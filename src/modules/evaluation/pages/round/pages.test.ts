import { expect, test } from 'vitest'
import { roundWorld } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'

const world = await testWorld('demo')
const { roundId } = await roundWorld(world)
const draft = (await roundWorld(world, { edition: '2032', open: false })).roundId
const ministry = await world.signIn('kementerian@contoh.tudang.invalid')

test.each([
  '/beranda',
  '/putaran',
  '/putaran/baru',
  `/putaran/${roundId}`,
  `/putaran/${draft}`,
  `/putaran/${roundId}/ubah`,
  `/putaran/${draft}/ubah`,
  `/putaran/${roundId}/daerah`,
  `/putaran/${roundId}/daerah?daerah=73.24`,
  `/putaran/${roundId}/papan`,
  `/putaran/${roundId}/papan.csv`,
  `/putaran/${roundId}/papan.xlsx`,
  `/putaran/${roundId}/panel`,
  `/putaran/${roundId}/panel?daerah=73.24`,
])('the ministry opens %s', async path => {
  const answer = await world.get(path, ministry)
  expect(answer.status).toBe(200)
})
