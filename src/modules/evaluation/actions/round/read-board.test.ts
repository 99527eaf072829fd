import { describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { actorOf, moveSteps, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { fixedClock } from '#platform/clock/clock.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { phaseOf, relationTo } from '../../rules/round/relation.ts'
import { visibility } from '../../rules/round/visibility.ts'
import { type BoardQuery, countBoard, countBoards } from '../../store/round/board.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { giveExtension } from './give-extension.ts'
import { boardScope, getSeenRound, readBoard, todayInZones } from './read-board.ts'

const world = await testWorld('demo', { clock: fixedClock('2026-11-20T03:00:00Z') })
const { platform } = world
const { sql, pool } = platform.db
const now = platform.clock.now()
const regions = ['73.24', '73.22', '73.73', '35.07', '91.71', '73']
const main = await roundWorld(world, { regions })
const { roundId, ministry, assessors } = main
const draft = (await roundWorld(world, { edition: '2032', open: false })).roundId
const actors: Record<string, Actor> = {
  ministry,
  auditor: main.auditor,
  administrator: main.administrator,
  province: main.province,
  secretariat: main.secretariat,
  'regional head': main.regionalHead,
  'office head': main.officeHead,
  officer: main.officer,
  assessor: assessors[0] ?? ministry,
  citizen: await actorOf(world, 'warga'),
  'village officer': await actorOf(world, 'petugas-desa'),
}

// Three answers in Luwu Timur, one of them verified; one empty answer in Luwu Utara, which handed in and is being scored.
await pool.query(
  `insert into evaluation.answer (region_code, round_id, question_id, level, state, signed_at, verified_at) values
     ('73.24', $1, 'q1', 0, 'draft', null, null), ('73.24', $1, 'q2', 2, 'signed', now(), null),
     ('73.24', $1, 'q3', 4, 'verified', now(), now()), ('73.24', $1, 'q4', null, 'draft', null, null),
     ('73.22', $1, 'q1', 3, 'verified', now(), now())`,
  [roundId],
)
await pool.query(
  `update evaluation.round_region set state = 'submitted', submitted_at = now(), submission_sha256 = repeat('0', 64)
   where round_id = $1 and region_code = '73.22'`,
  [roundId],
)
await pool.query(
  `insert into evaluation.score (region_code, round_id, account_id, question_id, score) values
     ('73.22', $1, $2, 'q1', 3), ('73.22', $1, $2, 'q2', 0), ('73.22', $1, $2, 'q3', null)`,
  [roundId, assessors[0]?.accountId],
)
await pool.query(
  `update evaluation.panel_member set submitted_at = now() where round_id = $1 and region_code = '73.22' and account_id = $2`,
  [roundId, assessors[0]?.accountId],
)
await pool.query(
  `update evaluation.panel_member set ended_at = now(), end_reason = 'Sakit.' where round_id = $1 and region_code = '35.07'`,
  [roundId],
)

const read = async (actor: Actor, wanted: Partial<BoardQuery> = {}, id = roundId) =>
  await readBoard(sql, actor, await getSeenRound(sql, actor, id), wanted, now)
const codes = async (actor: Actor, wanted: Partial<BoardQuery> = {}) =>
  (await read(actor, wanted)).rows.map(({ regionCode }) => regionCode)

test('counts answers with a level, 0 too, sign-offs, sheets and scores of those on the panel now', async () => {
  const { rows } = await read(ministry)
  const row = (code: string) => rows.find(({ regionCode }) => regionCode === code)
  expect(row('73.24')?.progress).toMatchObject({ phase: 'filling', answered: 3, signed: 2, verified: 1 })
  expect(row('73.24')?.progress?.secretariat.map(({ name }) => name)).toEqual(['Sekretariat Luwu Timur'])
  expect(row('73.22')?.progress).toMatchObject({ phase: 'submitted', answered: 1, due: undefined })
  expect(row('73.22')?.panel).toEqual({ members: 2, handedIn: 1, scores: 2 })
  expect(row('35.07')?.panel).toEqual({ members: 0, handedIn: 0, scores: 0 })
  expect(await countBoard(sql, { roundId, today: todayInZones(now) })).toEqual({
    regions: 6,
    submitted: 1,
    closed: 0,
    late: 0,
    answered: 4,
    withoutPanel: 1,
    members: 10,
    handedIn: 1,
  })
  const both = await countStatements(() => countBoards(sql, [roundId, draft, 'none'], todayInZones(now)))
  expect(both.statements).toBe(1)
  expect(both.value.get(roundId)).toEqual(await countBoard(sql, { roundId, today: todayInZones(now) }))
  expect(both.value.get(draft)).toMatchObject({ regions: 2, answered: 0, members: 4, withoutPanel: 0 })
  expect(both.value.get('none')?.regions).toBe(0)
})

test('is cut row by row to what the one rule of visibility lets each role see', async () => {
  for (const [name, actor] of Object.entries(actors)) {
    const { rows } = await read(actor)
    const listed = new Set(rows.map(({ regionCode }) => regionCode))
    for (const code of regions) {
      const region = await findRoundRegion(sql, roundId, code)
      if (!region) throw new Error(code)
      const sight = visibility(relationTo(actor, code, undefined), phaseOf({ state: 'open' }, region))
      const row = rows.find(({ regionCode }) => regionCode === code)
      const told = `${name} of ${code}`
      // A province viewer reads the own province only; everybody else sees that a region takes part.
      expect(listed.has(code), told).toBe(name === 'province' ? code.startsWith('73') : sight.dates)
      expect(row?.progress !== undefined, told).toBe(sight.progress)
      expect(row?.panel !== undefined, told).toBe(sight.panelProgress)
    }
  }
})

test('an assessor learns nothing of how far a region or another panel is, of the own region neither', async () => {
  const { rows } = await read(assessors[0] ?? ministry)
  expect(rows).toHaveLength(regions.length)
  expect(rows.every(({ progress, panel }) => progress === undefined && panel === undefined)).toBe(true)
})

describe('a province viewer', () => {
  test('counts and finds the own province only, whatever is asked', async () => {
    const { province } = main
    expect((await codes(province)).sort()).toEqual(['73', '73.22', '73.24', '73.73'])
    expect(await codes(province, { province: '35' })).toEqual([])
    expect(await codes(province, { q: 'Malang' })).toEqual([])
    expect(await codes(ministry, { q: 'Malang' })).toEqual(['35.07'])
    const counts = await countBoard(sql, { roundId, today: todayInZones(now), ...boardScope(province) })
    expect(counts).toMatchObject({ regions: 4, answered: 4 })
  })

  test('sees no draft', async () => {
    await expect(read(main.province, {}, draft)).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('a draft is for the ministry, auditors and the administrator; of everybody else it keeps its name', async () => {
  for (const [name, actor] of Object.entries(actors)) {
    const seen = await read(actor, {}, draft).then(
      () => true,
      (error: unknown) => {
        expect(error).toBeInstanceOf(Problem)
        return false
      },
    )
    expect(seen, name).toBe(['ministry', 'auditor', 'administrator'].includes(name))
  }
})

test('who does not read the board may not sort or filter by what it shows', async () => {
  for (const actor of [main.secretariat, main.officer, assessors[0] ?? ministry]) {
    await expect(read(actor, { sort: 'answered' })).rejects.toMatchObject({ code: 'may-not' })
    await expect(read(actor, { sort: 'deadline' })).rejects.toMatchObject({ code: 'may-not' })
    await expect(read(actor, { state: 'submitted' })).rejects.toMatchObject({ code: 'may-not' })
  }
})

test('every order gives each region once, page by page, backwards too', async () => {
  for (const sort of ['name', 'answered', 'deadline'] as const) {
    const orders: string[][] = []
    for (const falling of [false, true]) {
      const whole = await codes(ministry, { sort, falling })
      const walked: string[] = []
      let after: string | undefined
      do {
        const page = await read(ministry, { sort, falling, after, limit: 2 })
        walked.push(...page.rows.map(({ regionCode }) => regionCode))
        after = page.next
      } while (after !== undefined)
      expect(walked).toEqual(whole)
      expect([...whole].sort()).toEqual([...regions].sort())
      orders.push(whole)
    }
    expect(orders[1]).toEqual(orders[0]?.toReversed())
  }
  expect((await codes(ministry, { sort: 'answered', falling: true })).slice(0, 2)).toEqual(['73.24', '73.22'])
  expect((await codes(ministry, { sort: 'deadline' })).at(-1)).toBe('73.22')
})

test.each(['xx', 'WyJhIiwiYiJd', Buffer.from('["2026-99-99","73.24"]').toString('base64url'), '0'.repeat(300)])(
  'a place that was never given (%s) starts at the first page',
  async after => {
    for (const sort of ['answered', 'deadline'] as const) {
      expect((await codes(ministry, { sort, after })).length).toBe(regions.length)
    }
  },
)

test('who is late is told by the last day in the zone of the region, extensions counted', async () => {
  await moveSteps(world, roundId, { 'self-assessment': [-14, -1] })
  expect((await codes(ministry, { state: 'late' })).sort()).toEqual(['35.07', '73', '73.24', '73.73', '91.71'])
  const { rows } = await read(ministry)
  expect(rows.find(({ regionCode }) => regionCode === '73.24')?.progress?.due?.days).toBe(-1)
  const endsOn = todayInZones(now).WITA
  await giveExtension(
    platform,
    ministry,
    { roundId, regionCode: '73.24', step: 'self-assessment', endsOn, reason: 'Banjir.' },
    writerOf(ministry),
  )
  expect((await codes(ministry, { state: 'late' })).sort()).toEqual(['35.07', '73', '73.73', '91.71'])
  expect((await countBoard(sql, { roundId, today: todayInZones(now) })).late).toBe(4)
  expect((await codes(ministry, { sort: 'deadline' })).at(-2)).toBe('73.24')
  // At 23.30 in western Indonesia the day is over in the east: Sorong is late, Malang is not.
  await moveSteps(world, roundId, { 'self-assessment': [-14, 0] })
  const evening = new Date(`${endsOn}T16:30:00Z`)
  const late = await readBoard(
    sql,
    ministry,
    await getSeenRound(sql, ministry, roundId),
    { state: 'late', province: undefined },
    evening,
  )
  const found = late.rows.map(({ regionCode }) => regionCode)
  expect(found).toContain('91.71')
  expect(found).not.toContain('35.07')
})

test('costs the same number of statements with one region and with six', async () => {
  const counts = async (wanted: Partial<BoardQuery>) =>
    (await countStatements(async () => await read(ministry, wanted))).statements
  expect(await counts({ q: '73.24' })).toBe(await counts({}))
})
