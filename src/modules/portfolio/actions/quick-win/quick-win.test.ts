import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { listUses, saveEvidence } from '#modules/evidence/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { QUICK_WIN_SUBJECT } from '../../model.ts'
import { checkSubject, type QuickWinProfile, type RiskInput } from '../../model-quick-win.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { findProgramme } from '../../store/programmes.ts'
import { listChecks } from '../../store/quick-win/checks.ts'
import { listQuickWinFacts } from '../../store/quick-win/facts.ts'
import { countQuickWins, listQuickWins } from '../../store/quick-win/list.ts'
import { findQuickWin } from '../../store/quick-win/quick-wins.ts'
import { listRisks } from '../../store/quick-win/risks.ts'
import { archiveRisk } from './archive-risk.ts'
import { checkQuickWin } from './check-quick-win.ts'
import { saveQuickWin } from './save-quick-win.ts'
import { saveRisk } from './save-risk.ts'
import { validateQuickWin } from './validate-quick-win.ts'

const world = await testWorld('demo', { clock: { now: () => new Date('2026-06-15T02:00:00Z') } })
const { sql } = world.platform.db
let w: PortfolioWorld
beforeAll(async () => {
  w = await portfolioWorld(world)
})

const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Problem)) throw new Error(`Expected a refusal, got ${String(error)}`)
  return error
}

const empty: QuickWinProfile = {
  sinceYear: 2024,
  initiator: undefined,
  form: undefined,
  digital: undefined,
  trialOn: undefined,
  appliedOn: undefined,
  aim: undefined,
  design: undefined,
  benefit: undefined,
  result: undefined,
  continuity: undefined,
}
const risk: RiskInput = {
  factor: 'Jaringan putus',
  cause: 'Menara hanya satu',
  likelihood: 2,
  impact: 3,
  mitigation: 'Formulir kertas',
  structural: false,
  ownerId: undefined,
  residualLikelihood: 1,
  residualImpact: 2,
}

async function quickWin(over: Partial<QuickWinProfile> = {}) {
  const programme = await w.addProgramme()
  await saveQuickWin(
    world.platform,
    w.officer,
    { regionCode: REGION, programmeId: programme.id, profile: { ...empty, ...over } },
    w.writerOf(w.officer),
  )
  return programme
}
const save = (actor: PortfolioWorld['officer'], programmeId: string, profile: QuickWinProfile, version?: number) =>
  saveQuickWin(world.platform, actor, { regionCode: REGION, programmeId, profile, version }, w.writerOf(actor))
const check = (
  actor: PortfolioWorld['officer'],
  programmeId: string,
  more: Partial<Parameters<typeof checkQuickWin>[2]> = {},
) =>
  checkQuickWin(
    world.platform,
    actor,
    { regionCode: REGION, programmeId, year: 2026, indicator: 'E3', answer: 'yes', ...more },
    w.writerOf(actor),
  )
const judge = (
  actor: PortfolioWorld['officer'],
  programmeId: string,
  more: Partial<Parameters<typeof validateQuickWin>[2]> = {},
) =>
  validateQuickWin(
    world.platform,
    actor,
    { regionCode: REGION, programmeId, year: 2025, verdict: 'kept', ...more },
    w.writerOf(actor),
  )
const addRisk = (
  actor: PortfolioWorld['officer'],
  programmeId: string,
  over: Partial<RiskInput> = {},
  of: { id?: string; version?: number } = {},
) =>
  saveRisk(
    world.platform,
    actor,
    { regionCode: REGION, programmeId, ...of, risk: { ...risk, ...over } },
    w.writerOf(actor),
  )
const events = async (programmeId: string) =>
  (await listChanges(sql, REGION, 'quick-win', programmeId, { limit: 50 })).map(one => one.event)

describe('a programme becomes a quick win', () => {
  it('by its first profile, which marks the programme and tells both histories', async () => {
    const programme = await quickWin({ aim: '  Ibu hamil sampai ke bidan.\r\n', digital: false })
    expect(await findQuickWin(sql, REGION, programme.id)).toMatchObject({
      sinceYear: 2024,
      aim: 'Ibu hamil sampai ke bidan.',
      digital: false,
      version: 1,
    })
    expect(await findProgramme(sql, REGION, programme.id)).toMatchObject({ quickWin: true, version: 2 })
    const [line] = await listChanges(sql, REGION, 'programme', programme.id, { limit: 1 })
    expect(line?.fields).toEqual([{ field: 'quickWin', before: 'false', after: 'true' }])
    expect(await events(programme.id)).toEqual(['begun'])
  })

  it('and a save that says what is stored writes nothing, whatever its version', async () => {
    const programme = await quickWin({ aim: 'A' })
    expect((await save(w.head, programme.id, { ...empty, aim: 'A' }, 7)).version).toBe(1)
    expect(await events(programme.id)).toEqual(['begun'])
  })

  it('and of two who change it at once the second is told, and loses nothing of the first', async () => {
    const programme = await quickWin({ aim: 'A' })
    const both = await Promise.allSettled([
      save(w.officer, programme.id, { ...empty, aim: 'B' }, 1),
      save(w.head, programme.id, { ...empty, aim: 'C' }, 1),
    ])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    const lost = both.find(one => one.status === 'rejected') as PromiseRejectedResult
    expect((lost.reason as Problem).code).toBe('changed-meanwhile')
    expect((await findQuickWin(sql, REGION, programme.id))?.version).toBe(2)
  })

  it('not by others: another office and region may not, and a closed portfolio does not exist', async () => {
    const education = await w.addProgramme({ leadId: await w.officeId('Dinas Pendidikan') })
    expect((await refusal(save(w.officer, education.id, empty))).code).toBe('may-not')
    expect((await refusal(save(w.other, education.id, empty))).code).toBe('not-found')
    expect((await refusal(save(w.regionalHead, education.id, empty))).code).toBe('may-not')
    // A foreigner learns nothing of what is wrong with the body.
    expect((await refusal(save(w.officer, education.id, { ...empty, sinceYear: 1 }))).code).toBe('may-not')
    expect(await findQuickWin(sql, REGION, education.id)).toBeUndefined()
  })
})

describe('the self-check', () => {
  it('keeps an answer per year and indicator, with evidence and its place in the library', async () => {
    const programme = await quickWin()
    const { evidence } = await saveEvidence(
      world.platform,
      { title: 'Daftar hadir', text: 'Dua belas desa hadir.' },
      { actor: w.officer, writer: w.writerOf(w.officer) },
    )
    await check(w.officer, programme.id, { evidence: [{ evidenceId: evidence.id, anchor: 'hlm. 1' }] })
    await check(w.officer, programme.id, { year: 2025, answer: 'no', note: 'Belum diukur' })
    expect(await listChecks(sql, REGION, programme.id)).toMatchObject([
      { year: 2026, indicator: 'E3', answer: 'yes', version: 1 },
      { year: 2025, indicator: 'E3', answer: 'no', note: 'Belum diukur' },
    ])
    const subject = checkSubject(programme.id, 2026, 'E3')
    const uses = (await listUses(sql, REGION, QUICK_WIN_SUBJECT, [subject])).get(subject)
    expect(uses?.map(use => use.evidence.title)).toEqual(['Daftar hadir'])
    // Saying nothing about evidence leaves it.
    await check(w.officer, programme.id, { answer: 'partly', note: 'Sebagian desa', version: 1 })
    expect((await listUses(sql, REGION, QUICK_WIN_SUBJECT, [subject])).get(subject)).toHaveLength(1)
  })

  it('refuses an answer changed meanwhile, a year to come, and evidence of elsewhere', async () => {
    const programme = await quickWin()
    await check(w.officer, programme.id)
    expect((await check(w.head, programme.id, { version: 0 })).version).toBe(1)
    expect((await refusal(check(w.head, programme.id, { answer: 'no', note: 'x', version: 0 }))).code).toBe(
      'changed-meanwhile',
    )
    expect((await refusal(check(w.officer, programme.id, { year: 2027 }))).fields[0]?.field).toBe('year')
    const { evidence } = await saveEvidence(
      world.platform,
      { title: 'Luwu Utara', text: 'Rahasia' },
      { actor: w.other, writer: w.writerOf(w.other) },
    )
    const foreign = check(w.officer, programme.id, { version: 1, evidence: [{ evidenceId: evidence.id }] })
    expect((await refusal(foreign)).fields[0]?.field).toBe('bukti')
  })

  it('is refused for a programme that is no quick win, and by others first of all', async () => {
    const programme = await w.addProgramme()
    expect((await refusal(check(w.officer, programme.id))).code).toBe('not-found')
    const mine = await quickWin()
    expect((await refusal(check(w.regionalHead, mine.id, { year: 1 }))).code).toBe('may-not')
  })
})

describe('re-validation', () => {
  it('is once a year; only the secretariat corrects it, and history keeps both', async () => {
    const programme = await quickWin()
    await judge(w.officer, programme.id)
    expect((await refusal(judge(w.officer, programme.id, { verdict: 'changed', reason: 'anggaran' }))).code).toBe(
      'conflict',
    )
    await judge(w.officer, programme.id)
    await judge(w.secretariat, programme.id, { verdict: 'changed', reason: 'anggaran' })
    expect(await events(programme.id)).toEqual(['verdict-corrected', 'judged', 'begun'])
  })

  it('that ends it closes it, until the verdict is corrected', async () => {
    const programme = await quickWin()
    await judge(w.officer, programme.id, { verdict: 'ended', reason: 'pimpinan', note: 'Tidak dilanjutkan' })
    expect((await findQuickWin(sql, REGION, programme.id))?.endedAt).toBeInstanceOf(Date)
    expect((await refusal(check(w.officer, programme.id))).code).toBe('conflict')
    expect((await refusal(save(w.officer, programme.id, { ...empty, aim: 'x' }, 1))).code).toBe('conflict')
    expect((await refusal(judge(w.officer, programme.id, { year: 2026 }))).code).toBe('conflict')
    await judge(w.secretariat, programme.id, { verdict: 'kept' })
    expect((await findQuickWin(sql, REGION, programme.id))?.endedAt).toBeUndefined()
    await judge(w.officer, programme.id, { year: 2026 })
    // It cannot have ended before a year in which it was kept.
    expect((await refusal(judge(w.secretariat, programme.id, { verdict: 'ended', reason: 'teknis' }))).code).toBe(
      'conflict',
    )
  })

  it('refuses a change without a reason and a year that has not come', async () => {
    const programme = await quickWin()
    expect((await refusal(judge(w.officer, programme.id, { verdict: 'changed' }))).fields[0]?.field).toBe('reason')
    expect((await refusal(judge(w.officer, programme.id, { year: 2027 }))).fields[0]?.field).toBe('year')
    expect((await refusal(judge(w.officer, programme.id, { year: 2023 }))).fields[0]?.field).toBe('year')
  })
})

describe('the risk form', () => {
  it('takes rows for any programme, gravest first, and the same row only once', async () => {
    const programme = await w.addProgramme()
    await addRisk(w.officer, programme.id, {
      factor: 'Kecil',
      likelihood: 1,
      impact: 1,
      mitigation: undefined,
      structural: undefined,
      residualImpact: undefined,
      residualLikelihood: undefined,
    })
    const owner = await w.officeId('Dinas Kesehatan')
    const first = await addRisk(w.officer, programme.id, { ownerId: owner })
    expect((await addRisk(w.officer, programme.id, { ownerId: owner })).id).toBe(first.id)
    const rows = await listRisks(sql, REGION, programme.id)
    expect(rows.map(one => one.factor)).toEqual(['Jaringan putus', 'Kecil'])
    expect(rows[0]?.ownerName).toMatch(/^Dinas Kesehatan/)
    const [line] = await listChanges(sql, REGION, 'quick-win', programme.id, { limit: 1 })
    expect(line?.fields).toContainEqual({ field: 'ownerId', before: undefined, after: rows[0]?.ownerName })
  })

  it('keeps what was stored from an old version, and archives what is over', async () => {
    const programme = await w.addProgramme()
    const stored = await addRisk(w.officer, programme.id)
    const changed = await addRisk(w.officer, programme.id, { impact: 2 }, { id: stored.id, version: 1 })
    expect(changed.version).toBe(2)
    expect((await refusal(addRisk(w.head, programme.id, { impact: 1 }, { id: stored.id, version: 1 }))).code).toBe(
      'changed-meanwhile',
    )
    const gone = (version: number, actor = w.officer) =>
      archiveRisk(
        world.platform,
        actor,
        { regionCode: REGION, programmeId: programme.id, id: stored.id, version },
        w.writerOf(actor),
      )
    expect((await refusal(gone(1))).code).toBe('changed-meanwhile')
    expect((await refusal(gone(2, w.regionalHead))).code).toBe('may-not')
    await gone(2)
    expect(await listRisks(sql, REGION, programme.id)).toEqual([])
    expect((await refusal(gone(3))).code).toBe('not-found')
    expect((await events(programme.id))[0]).toBe('risk-archived')
  })

  it('does not take a risk of another programme, nor an office of another region', async () => {
    const [one, two] = [await w.addProgramme(), await w.addProgramme()]
    const stored = await addRisk(w.officer, one.id)
    expect((await refusal(addRisk(w.officer, two.id, {}, { id: stored.id, version: 1 }))).code).toBe('not-found')
    const foreign = await w.officeId('Dinas', '73.22')
    expect((await refusal(addRisk(w.officer, one.id, { ownerId: foreign }))).fields[0]?.field).toBe('ownerId')
  })
})

describe('what is drawn from quick wins', () => {
  it('says of a year which were new, kept, due and ended, in one statement for any number', async () => {
    const one = await quickWin({ sinceYear: 2026 })
    const before = await countStatements(() => listQuickWinFacts(sql, REGION, 2026))
    const kept = await quickWin()
    const ended = await quickWin({ sinceYear: 2023 })
    await judge(w.officer, kept.id, { year: 2026 })
    await judge(w.officer, ended.id, { year: 2024, verdict: 'ended', reason: 'rpjmd' })
    await check(w.officer, kept.id, { indicator: 'E10' })
    await addRisk(w.officer, kept.id)
    const after = await countStatements(() => listQuickWinFacts(sql, REGION, 2026))
    expect(after.statements).toBe(before.statements)
    const of = (id: string) => after.value.find(row => row.programmeId === id)
    expect(of(one.id)).toMatchObject({ sinceYear: 2026, checks: {}, verdict: undefined })
    expect(of(kept.id)).toMatchObject({
      checks: { E10: 'yes' },
      verdict: 'kept',
      risks: { identified: 1, mitigated: 1, structural: 0, high: 1 },
    })
    expect(of(ended.id)).toMatchObject({ endedYear: 2024 })

    const filter = { year: 2026, due: true }
    const dueList = await listQuickWins(sql, REGION, filter, { limit: 100 })
    for (const gone of [one, kept, ended]) expect(dueList.map(row => row.programmeId)).not.toContain(gone.id)
    const counts = await countQuickWins(sql, REGION, { year: 2026 })
    expect(dueList).toHaveLength(counts.due)
    const all = await listQuickWins(sql, REGION, { year: 2026 }, { limit: 100 })
    expect(all.filter(row => row.endedYear === undefined || row.endedYear >= 2026)).toHaveLength(counts.living)
    expect(all.find(row => row.programmeId === kept.id)).toMatchObject({ yes: 1, risks: 1, mitigated: 1 })
    const [first, second] = all
    const next = await listQuickWins(sql, REGION, { year: 2026 }, { after: first?.code, limit: 1 })
    expect(next[0]?.code).toBe(second?.code)
  })
})
