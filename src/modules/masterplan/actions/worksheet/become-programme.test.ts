import { describe, expect, it } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import type { ProgrammeInput } from '#modules/portfolio/index.ts'
import { readStory } from '#platform/trace/story.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { CardInput, CardOf } from '../../model-card.ts'
import { planWorld, REGION } from '../../plan-world.fixture.ts'
import type { Sheet } from '../../model.ts'
import { findCard } from '../../store/worksheet/cards.ts'
import { listCardChanges } from '../../store/worksheet/changes.ts'
import { archiveCard } from './archive-card.ts'
import { becomeProgramme, mapToProgramme } from './become-programme.ts'
import { getCardStand } from './ground.ts'
import { readProposal } from './read-proposal.ts'
import { saveCard } from './save-card.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world
const { sql, pool } = platform.db
const series = await people.addSeries({ year: 2025 })
const health = await people.officeId('Dinas Kesehatan')

const add = <S extends Sheet>(sheet: S, input: Partial<CardInput> & { title: string }, restsOn: string[] = []) =>
  saveCard(
    platform,
    people.officer,
    { regionCode: REGION, seriesId: series.id, sheet, input: { content: {}, ...input }, restsOn },
    people.writerOf(people.officer),
  )

/** The programme that the form proposes, with what only a person can choose. */
async function proposed(card: { id: string }, over: Partial<ProgrammeInput> = {}): Promise<ProgrammeInput> {
  const proposal = await readProposal(sql, people.officer, await getCardStand(sql, people.officer, REGION, card.id))
  return {
    code: proposal.code,
    name: proposal.name,
    problem: proposal.problem,
    subDimension: 'LIV-2',
    sector: 'kesehatan',
    stream: proposal.stream ?? 'application',
    leadId: proposal.leadId ?? '',
    supportingIds: [],
    partners: [],
    places: [],
    term: proposal.term,
    startYear: proposal.startYear,
    endYear: proposal.endYear,
    rpjmd: proposal.rpjmd,
    renstra: proposal.renstra,
    promise: undefined,
    promiseDue: undefined,
    quickWin: proposal.quickWin,
    ...over,
  }
}

const become = (actor: Actor, card: { id: string; version: number }, programme: ProgrammeInput) =>
  becomeProgramme(
    platform,
    actor,
    { regionCode: REGION, cardId: card.id, version: card.version, programme },
    people.writerOf(actor),
  )

const counts = async () =>
  (
    await pool.query<{ programmes: number; risks: number; links: number; audits: number }>(
      `select (select count(*)::int from portfolio.programme where region_code = $1) as programmes,
        (select count(*)::int from portfolio.risk where region_code = $1) as risks,
        (select count(*)::int from trace.link where region_code = $1) as links,
        (select count(*)::int from audit.event where region_code = $1) as audits`,
      [REGION],
    )
  ).rows[0]

describe('a card becomes a programme', () => {
  it('by one click: what the sheets say fills the form, the programme is linked, and the trace walks both ways', async () => {
    const weakness = await add('swot', { title: 'Ibu hamil jauh dari bidan', content: { quadrant: 'w' } })
    const strategy = await add('strategy', { title: 'Bidan jarak jauh', content: { pair: 'wo' } }, [weakness.id])
    const action = await add(
      'action',
      {
        title: 'Konsultasi bidan lewat gawai',
        dimension: 'liv',
        organisationId: health,
        content: { stream: 'application', fromYear: 2026, untilYear: 2029 },
      },
      [strategy.id],
    )
    const programme = await proposed(action)
    expect(programme).toMatchObject({
      code: expect.stringMatching(/^LIV-\d\d$/),
      name: 'Konsultasi bidan lewat gawai',
      problem: 'Ibu hamil jauh dari bidan',
      stream: 'application',
      leadId: health,
      term: 5,
      startYear: 2026,
      endYear: 2029,
    })
    const made = await become(people.officer, action, programme)
    expect(made).toMatchObject({ risks: 0, risksLeft: 0, programme: { status: 'planned', leadId: health } })
    expect(await findCard(sql, REGION, action.id)).toMatchObject({ programmeId: made.programme.id, version: 2 })
    const { rows } = await pool.query(
      `select from_id, to_id, kind from trace.link where kind in ('became', 'led-to') and region_code = $1 order by kind, made_at, from_id`,
      [REGION],
    )
    expect(rows).toHaveLength(3)
    expect(rows).toEqual(
      expect.arrayContaining([
        { from_id: action.id, to_id: made.programme.id, kind: 'became' },
        { from_id: strategy.id, to_id: action.id, kind: 'led-to' },
        { from_id: weakness.id, to_id: strategy.id, kind: 'led-to' },
      ]),
    )
    const story = await readStory(platform, people.officer, { kind: 'programme', id: made.programme.id }, 'id')
    const titles = story.back.steps.map(step => step.far?.label.title)
    expect(titles).toEqual(['Konsultasi bidan lewat gawai', 'Bidan jarak jauh', 'Ibu hamil jauh dari bidan'])
    const onward = await readStory(platform, people.officer, { kind: 'card', id: weakness.id }, 'id')
    expect(onward.onward.steps.at(-1)?.far?.label.title).toContain('Konsultasi bidan lewat gawai')
    await expect(
      readStory(platform, people.otherRegion, { kind: 'card', id: weakness.id }, 'id'),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('a canvas becomes a quick win with its presentation and risk form, all or nothing', async () => {
    const canvas = await add('canvas', {
      title: 'Antrean puskesmas daring',
      dimension: 'liv',
      organisationId: health,
      content: {
        E1: 'Antrean sejak subuh',
        E3: 'Tunggu 10 menit',
        E7: 'Masuk APBD',
        target: '3 puskesmas',
        budget: '150000000',
      },
    })
    const risk = await add(
      'risk',
      {
        title: 'Jaringan putus',
        content: { likelihood: 2, impact: 3, mitigation: 'Antrean kertas', structural: false },
      },
      [canvas.id],
    )
    await add('risk', { title: 'Belum dinilai' }, [canvas.id])
    const before = await counts()
    // A bad sub-dimension: nothing is stored, neither programme nor card.
    await expect(
      become(people.officer, canvas, await proposed(canvas, { subDimension: 'XXX-1' })),
    ).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'subDimension' }],
    })
    expect(await counts()).toEqual(before)
    const made = await become(people.officer, canvas, await proposed(canvas))
    expect(made).toMatchObject({ risks: 1, risksLeft: 1, programme: { quickWin: true, term: 1 } })
    const { rows } = await pool.query(
      `select q.aim, q.design, q.benefit, q.continuity, r.factor, r.likelihood, r.impact, r.mitigation
       from portfolio.quick_win q join portfolio.risk r using (region_code, programme_id) where programme_id = $1`,
      [made.programme.id],
    )
    expect(rows).toEqual([
      {
        aim: '3 puskesmas',
        design: 'Antrean sejak subuh',
        benefit: 'Tunggu 10 menit',
        continuity: 'Masuk APBD',
        factor: 'Jaringan putus',
        likelihood: 2,
        impact: 3,
        mitigation: 'Antrean kertas',
      },
    ])
    expect((await findCard(sql, REGION, risk.id))?.programmeId).toBe(made.programme.id)
  })

  it('brings the money of a canvas along as a budget line with amount, source and year, in the same transaction', async () => {
    const content = { E1: 'Antrean', budget: '150000000', budgetSource: 'apbd-kabupaten', budgetYear: 2027 }
    const canvas = await add('canvas', { title: 'Antrean dua', dimension: 'liv', organisationId: health, content })
    const programme = await proposed(canvas)
    expect(programme).toMatchObject({ startYear: 2027, endYear: 2027 })
    const before = await counts()
    // Years that leave the money out are refused on the form, and nothing is stored.
    await expect(
      become(people.officer, canvas, { ...programme, startYear: 2028, endYear: 2028 }),
    ).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'startYear' }] })
    expect(await counts()).toEqual(before)
    const made = await become(people.officer, canvas, programme)
    expect(made.budget).toEqual({ year: 2027, source: 'apbd-kabupaten', planned: 150_000_000n })
    const { rows } = await pool.query(
      `select year, source, planned::text, realised from portfolio.budget where programme_id = $1`,
      [made.programme.id],
    )
    expect(rows).toEqual([{ year: 2027, source: 'apbd-kabupaten', planned: '150000000', realised: null }])
    const [change] = await listCardChanges(sql, REGION, canvas.id)
    expect(change?.fields).toContainEqual({ field: 'budgetLine', after: '150000000, apbd-kabupaten, 2027' })
    const { rows: audits } = await pool.query(
      `select event from audit.event where subject_id = $1 and event = 'portfolio.budget.changed'`,
      [made.programme.id],
    )
    expect(audits).toHaveLength(1)
  })

  it('carries no money of an old canvas without source, and guesses none', async () => {
    const content = { E1: 'Antrean', budget: '150000000' }
    const canvas = await add('canvas', { title: 'Antrean lama', dimension: 'liv', organisationId: health, content })
    const made = await become(people.officer, canvas, await proposed(canvas))
    expect(made.budget).toBeUndefined()
    const { rows } = await pool.query(`select from portfolio.budget where programme_id = $1`, [made.programme.id])
    expect(rows).toHaveLength(0)
    await expect(
      add('canvas', { title: 'Sumber karangan', content: { budget: '1', budgetSource: 'warisan', budgetYear: 2027 } }),
    ).rejects.toMatchObject({ fields: [{ field: 'budgetSource' }] })
  })

  it('is undone whole when something fails after the programme was written', async () => {
    const canvas = await add('canvas', { title: 'Gagal di akhir', dimension: 'liv', organisationId: health })
    const programme = await proposed(canvas, { problem: 'Ada masalah' })
    const before = await counts()
    await pool.query(
      `create function pg_temp.fail() returns trigger language plpgsql as $$ begin raise exception 'disk full'; end $$`,
    )
    await pool.query(`create or replace function masterplan.fail_for_test() returns trigger language plpgsql as
      $$ begin if new.event = 'became-programme' then raise exception 'disk full'; end if; return new; end $$`)
    await pool.query(`create trigger fail_for_test before insert on masterplan.card_change
      for each row execute function masterplan.fail_for_test()`)
    try {
      await expect(become(people.officer, canvas, programme)).rejects.toThrow('disk full')
    } finally {
      await pool.query('drop function masterplan.fail_for_test() cascade')
    }
    expect(await counts()).toEqual(before)
    expect(await findCard(sql, REGION, canvas.id)).toMatchObject({ programmeId: undefined, version: 1 })
  })

  it('once only, by who may write the card and the programme, and never from a sheet of analysis', async () => {
    const card: CardOf<'innovation'> = await add('innovation', {
      title: 'Posyandu digital',
      dimension: 'liv',
      organisationId: health,
      content: { problem: 'Catatan posyandu hilang' },
    })
    const programme = await proposed(card)
    await expect(become(people.planner, card, programme)).rejects.toMatchObject({ code: 'may-not' })
    await expect(become(people.mentor, card, programme)).rejects.toMatchObject({ code: 'may-not' })
    await expect(become(people.coordinator, card, programme)).rejects.toMatchObject({ code: 'may-not' })
    await expect(become(people.otherRegion, card, programme)).rejects.toMatchObject({ code: 'not-found' })
    const both = await Promise.allSettled([
      become(people.officer, card, programme),
      become(people.secretariat, card, { ...programme, code: `${programme.code}X` }),
    ])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    const now = await findCard(sql, REGION, card.id)
    await expect(become(people.officer, { id: card.id, version: now?.version ?? 0 }, programme)).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      archiveCard(
        platform,
        people.officer,
        { regionCode: REGION, cardId: card.id, version: now?.version, archived: true },
        people.writerOf(people.officer),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
    const swot = await add('swot', { title: 'Peluang', content: { quadrant: 'o' } })
    await expect(become(people.officer, swot, programme)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('or points to one that exists: of its own region and living', async () => {
    const card = await add('mapping', {
      title: 'Layanan persalinan aman',
      dimension: 'liv',
      content: { rpjmd: 'Sasaran 3', exists: 'yes' },
    })
    const map = (programmeId: string, version = 1) =>
      mapToProgramme(
        platform,
        people.officer,
        { regionCode: REGION, cardId: card.id, version, programmeId },
        people.writerOf(people.officer),
      )
    const idOf = async (region: string) =>
      (
        await pool.query<{ id: string }>(
          'select id from portfolio.programme where region_code = $1 and archived_at is null order by code limit 1',
          [region],
        )
      ).rows[0]?.id ?? ''
    await expect(map(await idOf('73.22'))).rejects.toMatchObject({ code: 'not-found' })
    await expect(map('x')).rejects.toMatchObject({ code: 'not-found' })
    const id = await idOf(REGION)
    await map(id)
    expect(await findCard(sql, REGION, card.id)).toMatchObject({ programmeId: id, version: 2 })
    const story = await readStory(platform, people.auditor, { kind: 'programme', id }, 'id')
    expect(story.back.steps.map(step => step.far?.label.title)).toContain('Layanan persalinan aman')
  })
})
