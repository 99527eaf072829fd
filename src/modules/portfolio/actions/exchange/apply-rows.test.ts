import { expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { ProgrammeRow } from '../../model-exchange.ts'
import { portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { listStoredRows } from '../../store/exchange/stored-rows.ts'
import { applyProgrammeRows } from './apply-rows.ts'

const world = await testWorld('demo')
const people = await portfolioWorld(world)
const { platform } = world
const writer = people.writerOf(people.secretariat)

const row = async (code: string, more: Partial<ProgrammeRow> = {}): Promise<ProgrammeRow> => ({
  input: await people.input({ code, places: ['73.24.04', '73.24.04.2005'] }),
  status: { status: 'running', since: '2024-03-01', reason: undefined, note: undefined },
  budget: [{ year: 2025, source: 'apbd-kabupaten', planned: 500_000_000n, realised: undefined }],
  milestones: [{ title: 'Aplikasi dipakai', dueOn: '2025-06-30', doneOn: undefined, ownerId: undefined }],
  ...more,
})
const apply = (rows: ProgrammeRow[], actor = people.secretariat) =>
  applyProgrammeRows(platform, actor, { regionCode: REGION, rows }, writer)
const count = async (table: string) =>
  Number((await platform.db.pool.query(`select count(*) as n from portfolio.${table}`)).rows[0].n)

test('rows are stored with status, money, milestones and history, and the same rows again change nothing', async () => {
  const rows = [await row('APL-1'), await row('APL-2'), await row('APL-3', { status: undefined })]
  expect(await apply(rows)).toEqual({ created: 3, changed: 0, unchanged: 0 })
  const stored = await listStoredRows(platform.db.sql, REGION, ['APL-1', 'APL-3'])
  expect(stored.get('APL-1')).toMatchObject({
    programme: { status: 'running', statusSince: '2024-03-01', places: ['73.24.04', '73.24.04.2005'], version: 1 },
    budget: [{ year: 2025, source: 'apbd-kabupaten', planned: 500_000_000n, realised: undefined }],
    milestones: [{ title: 'Aplikasi dipakai', dueOn: '2025-06-30', doneOn: undefined }],
  })
  expect(stored.get('APL-3')?.programme).toMatchObject({ status: 'planned', statusSince: '2024-01-01' })
  const before = [await count('change'), await count('status_change')]
  expect(await apply(rows)).toEqual({ created: 0, changed: 0, unchanged: 3 })
  expect([await count('change'), await count('status_change')]).toEqual(before)
})

test('what changes is written once, with who and what in the history; what is left empty stays', async () => {
  await apply([
    await row('APL-4', {
      budget: [{ year: 2025, source: 'apbd-kabupaten', planned: 500_000_000n, realised: 250_000_000n }],
    }),
  ])
  const changed = await row('APL-4', {
    status: { status: 'stopped', since: '2025-02-01', reason: 'anggaran', note: 'Dipotong' },
    budget: [
      { year: 2025, source: 'apbd-kabupaten', planned: 400_000_000n, realised: undefined },
      { year: 2026, source: 'csr', planned: 150_000_000n, realised: undefined },
    ],
  })
  expect(await apply([{ ...changed, input: { ...changed.input, name: 'Nama baru' } }])).toEqual({
    created: 0,
    changed: 1,
    unchanged: 0,
  })
  const found = (await listStoredRows(platform.db.sql, REGION, ['APL-4'])).get('APL-4')
  expect(found?.programme).toMatchObject({ name: 'Nama baru', status: 'stopped', statusReason: 'anggaran', version: 2 })
  expect(found?.budget).toEqual([
    { year: 2025, source: 'apbd-kabupaten', planned: 400_000_000n, realised: 250_000_000n },
    { year: 2026, source: 'csr', planned: 150_000_000n, realised: undefined },
  ])
  const changes = await listChanges(platform.db.sql, REGION, 'programme', found?.programme.id ?? '', { limit: 20 })
  const fields = new Map(changes.toReversed().flatMap(one => one.fields.map(field => [field.field, field] as const)))
  expect(fields.get('status')).toMatchObject({ before: 'running', after: 'stopped' })
  expect(fields.get('planned/2025/apbd-kabupaten')).toMatchObject({ before: '500000000', after: '400000000' })
  expect(new Set(changes.map(one => one.accountId))).toEqual(new Set([people.secretariat.accountId]))
})

test('a chunk with one wrong row stores none of its rows, and names the row and the field', async () => {
  const good = await row('APL-10')
  const bad = await row('APL-11', { budget: [{ year: 2025, source: 'emas', planned: 1n, realised: undefined }] })
  const twice = await row('APL-10')
  const error = await apply([good, bad, twice]).catch((fault: unknown) => fault)
  expect(error).toBeInstanceOf(Problem)
  expect((error as Problem).fields.map(one => one.field)).toEqual(['rows.1.budget.0.source', 'rows.2.code'])
  expect((await listStoredRows(platform.db.sql, REGION, ['APL-10', 'APL-11'])).size).toBe(0)
})

test('only the secretariat of the region may; a status does not go back behind the stored one', async () => {
  await expect(apply([await row('APL-20')], people.officer)).rejects.toMatchObject({ code: 'may-not' })
  await expect(apply([await row('APL-20')], people.other)).rejects.toMatchObject({ code: 'may-not' })
  await apply([await row('APL-21')])
  const back = await row('APL-21', {
    status: { status: 'done', since: '2024-01-01', reason: undefined, note: undefined },
  })
  await expect(apply([back])).rejects.toMatchObject({ fields: [{ field: 'rows.0.since' }] })
})

test('a chunk sends as many statements for three rows as for one', async () => {
  const one = [await row('APL-30')]
  const three = [await row('APL-31'), await row('APL-32'), await row('APL-33')]
  const [first, second] = [await countStatements(() => apply(one)), await countStatements(() => apply(three))]
  expect(second.statements).toBe(first.statements)
  expect(first.statements).toBeLessThanOrEqual(25)
})
