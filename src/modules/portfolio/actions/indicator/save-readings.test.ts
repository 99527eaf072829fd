import { expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { indicatorWorld } from '../../indicator-world.fixture.ts'
import { type Reading, readingId, type ReadingInput } from '../../model-indicator.ts'
import { portfolioWorld, REGION, VILLAGE } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { findReading } from '../../store/indicator/readings.ts'
import { judgeReadings } from './judge-readings.ts'
import { latestReadings } from './read-figures.ts'
import { confirmUnchanged, saveReadings } from './save-readings.ts'

const clock = { now: () => new Date('2026-11-22T03:00:00Z') }
const world = await testWorld('demo', { clock })
const people = await portfolioWorld(world)
const { addIndicator, villages } = indicatorWorld(world, people)
const { platform } = world
const { village, officer, head, secretariat, other } = people

const save = (actor: Actor, ...readings: ReadingInput[]) =>
  saveReadings(platform, actor, { regionCode: REGION, readings }, people.writerOf(actor))
const read = async (key: Pick<Reading, 'indicatorId' | 'placeCode' | 'period'>) => {
  const found = await findReading(platform.db.sql, REGION, key)
  if (!found) throw new Error('There is no such reading')
  return found
}
const at = (indicatorId: string, period = '2025', placeCode = VILLAGE) => ({ indicatorId, placeCode, period })
const verify = (actor: Actor, reading: Reading) =>
  judgeReadings(
    platform,
    actor,
    { regionCode: REGION, readings: [reading], verdict: 'verified' },
    people.writerOf(actor),
  )

test('a village reports its own figure, with history and audit, and the same again writes nothing', async () => {
  const { id } = await addIndicator()
  expect(await save(village, { ...at(id), value: '4' })).toEqual({ created: 1, changed: 0, same: 0 })
  expect(await save(village, { ...at(id), value: '4', version: 0 })).toEqual({ created: 0, changed: 0, same: 1 })
  expect(await save(village, { ...at(id), value: '5', version: 1 })).toEqual({ created: 0, changed: 1, same: 0 })
  const stored = await read(at(id))
  expect(stored).toMatchObject({ value: '5', version: 2, state: 'reported', unchanged: false })
  const history = await listChanges(platform.db.sql, REGION, 'reading', readingId(stored), { limit: 9 })
  expect(history.map(one => one.event)).toEqual(['changed', 'reported'])
  expect(history[0]?.fields).toEqual([{ field: 'value', before: '4', after: '5' }])
  expect(history[0]?.office).toBe('Kantor Desa Wewangriu')
})

test('one tap says that nothing changed: the figures of the period before, marked as such', async () => {
  const { id } = await addIndicator({ rollup: 'ratio', ratioFactor: '100', unit: '%', decimals: 2, most: '100' })
  await save(village, { ...at(id, '2024'), numerator: '30', denominator: '40' })
  await confirmUnchanged(platform, village, { regionCode: REGION, ...at(id), version: 0 }, people.writerOf(village))
  expect(await read(at(id))).toMatchObject({ numerator: '30', denominator: '40', unchanged: true, state: 'reported' })
})

test('without a period before there is nothing that could be the same, and nothing becomes 0', async () => {
  const { id } = await addIndicator()
  await expect(
    confirmUnchanged(platform, village, { regionCode: REGION, ...at(id) }, people.writerOf(village)),
  ).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'readings.0.value' }] })
  expect(await findReading(platform.db.sql, REGION, at(id))).toBeUndefined()
})

test('a village writes for itself only, an office for its indicators only, another region for none', async () => {
  const [first] = (await villages(1)) as [string]
  const own = await addIndicator()
  const foreign = await addIndicator({ ownerId: await people.officeId('Dinas Pendidikan') })
  await expect(save(village, { ...at(own.id, '2025', first), value: '1' })).rejects.toMatchObject({ code: 'may-not' })
  await expect(save(officer, { ...at(foreign.id), value: '1' })).rejects.toMatchObject({ code: 'may-not' })
  await expect(save(other, { ...at(own.id), value: '1' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(save(people.regionalHead, { ...at(own.id), value: '1' })).rejects.toMatchObject({ code: 'may-not' })
  expect(await save(officer, { ...at(own.id, '2025', first), value: '1' })).toMatchObject({ created: 1 })
  expect(await save(village, { ...at(foreign.id), value: '1' })).toMatchObject({ created: 1 })
})

test('readings are stored all or none, and each bad one is named', async () => {
  const { id } = await addIndicator()
  const [first, second] = (await villages(2)) as [string, string]
  await expect(
    save(
      secretariat,
      { ...at(id, '2025', first), value: '3' },
      { ...at(id, '2025', second), value: '-3' },
      { ...at(id, '2025', '73.22.01.2001'), value: '3' },
    ),
  ).rejects.toMatchObject({ fields: [{ field: 'readings.1.value' }, { field: 'readings.2.placeCode' }] })
  await expect(
    save(secretariat, { ...at(id, '2025', first), value: '3' }, { ...at(id, '2025', first), value: '4' }),
  ).rejects.toMatchObject({ fields: [{ field: 'readings.1.placeCode' }] })
  expect(await findReading(platform.db.sql, REGION, at(id, '2025', first))).toBeUndefined()
})

test('a figure that somebody changed meanwhile is not overwritten', async () => {
  const { id } = await addIndicator()
  await save(village, { ...at(id), value: '4' })
  await expect(save(officer, { ...at(id), value: '9', version: 0 })).rejects.toMatchObject({
    code: 'changed-meanwhile',
    fields: [{ field: 'readings.0.value' }],
  })
  expect((await read(at(id))).value).toBe('4')
})

test('two people at one moment: one figure is stored, the other is told', async () => {
  const { id } = await addIndicator()
  const both = await Promise.allSettled([
    save(village, { ...at(id), value: '4', version: 0 }),
    save(officer, { ...at(id), value: '9', version: 0 }),
  ])
  expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  const refused = both.find(one => one.status === 'rejected')
  expect(refused?.reason).toMatchObject({ code: 'changed-meanwhile' })
})

test('who entered a figure does not verify it; a change takes the verification away', async () => {
  const { id } = await addIndicator()
  await save(head, { ...at(id), value: '4' })
  const stored = await read(at(id))
  await expect(verify(head, stored)).rejects.toMatchObject({ code: 'may-not' })
  await expect(verify(officer, stored)).rejects.toMatchObject({ code: 'may-not' })
  expect(await verify(secretariat, stored)).toEqual({ judged: 1 })
  expect(await read(at(id))).toMatchObject({ state: 'verified', version: 2 })
  await save(village, { ...at(id), value: '6', version: 2 })
  expect(await read(at(id))).toMatchObject({ state: 'reported', verifiedAt: undefined, verifiedBy: undefined })
})

test('a question is asked in words and answered by an explanation', async () => {
  const { id } = await addIndicator()
  await save(village, { ...at(id), value: '40' })
  const ask = (question: string) =>
    judgeReadings(
      platform,
      head,
      { regionCode: REGION, readings: [{ ...at(id), version: 1 }], verdict: 'questioned', question },
      people.writerOf(head),
    )
  await expect(ask(' ')).rejects.toMatchObject({ fields: [{ field: 'question' }] })
  await ask('Mengapa naik sepuluh kali?')
  expect(await read(at(id))).toMatchObject({ state: 'questioned', question: 'Mengapa naik sepuluh kali?' })
  await save(village, { ...at(id), value: '40', explanation: 'Dua dusun bergabung.', version: 2 })
  expect(await read(at(id))).toMatchObject({
    state: 'reported',
    question: undefined,
    explanation: 'Dua dusun bergabung.',
  })
})

test('a verdict on a figure that has changed since it was read is refused', async () => {
  const { id } = await addIndicator()
  await save(village, { ...at(id), value: '4' })
  const seen = await read(at(id))
  await save(village, { ...at(id), value: '400', version: 1 })
  await expect(verify(secretariat, seen)).rejects.toMatchObject({ code: 'changed-meanwhile' })
})

test('the figure of the region adds its villages, says how many reported, and the public’s is of verified ones', async () => {
  const { id, externalCode } = await addIndicator({ externalCode: 'uji-posyandu' })
  const codes = await villages(200)
  await save(secretariat, ...codes.slice(0, 3).map((code, n) => ({ ...at(id, '2025', code), value: String(n + 1) })))
  await verify(head, await read(at(id, '2025', codes[0])))
  const figure = async (verifiedOnly: boolean, until = '2026-11-22') =>
    (await latestReadings(platform.db.sql, REGION, { externalCodes: [externalCode ?? ''] }, { verifiedOnly, until }))[0]
  expect(await figure(false)).toMatchObject({ value: '6', period: '2025', reported: 3, expected: codes.length })
  expect(await figure(true)).toMatchObject({ value: '1', reported: 1, complete: false })
  expect(await figure(false, '2024-12-31')).toBeUndefined()
})

test('a period that still runs stands for now only when every village has reported', async () => {
  const { id } = await addIndicator()
  const codes = await villages(200)
  await save(secretariat, { ...at(id, '2025', codes[0]), value: '5' }, { ...at(id, '2026', codes[0]), value: '7' })
  const figure = async () =>
    (await latestReadings(platform.db.sql, REGION, { ids: [id] }, { verifiedOnly: false, until: '2026-11-22' }))[0]
  expect((await figure())?.period).toBe('2025')
  await save(secretariat, ...codes.slice(1).map(code => ({ ...at(id, '2026', code), value: '1' })))
  expect(await figure()).toMatchObject({ period: '2026', value: String(7 + codes.length - 1), complete: true })
})

test('a thousand readings cost as many statements as one', async () => {
  const { id } = await addIndicator({ frequency: 'month' })
  const codes = await villages(100)
  const month = (n: number) => `2025-${String(n).padStart(2, '0')}`
  const many = Array.from({ length: 10 }, (_, m) => codes.map(code => ({ ...at(id, month(m + 1), code), value: '3' })))
  const one = await countStatements(() => save(secretariat, { ...at(id, '2025-12'), value: '3' }))
  const thousand = await countStatements(() => save(secretariat, ...many.flat()))
  expect(thousand.value.created).toBe(10 * codes.length)
  expect(thousand.statements).toBe(one.statements)
})
