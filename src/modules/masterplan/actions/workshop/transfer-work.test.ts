import { expect, it } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { bookWorld, REGION } from '../../book-world.fixture.ts'
import { listSectionEvents } from '../../store/book/events.ts'
import { listCardChanges } from '../../store/worksheet/changes.ts'
import { listCards } from '../../store/worksheet/cards.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listGroups } from '../../store/workshop/groups.ts'
import { countOfficeWork } from '../../store/workshop/office-work.ts'
import { chooseCard } from '../worksheet/choose-card.ts'
import { saveCard } from '../worksheet/save-card.ts'
import { archiveSeries } from './archive-series.ts'
import { saveDeliverable } from './save-deliverable.ts'
import { saveGroup } from './save-group.ts'
import { officeDuties, transferWork } from './transfer-work.ts'

const world = await testWorld()
const w = await bookWorld(world)
const { platform } = world
const { sql } = platform.db
const health = await w.officeId('Dinas Kesehatan')
const planning = await w.officeId('Badan Perencanaan')
const elsewhere = await w.officeId('Dinas Kesehatan', '73.22')
const mine = w.writerOf(w.secretariat)
const keep = [platform, w.secretariat] as const

const addCard = async (title: string, seriesId = w.seriesId) =>
  await saveCard(
    ...keep,
    {
      regionCode: REGION,
      seriesId,
      sheet: 'swot',
      input: { title, organisationId: health, content: { quadrant: 's' } },
    },
    mine,
  )
const given = { regionCode: REGION, fromId: health, toId: planning, reason: 'Perda 3/2027' }

it('an office with sections, open cards and groups is named with all of it, hands it over at once, and owes nothing then', async () => {
  const [first] = await listDeliverables(sql, REGION, w.seriesId, 1)
  const groups = await listGroups(sql, REGION, w.seriesId)
  const [one, two] = groups
  if (!first || !one || !two) throw new Error('The template is empty')
  const place = { regionCode: REGION, seriesId: w.seriesId }
  await saveDeliverable(
    ...keep,
    { ...place, id: first.id, version: first.version, input: { title: first.title, ownerId: health, required: true } },
    mine,
  )
  await saveGroup(
    ...keep,
    { ...place, id: one.id, version: 1, input: { name: one.name, coordinatorId: health, officeIds: [planning] } },
    mine,
  )
  await saveGroup(...keep, { ...place, id: two.id, version: 1, input: { name: two.name, officeIds: [health] } }, mine)
  const card = await addCard('Layanan cepat')
  const dropped = await addCard('Tidak dipakai')
  await chooseCard(
    ...keep,
    { regionCode: REGION, cardId: dropped.id, version: 1, choice: 'dropped', reason: 'Ganda' },
    mine,
  )
  const section = await w.section('strategi-liv-1')
  expect(await officeDuties(sql, health)).toEqual([
    {
      sentence: {
        id: 'Masih memegang 1 hasil bimtek, 4 bagian buku, 1 kartu terbuka, 2 kelompok kerja di masterplan. Pindahkan dahulu ke OPD lain.',
        en: expect.stringContaining('4 sections of books'),
      },
      href: `/masterplan/${REGION}/pindah-opd?dari=${health}`,
    },
  ])
  expect(await transferWork(...keep, given, mine)).toEqual({ results: 1, sections: 4, cards: 1, groups: 2 })
  expect(await officeDuties(sql, health)).toEqual([])
  await expect(transferWork(...keep, given, mine)).rejects.toMatchObject({ code: 'conflict' })

  const moved = (await listDeliverables(sql, REGION, w.seriesId, 1)).find(other => other.id === first.id)
  expect(moved).toMatchObject({ ownerId: planning, version: first.version + 2 })
  const after = await listGroups(sql, REGION, w.seriesId)
  for (const group of after.filter(other => [one.id, two.id].includes(other.id))) {
    expect(group.offices.map(office => office.id)).toEqual([planning])
    expect(group.version).toBe(3)
  }
  expect(after.find(other => other.id === one.id)?.coordinatorId).toBe(planning)
  const cards = await listCards(sql, REGION, w.seriesId, 'swot')
  expect(cards.find(other => other.id === card.id)?.organisationId).toBe(planning)
  expect(cards.find(other => other.id === dropped.id)?.organisationId).toBe(health)
  const [change] = await listCardChanges(sql, REGION, card.id)
  expect(JSON.stringify(change?.fields)).toMatch(/Dinas Kesehatan.*Badan Perencanaan.*Perda 3\/2027/)
  const [event] = await listSectionEvents(sql, REGION, section.id, 5)
  expect(event).toMatchObject({ event: 'assigned', note: 'Perda 3/2027' })
  expect(event?.fields).toMatchObject([
    {
      field: 'owner',
      before: expect.stringMatching(/^Dinas Kesehatan/),
      after: expect.stringMatching(/^Badan Perencanaan/),
    },
  ])
  await expect(w.write('strategi-liv-1', 'Terlambat.')).rejects.toMatchObject({ code: 'may-not' })
})

it('only the secretariat hands it over, to another living office of its own region, with a reason', async () => {
  await addCard('Satu lagi')
  const nothing = { ...given, fromId: '', toId: elsewhere, reason: ' ' }
  await expect(transferWork(...keep, nothing, mine)).rejects.toMatchObject({
    fields: [{ field: 'fromId' }, { field: 'toId' }, { field: 'reason' }],
  })
  await expect(transferWork(...keep, { ...given, toId: health }, mine)).rejects.toMatchObject({
    fields: [{ field: 'toId' }],
  })
  for (const actor of [w.officer, w.head, w.village, w.coordinator, w.regionalHead, w.mentor, w.ministry]) {
    await expect(transferWork(platform, actor, given, w.writerOf(actor)), actor.name).rejects.toMatchObject({
      code: 'may-not',
    })
  }
  await expect(transferWork(platform, w.otherRegion, given, w.writerOf(w.otherRegion))).rejects.toMatchObject({
    code: 'not-found',
  })
  expect((await countOfficeWork(sql, health)).cards).toBe(1)
})

it('what lies in an archived series is no duty and does not move; counting and moving take the same statements for any number', async () => {
  const series = await w.addSeries()
  const card = await addCard('Dalam arsip', series.id)
  const { cards } = await countOfficeWork(sql, health)
  const archive = {
    regionCode: REGION,
    seriesId: series.id,
    version: series.version,
    archived: true,
    reason: 'Diganti',
  }
  await archiveSeries(...keep, archive, mine)
  expect((await countOfficeWork(sql, health)).cards).toBe(cards - 1)
  const few = await countStatements(() => officeDuties(sql, health))
  const moveFew = await countStatements(() => transferWork(...keep, given, mine))
  for (let n = 0; n < 12; n++) await addCard(`Kartu ${n}`)
  const many = await countStatements(() => officeDuties(sql, health))
  const moveMany = await countStatements(() => transferWork(...keep, given, mine))
  expect([few.statements, many.statements]).toEqual([1, 1])
  expect(moveMany.statements).toBe(moveFew.statements)
  expect(moveMany.value.cards).toBe(12)
  expect((await listCards(sql, REGION, series.id, 'swot')).find(one => one.id === card.id)?.organisationId).toBe(health)
})
