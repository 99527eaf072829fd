import { describe, expect, it } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { bookWorld, REGION } from '../../book-world.fixture.ts'
import type { Series } from '../../model-workshop.ts'
import { listPlans } from '../../store/book/plans.ts'
import { listSections } from '../../store/book/sections.ts'
import { findCommitment } from '../../store/workshop/commitments.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listGroups } from '../../store/workshop/groups.ts'
import { findSeries, listSeries } from '../../store/workshop/series.ts'
import { changeState } from '../book/change-state.ts'
import { startPlan } from '../book/start-plan.ts'
import { settleComment } from '../comment/settle-comment.ts'
import { writeComment } from '../comment/write-comment.ts'
import { freezeEdition } from '../edition/freeze.ts'
import { withdrawEdition } from '../edition/publish.ts'
import { getInsideStand } from '../stand.ts'
import { archiveCard } from '../worksheet/archive-card.ts'
import { chooseCard } from '../worksheet/choose-card.ts'
import { giveWeights } from '../worksheet/give-weights.ts'
import { proveCard } from '../worksheet/prove-card.ts'
import { saveCard } from '../worksheet/save-card.ts'
import { saveCriteria } from '../worksheet/save-criteria.ts'
import { setVoting } from '../worksheet/set-voting.ts'
import { voteCard } from '../worksheet/vote-card.ts'
import { voteCards } from '../worksheet/vote-cards.ts'
import { archiveSeries } from './archive-series.ts'
import { openStage } from './change-stage.ts'
import { getSeriesStand } from './lock-series.ts'
import { saveCommitment } from './save-commitment.ts'
import { saveDeliverable } from './save-deliverable.ts'
import { saveGroup } from './save-group.ts'
import { removeMentor, saveMentor } from './save-mentor.ts'
import { saveSeries } from './save-series.ts'
import { planMeeting, saveWorkshop } from './save-workshop.ts'
import { signCommitment } from './sign-commitment.ts'
import { judgeDeliverable, submitDeliverable } from './submit-deliverable.ts'

const world = await testWorld()
const w = await bookWorld(world)
const { platform } = world
const { sql } = platform.db
const by = w.writerOf

const archive = async (series: Pick<Series, 'id'>, archived = true, reason?: string, actor: Actor = w.secretariat) =>
  await archiveSeries(
    platform,
    actor,
    {
      regionCode: REGION,
      seriesId: series.id,
      version: (await findSeries(sql, REGION, series.id))?.version,
      archived,
      reason,
    },
    by(actor),
  )
const addCard = async (seriesId: string, title: string) =>
  await saveCard(
    platform,
    w.officer,
    { regionCode: REGION, seriesId, sheet: 'swot', input: { title, content: { quadrant: 's' } } },
    by(w.officer),
  )

describe('a series that is no longer used', () => {
  it('is archived by the secretariat with a reason, stays readable at its address, and comes back', async () => {
    const series = await w.addSeries()
    await addCard(series.id, 'Layanan cepat')
    await expect(archive(series)).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'reason' }] })
    await expect(archive(series, true, 'x'.repeat(1001))).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
    for (const actor of [w.officer, w.village, w.coordinator, w.regionalHead, w.mentor, w.ministry]) {
      await expect(archive(series, true, 'Diganti', actor), actor.name).rejects.toMatchObject({ code: 'may-not' })
    }
    await expect(archive(series, true, 'Diganti', w.otherRegion)).rejects.toMatchObject({ code: 'not-found' })
    const gone = await archive(series, true, 'Diganti rangkaian 2027')
    expect(gone.archived).toMatchObject({ by: w.secretariat.name, reason: 'Diganti rangkaian 2027' })
    await expect(archive(series, true, 'Lagi')).rejects.toMatchObject({ code: 'conflict' })
    expect((await listSeries(sql, REGION)).map(one => one.id)).not.toContain(series.id)
    expect((await listSeries(sql, REGION, 'archived')).map(one => one.id)).toContain(series.id)
    expect((await getSeriesStand(sql, w.officer, REGION, series.id)).series.title).toBe(series.title)
    const back = await archive(series, false)
    expect(back.archived).toBeUndefined()
    await expect(addCard(series.id, 'Layanan ramah')).resolves.toMatchObject({ title: 'Layanan ramah' })
  })

  it('is told with an old version that somebody changed it, and nothing happens', async () => {
    const series = await w.addSeries()
    const old = { regionCode: REGION, seriesId: series.id, version: series.version - 1, archived: true, reason: 'Lama' }
    await expect(archiveSeries(platform, w.secretariat, old, by(w.secretariat))).rejects.toMatchObject({ status: 412 })
    expect((await findSeries(sql, REGION, series.id))?.archived).toBeUndefined()
  })

  it('that was begun by mistake and is empty goes without a reason, and only the secretariat finds it again', async () => {
    const series = await w.addSeries()
    expect((await archive(series)).archived?.reason).toBeUndefined()
    for (const actor of [w.officer, w.village, w.coordinator, w.regionalHead, w.ministry, w.auditor, w.province]) {
      await expect(getSeriesStand(sql, actor, REGION, series.id), actor.name).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    await expect(getSeriesStand(sql, w.otherRegion, REGION, series.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await getSeriesStand(sql, w.secretariat, REGION, series.id)).series.id).toBe(series.id)
    await archive(series, false)
    expect((await getSeriesStand(sql, w.officer, REGION, series.id)).series.id).toBe(series.id)
  })

  it('stays while sections of its book are in review or an edition is being prepared, and says what to do', async () => {
    const code = 'strategi-liv-1'
    await w.write(code, 'Tata ruang selaras.')
    const move = async (actor: Actor, step: 'submit' | 'return') => {
      const { id, version } = await w.section(code)
      await changeState(
        platform,
        actor,
        { regionCode: REGION, sectionId: id, version, move: step, note: 'Uji' },
        by(actor),
      )
    }
    await move(w.officer, 'submit')
    await expect(archive({ id: w.seriesId }, true, 'Selesai')).rejects.toMatchObject({
      code: 'conflict',
      sentence: { id: expect.stringMatching(/^1 bagian buku .* masih ditinjau: terima atau kembalikan dahulu\./) },
    })
    await move(w.secretariat, 'return')
    const sections = await listSections(sql, REGION, w.plan.id)
    const edition = await freezeEdition(
      platform,
      w.secretariat,
      { regionCode: REGION, planId: w.plan.id, year: 2026, despite: sections.map(one => one.id) },
      by(w.secretariat),
    )
    await expect(archive({ id: w.seriesId }, true, 'Selesai')).rejects.toMatchObject({
      code: 'conflict',
      sentence: { id: 'Edisi 2026 masih disiapkan: terbitkan atau tarik dahulu. Sesudah itu arsipkan lagi.' },
    })
    await withdrawEdition(
      platform,
      w.secretariat,
      { regionCode: REGION, editionId: edition.id, version: edition.version, reason: 'Uji' },
      by(w.secretariat),
    )
    await archive({ id: w.seriesId }, true, 'Selesai')
    expect((await listPlans(sql, REGION, { limit: 5 })).map(one => one.id)).toContain(w.plan.id)
    await expect(w.write(code, 'Buku tetap ditulis.')).resolves.toBeUndefined()
    await archive({ id: w.seriesId }, false)
  })
})

describe('nobody writes in an archived series', () => {
  it('not cards, votes, deliverables, groups, mentors, stages, the commitment or comments', async () => {
    const series = await w.addSeries()
    const [first] = await listDeliverables(sql, REGION, series.id, 1)
    const [group] = await listGroups(sql, REGION, series.id)
    const commitment = await findCommitment(sql, REGION, series.id)
    const card = await addCard(series.id, 'Layanan cepat')
    const said = await writeComment(
      platform,
      w.officer,
      { subject: { regionCode: REGION, kind: 'card', id: card.id }, text: 'Belum bersumber' },
      by(w.officer),
    )
    if (!first || !group || !commitment) throw new Error('The template is empty')
    await archive(series, true, 'Diganti')
    const place = { regionCode: REGION, seriesId: series.id }
    const one = { regionCode: REGION, cardId: card.id, version: card.version }
    const stage = { ...place, stage: 1 as const, version: 1 }
    const result = { ...place, id: first.id, version: first.version }
    const keep = [platform, w.secretariat] as const
    const mine = by(w.secretariat)
    const all: Record<string, () => Promise<unknown>> = {
      'a new card': () => addCard(series.id, 'Terlambat'),
      'taking a card off': () => archiveCard(...keep, { ...one, archived: true }, mine),
      'proof of a card': () => proveCard(...keep, { ...one, attach: [], detach: [] }, mine),
      'the choice of a card': () => chooseCard(...keep, { ...one, choice: 'chosen' }, mine),
      'points for a card': () => voteCard(platform, w.village, { ...one, points: 5 }, by(w.village)),
      'points for a sheet': () =>
        voteCards(platform, w.village, { ...place, sheet: 'swot', points: new Map([[card.id, 5]]) }, by(w.village)),
      weights: () => giveWeights(platform, w.village, { ...place, weights: {} }, by(w.village)),
      criteria: () => saveCriteria(...keep, { ...place, names: ['Dampak'] }, mine),
      voting: () => setVoting(...keep, { ...place, voting: 'closed' }, mine),
      'a deliverable': () => saveDeliverable(...keep, { ...result, input: { title: 'Baru', required: true } }, mine),
      'submitting one': () => submitDeliverable(...keep, result, mine),
      'judging one': () => judgeDeliverable(platform, w.ministry, { ...result, accepted: true }, by(w.ministry)),
      'a group': () =>
        saveGroup(...keep, { ...place, id: group.id, version: 1, input: { name: 'Baru', officeIds: [] } }, mine),
      'a mentor': () => saveMentor(...keep, { ...place, accountId: w.mentor.accountId ?? '', lead: true }, mine),
      'ending a mentor': () => removeMentor(...keep, { ...place, accountId: w.mentor.accountId ?? '' }, mine),
      'the days of a stage': () =>
        saveWorkshop(
          ...keep,
          { ...stage, input: { theme: 'Baru', startsOn: undefined, endsOn: undefined, place: undefined } },
          mine,
        ),
      'the meeting of a stage': () => planMeeting(...keep, stage, mine),
      'opening a stage': () => openStage(...keep, stage, mine),
      'its name': () =>
        saveSeries(...keep, { ...place, version: 2, input: { title: 'Lain', year: 2026, done: false } }, mine),
      'the commitment': () =>
        saveCommitment(...keep, { ...place, version: commitment.version, input: { text: 'Kami' } }, mine),
      'a signature': () => signCommitment(...keep, { ...place, signatureId: first.id, sha256: '' }, mine),
      'a comment on a stage': () =>
        writeComment(
          ...keep,
          { subject: { regionCode: REGION, kind: 'workshop', id: `${series.id}/1` }, text: 'Uji' },
          mine,
        ),
      'a comment on a result': () =>
        writeComment(
          ...keep,
          { subject: { regionCode: REGION, kind: 'deliverable', id: first.id }, text: 'Uji' },
          mine,
        ),
      'settling a comment': () => settleComment(...keep, { regionCode: REGION, id: said.id, state: 'resolved' }, mine),
    }
    for (const [what, write] of Object.entries(all)) {
      await expect(write(), what).rejects.toMatchObject({
        code: 'conflict',
        sentence: { id: expect.stringContaining('sudah diarsipkan, jadi hanya dapat dibaca') },
      })
    }
    await expect(
      startPlan(
        ...keep,
        { regionCode: REGION, title: 'Dari arsip', fromYear: 2026, untilYear: 2030, seriesId: series.id },
        mine,
      ),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('a mentor no longer sees the region through it, and sees it again when it comes back', async () => {
    await platform.db.pool.query(`update masterplan.mentor set until = now() where account_id = $1`, [
      w.mentor.accountId,
    ])
    const series = await w.addSeries()
    expect((await getInsideStand(sql, w.mentor, REGION)).sight).toBe('all')
    await addCard(series.id, 'Layanan cepat')
    await archive(series, true, 'Diganti')
    await expect(getInsideStand(sql, w.mentor, REGION)).rejects.toMatchObject({ code: 'not-found' })
    await archive(series, false)
    expect((await getSeriesStand(sql, w.mentor, REGION, series.id)).guides).toBe(true)
  })

  it('who writes in the moment in which it is archived comes before it or is refused, never after', async () => {
    const series = await w.addSeries()
    const card = await addCard(series.id, 'Layanan cepat')
    const [first] = await listDeliverables(sql, REGION, series.id, 1)
    const client = await platform.db.pool.connect()
    await client.query('begin')
    await client.query('select 1 from masterplan.series where id = $1 for update', [series.id])
    const writes = Promise.allSettled([
      addCard(series.id, 'Terlambat'),
      voteCard(platform, w.village, { regionCode: REGION, cardId: card.id, points: 4 }, by(w.village)),
      submitDeliverable(
        platform,
        w.secretariat,
        { regionCode: REGION, seriesId: series.id, id: first?.id ?? '', version: first?.version },
        by(w.secretariat),
      ),
      writeComment(
        platform,
        w.officer,
        { subject: { regionCode: REGION, kind: 'card', id: card.id }, text: 'Terlambat' },
        by(w.officer),
      ),
    ])
    const waiting = async () =>
      (
        await platform.db.pool.query<{ n: number }>(
          `select count(*)::int n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        )
      ).rows[0]?.n
    while ((await waiting()) !== 4) await new Promise(done => setTimeout(done, 20))
    await client.query(`update masterplan.series set archived_at = now(), archive_reason = 'Uji' where id = $1`, [
      series.id,
    ])
    await client.query('commit')
    client.release()
    for (const one of await writes) {
      expect(one).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
    }
    const both = await Promise.allSettled([archive(series, false), archive(series, false)])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})
