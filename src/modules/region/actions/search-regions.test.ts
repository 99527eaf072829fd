import { beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld, type World } from '../../../../test/support/world.ts'
import { searchRegions, type SearchOptions } from './search-regions.ts'

let world: World
beforeAll(async () => {
  world = await testWorld('empty')
})

const search = async (words: string, options?: SearchOptions) =>
  (await searchRegions(world.platform.db.sql, words, options)).map(region => `${region.code} ${region.shortName}`)

describe('a search', () => {
  test.each([
    ['73.24', '73.24 Kab. Luwu Timur'],
    ['7324', '73.24 Kab. Luwu Timur'],
    ['73 24 04 1003', '73.24.04.1003 Malili'],
    ['luwu', '73.17 Kab. Luwu'],
    ['LUWU TIMUR', '73.24 Kab. Luwu Timur'],
    ['timur luwu', '73.24 Kab. Luwu Timur'],
    ['Luwu Tmur', '73.24 Kab. Luwu Timur'],
    ['luwutimur', '73.24 Kab. Luwu Timur'],
    ['mlaili', '73.24.04 Malili'],
    ['bandng', '32.04 Kab. Bandung'],
    ['kota bandng', '32.73 Kota Bandung'],
    ['jakrata', '31 DKI Jakarta'],
    ['dki', '31 DKI Jakarta'],
    ['daerah istimewa yogyakarta', '34 DI Yogyakarta'],
    ['yogjakarta', '34 DI Yogyakarta'],
    ['prov. jawa timur', '35 Jawa Timur'],
    ['kab malang', '35.07 Kab. Malang'],
    ['kota malang', '35.73 Kota Malang'],
    ['tanjung pinang', '21.72 Kota Tanjung Pinang'],
    ['tanjungpinang', '21.72 Kota Tanjung Pinang'],
    ['Tanjung Balai', '12.74 Kota Tanjungbalai'],
    ['pematang siantar', '12.72 Kota Pematangsiantar'],
    ['muko muko', '17.06 Kab. Mukomuko'],
    ['kec malili', '73.24.04 Malili'],
    ['kelurahan malili', '73.24.04.1003 Malili'],
    ['malili luwu timur', '73.24.04 Malili'],
    ['sukamaju, kab. bogor', '32.01.06.2001 Sukamaju'],
    ["ma'rang", '73.10.08 Marang'],
  ])('for %j finds %s first', async (words, first) => {
    expect((await search(words))[0]).toBe(first)
  })

  test('finds a region by the name it had in an older edition', async () => {
    expect(await search('Kisam Kuta Buluh')).toContain('11.02.03.2002 Kuta Buluh')
  })

  test('puts upper levels first among names that match as well', async () => {
    const levels = (await searchRegions(world.platform.db.sql, 'ka', { limit: 200 })).map(({ level }) => level)
    expect(levels).toEqual([...levels].sort())
    expect(new Set(levels)).toEqual(new Set([1, 2, 3]))
    expect((await search('banjar', { limit: 2 })).sort()).toEqual(['32.79 Kota Banjar', '63.03 Kab. Banjar'])
  })

  test('gives each region the names above it', async () => {
    const [malili] = await searchRegions(world.platform.db.sql, '73.24.04.1003')
    expect(malili?.path).toEqual([
      { code: '73', shortName: 'Sulawesi Selatan' },
      { code: '73.24', shortName: 'Kab. Luwu Timur' },
      { code: '73.24.04', shortName: 'Malili' },
    ])
  })

  test('keeps to a level and a limit', async () => {
    const found = await searchRegions(world.platform.db.sql, 'luwu', { level: 2, limit: 2 })
    expect(found.map(({ code }) => code)).toEqual(['73.17', '73.22'])
  })

  test.each(['', '   ', '%', "' or 1=1 --", '{}', '\\', '\u0000', '💧💧', 'zzzzqqqq'])(
    'for %j finds nothing and does no harm',
    async words => {
      expect(await search(words)).toEqual([])
    },
  )

  test('of more than 100 characters is refused with a sentence', async () => {
    await expect(search('a'.repeat(10_000))).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'q', sentence: { id: expect.stringMatching(/paling panjang 100 huruf/) } }],
    })
    await expect(search('a'.repeat(100))).resolves.toEqual([])
  })

  test('sends at most four statements, whatever is found', async () => {
    const sent = async (words: string) =>
      (await countStatements(() => searchRegions(world.platform.db.sql, words))).statements
    expect(await sent('73.24.04.1003')).toBe(2)
    expect(await sent('73')).toBe(2)
    for (const words of ['mlaili', 'luwu timur', 'tanjung baru timur', 'sukamaju', 'ban tan kan man san dan']) {
      expect(await sent(words)).toBeLessThanOrEqual(4)
    }
  })
})
