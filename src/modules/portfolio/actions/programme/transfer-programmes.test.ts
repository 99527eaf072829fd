import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { findMilestone } from '../../store/programme/milestones.ts'
import { listStranded } from '../../store/programme/transfer.ts'
import { findProgramme } from '../../store/programmes.ts'
import { archiveOrganisation } from '../../../people/actions/archive-organisation.ts'
import { reportMilestone } from './report-milestone.ts'
import { saveMilestone } from './save-milestone.ts'
import { transferProgrammes } from './transfer-programmes.ts'

const world = await testWorld('demo')
const { sql, pool } = world.platform.db
let w: PortfolioWorld
let tourism: string
let education: string
beforeAll(async () => {
  w = await portfolioWorld(world)
  tourism = await w.officeId('Dinas Pariwisata')
  education = await w.officeId('Dinas Pendidikan')
})

const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.catch((thrown: unknown) => thrown)
  if (!(error instanceof Problem)) throw new Error(`Expected a refusal, got ${String(error)}`)
  return error
}
const transfer = (fromId: string, toId: string, reason = 'Perda Nomor 3 Tahun 2026', actor = w.secretariat) =>
  transferProgrammes(world.platform, actor, { regionCode: REGION, fromId, toId, reason }, w.writerOf(actor))
const archive = (id: string, actor = w.secretariat, reason = 'Dilebur') =>
  archiveOrganisation({ platform: world.platform, writer: w.writerOf(actor) }, actor, id, { reason })
const milestone = (programmeId: string, ownerId: string, title: string) =>
  saveMilestone(
    world.platform,
    w.secretariat,
    { regionCode: REGION, programmeId, input: { title, dueOn: '2027-06-30', ownerId } },
    w.writerOf(w.secretariat),
  )

describe('an office that is abolished in mid-year', () => {
  it('is not archived while it has something, hands all over at once, and every history keeps both names', async () => {
    const led = await w.addProgramme({ leadId: tourism, supportingIds: [education] })
    const supported = await w.addProgramme({ supportingIds: [tourism] })
    const both = await w.addProgramme({ leadId: education, supportingIds: [tourism] })
    const untouched = await w.addProgramme({})
    const open = await milestone(untouched.id, tourism, 'Papan petunjuk terpasang')
    const done = await milestone(untouched.id, tourism, 'Survei selesai')
    await reportMilestone(
      world.platform,
      w.secretariat,
      { regionCode: REGION, programmeId: untouched.id, id: done.id, version: 1, doneOn: '2026-01-10', note: undefined },
      w.writerOf(w.secretariat),
    )
    const { rows } = await pool.query<{ id: string }>(
      `insert into portfolio.indicator (region_code, code, name, unit, direction, level, rollup, frequency, owner_id)
       values ($1, 'WIS-1', 'Wisatawan', 'orang', 'up', 2, 'sum', 'year', $2) returning id`,
      [REGION, tourism],
    )
    const indicatorId = rows[0]?.id ?? ''

    const blocked = await refusal(archive(tourism))
    expect(blocked.code).toBe('conflict')
    expect(blocked.sentence.id).toContain('1 program, 2 dukungan pada program lain, 1 tonggak')

    expect(await transfer(tourism, education)).toEqual({
      programmes: 4,
      leads: 1,
      milestones: 1,
      indicators: 1,
      risks: 0,
    })
    expect(await findProgramme(sql, REGION, led.id)).toMatchObject({ leadId: education, supportingIds: [], version: 2 })
    expect((await findProgramme(sql, REGION, supported.id))?.supportingIds).toEqual([education])
    expect((await findProgramme(sql, REGION, both.id))?.supportingIds).toEqual([])
    expect((await findProgramme(sql, REGION, untouched.id))?.version).toBe(1)
    expect((await findMilestone(sql, REGION, untouched.id, open.id))?.ownerId).toBe(education)
    expect((await findMilestone(sql, REGION, untouched.id, done.id))?.ownerId).toBe(tourism)

    const [line] = await listChanges(sql, REGION, 'programme', led.id, { limit: 1 })
    expect(line).toMatchObject({
      event: 'transferred',
      reason: 'Perda Nomor 3 Tahun 2026',
      fields: [
        {
          field: 'leadName',
          before: 'Dinas Pariwisata Luwu Timur',
          after: 'Dinas Pendidikan dan Kebudayaan Luwu Timur',
        },
      ],
    })
    expect((await listChanges(sql, REGION, 'indicator', indicatorId, { limit: 1 }))[0]?.event).toBe('transferred')

    await archive(tourism)
    const refused = await refusal(transfer(education, tourism))
    expect(refused.fields.map(one => one.field)).toEqual(['toId'])
    expect((await refusal(archive(tourism))).code).toBe('conflict')
  })

  it('ends the roles held in it', async () => {
    await archive(await w.officeId('Dinas Kesehatan', '73.22'), w.other)
    const { rows } = await pool.query(
      `select 1 from people.membership m join people.organisation o on o.id = m.organisation_id
       where o.archived_at is not null and (m.valid_to is null or m.valid_to > now())`,
    )
    expect(rows).toEqual([])
  })

  it('shows programmes that were stored past the check, and lets them go over', async () => {
    const setda = await w.officeId('Dinas Lingkungan Hidup')
    const programme = await w.addProgramme({ leadId: setda })
    await pool.query('update people.organisation set archived_at = now() where id = $1', [setda])
    expect(await listStranded(sql, REGION)).toEqual([
      { id: setda, name: 'Dinas Lingkungan Hidup Luwu Timur', leads: 1 },
    ])
    await transfer(setda, education)
    expect(await listStranded(sql, REGION)).toEqual([])
    expect((await findProgramme(sql, REGION, programme.id))?.leadArchived).toBe(false)
  })
})

describe('transfer-programmes', () => {
  it('is for the secretariat of the region alone, and wants a ground', async () => {
    expect((await refusal(transfer(education, tourism, 'x', w.head))).code).toBe('may-not')
    expect((await refusal(transfer(education, tourism, 'x', w.other))).code).toBe('not-found')
    const problem = await refusal(transfer('00000000-0000-4000-8000-000000000000', education, ' '))
    expect(problem.fields.map(one => one.field)).toEqual(['fromId', 'reason'])
    expect((await refusal(transfer(education, education))).fields.map(one => one.field)).toEqual(['toId'])
  })

  it('says so when there is nothing to move', async () => {
    const bappeda = await w.officeId('Badan Perencanaan')
    expect((await refusal(transfer(bappeda, education))).code).toBe('conflict')
  })
})

describe('archive-organisation', () => {
  it('is for the secretariat of its region and the administrator, never for the own office', async () => {
    const bappeda = await w.officeId('Badan Perencanaan')
    for (const actor of [w.head, w.other, w.ministry, w.regionalHead]) {
      expect((await refusal(archive(bappeda, actor))).code).toBe('may-not')
    }
    expect((await refusal(archive(w.secretariat.membership?.organisationId ?? ''))).code).toBe('may-not')
    expect((await refusal(archive(bappeda, w.secretariat, ' '))).fields.map(one => one.field)).toEqual(['reason'])
  })
})
