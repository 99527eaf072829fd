import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { testWorld } from '../../../../test/support/world.ts'
import { Problem } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { root } from '#platform/root.ts'
import type { ReportRow } from '../store/imports.ts'
import { findResult, findResultDetails } from '../store/results.ts'
import { findToken } from '../store/tokens.ts'
import { exportResults } from '../documents/export-results.ts'
import { importResultsFile } from './import-results-file.ts'
import { publishInstrument } from './publish-instrument.ts'

const world = await testWorld('empty')
const { platform } = world
const { db } = platform
const writer = { accountId: undefined }

interface JsonRow {
  region?: string
  region_name?: string
  group?: string
  scores: Record<string, unknown>
  [more: string]: unknown
}

const published = JSON.parse(await readFile(join(root, 'db/reference/results/2023.json'), 'utf8')) as {
  rows: JsonRow[]
  [more: string]: unknown
}

let table: typeof published
beforeEach(() => {
  table = structuredClone(published)
})

const row = (name: string): JsonRow => {
  const found = table.rows.find(one => one.region_name === name)
  if (!found) throw new Error(`No row of ${name}`)
  return found
}

const run = (json: object | string, options: { edition?: string; apply?: boolean; name?: string } = {}) =>
  importResultsFile(platform, {
    name: options.name ?? 'uji.json',
    bytes: new TextEncoder().encode(typeof json === 'string' ? json : JSON.stringify(json)),
    edition: options.edition ?? '2023',
    source: 'Surat uji',
    apply: options.apply ?? false,
    writer,
  })

const codes = (rows: readonly ReportRow[]) => rows.map(one => [one.name, ...one.faults.map(fault => fault.code)])

test('the published tables are in every world: 42 and 141 regions, absent ones without scores or index', async () => {
  const counted = await db.pool.query(
    `select edition_id, count(*)::int as n, count(index)::int as indexed, count(*) filter (where not took_part)::int as absent
     from evaluation.result group by 1 order by 1`,
  )
  expect(counted.rows).toEqual([
    { edition_id: '2022', n: 42, indexed: 38, absent: 4 },
    { edition_id: '2023', n: 141, indexed: 130, absent: 11 },
  ])
  const luwuTimur = await findResult(db.sql, '2023', '73.24')
  expect(luwuTimur).toMatchObject({ tookPart: false, index: null, printedIndex: null, rank: null, scores: {} })
  const malang = await findResult(db.sql, '2023', '35.07')
  expect(malang).toMatchObject({ index: '2.94', improvement: '0.44', improvementBasis: 'computed', change: '0.44' })
  const malang2022 = await findResult(db.sql, '2022', '35.07')
  expect(malang2022).toMatchObject({ index: '2.51', printedIndex: '2.51', exactSum: '2.504000' })
})

test('the same table again is wholly unchanged', async () => {
  const { ok, report } = await run(table)
  expect(ok).toBe(true)
  expect(report.counts).toMatchObject({ rows: 141, unchanged: 141, added: 0, changed: 0, faulty: 0 })
})

test('a region that does not exist is reported by row and name, with the nearest one', async () => {
  row('Kabupaten Badung').region = '51.99'
  delete row('Kota Surakarta').region
  row('Kota Surakarta').region_name = 'Kota Surakrta'
  const { ok, report } = await run(table)
  expect(ok).toBe(false)
  expect(codes(report.rows)).toEqual([
    ['Kabupaten Badung', 'region-unknown'],
    ['Kota Surakrta', 'region-unknown'],
  ])
  expect(report.rows[0]?.faults[0]?.sentence).toEqual({
    id: 'Tidak ada daerah dengan kode 51.99. Maksudnya Kabupaten Badung (51.03)?',
    en: 'There is no region with code 51.99. Do you mean Kabupaten Badung (51.03)?',
  })
  expect(report.rows[1]?.faults[0]?.sentence.id).toContain('Kota Surakarta (33.72)')
})

test('a region may be given by its name alone, as printed', async () => {
  for (const name of ['KAB. BADUNG', 'Kab Badung', 'kabupaten  badung']) {
    delete row('Kabupaten Badung').region
    table.rows[0] = { ...row('Kabupaten Badung'), printed_name: name, region_name: name }
    expect((await run(table)).ok).toBe(true)
    table = structuredClone(published)
  }
})

test('a code and a name that mean different regions are reported', async () => {
  row('Kabupaten Badung').region = '51.02'
  const { report } = await run({ ...table, rows: [row('Kabupaten Badung')] })
  expect(codes(report.rows)).toEqual([['Kabupaten Badung', 'region-mismatch']])
})

test('two rows for one region are both reported, each naming the other', async () => {
  table.rows.push(structuredClone(row('Kabupaten Badung')))
  const { report } = await run(table)
  expect(report.rows.map(one => [one.row, one.faults[0]?.code])).toEqual([
    [1, 'region-twice'],
    [142, 'region-twice'],
  ])
  expect(report.rows[1]?.faults[0]?.sentence.id).toBe('Kabupaten Badung sudah ada di baris 1. Hapus salah satu baris.')
})

test('"3,5" is answered with what to write, and nothing is guessed', async () => {
  row('Kabupaten Badung').scores['output'] = '3,5'
  const { report } = await run(table)
  const [fault] = report.rows[0]?.faults ?? []
  expect(fault).toMatchObject({ code: 'decimal-comma', column: 'output', mayBeReasoned: false })
  expect(fault?.sentence.id).toBe('“3,5” memakai koma. Tulis 3.50.')
})

test('an empty cell is reported as empty, never read as 0', async () => {
  row('Kabupaten Badung').scores['impact'] = ''
  row('Kabupaten Bandung')['printed_final'] = null
  const { report } = await run(table)
  expect(codes(report.rows)).toEqual([
    ['Kabupaten Badung', 'cell-empty'],
    ['Kabupaten Bandung', 'cell-empty'],
  ])
  expect(report.rows[0]?.faults[0]?.column).toBe('impact')
})

test('scores outside the scale, too fine, or as a JSON number are reported', async () => {
  row('Kabupaten Badung').scores['output'] = '4.01'
  row('Kabupaten Bandung').scores['output'] = '2.231'
  row('Kabupaten Banjar').scores['output'] = 2.29
  const { report } = await run(table)
  expect(report.rows.map(one => one.faults[0]?.code)).toEqual(['outside-scale', 'too-many-places', 'not-a-decimal'])
})

test('a weight that the file leaves out for a group is reported, and so is one that the instrument does not have', async () => {
  const { outcome: _, ...rest } = table['weights_regular'] as Record<string, string>
  const regular = table.rows.filter(one => one.group === 'regular').length
  const short = await run({ ...table, weights_regular: rest })
  expect(short.report.counts.faulty).toBe(regular)
  expect(short.report.rows[0]?.faults[0]).toMatchObject({ code: 'weight-missing', column: 'outcome' })
  const { weights_regular: __, ...without } = table
  expect((await run(without)).report.rows[0]?.faults[0]?.sentence.id).toContain('weights_regular')
  row('Kabupaten Badung').scores['collaboration'] = '3.00'
  const extra = await run(table)
  expect(codes(extra.report.rows)).toEqual([['Kabupaten Badung', 'weight-missing']])
  const other = await run({
    ...table,
    rows: published.rows,
    weights: { ...(table['weights'] as object), impact: '0.30' },
  })
  expect(other.report.rows[0]?.faults[0]?.code).toBe('weight-other')
})

test('an unknown instrument is refused: of the file with one sentence, of a row by name', async () => {
  await expect(run({ ...table, instrument: 'smart-city-1999' })).rejects.toThrow('smart-city-1999')
  row('Kabupaten Badung')['instrument'] = 'smart-city-1999'
  expect(codes((await run(table)).report.rows)).toEqual([['Kabupaten Badung', 'instrument-unknown']])
})

test('an instrument whose weights sum to 0.99 is not published', async () => {
  const instrument = JSON.parse(
    await readFile(join(root, 'db/reference/instruments/smart-city-2023-regular.json'), 'utf8'),
  ) as { id: string; dimensions: { weight: string }[] }
  instrument.id = 'smart-city-2099-regular'
  if (instrument.dimensions[0]) instrument.dimensions[0].weight = '0.09'
  await expect(publishInstrument(platform, instrument, writer)).rejects.toThrow('0.99')
  expect(
    (await db.pool.query(`select 1 from evaluation.instrument where id = 'smart-city-2099-regular'`)).rowCount,
  ).toBe(0)
})

test('a published instrument cannot be changed or deleted, not even past the program', async () => {
  await expect(db.pool.query(`update evaluation.instrument set title = '{}'`)).rejects.toThrow('never changes')
  await expect(db.pool.query(`delete from evaluation.instrument`)).rejects.toThrow('never changes')
})

test('an absent region with scores is reported', async () => {
  row('Kabupaten Luwu Timur').scores['output'] = '2.00'
  expect(codes((await run(table)).report.rows)).toEqual([['Kabupaten Luwu Timur', 'absent-with-scores']])
})

test('an edition must be known: none, or nonsense, is refused', async () => {
  const csv = 'kode_wilayah,baseline\n73.24,2.00\n'
  const bytes = new TextEncoder().encode(csv)
  const given = { name: 'a.csv', bytes, apply: false, writer }
  await expect(importResultsFile(platform, given)).rejects.toBeInstanceOf(Problem)
  await expect(importResultsFile(platform, { ...given, edition: 'besok' })).rejects.toThrow('edition is not known')
})

test('an index that the rule does not give is reported with its arithmetic and stops the import', async () => {
  row('Kabupaten Malang')['printed_final'] = '2.95'
  const { ok, applied, report } = await run(table, { apply: true })
  expect([ok, applied]).toEqual([false, false])
  const faults = report.rows[0]?.faults ?? []
  expect(faults[0]).toMatchObject({
    code: 'index-not-reproduced',
    printed: '2.95',
    computed: '2.94',
    mayBeReasoned: true,
  })
  expect(faults[0]?.sentence.id).toContain('Tercetak 2,95, aturan memberi 2,94: 0,10 × ')
  expect(faults[0]?.sentence.en).toMatch(/= 2\.9\d+, rounded 2\.94\.$/)
  expect((await findResult(db.sql, '2023', '35.07'))?.printedIndex).toBe('2.94')
})

test('a wrong printed change is reported with both indices', async () => {
  row('Kabupaten Malang')['printed_improvement'] = '0.43'
  const { report } = await run(table)
  expect(report.rows[0]?.faults[0]).toMatchObject({ code: 'improvement-not-reproduced', computed: '0.44' })
  expect(report.rows[0]?.faults[0]?.sentence.en).toContain('2.94 − 2.50 = +0.44')
})

test('with a reason a deviating row is accepted: the computed index is published, the printed one beside it', async () => {
  row('Kabupaten Malang')['printed_final'] = '2.95'
  row('Kabupaten Malang')['deviation_reason'] = 'Surat ralat contoh'
  const before = (await findResultDetails(db.sql, '2023', '35.07')).token ?? ''
  const { applied, report } = await run(table, { apply: true })
  expect(applied).toBe(true)
  expect(report.counts).toMatchObject({ changed: 1, unchanged: 140, deviating: 1 })
  const malang = await findResult(db.sql, '2023', '35.07')
  expect(malang).toMatchObject({ index: '2.94', printedIndex: '2.95', deviationReason: 'Surat ralat contoh' })
  // The old sheet is still found, and says that it was superseded; the new one has its own token.
  const old = await findToken(db.sql, before.toLowerCase().replaceAll('-', ' '))
  expect(old?.supersededAt).toBeInstanceOf(Date)
  const now = (await findResultDetails(db.sql, '2023', '35.07')).token ?? ''
  expect(now).not.toBe(before)
  expect((await findToken(db.sql, now))?.contentSha256).toBe(malang?.contentSha256)
  const kept = await db.pool.query(
    `select content->>'printed_index' as printed from evaluation.result_superseded where region_code = '35.07'`,
  )
  expect(kept.rows).toEqual([{ printed: '2.94' }])
  // And back again by another import.
  expect((await run(published, { apply: true })).report.counts.changed).toBe(1)
  expect((await findResult(db.sql, '2023', '35.07'))?.deviationReason).toBeNull()
})

test('nothing of a table is written while one of its rows is wrong', async () => {
  row('Kota Surakarta').region = '00.00'
  const rows = table.rows.map(one => ({ ...one, instrument: 'smart-city-2023-regular', group: 'regular' }))
  const csv = { ...table, weights: undefined, weights_regular: undefined, rows }
  expect((await run(csv, { edition: '2031', apply: true })).applied).toBe(false)
  expect((await db.pool.query(`select 1 from evaluation.result where edition_id = '2031'`)).rowCount).toBe(0)
  expect((await db.pool.query(`select 1 from evaluation.edition where id = '2031'`)).rowCount).toBe(0)
})

test('what is exported can be imported: every format of 2023 comes back unchanged', async () => {
  for (const format of ['json', 'csv', 'xlsx'] as const) {
    const bytes = await exportResults(db, '2023', format)
    const { ok, report } = await importResultsFile(platform, {
      name: `hasil.${format}`,
      bytes,
      edition: '2023',
      apply: false,
      writer,
    })
    expect([format, ok, report.rows]).toEqual([format, true, []])
    expect(report.counts).toMatchObject({ rows: 141, faulty: 0, deviating: 0, added: 0 })
  }
})

test('the number of statements does not grow with the rows', async () => {
  const few = await countStatements(() => run({ ...table, rows: [row('Kabupaten Badung'), row('Kabupaten Malang')] }))
  const all = await countStatements(() => run(table))
  expect(all.statements).toBe(few.statements)
})

test('a table of an earlier year that comes later changes what is computed in the year after it, and nothing else', async () => {
  const year = (edition: string, index: string, improvement: string | null) => ({
    edition,
    rows: ['35.07', '35.08'].map(region => ({
      region,
      group: 'regular',
      instrument: 'smart-city-2023-regular',
      scores: { baseline: index, output: index, outcome: index, impact: index, 'quick-wins': index },
      printed_index: index,
      printed_improvement: region === '35.07' ? improvement : null,
    })),
  })
  expect((await run(year('2036', '2.50', '0.30'), { edition: '2036', apply: true })).applied).toBe(true)
  const before = await findResult(db.sql, '2036', '35.07')
  expect(before).toMatchObject({ improvement: null, improvementBasis: 'not-recomputable', change: '0.30' })
  const earlier = year('2035', '2.10', null)
  earlier.rows.pop()
  expect((await run(earlier, { edition: '2035', apply: true })).applied).toBe(true)
  const after = await findResult(db.sql, '2036', '35.07')
  expect(after).toMatchObject({
    improvement: '0.40',
    improvementBasis: 'computed',
    printedImprovement: '0.30',
    index: '2.50',
  })
  expect(after?.contentSha256).not.toBe(before?.contentSha256)
  expect((await findResult(db.sql, '2036', '35.08'))?.improvement).toBeNull()
  // Imported again, the printed change is now seen to deviate.
  const again = await run(year('2036', '2.50', '0.30'), { edition: '2036' })
  expect(again.report.rows.map(one => one.faults[0]?.code)).toEqual(['improvement-not-reproduced'])
})

test('5,000 rows are checked and applied, and are unchanged when they come again', async () => {
  const { rows } = await db.pool.query<{ region_code: string }>(
    `select region_code from region.region where level = 4 order by region_code limit 5000`,
  )
  const lines = rows.map(
    ({ region_code }) => `${region_code},regular,smart-city-2023-regular,ya,2.00,2.00,2.00,2.00,2.00,2.00`,
  )
  const csv = `kode_wilayah,kelompok,instrumen,hadir,baseline,output,outcome,impact,quick_wins,indeks\n${lines.join('\n')}\n`
  const checked = await run(csv, { edition: '2040', name: 'besar.csv' })
  expect(checked.report.counts).toMatchObject({ rows: 5000, added: 5000, faulty: 0 })
  expect((await run(csv, { edition: '2040', name: 'besar.csv', apply: true })).applied).toBe(true)
  expect((await run(csv, { edition: '2040', name: 'besar.csv' })).report.counts.unchanged).toBe(5000)
}, 60_000)
