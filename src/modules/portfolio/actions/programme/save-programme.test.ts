import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { ProgrammeInput } from '../../model.ts'
import { type PortfolioWorld, portfolioWorld, REGION, VILLAGE } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { findProgramme } from '../../store/programmes.ts'
import { saveProgramme } from './save-programme.ts'

const world = await testWorld('demo')
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
const save = async (
  actor: PortfolioWorld['officer'],
  over: Partial<ProgrammeInput>,
  more: { id?: string; version?: number; regionCode?: string } = {},
) =>
  saveProgramme(world.platform, actor, { regionCode: REGION, ...more, input: await w.input(over) }, w.writerOf(actor))

describe('save-programme', () => {
  it('stores a new programme as planned since its first year, with history and its parts', async () => {
    const education = await w.officeId('Dinas Pendidikan')
    const programme = await save(w.officer, {
      code: ' kes-01 ',
      supportingIds: [education, education],
      places: [VILLAGE, '73.24.04'],
      partners: [{ name: '  Puskesmas   Malili ', contribution: '' }],
      startYear: 2024,
    })
    expect(programme).toMatchObject({
      code: 'KES-01',
      dimension: 'liv',
      status: 'planned',
      statusSince: '2024-01-01',
      supportingIds: [education],
      places: ['73.24.04', VILLAGE],
      partners: [{ name: 'Puskesmas Malili', contribution: undefined }],
      version: 1,
    })
    const [line] = await listChanges(world.platform.db.sql, REGION, 'programme', programme.id, { limit: 5 })
    expect(line).toMatchObject({ event: 'created', office: w.officer.membership?.organisationName })
    expect(line?.accountId).toBe(w.officer.accountId)
    expect(line?.fields).toContainEqual({ field: 'code', before: undefined, after: 'KES-01' })
  })

  it('begins a programme of a later year today', async () => {
    const programme = await save(w.officer, { startYear: 2098, endYear: 2099 })
    expect(programme.statusSince < '2098-01-01').toBe(true)
  })

  it('writes nothing when the same is said again, even with an old version', async () => {
    const before = await w.addProgramme({ code: 'SAMA-1' })
    const again = await save(w.secretariat, { ...before }, { id: before.id, version: 0 })
    expect(again.version).toBe(1)
    expect(await listChanges(world.platform.db.sql, REGION, 'programme', before.id, { limit: 5 })).toHaveLength(1)
  })

  it('tells the second of two officers that the programme changed, and stores what the first wrote', async () => {
    const before = await w.addProgramme()
    const both = await Promise.allSettled([
      save(w.officer, { ...before, name: 'Dari petugas' }, { id: before.id, version: 1 }),
      save(w.head, { ...before, name: 'Dari kepala' }, { id: before.id, version: 1 }),
    ])
    const [stored] = both.filter(one => one.status === 'fulfilled')
    const [refused] = both.filter(one => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({ code: 'changed-meanwhile' })
    const now = await findProgramme(world.platform.db.sql, REGION, before.id)
    expect(now?.name).toBe(stored?.value.name)
    expect(now?.version).toBe(2)
  })

  it('refuses a code that is taken with a sentence on the field code that names who has it', async () => {
    const there = await w.addProgramme({ code: 'DUA-1', name: 'Posyandu keliling' })
    const problem = await refusal(save(w.officer, { code: there.code }))
    expect(problem.code).toBe('invalid')
    expect(problem.fields.map(one => one.field)).toEqual(['code'])
    expect(problem.sentence.id).toContain('Posyandu keliling')
  })

  it('refuses the second of two with one code that come at once', async () => {
    const both = await Promise.allSettled([save(w.officer, { code: 'BALAP-1' }), save(w.head, { code: 'BALAP-1' })])
    expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
    const refused = both.find(one => one.status === 'rejected')
    expect(refused?.reason).toMatchObject({ fields: [{ field: 'code' }] })
  })

  it('lets an officer lead with the own office only; the secretariat with any living one', async () => {
    const education = await w.officeId('Dinas Pendidikan')
    const problem = await refusal(save(w.officer, { leadId: education }))
    expect(problem.fields.map(one => one.field)).toEqual(['leadId'])
    expect((await save(w.secretariat, { leadId: education })).leadId).toBe(education)
    const mine = await w.addProgramme()
    expect((await refusal(save(w.officer, { ...mine, leadId: education }, { id: mine.id, version: 1 }))).code).toBe(
      'invalid',
    )
  })

  it('refuses people of other offices and regions, and hides what does not exist', async () => {
    const education = await w.addProgramme({ leadId: await w.officeId('Dinas Pendidikan') })
    expect((await refusal(save(w.officer, { ...education, name: 'x' }, { id: education.id, version: 1 }))).code).toBe(
      'may-not',
    )
    expect((await refusal(save(w.other, {}))).code).toBe('not-found')
    await w.open()
    expect((await refusal(save(w.other, { ...education }, { id: education.id, version: 1 }))).code).toBe('may-not')
    expect((await refusal(save(w.regionalHead, {}))).code).toBe('may-not')
    expect((await refusal(save(w.officer, {}, { id: crypto.randomUUID(), version: 1 }))).code).toBe('not-found')
  })

  it('refuses places of another region and offices of another region', async () => {
    const problem = await refusal(
      save(w.secretariat, { places: ['73.22.01'], leadId: await w.officeId('Dinas Kesehatan', '73.22') }),
    )
    expect(problem.fields.map(one => one.field).sort()).toEqual(['leadId', 'places'])
  })
})
