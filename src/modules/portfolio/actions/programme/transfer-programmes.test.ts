import { beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { type PortfolioWorld, portfolioWorld, REGION } from '../../portfolio-world.fixture.ts'
import { listChanges } from '../../store/changes.ts'
import { findMilestone } from '../../store/programme/milestones.ts'
import { listStranded } from '../../store/programme/transfer.ts'
import { findProgramme } from '../../store/programmes.ts'
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
const boxes = ['sekretariat-luwu-timur', 'sekretariat-luwu-utara', 'kepala-dinkes-luwu-timur', 'kementerian'] as const
const cookies = new Map<string, string>()
for (const box of boxes) cookies.set(box, await world.signIn(`${box}@contoh.tudang.invalid`))
// What offices owe to meetings and workshops is told by their own tests.
await pool.query('truncate meeting.preparation_item, meeting.institution_member, meeting.task cascade')
await pool.query('truncate masterplan.series cascade')

/** Through the form of people, as its page sends it. */
const archive = (id: string, box: (typeof boxes)[number] = 'sekretariat-luwu-timur', reason = 'Dilebur') =>
  world.post(`/organisasi/${id}/arsip`, { reason }, cookies.get(box))
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

    const blocked = await archive(tourism)
    expect(blocked.status).toBe(409)
    const told = await blocked.text()
    expect(told).toContain('1 program, 2 dukungan pada program lain, 1 tonggak')
    expect(told).toContain(`/portofolio/${REGION}/pindah-opd?dari=${tourism}`)

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

    expect((await archive(tourism)).status).toBe(303)
    const refused = await refusal(transfer(education, tourism))
    expect(refused.fields.map(one => one.field)).toEqual(['toId'])
    expect((await archive(tourism)).status).toBe(409)
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
    for (const box of ['kepala-dinkes-luwu-timur', 'sekretariat-luwu-utara', 'kementerian'] as const) {
      expect((await archive(bappeda, box)).status, box).toBe(403)
    }
    expect((await archive(w.secretariat.membership?.organisationId ?? '')).status).toBe(403)
    expect((await archive(bappeda, 'sekretariat-luwu-timur', ' ')).status).toBe(422)
    const page = await (await world.get(`/organisasi/${bappeda}/arsip`, cookies.get('sekretariat-luwu-timur'))).text()
    expect(await markupFaults(page)).toEqual([])
  })

  it('ends the roles held in it, and takes its invitations back', async () => {
    const bappeda = await w.officeId('Badan Perencanaan')
    await pool.query(
      `insert into people.invitation (email, role, organisation_id, region_code, token_sha256, expires_at)
       values ('baru@contoh.tudang.invalid', 'opd-officer', $1, $2, repeat('a', 64), now() + interval '1 day')`,
      [bappeda, REGION],
    )
    const living = async () => {
      const { rows } = await pool.query<{ roles: number; invitations: number }>(
        `select (select count(*)::int from people.membership where organisation_id = $1 and valid_to is null) as roles,
           (select count(*)::int from people.invitation where organisation_id = $1 and withdrawn_at is null) as invitations`,
        [bappeda],
      )
      return rows[0]
    }
    expect(await living()).toEqual({ roles: 2, invitations: 1 })
    expect((await archive(bappeda)).status).toBe(303)
    expect(await living()).toEqual({ roles: 0, invitations: 0 })
  })
})
