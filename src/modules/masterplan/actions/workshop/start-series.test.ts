import { describe, expect, it } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { OTHER_REGION, planWorld, REGION } from '../../plan-world.fixture.ts'
import { startSeries } from './start-series.ts'

const world = await testWorld()
const people = await planWorld(world)
const { platform } = world

describe('a series', () => {
  it('begins with four stages, what each must produce, eleven groups, the criteria and the draft of the commitment', async () => {
    const series = await people.addSeries({ title: '  Bimtek   Masterplan 2026 ' })
    expect(series).toMatchObject({ title: 'Bimtek Masterplan 2026', year: 2026, state: 'running', version: 1 })
    const { rows } = await platform.db.pool.query(
      `select (select count(*)::int from masterplan.workshop where series_id = $1) as stages,
         (select count(*)::int from masterplan.deliverable where series_id = $1 and state = 'owed') as deliverables,
         (select count(*)::int from masterplan.working_group where series_id = $1) as groups,
         (select count(*)::int from masterplan.criterion where series_id = $1) as criteria,
         (select text from masterplan.commitment where series_id = $1) as commitment,
         (select count(*)::int from audit.event where subject_id = $1::text and event = 'masterplan.series.started') as told`,
      [series.id],
    )
    expect(rows[0]).toMatchObject({ stages: 4, deliverables: 20, groups: 11, criteria: 6, told: 1 })
    expect(rows[0].commitment).toContain('Kabupaten Luwu Timur')
    expect(rows[0].commitment).not.toContain('{')
  })

  it('is begun by the secretariat of the region alone', async () => {
    const begin = (actor: typeof people.officer) =>
      startSeries(platform, actor, { regionCode: REGION, title: 'Bimtek', year: 2026 }, people.writerOf(actor))
    await expect(begin(people.officer)).rejects.toMatchObject({ code: 'may-not' })
    await expect(begin(people.ministry)).rejects.toMatchObject({ code: 'may-not' })
    await expect(begin(people.otherRegion)).rejects.toMatchObject({ code: 'not-found' })
    await expect(begin(people.otherMentor)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('is refused without a name, with a year out of reach and with an unknown template, each with its sentence', async () => {
    const begin = startSeries(
      platform,
      people.secretariat,
      { regionCode: REGION, title: ' ', year: 1999, templateId: 'tak-ada' },
      people.writerOf(people.secretariat),
    )
    await expect(begin).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'title' }, { field: 'year' }, { field: 'templateId' }],
    })
  })

  it('takes the same few statements whatever the template holds', async () => {
    const { statements } = await countStatements(() => people.addSeries({ regionCode: OTHER_REGION, mentor: false }))
    expect(statements).toBeLessThanOrEqual(16)
  })
})
