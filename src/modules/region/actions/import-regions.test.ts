import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock/clock.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import cohorts from '../../../../db/reference/cohorts.json' with { type: 'json' }
import expected from '../../../../db/reference/regions/expected_totals_per_province.json' with { type: 'json' }
import { testWorld, type World } from '../../../../test/support/world.ts'
import { packagedEdition, readEdition } from '../jobs/read-edition.ts'
import { regionImport } from '../jobs/region-import.ts'
import { importRegions } from './import-regions.ts'
import { findFormer, findRegion, listCohorts, listTallies } from '../store/regions.ts'

const rowsOf = async <T>(world: World, text: string) => (await world.platform.db.pool.query(text)).rows as T[]

describe('the packaged edition', () => {
  let world: World
  beforeAll(async () => {
    world = await testWorld('bare')
  })

  test('is loaded by one job that tells its progress', async () => {
    const done = await runNow(world.platform, regionImport, {})
    expect(done).toMatchObject({ state: 'done', done: 91_599, total: 91_599, resultHref: '/daerah' })
    expect(done.step).toBe('91599 baru, 0 berubah, 0 diarsipkan')
  })

  test('has the counts, people and area of every province that the decree names', async () => {
    const codes = Object.keys(expected)
    expect(codes).toHaveLength(38)
    const tallies = await listTallies(world.platform.db.sql, codes)
    for (const [code, totals] of Object.entries(expected)) {
      const tally = tallies.get(code) ?? {}
      expect({ code, ...totalsOf(tally) }).toEqual({
        code,
        kab: totals.kab,
        kota: totals.kota,
        kec: totals.kec,
        kel: totals.kel,
        desa: totals.desa,
      })
      const region = await findRegion(world.platform.db.sql, code)
      expect(region?.people).toBe(totals.penduduk)
      expect(Number(region?.areaKm2)).toBe(totals.luas)
    }
    const levels = await rowsOf(world, 'select level, count(*)::int as n from region.region group by 1 order by 1')
    expect(levels).toEqual([
      { level: 1, n: 38 },
      { level: 2, n: 514 },
      { level: 3, n: 7285 },
      { level: 4, n: 83_762 },
    ])
  })

  test('gives every regency people and area, and every region a known time zone', async () => {
    const { sql } = world.platform.db
    expect(
      await rowsOf(world, 'select 1 from region.region where level <= 2 and (people is null or area_km2 is null)'),
    ).toEqual([])
    expect(await findRegion(sql, '73.24')).toMatchObject({
      name: 'Kabupaten Luwu Timur',
      shortName: 'Kab. Luwu Timur',
      people: 323_422,
      areaKm2: '6745.772',
      timezone: 'WITA',
    })
    expect(await findRegion(sql, '91.03.01')).toMatchObject({ kind: 'distrik', timezone: 'WIT' })
    expect(await findRegion(sql, '35.07')).toMatchObject({ timezone: 'WIB' })
  })

  test('names every participant of 2017 and 2018 by the name that the list has, and marks what is inferred', async () => {
    const { sql } = world.platform.db
    const loaded = await listCohorts(sql)
    const named = cohorts.cohorts.flatMap(({ year, regions }) => regions.map(region => ({ year, ...region })))
    expect(loaded).toHaveLength(named.length)
    for (const { year, complete, size, regions } of cohorts.cohorts) {
      expect(regions.length, `cohort ${year}`).toBeLessThanOrEqual(size)
      if (complete) expect(regions).toHaveLength(size)
    }
    for (const { code, name } of named) expect((await findRegion(sql, code))?.name).toBe(name)
    expect(loaded.filter(({ inferred }) => inferred).map(({ regionCode, year }) => `${year} ${regionCode}`)).toEqual([
      '2019 32.11',
      '2019 35.71',
      '2019 64.71',
      '2019 81.71',
      '2022 73.09',
      '2022 73.73',
    ])
    const marks = new Set(Object.keys(cohorts.sources))
    for (const { source } of loaded) for (const mark of source.split(' ')) expect(marks).toContain(mark)
  })

  test('leads former codes to their successors', async () => {
    expect(await findFormer(world.platform.db.sql, '72.01.09.2012')).toEqual({
      code: '72.01.09.2012',
      name: 'Tohiti Sari',
      successor: '72.01.24.2007',
    })
  })

  test('changes nothing when loaded again, leaves an audit row each time, and no staged rows', async () => {
    const before = await rowsOf(world, 'select max(xmin::text::bigint) as x from region.region')
    const again = await runNow(world.platform, regionImport, {})
    expect(again.step).toBe('0 baru, 0 berubah, 0 diarsipkan')
    expect(await rowsOf(world, 'select max(xmin::text::bigint) as x from region.region')).toEqual(before)
    const events = await rowsOf<{ data: object }>(
      world,
      "select data from audit.event where event = 'region.edition.imported' order by id",
    )
    expect(events).toHaveLength(2)
    expect(events[0]?.data).toMatchObject({ added: 91_599, levels: { 2: 514 } })
    expect(await rowsOf(world, 'select 1 from region.staging')).toEqual([])
  })
})

describe('an import whose database connection ends in the middle', () => {
  test.each(['Menyalin baris', 'Menggabungkan'])(
    'while it says %s leaves nothing half-written and can be repeated',
    async step => {
      const world = await testWorld('bare')
      const { db } = world.platform
      const edition = await readEdition(packagedEdition())
      let killed = 0
      const tools = (importId: string, kill: boolean) => ({
        importId,
        now: world.platform.clock.now(),
        async progress(_done: number, _total: number, said: string) {
          if (!kill || said !== step || killed > 0) return
          const { rowCount } = await db.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle'`)
          killed = rowCount ?? 0
        },
      })
      await expect(importRegions(db, { accountId: undefined }, edition, tools(randomUUID(), true))).rejects.toThrow()
      expect(killed).toBeGreaterThan(0)
      expect(await rowsOf(world, 'select 1 from region.region union all select 1 from audit.event')).toEqual([])
      const counts = await importRegions(db, { accountId: undefined }, edition, tools(randomUUID(), false))
      expect(counts.added).toBe(91_599)
    },
  )
})

describe('a newer edition', () => {
  let world: World
  const clock = fixedClock('2026-01-10T00:00:00Z')
  beforeAll(async () => {
    world = await testWorld('bare', { clock })
    // Cohorts name regions all over the country; these small editions have one province only.
    await world.platform.db.pool.query('alter table region.cohort drop constraint cohort_region_code_fkey')
  })

  const edition = async (files: { regencies?: string[]; districts?: string[]; villages?: string[] }) => {
    const folder = join(await mkdtemp(join(tmpdir(), 'edition-')), 'data')
    await mkdir(folder)
    const all = {
      provinces: ['code,name', '73,Sulawesi Selatan'],
      regencies: ['code,province_code,name', '73.24,73,Kabupaten Luwu Timur', ...(files.regencies ?? [])],
      districts: ['code,regency_code,name', '73.24.04,73.24,Malili', ...(files.districts ?? [])],
      villages: ['code,district_code,name', ...(files.villages ?? manyVillages(20))],
    }
    for (const [name, lines] of Object.entries(all))
      await writeFile(join(folder, `${name}.csv`), `${lines.join('\n')}\n`)
    return folder
  }
  const manyVillages = (count: number) =>
    Array.from({ length: count }, (_, i) => `73.24.04.${2001 + i},73.24.04,Desa ${i + 1}`)
  const load = async (folder: string) => await runNow(world.platform, regionImport, { folder })

  test('adds, renames, archives what it lacks, and brings a code back that returns', async () => {
    const { sql } = world.platform.db
    expect((await load(await edition({}))).step).toBe('23 baru, 0 berubah, 0 diarsipkan')
    const next = [
      ...manyVillages(19).slice(1),
      '73.24.04.2001,73.24.04,Puncak Indah',
      '73.24.04.2030,73.24.04,Wewangriu',
    ]
    clock.set('2027-01-10T00:00:00Z')
    expect((await load(await edition({ villages: next }))).step).toBe('1 baru, 1 berubah, 1 diarsipkan')
    expect(await findRegion(sql, '73.24.04.2020')).toMatchObject({ archivedAt: new Date('2027-01-10T00:00:00Z') })
    expect(await findRegion(sql, '73.24.04.2001')).toMatchObject({ name: 'Puncak Indah' })
    expect((await listTallies(sql, ['73.24'])).get('73.24')).toEqual({ kecamatan: 1, desa: 20 })
    expect((await load(await edition({ villages: [...next, '73.24.04.2020,73.24.04,Desa 20'] }))).step).toBe(
      '0 baru, 1 berubah, 0 diarsipkan',
    )
    expect((await findRegion(sql, '73.24.04.2020'))?.archivedAt).toBeUndefined()
  })

  test('that is cut off changes nothing and says so', async () => {
    const before = await rowsOf(world, 'select region_code, name, archived_at from region.region order by 1')
    const failed = await load(await edition({ villages: manyVillages(4) }))
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed.failure?.id).toMatch(/kehilangan 17 dari 21 daerah tingkat 4/)
    expect(await rowsOf(world, 'select region_code, name, archived_at from region.region order by 1')).toEqual(before)
    expect(await rowsOf(world, 'select 1 from region.staging')).toEqual([])
  })

  test.each([
    ['a district of no regency', { districts: ['73.99.01,73.99,Entah'] }, /73\.99\.01 tidak punya induk/],
    ['a code twice', { regencies: ['73.24,73,Kabupaten Luwu Timur'] }, /73\.24 tertulis dua kali/],
    ['a page of HTML', { villages: ['<html>,"oops', '</html>'] }, /villages\.csv tidak dapat dibaca/],
  ])('with %s is refused with a sentence', async (_, files, sentence) => {
    const failed = await load(await edition(files))
    expect(failed.state).toBe('failed')
    expect(failed.failure?.id).toMatch(sentence)
  })

  test('that is not there is refused with a sentence', async () => {
    expect((await load('/nowhere')).failure?.en).toMatch(/provinces\.csv cannot be read/)
  })
})

function totalsOf(tally: Partial<Record<string, number>>) {
  return {
    kab: tally['kabupaten'] ?? 0,
    kota: tally['kota'] ?? 0,
    kec: (tally['kecamatan'] ?? 0) + (tally['distrik'] ?? 0),
    kel: tally['kelurahan'] ?? 0,
    desa: (tally['desa'] ?? 0) + (tally['desa adat'] ?? 0),
  }
}
