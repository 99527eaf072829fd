import { expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { moveSteps, type RoundWorld, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { closeRoundJob } from '../../jobs/closing/close-round.ts'
import { findFrozenRegion } from '../../store/closing/frozen.ts'
import { findEdition } from '../../store/editions.ts'
import { findResult, findResultDetails } from '../../store/results.ts'
import { handInAll, remark } from './closing.fixture.ts'
import { closeRound, queueClose } from './close-round.ts'
import { recomputeRound } from './recompute-round.ts'

const world = await testWorld('demo')
const { platform } = world
const { pool } = platform.db

/** A round of an edition with Malang and Luwu Utara handed in and scored, Luwu Timur silent and out of time. */
async function closable(edition: string): Promise<RoundWorld> {
  const round = await roundWorld(world, { edition, regions: ['35.07', '73.22', '73.24'] })
  await handInAll(world, round.roundId, ['35.07', '73.22'])
  await moveSteps(world, round.roundId, { 'self-assessment': [-30, -10], verification: [-12, -8] })
  return round
}

const refused = async (work: Promise<unknown>): Promise<Problem> => {
  const problem = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(problem instanceof Problem)) throw new Error(`Not refused: ${String(problem)}`)
  return problem
}

/** Everything that a close writes, as one text. */
async function written(roundId: string, edition: string): Promise<string> {
  const tables = [
    `select state, closed_at from evaluation.round where id = '${roundId}'`,
    `select region_code, state from evaluation.round_region where round_id = '${roundId}' order by 1`,
    `select sha256 from evaluation.frozen_round where round_id = '${roundId}'`,
    `select region_code, sha256 from evaluation.frozen_region where round_id = '${roundId}' order by 1`,
    `select region_code, index, rank, group_rank, improvement, content_sha256 from evaluation.result where edition_id = '${edition}' order by 1`,
    `select count(*) from evaluation.question_score where edition_id = '${edition}'`,
    `select count(*) from evaluation.verification_token where edition_id = '${edition}'`,
    `select count(*) from evaluation.result_superseded where edition_id = '${edition}'`,
    `select count(*) from evaluation.notice where round_id = '${roundId}' and kind = 'round-closed'`,
    `select id, previous_id from evaluation.edition where id = '${edition}'`,
  ]
  return JSON.stringify(await Promise.all(tables.map(async text => (await pool.query(text)).rows)))
}

test('closing freezes inputs and outcome, publishes the results, and recomputing gives the same', async () => {
  const { roundId, ministry, assessors } = await closable('2031')
  await remark(world, roundId, '35.07', 'recommendation', 'output', 'Tetapkan peraturan bupati.')
  await remark(world, roundId, '35.07', 'recommendation', 'baseline', 'Perbarui rencana induk.')
  const done = await closeRound(platform, roundId, writerOf(ministry))
  expect(done.closed).toBe(true)

  const frozen = await findFrozenRegion(platform.db.sql, roundId, '35.07')
  const given = frozen?.inputs.given
  if (given?.kind !== 'assessor-scores') throw new Error('Malang was scored by assessors')
  expect(given.assessors).toEqual([1, 2])
  expect(Object.keys(given.scores)).toHaveLength(117)
  expect(JSON.stringify(frozen)).not.toContain(assessors[0]?.accountId)
  // Nothing published is newer than 2023, so that is what the change is counted from.
  expect(frozen?.inputs.before).toMatchObject({ edition: '2023', tookPart: true })
  expect(frozen?.inputs.submission).toMatch(/^[0-9a-f]{64}$/)
  expect(frozen?.inputs.remarks.map(({ text }) => text)).toEqual([
    'Perbarui rencana induk.',
    'Tetapkan peraturan bupati.',
  ])

  const result = await findResult(platform.db.sql, '2031', '35.07')
  expect(result).toMatchObject({ index: frozen?.outcome.index, origin: { roundId }, improvementBasis: 'computed' })
  expect(result?.scores).toEqual(frozen?.outcome.dimensions)
  const details = await findResultDetails(platform.db.sql, '2031', '35.07')
  expect(details.questions).toEqual(frozen?.outcome.questions)
  expect(details.remarks).toHaveLength(2)
  expect(details.token).toBeDefined()

  const absent = await findResult(platform.db.sql, '2031', '73.24')
  expect(absent).toMatchObject({ tookPart: false, index: null, rank: null, scores: {} })
  expect((await findEdition(platform.db.sql, '2031'))?.previousId).toBe('2023')

  expect(await recomputeRound(platform.db.sql, roundId)).toEqual({ equal: true, hash: done.sha256, differences: [] })
  const told = await pool.query(`select 1 from evaluation.notice where round_id = $1 and kind = 'round-closed'`, [
    roundId,
  ])
  expect(told.rowCount).toBeGreaterThanOrEqual(4)
  const sheet = await world.get(`/v/${details.token}`)
  expect(await sheet.text()).toContain('Kabupaten Malang')
})

test('run twice it does nothing the second time, as a job too', async () => {
  const { roundId, ministry } = await closable('2032')
  const first = await closeRound(platform, roundId, writerOf(ministry))
  const before = await written(roundId, '2032')
  expect(await closeRound(platform, roundId, writerOf(ministry))).toEqual({ closed: false, sha256: first.sha256 })
  const job = await runNow(platform, closeRoundJob, { roundId, writer: writerOf(ministry) })
  expect(job.state).toBe('done')
  expect(job.resultHref).toBe(`/putaran/${roundId}/tutup`)
  expect(await written(roundId, '2032')).toBe(before)
})

test('ended in the middle it leaves nothing half, and the next run gives the same hash', async () => {
  const { roundId, ministry } = await closable('2033')
  const untouched = await written(roundId, '2033')
  // The connection dies after the results are written and before the commit, as when the server is killed.
  await pool.query(`create or replace function evaluation.die() returns trigger language plpgsql as $$
    begin if new.round_id = '${roundId}' then perform pg_terminate_backend(pg_backend_pid()); end if; return new; end $$`)
  await pool.query(
    `create trigger die before insert on evaluation.notice for each row execute function evaluation.die()`,
  )
  await expect(closeRound(platform, roundId, writerOf(ministry))).rejects.toThrow()
  await pool.query('drop trigger die on evaluation.notice')
  expect(await written(roundId, '2033')).toBe(untouched)
  const done = await closeRound(platform, roundId, writerOf(ministry))
  expect(done.closed).toBe(true)
  expect(await recomputeRound(platform.db.sql, roundId)).toMatchObject({ equal: true, hash: done.sha256 })
})

test('it is refused while a sheet is open, a region has time left, the id is mistyped, or the role is another', async () => {
  const { roundId, ministry, assessors, secretariat } = await closable('2034')
  const queue = (typed: string, actor = ministry) =>
    queueClose(platform, actor, roundId, { field: 'konfirmasi', value: typed }, writerOf(actor))
  expect((await refused(queue('2034-kppn', ministry))).fields[0]?.field).toBe('konfirmasi')
  expect((await refused(queue(roundId, secretariat))).code).toBe('may-not')
  expect((await refused(queue(roundId, assessors[0]))).code).toBe('may-not')

  await pool.query(
    `update evaluation.panel_member set submitted_at = null where round_id = $1 and region_code = '73.22' and place = 2`,
    [roundId],
  )
  expect((await refused(queue(roundId))).sentence.id).toContain('ada 1 hal yang belum selesai')
  expect((await refused(closeRound(platform, roundId, writerOf(ministry)))).code).toBe('conflict')
  // The ministry ends the turn: the sheet no longer blocks, and its scores do not count.
  await pool.query(
    `update evaluation.panel_member set ended_at = now(), end_reason = 'sakit' where round_id = $1 and region_code = '73.22' and place = 2`,
    [roundId],
  )
  await moveSteps(world, roundId, { verification: [-3, 3] })
  expect((await refused(queue(roundId))).code).toBe('conflict')
  await moveSteps(world, roundId, { verification: [-12, -8] })

  const progressId = await queue(roundId)
  expect((await refused(queue(roundId))).sentence.id).toContain('sedang ditutup')
  const waiting = await pool.query('select closing_progress_id from evaluation.round where id = $1', [roundId])
  expect(waiting.rows[0]?.closing_progress_id).toBe(progressId)
  await closeRound(platform, roundId, writerOf(ministry))
  const frozen = await findFrozenRegion(platform.db.sql, roundId, '73.22')
  expect(frozen?.inputs.given).toMatchObject({ kind: 'assessor-scores', assessors: [1] })
  expect((await refused(queue(roundId))).sentence.id).toBe('Putaran ini sudah ditutup.')
})

test('a change in what is frozen is refused by the database, and a change around it is told by recomputing', async () => {
  const { roundId, ministry } = await closable('2035')
  const { sha256 } = await closeRound(platform, roundId, writerOf(ministry))
  const forge = `update evaluation.frozen_region set outcome = jsonb_set(outcome, '{index}', '"4.00"') where round_id = $1`
  await expect(pool.query(forge, [roundId])).rejects.toThrow('frozen')
  await pool.query('alter table evaluation.frozen_region disable trigger frozen_region_is_frozen')
  await pool.query(`${forge} and region_code = '35.07'`, [roundId])
  const told = await recomputeRound(platform.db.sql, roundId)
  expect(told.equal).toBe(false)
  expect(told.hash).toBe(sha256)
  expect(told.differences.join('\n')).toMatch(/35\.07: outcome index frozen 4\.00, now \d\.\d\d/)
  await pool.query('alter table evaluation.frozen_region enable trigger frozen_region_is_frozen')
  await pool.query(`update evaluation.result set index = 0.01 where edition_id = '2035' and region_code = '73.22'`)
  expect((await recomputeRound(platform.db.sql, roundId)).differences.join('\n')).toContain(
    '73.22: the table of results',
  )
})

test('closing a round of a year that others count from counts their changes again, and they keep their origin', async () => {
  // 2037 first, then 2036: 2037 was counted from an older edition and is now counted from 2036.
  const later = await closable('2037')
  await closeRound(platform, later.roundId, writerOf(later.ministry))
  const before = await findResult(platform.db.sql, '2037', '73.22')
  const earlier = await closable('2036')
  await closeRound(platform, earlier.roundId, writerOf(earlier.ministry))
  const after = await findResult(platform.db.sql, '2037', '73.22')
  expect(after?.index).toBe(before?.index)
  expect(after?.origin).toEqual({ roundId: later.roundId })
  expect((await findEdition(platform.db.sql, '2037'))?.previousId).toBe('2036')
  const now = await findResult(platform.db.sql, '2036', '73.22')
  expect(after?.improvement).toBe((Number(after?.index) - Number(now?.index)).toFixed(2))
  const kept = await pool.query(
    `select superseded_by_round, round_id from evaluation.result_superseded where edition_id = '2037' and region_code = '73.22'`,
  )
  expect(kept.rows).toEqual([{ superseded_by_round: earlier.roundId, round_id: later.roundId }])
  // The frozen outcome says what was known at its close.
  expect((await recomputeRound(platform.db.sql, later.roundId)).equal).toBe(true)
})
