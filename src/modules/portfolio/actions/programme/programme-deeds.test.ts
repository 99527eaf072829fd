import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { walk } from '#platform/trace/trace.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { type BudgetLine, MILESTONE_SUBJECT, type Programme, type StatusInput } from '../../model.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { listStatuses } from '../../store/programme/statuses.ts'
import { findProgramme, listBudgets, listProgrammes } from '../../store/programmes.ts'
import { archiveProgramme } from './archive-programme.ts'
import { changeStatus } from './change-status.ts'
import { reportMilestone, type ReportMilestone } from './report-milestone.ts'
import { removeMilestone, saveMilestone } from './save-milestone.ts'
import { saveBudget } from './save-budget.ts'

const world = await testWorld('demo')
const { platform } = world
const { sql, pool } = platform.db
let w: PortfolioWorld
beforeAll(async () => {
  w = await portfolioWorld(world)
})

const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.catch((thrown: unknown) => thrown)
  if (!(error instanceof Problem)) throw new Error(`Expected a refusal, got ${String(error)}`)
  return error
}
const fieldsOf = async (work: Promise<unknown>) => (await refusal(work)).fields.map(one => one.field)
const events = async (id: string) =>
  (await listChanges(sql, REGION, 'programme', id, { limit: 20 })).map(one => one.event)

describe('change-status', () => {
  const change = (
    programme: Programme,
    status: Partial<StatusInput>,
    more: { successorId?: string; actor?: Actor; version?: number } = {},
  ) => {
    const actor = more.actor ?? w.officer
    return changeStatus(
      platform,
      actor,
      {
        regionCode: REGION,
        id: programme.id,
        version: more.version ?? programme.version,
        status: { status: 'running', since: '2025-01-15', reason: undefined, note: undefined, ...status },
        successorId: more.successorId,
      },
      w.writerOf(actor),
    )
  }

  it('keeps every status with its day, reason and who said so', async () => {
    const planned = await w.addProgramme()
    const running = await change(planned, {})
    const stopped = await change(running, {
      status: 'stopped',
      since: '2026-03-01',
      reason: 'anggaran',
      note: 'Refocusing',
    })
    expect(stopped).toMatchObject({
      status: 'stopped',
      statusSince: '2026-03-01',
      statusReason: 'anggaran',
      version: 3,
    })
    const records = (await listStatuses(sql, REGION, [planned.id])).get(planned.id)
    expect(records?.map(one => [one.status, one.since, one.accountId])).toEqual([
      ['planned', '2024-01-01', w.secretariat.accountId],
      ['running', '2025-01-15', w.officer.accountId],
      ['stopped', '2026-03-01', w.officer.accountId],
    ])
    expect(await events(planned.id)).toEqual(['status-changed', 'status-changed', 'created'])
  })

  it('completes the past without touching the present', async () => {
    const running = await change(await w.addProgramme(), { since: '2025-06-01' })
    const after = await change(running, { status: 'stopped', since: '2024-09-01', reason: 'teknis' })
    expect(after).toMatchObject({ status: 'running', statusSince: '2025-06-01' })
    expect((await listStatuses(sql, REGION, [running.id])).get(running.id)).toHaveLength(3)
  })

  it('needs a reason to stop, a day that has come, and a programme that goes on elsewhere of this region', async () => {
    const programme = await w.addProgramme()
    expect(await fieldsOf(change(programme, { status: 'stopped' }))).toEqual(['reason'])
    expect(await fieldsOf(change(programme, { since: '2099-01-01' }))).toEqual(['since'])
    const missing = { successorId: '00000000-0000-4000-8000-000000000000' }
    expect(await fieldsOf(change(programme, { status: 'changed', reason: 'rpjmd' }, missing))).toEqual(['successorId'])
    expect(
      await fieldsOf(change(programme, { status: 'changed', reason: 'rpjmd' }, { successorId: programme.id })),
    ).toEqual(['successorId'])
  })

  it('leaves a trace to the programme in which a changed one goes on', async () => {
    const before = await w.addProgramme()
    const next = await w.addProgramme()
    await change(before, { status: 'changed', reason: 'rpjmd' }, { successorId: next.id })
    const way = await walk(sql, { kind: 'programme', id: before.id }, 'onward')
    expect(way.map(one => [one.kind, one.to.id])).toEqual([['continued-by', next.id]])
  })

  it('writes nothing when it holds already, refuses an old version, and people of other offices', async () => {
    const running = await change(await w.addProgramme(), {})
    expect((await change(running, {}, { version: 1 })).version).toBe(2)
    expect((await refusal(change(running, { note: 'lain' }, { version: 1 }))).code).toBe('changed-meanwhile')
    expect((await refusal(change(running, { note: 'lain' }, { actor: w.village }))).code).toBe('may-not')
    expect((await refusal(change(running, { note: 'lain' }, { actor: w.regionalHead }))).code).toBe('may-not')
  })
})

describe('save-budget', () => {
  const line = (year: number, source: string, planned: bigint, realised?: bigint): BudgetLine => ({
    year,
    source,
    planned,
    realised,
  })
  const save = (id: string, lines: BudgetLine[], versions: Record<string, number> = {}, actor = w.officer) =>
    saveBudget(platform, actor, { regionCode: REGION, id, lines, versions }, w.writerOf(actor))

  it('keeps money to the rupiah, and what was not reported apart from 0', async () => {
    const { id } = await w.addProgramme()
    await save(id, [line(2025, 'apbn', 999_999_999_999_999n), line(2025, 'csr', 0n, 0n)])
    expect((await listBudgets(sql, REGION, [id])).get(id)).toEqual([
      line(2025, 'apbn', 999_999_999_999_999n, undefined),
      line(2025, 'csr', 0n, 0n),
    ])
    const [change] = await listChanges(sql, REGION, 'programme', id, { limit: 1 })
    expect(change?.fields).toContainEqual({
      field: 'planned 2025 apbn',
      before: undefined,
      after: '999999999999999',
    })
  })

  it('takes off lines that were seen, keeps lines that somebody added meanwhile', async () => {
    const { id } = await w.addProgramme()
    await save(id, [line(2024, 'apbn', 500_000n), line(2025, 'apbn', 600_000n)])
    await save(id, [line(2026, 'apbn', 700_000n)], { '2024/apbn': 1 })
    const left = (await listBudgets(sql, REGION, [id])).get(id)
    expect(left?.map(one => one.year)).toEqual([2025, 2026])
  })

  it('tells the second of two officers that a line changed; a repeated save is fine', async () => {
    const { id } = await w.addProgramme()
    await save(id, [line(2025, 'apbn', 500_000n)])
    await save(id, [line(2025, 'apbn', 500_000n, 100_000n)], { '2025/apbn': 1 })
    await save(id, [line(2025, 'apbn', 500_000n, 100_000n)], { '2025/apbn': 1 })
    const late = await refusal(save(id, [line(2025, 'apbn', 500_000n, 200_000n)], { '2025/apbn': 1 }, w.head))
    expect(late.code).toBe('changed-meanwhile')
  })

  it('refuses a year outside of the programme, a source of nowhere, one line twice, negative money, other offices', async () => {
    const { id } = await w.addProgramme()
    expect(await fieldsOf(save(id, [line(2030, 'apbn', 1_000_000n)]))).toEqual(['0.year'])
    expect(await fieldsOf(save(id, [line(2025, 'kas', 1_000_000n)]))).toEqual(['0.source'])
    expect(await fieldsOf(save(id, [line(2025, 'apbn', 1_000_000n), line(2025, 'apbn', 2_000_000n)]))).toEqual([
      '1.source',
    ])
    expect(await fieldsOf(save(id, [line(2025, 'apbn', -1n)]))).toEqual(['0.planned'])
    expect((await refusal(save(id, [], {}, w.village))).code).toBe('may-not')
  })
})

describe('milestones', () => {
  const add = async (programme: Programme, over: { title?: string; ownerId?: string } = {}, actor = w.officer) =>
    saveMilestone(
      platform,
      actor,
      {
        regionCode: REGION,
        programmeId: programme.id,
        input: { title: 'Posyandu dibuka', dueOn: '2026-06-30', ownerId: programme.leadId, ...over },
      },
      w.writerOf(actor),
    )
  const report = (programme: Programme, id: string, over: Partial<ReportMilestone>, actor = w.officer) =>
    reportMilestone(
      platform,
      actor,
      { regionCode: REGION, programmeId: programme.id, id, version: 1, doneOn: undefined, note: undefined, ...over },
      w.writerOf(actor),
    )

  it('are added by the office that leads, and reported by the village that owes them, with proof', async () => {
    const programme = await w.addProgramme()
    const owner = w.village.membership?.organisationId ?? ''
    const milestone = await add(programme, { ownerId: owner })
    expect(milestone.ownerName).toBe('Kantor Desa Wewangriu')
    expect((await refusal(add(programme, { title: 'Lain' }, w.village))).code).toBe('may-not')
    const { evidence } = await saveEvidence(
      platform,
      { title: 'Foto pembukaan', text: 'Dibuka kepala desa' },
      { actor: w.village, writer: w.writerOf(w.village) },
    )
    const done = await report(
      programme,
      milestone.id,
      { doneOn: '2026-05-20', note: 'Dibuka', evidence: { attach: [evidence.id] } },
      w.village,
    )
    expect(done).toMatchObject({ doneOn: '2026-05-20', note: 'Dibuka', version: 2 })
    const { rows } = await pool.query(
      'select evidence_id from evidence.use where subject_kind = $1 and subject_id = $2',
      [MILESTONE_SUBJECT, milestone.id],
    )
    expect(rows).toEqual([{ evidence_id: evidence.id }])
    // Said again, as after a lost answer.
    const again = { doneOn: '2026-05-20', note: 'Dibuka', evidence: { attach: [evidence.id] } }
    expect((await report(programme, milestone.id, again, w.village)).version).toBe(2)
    expect(await events(programme.id)).toEqual(['milestone-proven', 'milestone-added', 'created'])
  })

  it('refuse a day that has not come, a title twice, an office elsewhere, an old version', async () => {
    const programme = await w.addProgramme()
    const milestone = await add(programme)
    expect(await fieldsOf(report(programme, milestone.id, { doneOn: '2099-01-01' }))).toEqual(['doneOn'])
    expect(await fieldsOf(add(programme))).toEqual(['title'])
    const foreign = await w.officeId('Dinas Kesehatan', '73.22')
    expect(await fieldsOf(add(programme, { title: 'B', ownerId: foreign }))).toEqual(['ownerId'])
    await report(programme, milestone.id, { note: 'separuh' })
    const late = await refusal(report(programme, milestone.id, { note: 'lain' }, w.head))
    expect(late.code).toBe('changed-meanwhile')
  })

  it('are not reported for an office that neither owes them nor leads', async () => {
    const programme = await w.addProgramme({ leadId: await w.officeId('Dinas Pendidikan') })
    const milestone = await add(programme, {}, w.secretariat)
    expect((await refusal(report(programme, milestone.id, { note: 'x' }))).code).toBe('may-not')
  })

  it('leave a programme with their history, and free their name', async () => {
    const programme = await w.addProgramme()
    const milestone = await add(programme)
    await removeMilestone(
      platform,
      w.officer,
      { regionCode: REGION, programmeId: programme.id, id: milestone.id, version: 1 },
      w.writerOf(w.officer),
    )
    await add(programme)
    expect(await events(programme.id)).toEqual(['milestone-added', 'milestone-removed', 'milestone-added', 'created'])
  })
})

describe('archive-programme', () => {
  const archive = (
    programme: Programme,
    over: { archived?: boolean; reason?: string; version?: number },
    actor: Actor,
  ) =>
    archiveProgramme(
      platform,
      actor,
      {
        regionCode: REGION,
        id: programme.id,
        archived: over.archived ?? true,
        version: over.version ?? programme.version,
        reason: 'reason' in over ? over.reason : 'Tercatat dua kali',
      },
      w.writerOf(actor),
    )

  it('takes a programme out of lists and back, for the secretariat with a reason', async () => {
    const programme = await w.addProgramme({ name: 'Akan diarsipkan' })
    expect((await refusal(archive(programme, {}, w.head))).code).toBe('may-not')
    expect(await fieldsOf(archive(programme, { reason: ' ' }, w.secretariat))).toEqual(['reason'])
    expect((await refusal(archive(programme, { version: 7 }, w.secretariat))).code).toBe('changed-meanwhile')
    await archive(programme, {}, w.secretariat)
    const listed = await listProgrammes(sql, REGION, { words: ['diarsipkan'] }, { limit: 5 })
    expect(listed).toEqual([])
    expect((await refusal(archive(programme, {}, w.secretariat))).code).toBe('conflict')
    await archive(programme, { archived: false, version: 2 }, w.secretariat)
    expect((await findProgramme(sql, REGION, programme.id))?.archivedAt).toBeUndefined()
    expect(await events(programme.id)).toEqual(['restored', 'archived', 'created'])
  })
})
