import writeXlsxFile from 'write-excel-file/node'
import { describe, expect, test } from 'vitest'
import { writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { Actor } from '#kit/actor.ts'
import { answersWorkbook } from '../../documents/answers-workbook.ts'
import { findAnswer } from '../../store/assessment/answers.ts'
import { readXlsx } from '../read-xlsx.ts'
import { applyWorkbook, keepWorkbook } from './apply-workbook.ts'
import { assessmentWorld, IMMUNISATION, refusal, SAMPAH, STUNTING } from './assessment.fixture.ts'
import { checkWorkbook } from './check-workbook.ts'
import { readAssessment } from './read-assessment.ts'

const world = await testWorld('demo')
const { platform } = world
const at = await assessmentWorld(world)
const { roundId, regionCode, officer, secretariat } = at

type Cells = (string | number | undefined)[][]

/** The workbook as this actor downloads it, its cells changed, and written again as an office would. */
async function filledIn(actor: Actor, change: (rows: Cells) => void): Promise<Uint8Array> {
  const bytes = await answersWorkbook(await readAssessment(platform, actor, roundId, regionCode), 'id')
  const cells: Cells = await readXlsx(new Uint8Array(bytes))
  change(cells)
  const data = cells.map(row =>
    row.map(value => (value === undefined ? null : typeof value === 'number' ? { value } : { value, type: String })),
  )
  return new Uint8Array(await writeXlsxFile(data).toBuffer())
}

const rowOf = (cells: Cells, question: string) => {
  const row = cells.find(one => one[0] === question)
  if (!row) throw new Error(`No row for ${question}`)
  return row
}
const check = (actor: Actor, bytes: Uint8Array) => checkWorkbook(platform, actor, roundId, regionCode, bytes)
const stored = (question: string) => findAnswer(platform.db.sql, roundId, regionCode, question)
async function upload(actor: Actor, bytes: Uint8Array): Promise<string> {
  const file = { name: 'isian.xlsx', bytes }
  return await keepWorkbook(platform, actor, { roundId, regionCode }, file, writerOf(actor))
}
const apply = (actor: Actor, fileId: string) =>
  applyWorkbook(platform, actor, { roundId, regionCode, fileId }, writerOf(actor))

test('what was downloaded and not changed changes nothing, whatever the texts hold', async () => {
  await at.save(secretariat, 'outcome.3.13.1', {
    narrative: '=1+1\nbaris kedua, "kutip" & <tanda>',
    figures: [
      { label: 'Rumah: layak', value: '-12.5', unit: 'per 1.000' },
      { label: 'Tanpa satuan', value: '1000' },
    ],
  })
  const report = await check(secretariat, await filledIn(secretariat, () => undefined))
  expect(report.faults).toEqual([])
  expect(report.changes).toEqual([])
  expect(report.same).toBe(117)
})

test('an office gets its own questions only, with a list for levels and its ids out of sight', async () => {
  const bytes = await answersWorkbook(await readAssessment(platform, officer, roundId, regionCode), 'id')
  const cells = await readXlsx(new Uint8Array(bytes))
  expect(cells.slice(1).map(row => row[0])).toEqual([STUNTING, IMMUNISATION])
  const { default: yauzl } = await import('yauzl')
  const zip = await yauzl.fromBufferPromise(bytes)
  const parts = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).toContain('<formula1>"0,1,2,3,4"</formula1>')
  expect(sheet.match(/<col [^>]*hidden="1"/g)).toHaveLength(2)
})

test('answers filled in are stored together, and the same file again changes nothing', async () => {
  const bytes = await filledIn(officer, cells => {
    const row = rowOf(cells, STUNTING)
    row[6] = 3
    row[7] = 'Diisi luring'
    row[8] = 'Baduta tertangani: 85,5 %\nPosyandu: 120'
    rowOf(cells, IMMUNISATION)[6] = '2'
  })
  const report = await check(officer, bytes)
  expect(report.faults).toEqual([])
  expect(report.changes.map(change => [change.row, change.question.id, change.level])).toEqual([
    [2, STUNTING, 3],
    [3, IMMUNISATION, 2],
  ])
  const fileId = await upload(officer, bytes)
  expect(await apply(officer, fileId)).toEqual({ saved: 2 })
  expect(await stored(STUNTING)).toMatchObject({
    level: 3,
    narrative: 'Diisi luring',
    figures: [
      { label: 'Baduta tertangani', value: '85.5', unit: '%' },
      { label: 'Posyandu', value: '120' },
    ],
    version: 1,
  })
  expect(await apply(officer, fileId)).toEqual({ saved: 0 })
  expect(await apply(officer, await upload(officer, bytes))).toEqual({ saved: 0 })
  expect((await stored(STUNTING))?.version).toBe(1)
})

describe('told by row and column, with nothing stored', () => {
  test.each(['3,5', 5, -1, '3.0', 'tiga', '=2+1'])('level %s', async level => {
    const bytes = await filledIn(officer, cells => void (rowOf(cells, IMMUNISATION)[6] = level))
    const report = await check(officer, bytes)
    expect(report.faults).toMatchObject([{ row: 3, column: 'level' }])
    const before = await stored(IMMUNISATION)
    expect((await refusal(apply(officer, await upload(officer, bytes)))).code).toBe('conflict')
    expect(await stored(IMMUNISATION)).toEqual(before)
  })

  test('an unknown question, one of another office, one twice, a figure that is none, a version that was changed', async () => {
    const bytes = await filledIn(officer, cells => {
      rowOf(cells, STUNTING)[8] = 'delapan puluh lima'
      rowOf(cells, IMMUNISATION)[1] = 'x'
      cells.push(['outcome.9.9', 1], [SAMPAH, 0, undefined, undefined, undefined, undefined, 4], [STUNTING, 1])
    })
    const report = await check(officer, bytes)
    expect(report.faults.map(fault => [fault.row, fault.column])).toEqual([
      [2, 'figures'],
      [3, 'version'],
      [4, 'id'],
      [5, 'id'],
      [6, 'id'],
    ])
  })

  test('an answer that changed in Tudang after the download; its neighbour is not stored without it', async () => {
    const bytes = await filledIn(officer, cells => {
      rowOf(cells, STUNTING)[7] = 'Versi luring'
      rowOf(cells, IMMUNISATION)[7] = 'Ikut'
    })
    const fileId = await upload(officer, bytes)
    const now = await stored(STUNTING)
    await at.save(at.officeHead, STUNTING, { version: now?.version, narrative: 'Versi kepala' })
    const report = await check(officer, bytes)
    expect(report.faults).toMatchObject([{ row: 2, column: 'version' }])
    expect((await refusal(apply(officer, fileId))).code).toBe('conflict')
    expect((await stored(STUNTING))?.narrative).toBe('Versi kepala')
    expect((await stored(IMMUNISATION))?.narrative).not.toBe('Ikut')
  })

  test('a file that is no workbook of ours', async () => {
    const other = new Uint8Array(await writeXlsxFile([[{ value: 'Nama', type: String }]]).toBuffer())
    expect((await refusal(check(officer, other))).fields[0]?.field).toBe('berkas')
    await expect(check(officer, new TextEncoder().encode('<html>'))).rejects.toMatchObject({ code: 'invalid' })
  })

  test('a workbook that somebody else uploaded', async () => {
    const fileId = await upload(secretariat, await filledIn(secretariat, () => undefined))
    expect((await refusal(apply(officer, fileId))).code).toBe('not-found')
  })
})
