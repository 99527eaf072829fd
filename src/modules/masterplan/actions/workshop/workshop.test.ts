import { describe, expect, it } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { countStatements } from '#platform/db/database.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { findMeeting } from '#modules/meeting/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { DELIVERABLE_SUBJECT, type Stage } from '../../model.ts'
import { planWorld, REGION } from '../../plan-world.fixture.ts'
import { findCommitment } from '../../store/workshop/commitments.ts'
import { listDeliverables } from '../../store/workshop/deliverables.ts'
import { listGroups } from '../../store/workshop/groups.ts'
import { listMentors } from '../../store/workshop/mentors.ts'
import { listWorkshops } from '../../store/workshop/workshops.ts'
import { getInsideStand } from '../stand.ts'
import { acceptStage, holdStage, openStage } from './change-stage.ts'
import { mayInspectPlanProof } from './evidence-grant.ts'
import { getSeriesStand } from './lock-series.ts'
import { readProgress } from './read-progress.ts'
import { hashOf, openCommitment, proposeSignatories, saveCommitment, withdrawCommitment } from './save-commitment.ts'
import { archiveDeliverable, saveDeliverable } from './save-deliverable.ts'
import { saveGroup } from './save-group.ts'
import { removeMentor, saveMentor } from './save-mentor.ts'
import { saveSeries } from './save-series.ts'
import { planMeeting, saveWorkshop } from './save-workshop.ts'
import { recordPaper, signCommitment } from './sign-commitment.ts'
import { judgeDeliverable, submitDeliverable } from './submit-deliverable.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world
const { sql } = platform.db
const health = await people.officeId('Dinas Kesehatan')
const by = people.writerOf

const stageOf = async (seriesId: string, stage: Stage) => {
  const found = (await listWorkshops(sql, REGION, seriesId)).find(one => one.stage === stage)
  if (!found) throw new Error('no such stage')
  return found
}
const at = async (seriesId: string, stage: Stage) => ({
  regionCode: REGION,
  seriesId,
  stage,
  version: (await stageOf(seriesId, stage)).version,
})
const document = async (actor: Actor, title: string) => {
  const text = `Isi ${title}.`
  const saved = await saveEvidence(platform, { regionCode: REGION, title, text }, { actor, writer: by(actor) })
  return saved.evidence.id
}
/** Takes every required deliverable of a stage through submission and acceptance. */
async function acceptAll(seriesId: string, stage: Stage) {
  const all = (await listDeliverables(sql, REGION, seriesId, stage)).filter(one => one.required)
  for (const one of all.filter(other => other.state !== 'accepted')) {
    const proof = await document(people.secretariat, `${one.title} ${seriesId}`)
    const place = { regionCode: REGION, seriesId, id: one.id }
    const sent = await submitDeliverable(
      platform,
      people.secretariat,
      { ...place, version: one.version, attach: [proof] },
      by(people.secretariat),
    )
    await judgeDeliverable(
      platform,
      people.mentor,
      { ...place, version: sent.version, accepted: true },
      by(people.mentor),
    )
  }
}

describe('a workshop', () => {
  it('gets its days, place and theme from the secretariat; two who save at once are told', async () => {
    const series = await people.addSeries()
    const place = await at(series.id, 1)
    const input = { theme: 'Kesiapan', startsOn: '2026-06-13', endsOn: '2026-06-13', place: ' Aula  Bappeda ' }
    const saved = await saveWorkshop(platform, people.secretariat, { ...place, input }, by(people.secretariat))
    expect(saved).toMatchObject({ startsOn: '2026-06-13', place: 'Aula Bappeda', version: place.version + 1 })
    await expect(
      saveWorkshop(platform, people.secretariat, { ...place, input }, by(people.secretariat)),
    ).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await expect(saveWorkshop(platform, people.officer, { ...place, input }, by(people.officer))).rejects.toMatchObject(
      { code: 'may-not' },
    )
    const early = { ...(await at(series.id, 2)), input: { ...input, startsOn: '2026-06-01', endsOn: undefined } }
    await expect(saveWorkshop(platform, people.secretariat, early, by(people.secretariat))).rejects.toMatchObject({
      fields: [{ field: 'startsOn' }],
    })
  })

  it('makes its meeting with one click, once', async () => {
    const series = await people.addSeries()
    const place = await at(series.id, 2)
    await expect(planMeeting(platform, people.secretariat, place, by(people.secretariat))).rejects.toMatchObject({
      fields: [{ field: 'startsOn' }],
    })
    await saveWorkshop(
      platform,
      people.secretariat,
      { ...place, input: { theme: undefined, startsOn: '2027-07-18', endsOn: '2027-07-19', place: 'Aula' } },
      by(people.secretariat),
    )
    const meeting = await planMeeting(platform, people.secretariat, await at(series.id, 2), by(people.secretariat))
    expect(meeting).toMatchObject({ kind: 'bimtek', state: 'draft', place: 'Aula', zone: 'WITA' })
    expect(meeting.startsAt.toISOString()).toBe('2027-07-18T01:00:00.000Z')
    expect(meeting.endsAt.toISOString()).toBe('2027-07-19T08:00:00.000Z')
    expect((await stageOf(series.id, 2)).meetingId).toBe(meeting.id)
    const again = await planMeeting(platform, people.secretariat, await at(series.id, 2), by(people.secretariat))
    expect(again.id).toBe(meeting.id)
    expect(await findMeeting(sql, REGION, meeting.id)).toBeDefined()
  })
})

describe('the stage gate', () => {
  it('lets a series through I to IV, each telling what the last produced, and each accepted by a mentor', async () => {
    const series = await people.addSeries()
    const open = async (stage: Stage, more: { review?: string; despite?: string } = {}) =>
      openStage(platform, people.secretariat, { ...(await at(series.id, stage)), ...more }, by(people.secretariat))
    await expect(open(2, { review: 'x' })).rejects.toMatchObject({ code: 'conflict' })
    await open(1)
    await expect(open(1)).rejects.toMatchObject({ code: 'conflict' })
    await expect(open(2, { review: 'x' })).rejects.toMatchObject({ code: 'conflict' })
    for (const stage of [1, 2, 3, 4] as const) {
      if (stage > 1) {
        await expect(open(stage)).rejects.toMatchObject({ fields: [{ field: 'review' }] })
        expect(await open(stage, { review: `Bimtek sebelum ${stage} menghasilkan semuanya.` })).toMatchObject({
          state: 'running',
          openedDespite: undefined,
        })
      }
      await holdStage(platform, people.secretariat, await at(series.id, stage), by(people.secretariat))
      await expect(
        acceptStage(platform, people.mentor, await at(series.id, stage), by(people.mentor)),
      ).rejects.toMatchObject({ code: 'conflict' })
      await acceptAll(series.id, stage)
      await expect(
        acceptStage(platform, people.secretariat, await at(series.id, stage), by(people.secretariat)),
      ).rejects.toMatchObject({ code: 'may-not' })
      const judge = stage === 4 ? people.ministry : people.mentor
      expect(await acceptStage(platform, judge, await at(series.id, stage), by(judge))).toMatchObject({
        state: 'accepted',
      })
    }
  })

  it('opens with something unaccepted only for a reason, which stays in sight', async () => {
    const series = await people.addSeries()
    const place1 = await at(series.id, 1)
    await openStage(platform, people.secretariat, place1, by(people.secretariat))
    await holdStage(platform, people.secretariat, await at(series.id, 1), by(people.secretariat))
    const place = { ...(await at(series.id, 2)), review: 'SWOT belum selesai, diulang minggu depan.' }
    await expect(openStage(platform, people.secretariat, place, by(people.secretariat))).rejects.toMatchObject({
      fields: [{ field: 'despite' }],
    })
    await openStage(
      platform,
      people.secretariat,
      { ...place, despite: 'Jadwal pembimbing tidak dapat digeser.' },
      by(people.secretariat),
    )
    expect(await stageOf(series.id, 2)).toMatchObject({
      state: 'running',
      review: 'SWOT belum selesai, diulang minggu depan.',
      openedDespite: 'Jadwal pembimbing tidak dapat digeser.',
      openedBy: people.secretariat.name,
    })
  })
})

describe('a deliverable', () => {
  it('is owed by an office, which submits it with proof; a mentor returns it with words or accepts it', async () => {
    const series = await people.addSeries()
    const made = await saveDeliverable(
      platform,
      people.secretariat,
      {
        regionCode: REGION,
        seriesId: series.id,
        input: { title: 'Peta stunting desa', ownerId: health, dueOn: '2026-07-01', required: true, stage: 1 },
      },
      by(people.secretariat),
    )
    expect(made).toMatchObject({ code: 'peta-stunting-desa', state: 'owed', ownerId: health, position: 7 })
    const which = { regionCode: REGION, seriesId: series.id, id: made.id }
    const submit = (actor: Actor, version: number, attach: string[] = [], note?: string) =>
      submitDeliverable(platform, actor, { ...which, version, attach, note }, by(actor))
    const judge = (actor: Actor, version: number, accepted: boolean, verdict?: string) =>
      judgeDeliverable(platform, actor, { ...which, version, accepted, verdict }, by(actor))

    await expect(submit(people.officer, 1)).rejects.toMatchObject({ fields: [{ field: 'bukti' }] })
    const proof = await document(people.officer, 'Peta stunting')
    await expect(submit(people.planner, 1, [proof])).rejects.toMatchObject({ code: 'may-not' })
    await expect(submit(people.mentor, 1, [proof])).rejects.toMatchObject({ code: 'may-not' })
    await expect(judge(people.mentor, 1, true)).rejects.toMatchObject({ code: 'conflict' })
    const sent = await submit(people.officer, 1, [proof], 'Data sampai Mei.')
    expect(sent).toMatchObject({ state: 'submitted', note: 'Data sampai Mei.', submittedBy: people.officer.name })

    await expect(judge(people.otherMentor, sent.version, true)).rejects.toMatchObject({ code: 'not-found' })
    await expect(judge(people.secretariat, sent.version, true)).rejects.toMatchObject({ code: 'may-not' })
    await expect(judge(people.mentor, sent.version, false)).rejects.toMatchObject({ fields: [{ field: 'verdict' }] })
    const back = await judge(people.mentor, sent.version, false, 'Lengkapi tiga desa.')
    expect(back).toMatchObject({ state: 'returned', verdict: 'Lengkapi tiga desa.', judgedBy: people.mentor.name })

    const again = await submit(people.officer, back.version)
    const fine = await judge(people.ministry, again.version, true)
    expect(fine.state).toBe('accepted')
    await expect(submit(people.officer, fine.version)).rejects.toMatchObject({ code: 'conflict' })
    await expect(judge(people.mentor, again.version, true)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })

  it('of a worksheet needs cards on it: the readiness questions alone prove nothing', async () => {
    const series = await people.addSeries()
    const all = await listDeliverables(sql, REGION, series.id)
    const readiness = all.find(one => one.sheet === 'readiness')
    const swot = all.find(one => one.sheet === 'swot')
    if (!readiness || !swot) throw new Error('The template has both')
    const submit = (one: typeof swot) =>
      submitDeliverable(
        platform,
        people.officer,
        { regionCode: REGION, seriesId: series.id, id: one.id, version: one.version },
        by(people.officer),
      )
    await expect(submit(readiness)).rejects.toMatchObject({ fields: [{ field: 'bukti' }] })
    await expect(submit(swot)).rejects.toMatchObject({ fields: [{ field: 'bukti' }] })
    await platform.db.pool.query(
      `insert into masterplan.card (region_code, series_id, sheet, title, content) values ($1, $2, 'swot', 'Sungai bersih', '{"quadrant":"s"}')`,
      [REGION, series.id],
    )
    await platform.db.pool.query(
      `update masterplan.card set content = content || '{"condition":"poor"}' where series_id = $1 and sheet = 'readiness'`,
      [series.id],
    )
    expect((await submit(readiness)).state).toBe('submitted')
    expect((await submit(swot)).state).toBe('submitted')
  })

  it('is renamed and taken off by the secretariat alone, and its code is never given twice', async () => {
    const series = await people.addSeries()
    const input = { title: 'Analisis SWOT', required: false, stage: 2 as const, sheet: 'swot' }
    const add = () =>
      saveDeliverable(
        platform,
        people.secretariat,
        { regionCode: REGION, seriesId: series.id, input },
        by(people.secretariat),
      )
    const [first, second] = [await add(), await add()]
    expect(new Set([first.code, second.code]).size).toBe(2)
    const off = { regionCode: REGION, seriesId: series.id, id: first.id, version: first.version }
    await expect(archiveDeliverable(platform, people.mentor, off, by(people.mentor))).rejects.toMatchObject({
      code: 'may-not',
    })
    await archiveDeliverable(platform, people.secretariat, off, by(people.secretariat))
    await expect(archiveDeliverable(platform, people.secretariat, off, by(people.secretariat))).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(
      saveDeliverable(
        platform,
        people.secretariat,
        {
          ...off,
          id: second.id,
          version: second.version,
          input: { title: '', required: true, ownerId: series.id, dueOn: '31-12-2026' },
        },
        by(people.secretariat),
      ),
    ).rejects.toMatchObject({ fields: [{ field: 'title' }, { field: 'dueOn' }, { field: 'ownerId' }] })
  })

  it('shows its documents to mentors and the ministry, and not to strangers', async () => {
    const series = await people.addSeries()
    const [one] = await listDeliverables(sql, REGION, series.id)
    if (!one) throw new Error('none')
    const proof = await document(people.secretariat, 'Ruang data rahasia')
    await submitDeliverable(
      platform,
      people.secretariat,
      { regionCode: REGION, seriesId: series.id, id: one.id, version: one.version, attach: [proof] },
      by(people.secretariat),
    )
    const evidence = { id: proof, regionCode: REGION, personalData: false }
    const may = (actor: Actor) => mayInspectPlanProof(platform, actor, evidence)
    for (const actor of [people.mentor, people.ministry, people.province]) expect(await may(actor)).toBe(true)
    for (const actor of [people.otherMentor, people.otherRegion, people.visitor]) expect(await may(actor)).toBe(false)
    expect(await mayInspectPlanProof(platform, people.mentor, { ...evidence, personalData: true })).toBe(false)
    const other = await document(people.secretariat, 'Bukan bukti masterplan')
    expect(await mayInspectPlanProof(platform, people.mentor, { ...evidence, id: other })).toBe(false)
    expect(DELIVERABLE_SUBJECT).toBe('masterplan.deliverable')
  })
})

describe('mentors and groups', () => {
  it('a mentor sees the region from the day they are named to the day they are taken off; one leads', async () => {
    const series = await people.addSeries({ mentor: false })
    const { accountId = '' } = people.otherMentor
    const place = { regionCode: REGION, seriesId: series.id, accountId }
    await expect(getInsideStand(sql, people.otherMentor, REGION)).rejects.toMatchObject({ code: 'not-found' })
    const add = (id: string, lead: boolean) =>
      saveMentor(platform, people.secretariat, { ...place, accountId: id, lead }, by(people.secretariat))
    await add(accountId, true)
    await expect(getInsideStand(sql, people.otherMentor, REGION)).resolves.toMatchObject({ sight: 'all' })
    await add(people.mentor.accountId ?? '', true)
    expect((await listMentors(sql, REGION, series.id)).filter(one => one.lead)).toHaveLength(1)
    await expect(add(people.officer.accountId ?? '', false)).rejects.toMatchObject({ fields: [{ field: 'accountId' }] })
    await removeMentor(platform, people.secretariat, place, by(people.secretariat))
    await expect(getInsideStand(sql, people.otherMentor, REGION)).rejects.toMatchObject({ code: 'not-found' })
    await expect(removeMentor(platform, people.secretariat, place, by(people.secretariat))).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it('a group has offices of the region, and its coordinator is one of them', async () => {
    const series = await people.addSeries()
    const group = (await listGroups(sql, REGION, series.id)).find(one => one.code === 'liv')
    if (!group) throw new Error('none')
    const save = (officeIds: string[], version = group.version) =>
      saveGroup(
        platform,
        people.secretariat,
        {
          regionCode: REGION,
          seriesId: series.id,
          id: group.id,
          version,
          input: { name: group.name, coordinatorId: health, moderator: 'Moderator', officeIds },
        },
        by(people.secretariat),
      )
    const planning = await people.officeId('Badan Perencanaan')
    const saved = await save([planning])
    expect(saved.offices.map(one => one.id).sort()).toEqual([health, planning].sort())
    await expect(save([])).rejects.toMatchObject({ code: 'changed-meanwhile' })
    const away = await people.officeId('Dinas Kesehatan', '73.22').catch(() => people.officeId('Dinas', '73.22'))
    await expect(save([away], saved.version)).rejects.toMatchObject({ fields: [{ field: 'officeIds' }] })
  })
})

describe('the commitment', () => {
  const text = 'Kami berkomitmen melaksanakan masterplan.'
  async function opened() {
    const series = await people.addSeries()
    const draft = await findCommitment(sql, REGION, series.id)
    const place = { regionCode: REGION, seriesId: series.id }
    const saved = await saveCommitment(
      platform,
      people.secretariat,
      {
        ...place,
        version: draft?.version,
        input: {
          text,
          place: 'Malili',
          dated: '2026-09-22',
          signatories: [
            { role: 'regional-head', title: 'Bupati', organisationId: undefined, name: undefined },
            { role: 'opd-head', title: 'Kepala Dinas Kesehatan', organisationId: health, name: undefined },
            { role: undefined, title: 'Ketua Forum', organisationId: undefined, name: undefined },
          ],
        },
      },
      by(people.secretariat),
    )
    return { series, place, saved, version: saved.commitment.version }
  }

  it('is signed by heads by account and on paper with its scan; then it is done, and its text is what its hash says', async () => {
    const { series, place, version } = await opened()
    const open = await openCommitment(platform, people.secretariat, { ...place, version }, by(people.secretariat))
    const { sha256 = '' } = open.commitment
    const stand = await getSeriesStand(sql, people.secretariat, REGION, series.id)
    expect(hashOf(stand, { ...open.commitment, text: `${text}.` }, open.signatures)).not.toBe(sha256)
    const [mayor, head, forum] = open.signatures
    if (!mayor || !head || !forum) throw new Error('three sign')
    const sign = (actor: Actor, signatureId: string, seen = sha256) =>
      signCommitment(platform, actor, { ...place, signatureId, sha256: seen }, by(actor))
    await expect(sign(people.officer, head.id)).rejects.toMatchObject({ code: 'may-not' })
    await expect(sign(people.head, mayor.id)).rejects.toMatchObject({ code: 'may-not' })
    await expect(sign(people.head, head.id, 'f'.repeat(64))).rejects.toMatchObject({ code: 'conflict' })
    await sign(people.head, head.id)
    await expect(sign(people.head, head.id)).rejects.toMatchObject({ code: 'conflict' })
    const late = await sign(people.regionalHead, mayor.id)
    expect(late.commitment.state).toBe('open')
    expect(late.signatures[0]).toMatchObject({ how: 'account', name: people.regionalHead.name })
    const paper = { ...place, signatureIds: [forum.id], signedOn: '2026-09-22', attach: [] as string[] }
    await expect(recordPaper(platform, people.secretariat, paper, by(people.secretariat))).rejects.toMatchObject({
      fields: [{ field: 'bukti' }],
    })
    paper.attach.push(await document(people.secretariat, `Lembar komitmen ${series.id}`))
    await expect(recordPaper(platform, people.head, paper, by(people.head))).rejects.toMatchObject({ code: 'may-not' })
    const done = await recordPaper(platform, people.secretariat, paper, by(people.secretariat))
    expect(done.commitment).toMatchObject({ state: 'signed', sha256, text })
    expect(hashOf(stand, done.commitment, done.signatures)).toBe(sha256)
  })

  it('stays as it is once open; it is withdrawn only while nobody has signed', async () => {
    const { place, version } = await opened()
    const open = await openCommitment(platform, people.secretariat, { ...place, version }, by(people.secretariat))
    const now = open.commitment.version
    await expect(
      saveCommitment(
        platform,
        people.secretariat,
        { ...place, version: now, input: { text: 'Lain' } },
        by(people.secretariat),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
    const draft = await withdrawCommitment(
      platform,
      people.secretariat,
      { ...place, version: now },
      by(people.secretariat),
    )
    expect(draft.commitment).toMatchObject({ state: 'draft', sha256: undefined })
    const again = await openCommitment(
      platform,
      people.secretariat,
      { ...place, version: draft.commitment.version },
      by(people.secretariat),
    )
    const own = again.signatures.find(one => one.organisationId === health)
    await signCommitment(
      platform,
      people.head,
      { ...place, signatureId: own?.id ?? '', sha256: again.commitment.sha256 ?? '' },
      by(people.head),
    )
    await expect(
      withdrawCommitment(
        platform,
        people.secretariat,
        { ...place, version: again.commitment.version },
        by(people.secretariat),
      ),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('proposes the regional head, the council and the head of every office', async () => {
    const proposed = await proposeSignatories(platform, { code: REGION, kind: 'regency' })
    expect(proposed.slice(0, 2).map(one => one.title)).toEqual(['Bupati', 'Ketua Dewan Smart City'])
    expect(proposed.some(one => one.organisationId === health && one.role === 'opd-head')).toBe(true)
    expect(proposed.length).toBeGreaterThan(5)
  })

  it('is refused with a title twice, an office of nobody, or without text', async () => {
    const { place, version } = await opened()
    const twice = { role: undefined, title: 'Ketua Forum', organisationId: undefined, name: undefined }
    await expect(
      saveCommitment(
        platform,
        people.secretariat,
        { ...place, version, input: { text: ' ', dated: 'besok', signatories: [twice, twice] } },
        by(people.secretariat),
      ),
    ).rejects.toMatchObject({ fields: [{ field: 'text' }, { field: 'dated' }, { field: 'signatories' }] })
  })
})

describe('progress', () => {
  it('counts what each office wrote, owes and was accepted, in the same statements for one series as for a full one', async () => {
    const bare = await people.addSeries()
    const full = await people.addSeries()
    await saveDeliverable(
      platform,
      people.secretariat,
      {
        regionCode: REGION,
        seriesId: full.id,
        input: { title: 'Terlambat', ownerId: health, dueOn: '2020-01-01', required: true, stage: 1 },
      },
      by(people.secretariat),
    )
    await platform.db.pool.query(
      `insert into masterplan.card (region_code, series_id, sheet, title, content, organisation_id)
       select $1, $2, 'swot', 'Kartu ' || n, '{"quadrant":"s"}', $3 from generate_series(1, 3) n`,
      [REGION, full.id, health],
    )
    const read = async (seriesId: string) =>
      countStatements(async () =>
        readProgress(platform, await getSeriesStand(sql, people.secretariat, REGION, seriesId)),
      )
    const [one, many] = [await read(bare.id), await read(full.id)]
    expect(many.statements).toBe(one.statements)
    expect(many.value.rows.find(row => row.officeId === health)).toMatchObject({ cards: 3, owed: 1, late: 1 })
    expect(one.value.rows.find(row => row.officeId === health)).toMatchObject({ cards: 0, owed: 0 })
  })

  it('a series is renamed and closed by the secretariat', async () => {
    const series = await people.addSeries()
    const save = (actor: Actor, version: number) =>
      saveSeries(
        platform,
        actor,
        { regionCode: REGION, seriesId: series.id, version, input: { title: 'Bimtek 2027', year: 2027, done: true } },
        by(actor),
      )
    await expect(save(people.mentor, 1)).rejects.toMatchObject({ code: 'may-not' })
    expect(await save(people.secretariat, 1)).toMatchObject({ title: 'Bimtek 2027', state: 'done', version: 2 })
    await expect(save(people.secretariat, 1)).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })
})
