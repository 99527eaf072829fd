import { describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { moveSteps, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { listRemarks } from '../../store/scoring/remarks.ts'
import { listSubmittedScores } from '../../store/scoring/scores.ts'
import { reopenSheet } from './reopen-sheet.ts'
import { saveRemark, withdrawRemark } from './save-remark.ts'
import { saveScore } from './save-score.ts'
import { saveScores } from './save-scores.ts'
import { handIn, questionIds } from './scoring.fixture.ts'
import { submitSheet } from './submit-sheet.ts'

const world = await testWorld('demo')
const { platform } = world
const round = await roundWorld(world)
const { roundId, ministry } = round
const [first, second] = round.assessors as [Actor, Actor]
await handIn(world, roundId, '73.24')
await handIn(world, roundId, '73.22')
const ids = await questionIds(world)

const fill = (actor: Actor, regionCode: string, score: number, leaveOut: readonly string[] = []) =>
  saveScores(
    platform,
    actor,
    {
      roundId,
      regionCode,
      entries: ids.filter(id => !leaveOut.includes(id)).map(questionId => ({ questionId, score, version: undefined })),
    },
    writerOf(actor),
  )
const submit = (actor: Actor, regionCode = '73.24') =>
  submitSheet(platform, actor, roundId, regionCode, writerOf(actor))
const reopen = (place: number, reason: string, actor = ministry) =>
  reopenSheet(platform, actor, { roundId, regionCode: '73.24', place, reason }, writerOf(actor))

const refused = async (work: Promise<unknown>): Promise<Problem> => {
  const problem = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(problem instanceof Problem)) throw new Error(`Not refused: ${String(problem)}`)
  return problem
}

const notices = async (kind: string) =>
  (
    await platform.db.pool.query<{ account_id: string; data: Record<string, string>; state: string }>(
      'select account_id, data, state from evaluation.notice where kind = $1 and round_id = $2',
      [kind, roundId],
    )
  ).rows

describe('handing in a sheet', () => {
  test('is refused with every question that has no score, and 0 is a score', async () => {
    await fill(first, '73.24', 0, [ids[3] ?? '', ids[90] ?? ''])
    const problem = await refused(submit(first))
    expect(problem.code).toBe('invalid')
    expect(problem.fields.map(({ field }) => field)).toEqual([ids[3], ids[90]])
    expect(problem.sentence.id).toMatch(/^2 pertanyaan/)
  })

  test('makes it read only, and only then its scores are among those handed in', async () => {
    expect(await listSubmittedScores(platform.db.sql, roundId, '73.24')).toEqual([])
    for (const questionId of [ids[3] ?? '', ids[90] ?? '']) {
      await saveScore(
        platform,
        first,
        { roundId, regionCode: '73.24', questionId, score: 2, version: undefined },
        writerOf(first),
      )
    }
    await submit(first)
    const problem = await refused(
      saveScore(
        platform,
        first,
        { roundId, regionCode: '73.24', questionId: ids[3] ?? '', score: 1, version: 1 },
        writerOf(first),
      ),
    )
    expect(problem.code).toBe('conflict')
    expect((await refused(submit(first))).code).toBe('conflict')
    const seen = await listSubmittedScores(platform.db.sql, roundId, '73.24')
    expect(seen).toHaveLength(117)
    expect(new Set(seen.map(({ place }) => place))).toEqual(new Set([1]))
  })

  test('tells the ministry when the last sheet of the last region is in, and not before', async () => {
    await fill(second, '73.24', 3)
    await submit(second)
    await fill(first, '73.22', 3)
    await submit(first, '73.22')
    expect(await notices('sheets-complete')).toEqual([])
    await fill(second, '73.22', 4)
    await submit(second, '73.22')
    expect((await notices('sheets-complete')).map(row => row.account_id)).toEqual([ministry.accountId])
  })
})

describe('opening a sheet again', () => {
  test('is for the ministry, with a reason, and tells the assessor why', async () => {
    expect((await refused(reopen(1, 'Saya mau', first))).code).toBe('may-not')
    expect((await refused(reopen(1, '   '))).fields[0]?.field).toBe('reason')
    expect((await refused(reopen(7, 'Keliru'))).code).toBe('not-found')
    await reopen(1, 'Pertanyaan 4 terlewat dibaca')
    expect(await notices('sheet-reopened')).toMatchObject([
      { account_id: first.accountId, data: { reason: 'Pertanyaan 4 terlewat dibaca' } },
    ])
    expect((await refused(reopen(1, 'Sekali lagi'))).code).toBe('conflict')
    const { rows } = await platform.db.pool.query<{ data: { reason: string; place: number } }>(
      "select data from audit.event where event = 'evaluation.sheet.reopened'",
    )
    expect(rows).toMatchObject([{ data: { reason: 'Pertanyaan 4 terlewat dibaca', place: 1 } }])
  })

  test('lets it be changed and handed in again; meanwhile its scores are with nobody', async () => {
    expect(new Set((await listSubmittedScores(platform.db.sql, roundId, '73.24')).map(({ place }) => place))).toEqual(
      new Set([2]),
    )
    await saveScore(
      platform,
      first,
      { roundId, regionCode: '73.24', questionId: ids[3] ?? '', score: 1, version: 1 },
      writerOf(first),
    )
    await submit(first)
  })

  test('is refused once the round is closed', async () => {
    await platform.db.pool.query("update evaluation.round set state = 'closed', closed_at = now() where id = $1", [
      roundId,
    ])
    expect((await refused(reopen(1, 'Terlambat'))).code).toBe('conflict')
    await platform.db.pool.query("update evaluation.round set state = 'open', closed_at = null where id = $1", [
      roundId,
    ])
  })
})

describe('remarks of the panel', () => {
  const write = (actor: Actor, text: string, more: object = {}, regionCode = '73.24') =>
    saveRemark(
      platform,
      actor,
      { roundId, regionCode, dimension: 'baseline', kind: 'strength', text, ...more } as never,
      writerOf(actor),
    )

  test('are written before and after handing in; a faulty one is refused by field', async () => {
    await reopen(1, 'Untuk catatan')
    const own = await write(first, ' Masterplan sudah diatur. ')
    expect(own.version).toBe(1)
    await write(second, 'Rapat dewan rutin.')
    expect((await refused(write(first, '  '))).fields[0]?.field).toBe('text')
    expect((await refused(write(first, 'Baik', { dimension: 'nowhere' }))).fields[0]?.field).toBe('dimension')
    expect((await refused(write(first, 'Baik', { kind: 'praise' }))).fields[0]?.field).toBe('kind')
    expect((await refused(write(ministry, 'Baik'))).code).toBe('may-not')
    expect((await listRemarks(platform.db.sql, roundId, '73.24')).map(({ place, text }) => [place, text])).toEqual([
      [1, 'Masterplan sudah diatur.'],
      [2, 'Rapat dewan rutin.'],
    ])
  })

  test('of others are as if they did not exist until one’s own sheet is handed in', async () => {
    const [, other] = await listRemarks(platform.db.sql, roundId, '73.24')
    const change = () =>
      saveRemark(
        platform,
        first,
        { roundId, regionCode: '73.24', id: other?.id ?? '', version: 1, text: 'Diganti' },
        writerOf(first),
      )
    expect((await refused(change())).code).toBe('not-found')
    await submit(first)
    expect((await change()).version).toBe(2)
  })

  test('changed meanwhile are not overwritten: the refusal says what stands there', async () => {
    const [, other] = await listRemarks(platform.db.sql, roundId, '73.24')
    const stale = { roundId, regionCode: '73.24', id: other?.id ?? '', version: 1 }
    const problem = await refused(saveRemark(platform, second, { ...stale, text: 'Punya saya' }, writerOf(second)))
    expect(problem.code).toBe('changed-meanwhile')
    expect(problem.fields[0]?.sentence.id).toContain('Diganti')
    expect((await refused(withdrawRemark(platform, second, stale, writerOf(second)))).code).toBe('changed-meanwhile')
  })

  test('are withdrawn, and the audit keeps what they said', async () => {
    const [, other] = await listRemarks(platform.db.sql, roundId, '73.24')
    await withdrawRemark(
      platform,
      second,
      { roundId, regionCode: '73.24', id: other?.id ?? '', version: 2 },
      writerOf(second),
    )
    expect(await listRemarks(platform.db.sql, roundId, '73.24')).toHaveLength(1)
    const { rows } = await platform.db.pool.query(
      "select data from audit.event where event = 'evaluation.remark.withdrawn'",
    )
    expect(rows).toMatchObject([{ data: { before: 'Diganti' } }])
    expect(
      (
        await refused(
          withdrawRemark(
            platform,
            second,
            { roundId, regionCode: '73.24', id: other?.id ?? '', version: 2 },
            writerOf(second),
          ),
        )
      ).code,
    ).toBe('not-found')
  })

  test('are refused when the time is over', async () => {
    await moveSteps(world, roundId, { scoring: [-9, -1], review: [-9, -1] })
    expect((await refused(write(second, 'Terlambat'))).code).toBe('conflict')
  })
})
