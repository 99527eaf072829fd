import { expect, test } from 'vitest'
import { walk } from '#platform/trace/trace.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { indicatorWorld } from '../../indicator-world.fixture.ts'
import { portfolioWorld, REGION, VILLAGE } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { listIndicators, listMeasured, listTargets } from '../../store/indicator/indicators.ts'
import { addReadySet } from './add-ready-set.ts'
import { linkProgramme } from './link-programme.ts'
import { archiveIndicator, saveIndicator } from './save-indicator.ts'
import { saveReadings } from './save-readings.ts'
import { saveTargets } from './save-targets.ts'

const world = await testWorld('demo')
const people = await portfolioWorld(world)
const { addIndicator, input } = indicatorWorld(world, people)
const { platform } = world
const { officer, secretariat, other, village } = people
const regionCode = REGION

test('an officer defines indicators of the own office, and gives none away', async () => {
  const made = await saveIndicator(
    platform,
    officer,
    { regionCode, input: await input({ code: ' ik-7 ' }) },
    people.writerOf(officer),
  )
  expect(made).toMatchObject({ code: 'IK-7', version: 1 })
  const foreign = await input({ ownerId: await people.officeId('Dinas Pendidikan') })
  await expect(
    saveIndicator(platform, officer, { regionCode, input: foreign }, people.writerOf(officer)),
  ).rejects.toMatchObject({ fields: [{ field: 'ownerId' }] })
})

test('a changed indicator has its history, the same again none, and an old version is refused', async () => {
  const made = await addIndicator()
  const writer = people.writerOf(secretariat)
  const next = { ...made, name: 'Posyandu prima' }
  const save = (version: number, name = next.name) =>
    saveIndicator(platform, secretariat, { regionCode, id: made.id, version, input: { ...next, name } }, writer)
  expect(await save(1)).toMatchObject({ name: 'Posyandu prima', version: 2 })
  expect(await save(1)).toMatchObject({ version: 2 })
  await expect(save(1, 'Lain lagi')).rejects.toMatchObject({ code: 'changed-meanwhile' })
  const history = await listChanges(platform.db.sql, regionCode, 'indicator', made.id, { limit: 9 })
  expect(history.map(one => one.event)).toEqual(['changed', 'created'])
})

test('a code is used once in a region', async () => {
  const made = await addIndicator()
  await expect(addIndicator({ code: made.code })).rejects.toMatchObject({ fields: [{ field: 'code' }] })
})

test('once there is a reading, what it means no longer changes', async () => {
  const made = await addIndicator()
  const readings = [{ indicatorId: made.id, placeCode: VILLAGE, period: '2024', value: '4' }]
  await saveReadings(platform, village, { regionCode, readings }, people.writerOf(village))
  const change = (input: Partial<typeof made>) =>
    saveIndicator(
      platform,
      secretariat,
      { regionCode, id: made.id, version: 1, input: { ...made, ...input } },
      people.writerOf(secretariat),
    )
  await expect(change({ frequency: 'month' })).rejects.toMatchObject({ fields: [{ field: 'frequency' }] })
  await expect(change({ level: 2 })).rejects.toMatchObject({ fields: [{ field: 'level' }] })
  expect(await change({ rollup: 'mean' })).toMatchObject({ rollup: 'mean' })
})

test('targets are replaced whole, by who keeps the indicator', async () => {
  const { id } = await addIndicator()
  const targets = [
    { year: 2025, value: '90' },
    { year: 2026, value: '95' },
  ]
  const save = (actor: typeof officer, version: number, given = targets) =>
    saveTargets(platform, actor, { regionCode, id, version, targets: given }, people.writerOf(actor))
  expect(await save(officer, 1)).toEqual({ version: 2 })
  expect(await save(officer, 1)).toEqual({ version: 2 })
  await expect(save(village, 2)).rejects.toMatchObject({ code: 'may-not' })
  await expect(save(officer, 1, targets.slice(1))).rejects.toMatchObject({ code: 'changed-meanwhile' })
  expect((await listTargets(platform.db.sql, regionCode, [id])).get(id)).toEqual(targets)
})

test('a programme measured by an indicator leaves an arrow in the trace, which stays when the link is taken off', async () => {
  const { id } = await addIndicator()
  const programme = await people.addProgramme()
  const set = (linked: boolean) =>
    linkProgramme(platform, officer, { regionCode, id, programmeId: programme.id, linked }, people.writerOf(officer))
  expect(await set(true)).toEqual({ changed: true })
  expect(await set(true)).toEqual({ changed: false })
  expect((await listMeasured(platform.db.sql, regionCode, id)).map(one => one.code)).toEqual([programme.code])
  expect(await set(false)).toEqual({ changed: true })
  expect(await listMeasured(platform.db.sql, regionCode, id)).toEqual([])
  const arrows = await walk(platform.db.sql, { kind: 'indicator', id }, 'back')
  expect(arrows.map(arrow => [arrow.from.id, arrow.kind])).toEqual([[programme.id, 'measured-by']])
  await expect(
    linkProgramme(platform, other, { regionCode, id, programmeId: programme.id, linked: true }, people.writerOf(other)),
  ).rejects.toMatchObject({ code: 'not-found' })
})

test('the ready set comes with one tap, each with an office that fits, and a second tap adds nothing', async () => {
  // The demo world has it already.
  await platform.db.pool.query(
    `update portfolio.indicator set archived_at = now(), code = 'LAMA-' || code, external_code = null where region_code = $1`,
    [regionCode],
  )
  const add = (actor: typeof officer) => addReadySet(platform, actor, { regionCode }, people.writerOf(actor))
  await expect(add(officer)).rejects.toMatchObject({ code: 'may-not' })
  expect((await add(secretariat)).added).toHaveLength(17)
  expect(await add(secretariat)).toEqual({ added: [], there: 17 })
  const [stunting] = await listIndicators(platform.db.sql, regionCode, { externalCodes: ['stunting'] })
  expect(stunting).toMatchObject({ level: 4, rollup: 'ratio', ownerName: 'Dinas Kesehatan Luwu Timur' })
})

test('an archived indicator is in no list, and takes no more readings', async () => {
  const { id } = await addIndicator()
  await expect(
    archiveIndicator(platform, officer, { regionCode, id, version: 1 }, people.writerOf(officer)),
  ).rejects.toMatchObject({ code: 'may-not' })
  await archiveIndicator(
    platform,
    secretariat,
    { regionCode, id, version: 1, reason: 'Diganti' },
    people.writerOf(secretariat),
  )
  expect(await listIndicators(platform.db.sql, regionCode, { ids: [id] })).toEqual([])
  const readings = [{ indicatorId: id, placeCode: VILLAGE, period: '2024', value: '4' }]
  await expect(
    saveReadings(platform, village, { regionCode, readings }, people.writerOf(village)),
  ).rejects.toMatchObject({ code: 'not-found' })
})
