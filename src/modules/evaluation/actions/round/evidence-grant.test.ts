import { beforeAll, describe, expect, test } from 'vitest'
import { visitor, type Actor } from '#kit/actor.ts'
import { countStatements } from '#platform/db/database.ts'
import { findEvidenceTitled, getEvidence } from '#modules/evidence/index.ts'
import { actorOf, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { endPanelMember } from './end-panel-member.ts'
import { mayInspectEvidence } from './evidence-grant.ts'

const world = await testWorld('demo')
const { platform } = world
const titled = async (regionCode: string, title: string) => {
  const id = await findEvidenceTitled(platform.db.sql, regionCode, title)
  if (id === undefined) throw new Error(`No evidence ${title}`)
  return { id, regionCode, personalData: false }
}
/** Handed in by Luwu Utara in the demo round. */
const used = await titled('73.22', 'Keputusan pembentukan Dewan Smart City (peragaan)')
/** Used by Luwu Timur, which is still filling in. */
const notYet = await titled('73.24', 'Peraturan bupati tentang masterplan smart city (peragaan)')
const round = (await listRounds(platform.db.sql)).find(one => one.example)
const roundId = round?.id ?? ''

const people: Record<string, Actor> = { visitor }
beforeAll(async () => {
  for (const box of [
    'asesor-satu',
    'asesor-dua',
    'kementerian',
    'auditor',
    'sekretariat-luwu-timur',
    'warga',
    'provinsi',
    'pengelola',
  ]) {
    people[box] = await actorOf(world, box)
  }
})

describe('before the round is closed', () => {
  test.each([
    ['asesor-satu', true],
    ['asesor-dua', true],
    ['kementerian', true],
    ['auditor', true],
    ['sekretariat-luwu-timur', false],
    ['warga', false],
    ['provinsi', false],
    ['pengelola', false],
    ['visitor', false],
  ])('%s sees evidence that Luwu Utara handed in: %s', async (box, expected) => {
    expect(await mayInspectEvidence(platform, people[box] ?? visitor, used)).toBe(expected)
  })

  test.each(['asesor-satu', 'kementerian', 'sekretariat-luwu-utara', 'visitor'])(
    'evidence of a region that is still filling in is not lent to %s',
    async box => {
      const actor = people[box] ?? (box === 'visitor' ? visitor : await actorOf(world, box))
      expect(await mayInspectEvidence(platform, actor, notYet)).toBe(false)
    },
  )

  test('an assessor opens it through the library’s own door, a stranger is told that there is none', async () => {
    expect((await getEvidence(platform, people['asesor-satu'] ?? visitor, used.id)).id).toBe(used.id)
    await expect(getEvidence(platform, people['warga'] ?? visitor, used.id)).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(getEvidence(platform, visitor, used.id)).rejects.toMatchObject({ code: 'signed-out' })
  })

  test('a council member of the region is not lent personal data of an office, which the library keeps from them', async () => {
    const secretariat = await actorOf(world, 'sekretariat-luwu-utara')
    const membership = secretariat.membership && { ...secretariat.membership, role: 'council' as const }
    const council: Actor = { ...secretariat, membership, memberships: membership ? [membership] : [] }
    expect(await mayInspectEvidence(platform, council, { ...used, personalData: true })).toBe(false)
    expect(await mayInspectEvidence(platform, council, used)).toBe(true)
  })

  test('an assessor whose turn ended sees it no more', async () => {
    const ministry = people['kementerian'] ?? visitor
    const third = await actorOf(world, 'asesor-tiga')
    expect(await mayInspectEvidence(platform, third, used)).toBe(true)
    await endPanelMember(
      platform,
      ministry,
      { roundId, regionCode: '73.22', accountId: third.accountId ?? '', reason: 'Berhalangan' },
      writerOf(ministry),
    )
    expect(await mayInspectEvidence(platform, third, used)).toBe(false)
  })

  test('asks three statements, four for an assessor', async () => {
    const count = async (actor: Actor) =>
      (await countStatements(() => mayInspectEvidence(platform, actor, used))).statements
    expect([await count(visitor), await count(people['asesor-satu'] ?? visitor)]).toEqual([3, 4])
  })
})

describe('after the close', () => {
  beforeAll(async () => {
    await platform.db.pool.query(`update evaluation.round set state = 'closed', closed_at = now() where id = $1`, [
      roundId,
    ])
  })

  test('everybody sees it, but nothing that is marked as personal data', async () => {
    expect(await mayInspectEvidence(platform, visitor, used)).toBe(true)
    expect(await mayInspectEvidence(platform, visitor, { ...used, personalData: true })).toBe(false)
    expect(await mayInspectEvidence(platform, people['asesor-satu'] ?? visitor, { ...used, personalData: true })).toBe(
      true,
    )
  })
})
