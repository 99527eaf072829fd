import { describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { countStatements } from '#platform/db/database.ts'
import { actorOf, moveSteps, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { endPanelMember } from '../round/end-panel-member.ts'
import { saveScore } from './save-score.ts'
import { saveScores } from './save-scores.ts'
import { handIn, questionIds } from './scoring.fixture.ts'

const world = await testWorld('demo')
const round = await roundWorld(world, { regions: ['73.24', '73.22', '35.07'] })
const { roundId } = round
await handIn(world, roundId, '73.24')
await handIn(world, roundId, '35.07')
const ids = await questionIds(world)
const [one = '', two = '', three = '', four = '', five = ''] = ids
const [first, second] = round.assessors as [Actor, Actor]

const save = (
  entry: Parameters<typeof saveScore>[2] extends infer E ? Omit<E, 'roundId' | 'regionCode'> : never,
  actor = first,
  regionCode = '73.24',
) => saveScore(world.platform, actor, { roundId, regionCode, ...entry } as never, writerOf(actor))

const refused = async (work: Promise<unknown>): Promise<Problem> => {
  const problem = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(problem instanceof Problem)) throw new Error(`Not refused: ${String(problem)}`)
  return problem
}

const stored = async (questionId: string, actor = first, regionCode = '73.24') =>
  (
    await world.platform.db.pool.query<{
      score: number | null
      note: string | null
      flagged: boolean
      version: number
    }>(
      `select score, note, flagged, version from evaluation.score
       where round_id = $1 and region_code = $2 and account_id = $3 and question_id = $4`,
      [roundId, regionCode, actor.accountId, questionId],
    )
  ).rows[0]

describe('a score', () => {
  test('is kept with note and mark, counts its version up, and remembers where the assessor left off', async () => {
    const saved = await save({ questionId: one, score: 3, note: ' Baik. ', flagged: true, version: undefined })
    expect(saved.version).toBe(1)
    expect(await stored(one)).toEqual({ score: 3, note: 'Baik.', flagged: true, version: 1 })
    expect((await save({ questionId: one, score: 2, version: 1 })).version).toBe(2)
    expect(await stored(one)).toEqual({ score: 2, note: 'Baik.', flagged: true, version: 2 })
    const { rows } = await world.platform.db.pool.query(
      'select last_question from evaluation.panel_member where round_id = $1 and region_code = $2 and account_id = $3',
      [roundId, '73.24', first.accountId],
    )
    expect(rows).toEqual([{ last_question: one }])
  })

  test('is taken away by null, and null is no 0', async () => {
    await save({ questionId: two, score: 0, version: undefined })
    expect(await stored(two)).toMatchObject({ score: 0 })
    await save({ questionId: two, score: null, version: 1 })
    expect(await stored(two)).toMatchObject({ score: null, version: 2 })
  })

  test.each([5, -1, 3.5, Number.NaN])('of %s is refused by field and nothing is stored', async score => {
    const problem = await refused(save({ questionId: three, score, version: undefined }))
    expect(problem.code).toBe('invalid')
    expect(problem.fields.map(({ field }) => field)).toEqual(['score'])
    expect(await stored(three)).toBeUndefined()
  })

  test('on a question of another instrument is not found', async () => {
    expect((await refused(save({ questionId: '2022-kppn-ikn.A.1', score: 3, version: undefined }))).code).toBe(
      'not-found',
    )
  })

  test('below that of the edition before needs a note, and only then', async () => {
    // Malang 2022 has question scores; some of its questions came again in 2023 in the same words.
    const { rows } = await world.platform.db.pool.query<{ score: string; id: string }>(
      `select q.score::text, n.q->>'id' as id from evaluation.question_score q
       join evaluation.instrument o on o.id = 'smart-city-2022-kppn-ikn', jsonb_path_query(o.content, '$.**.questions[*]') as old(q),
         evaluation.instrument i, jsonb_path_query(i.content, '$.**.questions[*]') as n(q)
       where q.region_code = '35.07' and q.edition_id = '2022' and i.id = 'smart-city-2023-kppn-ikn'
         and old.q->>'id' = q.question_id and lower(old.q->'text'->>'id') = lower(n.q->'text'->>'id') and q.score between 2 and 3
       order by q.question_id limit 1`,
    )
    const { score = '', id = '' } = rows[0] ?? {}
    expect(Number(score)).toBeGreaterThanOrEqual(2)
    const problem = await refused(save({ questionId: id, score: 1, version: undefined }, first, '35.07'))
    expect(problem.fields.map(({ field }) => field)).toEqual(['note'])
    expect(problem.sentence.id).toContain('2022')
    expect((await save({ questionId: id, score: 3, version: undefined }, first, '35.07')).version).toBe(1)
    expect((await save({ questionId: id, score: 1, note: 'Turun.', version: 1 }, first, '35.07')).version).toBe(2)
  })
})

describe('two tabs', () => {
  test('never overwrite silently: the second is told both values and what is stored stays', async () => {
    await save({ questionId: four, score: 1, version: undefined })
    await save({ questionId: four, score: 2, version: 1 })
    const problem = await refused(save({ questionId: four, score: 4, version: 1 }))
    expect(problem.code).toBe('changed-meanwhile')
    expect(problem.fields[0]?.sentence.id).toMatch(/lain: 2\..*kirim: 4\./)
    expect(await stored(four)).toMatchObject({ score: 2, version: 2 })
  })

  test('a first save is a conflict too when the other tab made one', async () => {
    expect((await refused(save({ questionId: four, score: 0, version: undefined }))).code).toBe('changed-meanwhile')
    expect((await refused(save({ questionId: four, score: 0, version: 0 }))).code).toBe('changed-meanwhile')
  })

  test('sending again what is stored is no conflict and counts nothing up', async () => {
    expect((await save({ questionId: four, score: 2, version: 1 })).version).toBe(2)
    expect(await stored(four)).toMatchObject({ score: 2, version: 2 })
  })

  test('at the very same moment: one wins, the other is told', async () => {
    const both = await Promise.allSettled(
      [0, 1, 2, 3].map(score => save({ questionId: five, score, version: undefined })),
    )
    const won = both.filter(({ status }) => status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const result of both) {
      if (result.status === 'rejected') expect((result.reason as Problem).code).toBe('changed-meanwhile')
    }
    expect(await stored(five)).toMatchObject({ version: 1 })
  })
})

describe('who may not score', () => {
  test('an assessor who is not on the panel, the ministry, the secretariat', async () => {
    const outsider = await actorOf(world, 'asesor-tiga')
    for (const actor of [outsider, round.ministry, round.secretariat, round.auditor]) {
      const problem = await refused(save({ questionId: one, score: 4, version: undefined }, actor))
      expect(problem.code).toBe('may-not')
    }
  })

  test('an assessor before the region handed in', async () => {
    const problem = await refused(save({ questionId: one, score: 4, version: undefined }, first, '73.22'))
    expect(problem.code).toBe('conflict')
    expect(problem.sentence.id).toContain('belum mengirim')
  })

  test('an assessor after the deadline, until the last day is moved', async () => {
    await moveSteps(world, roundId, { scoring: [-9, -1], review: [-9, -1] })
    const late = await refused(save({ questionId: one, score: 4, version: 2 }))
    expect(late.code).toBe('conflict')
    expect(late.sentence.id).toContain('Masa penilaian')
    expect(await stored(one)).toMatchObject({ score: 2 })
    await world.platform.db.pool.query(
      `insert into evaluation.extension (region_code, round_id, step, ends_on, reason)
       values ('73.24', $1, 'scoring', current_date + 3, 'Banjir')`,
      [roundId],
    )
    expect((await save({ questionId: one, score: 4, version: 2 })).version).toBe(3)
    await moveSteps(world, roundId, { scoring: [-5, 30], review: [-1, 20] })
  })

  test('an assessor whose turn was ended in mid-round', async () => {
    await save({ questionId: one, score: 1, version: undefined }, second)
    await endPanelMember(
      world.platform,
      round.ministry,
      { roundId, regionCode: '73.24', accountId: second.accountId ?? '', reason: 'Sakit' },
      writerOf(round.ministry),
    )
    expect((await refused(save({ questionId: one, score: 2, version: 1 }, second))).code).toBe('may-not')
  })
})

describe('many scores at once', () => {
  test('are kept all or none, and a fault names its question', async () => {
    const entries = [
      { questionId: ids[20] ?? '', score: 3, version: undefined },
      { questionId: ids[21] ?? '', score: 9, version: undefined },
    ]
    const problem = await refused(
      saveScores(world.platform, first, { roundId, regionCode: '73.24', entries }, writerOf(first)),
    )
    expect(problem.fields.map(({ field }) => field)).toEqual([`${ids[21]}.score`])
    expect(await stored(ids[20] ?? '')).toBeUndefined()
  })

  test('cost as many statements as one', async () => {
    const many = (from: number, to: number) =>
      saveScores(
        world.platform,
        first,
        {
          roundId,
          regionCode: '73.24',
          entries: ids.slice(from, to).map(questionId => ({ questionId, score: 3, version: undefined })),
        },
        writerOf(first),
      )
    const single = await countStatements(() => many(30, 31))
    const several = await countStatements(() => many(31, 61))
    expect(several.statements).toBe(single.statements)
    expect(single.statements).toBeLessThanOrEqual(10)
    expect(several.value.map(({ version }) => version)).toEqual(Array(30).fill(1))
  })

  test('refuse a question that is there twice', async () => {
    const entries = [3, 4].map(score => ({ questionId: ids[70] ?? '', score, version: undefined }))
    expect(
      (await refused(saveScores(world.platform, first, { roundId, regionCode: '73.24', entries }, writerOf(first))))
        .code,
    ).toBe('invalid')
  })
})

test('the server that dies in the middle of a save leaves the score as it was, and the same save goes through later', async () => {
  const before = await stored(one)
  const writer = { ...writerOf(first), requestId: 'dies' }
  const { pool } = world.platform.db
  // The connection is cut inside the transaction, after the score was written: exactly what a killed server does.
  await pool.query(`create function evaluation.cut_here() returns trigger language plpgsql as $$
    begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return new; end $$`)
  await pool.query(
    `create trigger cut_here after update on evaluation.score for each row execute function evaluation.cut_here()`,
  )
  await expect(
    saveScore(
      world.platform,
      first,
      { roundId, regionCode: '73.24', questionId: one, score: 0, version: before?.version },
      writer,
    ),
  ).rejects.toThrow()
  await pool.query('drop trigger cut_here on evaluation.score')
  expect(await stored(one)).toEqual(before)
  const audited = await pool.query(`select 1 from audit.event where request_id = 'dies'`)
  expect(audited.rowCount).toBe(0)
  const again = await save({ questionId: one, score: 0, version: before?.version })
  expect(again.version).toBe((before?.version ?? 0) + 1)
})
