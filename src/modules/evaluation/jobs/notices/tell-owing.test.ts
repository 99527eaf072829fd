import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { assignQuestions } from '../../actions/assessment/assign-questions.ts'
import { handIn, questionIds } from '../../actions/scoring/scoring.fixture.ts'
import { moveSteps, writerOf } from '../../../../../test/support/rounds.ts'
import { type NoticesWorld, noticesWorld } from './notices.fixture.ts'
import { sendLetters } from './send-letters.ts'
import { owingJob, tellOwing } from './tell-owing.ts'

let n: NoticesWorld
let questions: string[]
const roundId = () => n.round.roundId
const health = () => n.round.officer.membership?.organisationId ?? ''
const owing = (after?: string, regions?: number) => tellOwing(n.world.platform, roundId(), after, regions)
const told = async () =>
  (await n.notices()).map(({ email, kind, subject_key }) => [email.split('@')[0], kind, subject_key].join(' '))

/** All questions of a region in one state. */
const answerAll = (state: string, region = '73.24') =>
  n.ask(
    `insert into evaluation.answer (region_code, round_id, question_id, level, state, signed_at, verified_at, return_reason)
     select $1, $2, q, 3, $4, case when $4 in ('signed', 'verified') then now() end,
       case when $4 = 'verified' then now() end, case when $4 = 'returned' then 'kurang' end
     from unnest($3::text[]) q
     on conflict (region_code, round_id, question_id) do update set state = excluded.state, signed_at = excluded.signed_at,
       verified_at = excluded.verified_at, return_reason = excluded.return_reason`,
    [region, roundId(), questions, state],
  )

beforeAll(async () => {
  n = await noticesWorld()
  questions = await questionIds(n.world)
  await assignQuestions(
    n.world.platform,
    n.round.secretariat,
    roundId(),
    '73.24',
    Object.fromEntries(questions.map(id => [id, health()])),
    writerOf(n.round.secretariat),
  )
})
beforeEach(async () => {
  await n.clear()
  await n.ask('delete from evaluation.answer')
  // Luwu Utara has shared out nothing; only Luwu Timur is looked at where the test does not say otherwise.
  await moveSteps(n.world, roundId(), { 'self-assessment': [-14, 7], verification: [-7, 9], scoring: [-5, 30] })
})

describe('each morning', () => {
  test('officers hear of what is unanswered, in progress or returned, and a secretariat of what it kept itself', async () => {
    await owing()
    expect(await told()).toEqual([
      `petugas-dinkes-luwu-timur answers-due ${health()}`,
      'sekretariat-luwu-utara answers-due ',
    ])
    await n.clear()
    await answerAll('returned')
    await owing()
    expect(await told()).toContain(`petugas-dinkes-luwu-timur answers-due ${health()}`)
  })

  test('heads hear of what is ready, the secretariat of what is signed, the regional head when all is verified', async () => {
    await answerAll('ready')
    await owing()
    expect(await told()).toContain(`kepala-dinkes-luwu-timur answers-ready ${health()}`)
    expect((await told()).filter(line => line.includes('luwu-timur'))).toHaveLength(1)
    await n.clear()
    await answerAll('signed')
    await owing()
    expect((await told()).filter(line => line.includes('luwu-timur'))).toEqual([
      `sekretariat-luwu-timur office-signed ${health()}`,
    ])
    await n.clear()
    await answerAll('verified')
    await owing()
    expect((await told()).filter(line => line.includes('luwu-timur'))).toEqual([
      'kepala-daerah-luwu-timur ready-to-submit ',
    ])
    await n.ask("update evaluation.answer set state = 'signed', verified_at = null where question_id = $1", [
      questions[0],
    ])
    await n.clear()
    await owing()
    expect(await told()).not.toContain('kepala-daerah-luwu-timur ready-to-submit ')
  })

  test('reminders come 14, 7, 3, 1 and 0 days before, then every second day, and on no other day', async () => {
    const days: number[] = []
    for (let left = 16; left >= -6; left--) {
      await n.clear()
      await moveSteps(n.world, roundId(), { 'self-assessment': [-30, left], verification: [-7, 40] })
      await owing()
      if ((await told()).some(line => line.startsWith('petugas-dinkes'))) days.push(left)
    }
    expect(days).toEqual([14, 7, 3, 1, 0, -2, -4, -6])
  })

  test('an extension moves the reminder of its region alone', async () => {
    await moveSteps(n.world, roundId(), { 'self-assessment': [-30, 0], verification: [-7, 40] })
    await n.ask(
      `insert into evaluation.extension (region_code, round_id, step, ends_on, reason)
       select '73.24', round_id, step, ends_on + 5, 'banjir' from evaluation.round_step
       where round_id = $1 and step = 'self-assessment'`,
      [roundId()],
    )
    await owing()
    expect(await told()).toEqual(['sekretariat-luwu-utara answers-due '])
    await n.ask('delete from evaluation.extension')
  })

  test('run twice on one morning nothing is told twice, not even after the letters went', async () => {
    const first = await owing()
    expect(first).toBeGreaterThan(0)
    expect(await owing()).toBe(0)
    n.forward(0.5)
    expect((await sendLetters(n.world.platform)).letters).toBeGreaterThan(0)
    expect(await owing()).toBe(0)
  })

  test('goes through the regions in batches that follow each other, with the same statements for one and for two', async () => {
    expect(await owing('', 1)).toBe(1)
    const [next] = await n.ask<{ payload: { payload: object } }>(
      `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'evaluation-owing' order by j.id desc limit 1`,
    )
    expect(next?.payload.payload).toEqual({ roundId: roundId(), after: '73.22' })
    expect(await told()).toEqual(['sekretariat-luwu-utara answers-due '])
    await n.clear()
    const one = await countStatements(() => owing('73.22', 1))
    await n.clear()
    const two = await countStatements(() => owing('', 2))
    expect([one.value, two.value]).toEqual([1, 2])
    expect(two.statements).toBe(one.statements)
    await n.clear()
    await runNow(n.world.platform, owingJob, { roundId: roundId(), after: '73.22' })
    expect(await told()).toEqual([`petugas-dinkes-luwu-timur answers-due ${health()}`])
  })
})

test('assessors hear of their open sheets, and the ministry once when all are in', async () => {
  await handIn(n.world, roundId(), '73.24')
  await moveSteps(n.world, roundId(), { 'self-assessment': [-30, -9], verification: [-20, -8], scoring: [-5, 3] })
  await owing()
  expect((await told()).filter(line => line.startsWith('asesor'))).toEqual([
    'asesor-dua scores-due 73.24',
    'asesor-satu scores-due 73.24',
  ])
  await n.clear()
  await n.ask('update evaluation.panel_member set submitted_at = now() where account_id = $1', [
    n.round.assessors[0]?.accountId,
  ])
  await owing()
  expect((await told()).filter(line => line.startsWith('asesor'))).toEqual(['asesor-dua scores-due 73.24'])
  await n.clear()
  await n.ask('update evaluation.panel_member set submitted_at = now()')
  await owing()
  expect((await told()).filter(line => !line.includes('luwu'))).toEqual(['kementerian sheets-complete '])
  n.forward(0.5)
  await sendLetters(n.world.platform)
  n.forward(48)
  await owing()
  const ministry = (await n.notices()).filter(({ kind }) => kind === 'sheets-complete')
  expect(ministry.map(({ state }) => state)).toEqual(['sent'])
})
