import { expect, test } from 'vitest'
import { testWorld } from '../../../../../test/support/world.ts'
import { contentHash } from '../result-content.ts'
import { findFrozenRegion, listFrozenRegions } from '../../store/closing/frozen.ts'
import { findResults } from '../../store/results.ts'
import { findRound, listRoundRegions } from '../../store/round/rounds.ts'
import { loadReference } from '../../jobs/load-reference.ts'
import { saidOf } from './freeze.ts'
import { recomputeRound } from './recompute-round.ts'

const world = await testWorld('empty')
const { sql } = world.platform.db

const adopted = ['2022-kppn-ikn', '2023-kppn-ikn', '2023-regular']

test('every world has the published rounds, closed, with 42, 66 and 75 regions, and they compute to the same', async () => {
  const sizes: number[] = []
  for (const id of adopted) {
    const round = await findRound(sql, id)
    expect(round?.state).toBe('closed')
    expect(round?.title.id).toContain('hasil terbitan')
    sizes.push((await listRoundRegions(sql, id)).length)
    expect(await recomputeRound(sql, id)).toMatchObject({ equal: true, differences: [] })
  }
  expect(sizes).toEqual([42, 66, 75])
})

test('what is frozen says of all 183 regions exactly what was published', async () => {
  let count = 0
  for (const id of adopted) {
    const round = await findRound(sql, id)
    if (!round) throw new Error(`${id} is not there`)
    const regions = await listFrozenRegions(sql, id, { limit: 100 })
    const results = await findResults(
      sql,
      round.edition,
      regions.map(({ regionCode }) => regionCode),
    )
    for (const region of regions) {
      const result = results.get(region.regionCode)
      expect(contentHash(round.edition, saidOf(round, result?.regionName ?? '', region))).toBe(result?.contentSha256)
      count += 1
    }
  }
  expect(count).toBe(183)
})

test('Malang 2022 is frozen from its 59 question means and remarks, others from dimension scores, absent as absent', async () => {
  const malang = await findFrozenRegion(sql, '2022-kppn-ikn', '35.07')
  expect(malang?.inputs.given.kind).toBe('question-means')
  expect(Object.keys(malang?.outcome.questions ?? {})).toHaveLength(59)
  expect(malang?.outcome.index).toBe('2.51')
  expect(malang?.inputs.remarks.filter(({ kind }) => kind === 'recommendation')).toHaveLength(9)
  const kinds = (await listFrozenRegions(sql, '2022-kppn-ikn', { limit: 100 })).map(({ inputs }) => inputs.given.kind)
  expect(kinds.filter(kind => kind === 'dimension-scores')).toHaveLength(37)
  expect(kinds.filter(kind => kind === 'absent')).toHaveLength(4)
  const malang2023 = await findFrozenRegion(sql, '2023-kppn-ikn', '35.07')
  expect(malang2023?.outcome.change).toEqual({ basis: 'computed', value: '0.44' })
})

test('no date and no stage is made up, nobody is said to have signed, and loading again changes nothing', async () => {
  const round = await findRound(sql, '2022-kppn-ikn')
  expect(round?.stage).toBeUndefined()
  expect(round?.openedAt).toBeUndefined()
  expect(Object.keys(round?.steps ?? {}).toSorted()).toEqual(['result', 'review'])
  expect(round?.letter).toEqual({ resultNumber: 'B-1004/DJAI/AI.01.04/12/2022', resultDate: '2022-12-06' })
  const frozen = async () =>
    (await world.platform.db.pool.query('select * from evaluation.frozen_round order by 1')).rows
  const before = await frozen()
  const said: string[] = []
  await loadReference(world.platform, line => said.push(line))
  expect(said).toEqual([])
  expect(await frozen()).toEqual(before)
})
