import { describe, expect, it } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { CardInput, CardOf } from '../../model-card.ts'
import { OTHER_REGION, planWorld, REGION } from '../../plan-world.fixture.ts'
import type { Sheet } from '../../model.ts'
import { readinessShares } from '../../rules/worksheet/readiness.ts'
import { findCard, listCards } from '../../store/worksheet/cards.ts'
import { listCardChanges } from '../../store/worksheet/changes.ts'
import { listCriteria, listVoters } from '../../store/worksheet/choice.ts'
import { listLinks } from '../../store/worksheet/links.ts'
import { listVotes } from '../../store/worksheet/votes.ts'
import { archiveCard } from './archive-card.ts'
import { chooseCard } from './choose-card.ts'
import { giveScores } from './give-scores.ts'
import { giveWeights } from './give-weights.ts'
import { moveCard } from './move-card.ts'
import { saveCard } from './save-card.ts'
import { setVoting } from './set-voting.ts'
import { voteCard } from './vote-card.ts'
import { voteTotals } from './vote-totals.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world
const { sql, pool } = platform.db
const series = await people.addSeries()
const health = await people.officeId('Dinas Kesehatan')

const add = <S extends Sheet>(
  actor: Actor,
  sheet: S,
  input: Partial<CardInput> & { title: string },
  more: { id?: string; version?: number; restsOn?: string[]; seriesId?: string } = {},
): Promise<CardOf<S>> =>
  saveCard(
    platform,
    actor,
    { regionCode: REGION, seriesId: series.id, sheet, input: { content: {}, ...input }, ...more },
    people.writerOf(actor),
  )
const strength = (title: string, over: Partial<CardInput> = {}) =>
  add(people.officer, 'swot', { title, content: { quadrant: 's' }, ...over })

describe('a worksheet', () => {
  it('begins with the readiness questions of the template, as cards of everybody', async () => {
    const cards = await listCards(sql, REGION, series.id, 'readiness')
    expect(cards).toHaveLength(25)
    expect(cards[0]).toMatchObject({ position: 1, place: 'nature/potential', organisationId: undefined, version: 1 })
    expect(readinessShares(cards)).toMatchObject({ questions: 25, answered: 0, percentGood: undefined })
    expect(await listCards(sql, REGION, series.id, 'readiness', { element: 'culture' })).toHaveLength(2)
  })

  it('keeps a line that somebody typed, tidied, in its place, with who and when', async () => {
    const card = await strength('  Puskesmas   di setiap kecamatan ')
    expect(card).toMatchObject({
      title: 'Puskesmas di setiap kecamatan',
      place: 's',
      content: { quadrant: 's' },
      choice: 'open',
      version: 1,
    })
    const changed = await add(
      people.planner,
      'swot',
      { title: card.title, content: { quadrant: 'o', element: 'infrastructure' } },
      { id: card.id, version: 1 },
    )
    expect(changed).toMatchObject({ place: 'o', version: 2, position: card.position })
    const history = await listCardChanges(sql, REGION, card.id)
    expect(history.map(one => [one.event, one.accountId])).toEqual([
      ['changed', people.planner.accountId],
      ['added', people.officer.accountId],
    ])
    expect(history[0]?.fields).toEqual([
      { field: 'quadrant', before: 's', after: 'o' },
      { field: 'element', after: 'infrastructure' },
    ])
  })

  it('refuses what does not fit its sheet with one sentence a field, and stores nothing', async () => {
    const before = await listCards(sql, REGION, series.id, 'target')
    const fault = add(people.officer, 'target', {
      title: ' ',
      organisationId: '00000000-0000-4000-8000-000000000000',
      content: { baseline: '12,5', baselineYear: 2027, targetYear: 2025, colour: 'red' },
    })
    await expect(fault).rejects.toMatchObject({
      code: 'invalid',
      fields: [
        { field: 'title' },
        { field: 'organisationId' },
        { field: 'baseline', sentence: { id: 'Nilai awal: tulis angka, misalnya 12,5.' } },
        { field: 'colour' },
        { field: 'targetYear' },
      ],
    })
    await expect(add(people.officer, 'swot', { title: 'Tanpa kuadran' })).rejects.toMatchObject({
      fields: [{ field: 'quadrant', sentence: { id: 'Pilih kuadran kartu ini.' } }],
    })
    await expect(
      add(people.officer, 'readiness', { title: 'x', content: { element: 'nature', subElement: 'people' } }),
    ).rejects.toMatchObject({ fields: [{ field: 'subElement' }] })
    expect(await listCards(sql, REGION, series.id, 'target')).toEqual(before)
  })

  it('is written by people of the region alone; the card of an office by that office, coordinator and secretariat', async () => {
    const card = await strength('Jaringan bidan desa', { organisationId: health })
    const change = (actor: Actor) =>
      add(
        actor,
        'swot',
        { title: 'Diubah', organisationId: health, content: card.content },
        { id: card.id, version: 1 },
      )
    await expect(change(people.planner)).rejects.toMatchObject({ code: 'may-not' })
    await expect(change(people.regionalHead)).rejects.toMatchObject({ code: 'may-not' })
    await expect(change(people.mentor)).rejects.toMatchObject({ code: 'may-not' })
    await expect(change(people.otherMentor)).rejects.toMatchObject({ code: 'not-found' })
    await expect(change(people.otherRegion)).rejects.toMatchObject({ code: 'not-found' })
    await expect(change(people.visitor)).rejects.toMatchObject({ code: 'not-found' })
    expect(await change(people.coordinator)).toMatchObject({ title: 'Diubah', version: 2 })
    // A card cannot be pushed to another office by an officer of a third.
    await expect(
      strength('Punya orang', { organisationId: await people.officeId('Dinas Pendidikan') }),
    ).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'organisationId' }] })
  })

  it('tells the second of two people that the first was faster, and takes the same save twice', async () => {
    const card = await strength('Kas daerah sehat')
    const second = { id: card.id, version: 1 }
    await add(people.planner, 'swot', { title: 'Kas daerah sehat sekali', content: card.content }, second)
    await expect(
      add(people.officer, 'swot', { title: 'Kas kurang', content: card.content }, second),
    ).rejects.toMatchObject({ code: 'changed-meanwhile' })
    const again = await add(people.planner, 'swot', { title: 'Kas daerah sehat sekali', content: card.content }, second)
    expect(again.version).toBe(2)
  })

  it('lets a strategy rest on the SWOT cards it pairs, and on nothing else', async () => {
    const s = await strength('Data kesehatan lengkap')
    const o = await add(people.officer, 'swot', { title: 'Serat optik sampai desa', content: { quadrant: 'o' } })
    const strategy = await add(
      people.officer,
      'strategy',
      { title: 'Layanan jarak jauh', content: { pair: 'so' } },
      { restsOn: [s.id, o.id] },
    )
    const { back, onward } = await listLinks(sql, REGION, [strategy.id, s.id])
    expect(back.map(one => [one.of, one.id]).sort()).toEqual([s.id, o.id].map(id => [strategy.id, id]).sort())
    expect(onward).toMatchObject([{ of: s.id, id: strategy.id, sheet: 'strategy' }])
    const wrong = (restsOn: string[]) =>
      add(people.officer, 'action', { title: 'Beli alat', content: { stream: 'infrastructure' } }, { restsOn })
    await expect(wrong([s.id])).rejects.toMatchObject({ fields: [{ field: 'restsOn' }] })
    const foreign = await people.addSeries()
    const there = await saveCard(
      platform,
      people.officer,
      {
        regionCode: REGION,
        seriesId: foreign.id,
        sheet: 'strategy',
        input: { title: 'Lain', content: { pair: 'so' } },
      },
      people.writerOf(people.officer),
    )
    await expect(wrong([there.id])).rejects.toMatchObject({ fields: [{ field: 'restsOn' }] })
    expect((await wrong([strategy.id])).sheet).toBe('action')
  })

  it('takes a card off and brings it back; it is no longer counted while it is off', async () => {
    const card = await strength('Sudah tidak berlaku')
    const put = (archived: boolean, version: number) =>
      archiveCard(
        platform,
        people.officer,
        { regionCode: REGION, cardId: card.id, version, archived },
        people.writerOf(people.officer),
      )
    await put(true, 1)
    expect((await listCards(sql, REGION, series.id, 'swot')).map(one => one.id)).not.toContain(card.id)
    await expect(
      add(people.officer, 'swot', { title: 'x', content: card.content }, { id: card.id, version: 2 }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await put(false, 2)
    expect((await listCards(sql, REGION, series.id, 'swot')).map(one => one.id)).toContain(card.id)
  })

  it('moves among the cards of its part, one place at a time, and stays at the end', async () => {
    const own = await people.addSeries()
    const mission = (title: string) => add(people.officer, 'mission', { title }, { seriesId: own.id })
    const [first, second, third] = [await mission('Satu'), await mission('Dua'), await mission('Tiga')]
    const move = (id: string, by: -1 | 1, actor = people.officer) =>
      moveCard(platform, actor, { regionCode: REGION, cardId: id, by }, people.writerOf(actor))
    const order = async () => (await listCards(sql, REGION, own.id, 'mission')).map(one => one.title)
    expect(await move(third.id, -1)).toMatchObject({ position: second.position, version: 1 })
    expect(await order()).toEqual(['Satu', 'Tiga', 'Dua'])
    await move(first.id, -1)
    expect(await order()).toEqual(['Satu', 'Tiga', 'Dua'])
    await expect(move(first.id, 1, people.mentor)).rejects.toMatchObject({ code: 'may-not' })
    const quadrant = (title: string, q: string) =>
      add(people.officer, 'swot', { title, content: { quadrant: q } }, { seriesId: own.id })
    const [s1, w1, s2] = [await quadrant('S1', 's'), await quadrant('W1', 'w'), await quadrant('S2', 's')]
    await move(s2.id, -1)
    expect((await listCards(sql, REGION, own.id, 'swot')).map(one => one.id)).toEqual([s2.id, w1.id, s1.id])
  })

  it('is one card when its form was sent twice, and two when somebody else says the same', async () => {
    const once = await strength('Dikirim dua kali')
    expect((await strength('Dikirim  dua kali ')).id).toBe(once.id)
    const other = await add(people.planner, 'swot', { title: 'Dikirim dua kali', content: { quadrant: 's' } })
    expect(other.id).not.toBe(once.id)
  })

  it('stays as it was when the series is done', async () => {
    const done = await people.addSeries()
    await pool.query(`update masterplan.series set state = 'done' where id = $1`, [done.id])
    await expect(
      add(people.secretariat, 'vision', { title: 'Cerdas', content: { kind: 'keyword' } }, { seriesId: done.id }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('prioritising together', () => {
  const vote = (actor: Actor, cardId: string, points: number | undefined) =>
    voteCard(platform, actor, { regionCode: REGION, cardId, points }, people.writerOf(actor))

  it('adds the points of each person once, shows who gave them, and ranks by them', async () => {
    const own = await people.addSeries()
    const input = (title: string) => ({ title, content: { quadrant: 's' } })
    const [a, b] = [
      await add(people.officer, 'swot', input('A'), { seriesId: own.id }),
      await add(people.officer, 'swot', input('B'), { seriesId: own.id }),
    ]
    await vote(people.officer, a.id, 5)
    await vote(people.officer, a.id, 3)
    await vote(people.regionalHead, b.id, 2)
    await vote(people.village, b.id, 2)
    expect(
      (await voteTotals(sql, REGION, own.id, 'swot')).map(one => [one.card.title, one.card.points, one.rank]),
    ).toEqual([
      ['B', 4, 1],
      ['A', 3, 2],
    ])
    expect((await listVotes(sql, REGION, [b.id])).map(one => one.points)).toEqual([2, 2])
    expect((await vote(people.village, b.id, undefined)).points).toBe(2)
  })

  it('takes whole points from 1 to 5, from people of the region, while voting is open', async () => {
    const card = await strength('Suara')
    await expect(vote(people.officer, card.id, 6)).rejects.toMatchObject({ fields: [{ field: 'points' }] })
    await expect(vote(people.officer, card.id, 1.5)).rejects.toMatchObject({ code: 'invalid' })
    await expect(vote(people.mentor, card.id, 3)).rejects.toMatchObject({ code: 'may-not' })
    await expect(vote(people.otherRegion, card.id, 3)).rejects.toMatchObject({ code: 'not-found' })
    const close = (actor: Actor, voting: 'open' | 'closed') =>
      setVoting(platform, actor, { regionCode: REGION, seriesId: series.id, voting }, people.writerOf(actor))
    await expect(close(people.officer, 'closed')).rejects.toMatchObject({ code: 'may-not' })
    await close(people.secretariat, 'closed')
    await expect(vote(people.officer, card.id, 3)).rejects.toMatchObject({ code: 'conflict' })
    await close(people.secretariat, 'open')
    expect((await vote(people.officer, card.id, 3)).points).toBe(3)
  })
})

describe('choosing quick wins', () => {
  it('keeps the weights and scores of each voter, and asks for a reason when the top is passed over', async () => {
    const own = await people.addSeries()
    const canvas = (title: string) => add(people.officer, 'canvas', { title, dimension: 'liv' }, { seriesId: own.id })
    const [best, other] = [await canvas('Antrean daring'), await canvas('Ambulans desa')]
    const codes = (await listCriteria(sql, REGION, own.id)).map(one => one.code)
    const weigh = (actor: Actor, weights: Record<string, number>) =>
      giveWeights(platform, actor, { regionCode: REGION, seriesId: own.id, weights }, people.writerOf(actor))
    await expect(weigh(people.officer, { mudah: 40, cepat: 50 })).rejects.toMatchObject({
      fields: [{ field: 'weights', sentence: { id: expect.stringContaining('berjumlah 90') } }],
    })
    await expect(weigh(people.officer, { mudah: 100, lain: 0 })).rejects.toMatchObject({
      fields: [{ field: 'weights.lain' }],
    })
    await expect(weigh(people.mentor, { mudah: 100 })).rejects.toMatchObject({ code: 'may-not' })
    await weigh(people.officer, { mudah: 60, cepat: 40 })
    const score = (actor: Actor, cardId: string, scores: Record<string, number>) =>
      giveScores(platform, actor, { regionCode: REGION, cardId, scores }, people.writerOf(actor))
    await expect(score(people.officer, best.id, { mudah: 6 })).rejects.toMatchObject({
      fields: [{ field: 'scores.mudah' }],
    })
    await score(people.officer, best.id, { mudah: 5, cepat: 4 })
    await score(people.officer, other.id, { mudah: 2, cepat: 3 })
    const [voter] = await listVoters(sql, REGION, own.id)
    expect(voter).toMatchObject({ id: people.officer.accountId })
    expect(Object.fromEntries(voter?.weights ?? [])).toEqual({
      ...Object.fromEntries(codes.map(code => [code, 0])),
      mudah: 60,
      cepat: 40,
    })
    expect(Object.fromEntries(voter?.scores.get(best.id) ?? [])).toEqual({ mudah: 5, cepat: 4 })
    const choose = (actor: Actor, card: { id: string; version: number }, reason?: string) =>
      chooseCard(
        platform,
        actor,
        { regionCode: REGION, cardId: card.id, version: card.version, choice: 'chosen', reason },
        people.writerOf(actor),
      )
    await expect(choose(people.officer, best)).rejects.toMatchObject({ code: 'may-not' })
    await expect(choose(people.secretariat, other)).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
    expect(await choose(people.secretariat, other, 'Anggaran sudah ada')).toMatchObject({
      choice: 'chosen',
      choiceReason: 'Anggaran sudah ada',
    })
    expect(await choose(people.secretariat, best)).toMatchObject({ choice: 'chosen', choiceReason: undefined })
    await expect(
      chooseCard(
        platform,
        people.secretariat,
        { regionCode: REGION, cardId: best.id, version: 2, choice: 'dropped' },
        people.writerOf(people.secretariat),
      ),
    ).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
  })

  it('says nothing of one region to another', async () => {
    const card = await strength('Milik Luwu Timur')
    expect(await findCard(sql, OTHER_REGION, card.id)).toBeUndefined()
    expect(await listCards(sql, OTHER_REGION, series.id, 'swot')).toEqual([])
  })
})
