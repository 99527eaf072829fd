import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { moveSteps, openOffsets, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { Actor } from '#kit/actor.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { findAnswer } from '../../store/assessment/answers.ts'
import { findSubmission } from '../../store/assessment/submissions.ts'
import { findRoundRegion } from '../../store/round/rounds.ts'
import { addComment } from './add-comment.ts'
import { assessmentWorld, IMMUNISATION, refusal, SAMPAH, STUNTING } from './assessment.fixture.ts'
import { assignQuestions } from './assign-questions.ts'
import { signOffice } from './sign-office.ts'
import { submitAssessment } from './submit-assessment.ts'
import { verifyAll, verifyAnswer } from './verify-answer.ts'

const world = await testWorld('demo')
const { platform } = world
const at = await assessmentWorld(world)
const { roundId, regionCode, officer, officeHead, secretariat, regionalHead } = at
const sign = (actor: Actor) => signOffice(platform, actor, roundId, regionCode, writerOf(actor))
const judge = (questionId: string, how: Parameters<typeof verifyAnswer>[3], actor = secretariat, version?: number) =>
  verifyAnswer(platform, actor, { roundId, regionCode, questionId, version }, how, writerOf(actor))
const assign = (given: Record<string, string | null>, actor = secretariat) =>
  assignQuestions(platform, actor, roundId, regionCode, given, writerOf(actor))
const submit = (actor: Actor, unanswered?: number) =>
  submitAssessment(platform, actor, roundId, regionCode, writerOf(actor), { unanswered })
const stored = (questionId: string) => findAnswer(platform.db.sql, roundId, regionCode, questionId)
const notices = async (kind: string) =>
  (
    await platform.db.pool.query<{ email: string; data: Record<string, unknown> }>(
      `select a.email, n.data from evaluation.notice n join people.account a on a.id = n.account_id
       where n.round_id = $1 and n.kind = $2 order by a.email`,
      [roundId, kind],
    )
  ).rows

describe('sharing out', () => {
  test('tells each person of an office once, with how many questions it got', async () => {
    const told = await notices('questions-assigned')
    expect(told.map(row => [row.email.split('@')[0], row.data['count']])).toEqual([
      ['kepala-dinkes-luwu-timur', 2],
      ['petugas-dinkes-luwu-timur', 2],
    ])
  })

  test('is refused for a question of another instrument, an office of another region, and when nothing moves', async () => {
    const { rows } = await platform.db.pool.query<{ id: string }>(
      `select id from people.organisation where region_code = '73.22' and name like 'Dinas Kesehatan%'`,
    )
    expect((await refusal(assign({ 'outcome.9.9': null }))).code).toBe('not-found')
    const elsewhere = await refusal(assign({ [STUNTING]: rows[0]?.id ?? '' }))
    expect(elsewhere.fields[0]?.field).toBe(`opd-${STUNTING}`)
    expect((await refusal(assign({ [STUNTING]: at.office('kesehatan') }))).code).toBe('conflict')
    expect((await refusal(assign({ [STUNTING]: null }, officeHead))).code).toBe('may-not')
  })

  test('moves an answer with its words, and takes back what another office vouched for', async () => {
    await at.save(officer, IMMUNISATION, { narrative: 'Ditulis Dinkes', ready: true })
    await sign(officeHead)
    await assign({ [IMMUNISATION]: at.office('lingkungan') })
    expect(await stored(IMMUNISATION)).toMatchObject({
      narrative: 'Ditulis Dinkes',
      state: 'draft',
      signedAt: undefined,
    })
    expect((await refusal(at.save(officer, IMMUNISATION, { version: 3 }))).code).toBe('may-not')
    await assign({ [IMMUNISATION]: at.office('kesehatan') })
  })
})

describe('signing and verifying', () => {
  test('the head signs what is ready and nothing else, and the secretariat is told', async () => {
    await at.save(officer, STUNTING, { ready: true })
    expect(await sign(officeHead)).toEqual({ signed: 1 })
    expect((await stored(STUNTING))?.state).toBe('signed')
    expect((await stored(IMMUNISATION))?.state).toBe('draft')
    expect((await notices('office-signed')).map(row => row.email.split('@')[0])).toEqual(['sekretariat-luwu-timur'])
    expect((await refusal(sign(officeHead))).code).toBe('conflict')
    for (const other of [officer, secretariat, regionalHead, at.otherSecretariat]) {
      expect((await refusal(sign(other))).code).toBe('may-not')
    }
  })

  test('an answer of an office with a head is verified after the signature; without a head once it is ready', async () => {
    const version = (await stored(IMMUNISATION))?.version
    await at.save(officer, IMMUNISATION, { version, ready: true })
    expect((await refusal(judge(IMMUNISATION, { verdict: 'verified' }))).code).toBe('conflict')
    await at.save(secretariat, SAMPAH, { ready: true })
    await judge(SAMPAH, { verdict: 'verified' })
    expect(await stored(SAMPAH)).toMatchObject({ state: 'verified', signedBy: secretariat.accountId })
    await sign(officeHead)
    expect(await verifyAll(platform, secretariat, roundId, regionCode, writerOf(secretariat))).toEqual({ verified: 2 })
    expect(await stored(STUNTING)).toMatchObject({ state: 'verified', signedBy: officeHead.accountId })
  })

  test('a verdict on a version that was not read is refused, and so is a return without a reason', async () => {
    expect((await refusal(judge(STUNTING, { verdict: 'returned', reason: 'x' }, secretariat, 1))).status).toBe(412)
    expect((await refusal(judge(STUNTING, { verdict: 'returned', reason: '  ' }))).fields[0]?.field).toBe('alasan')
    expect((await refusal(judge(STUNTING, { verdict: 'returned', reason: 'x' }, officeHead))).code).toBe('may-not')
  })

  test('a return tells the office why', async () => {
    await judge(STUNTING, { verdict: 'returned', reason: 'Lampirkan sumbernya' })
    const told = await notices('answer-returned')
    expect(told.map(row => row.email.split('@')[0])).toEqual(['kepala-dinkes-luwu-timur', 'petugas-dinkes-luwu-timur'])
    expect(told[0]?.data).toMatchObject({ question: STUNTING, reason: 'Lampirkan sumbernya' })
  })
})

test('comments are for the people of the question; who spoke is not told of their own words', async () => {
  const say = (actor: Actor, questionId: string, text = 'Sudah dilampirkan?') =>
    addComment(platform, actor, { roundId, regionCode, questionId, text }, writerOf(actor))
  await say(officer, STUNTING)
  expect((await notices('answer-commented')).map(row => row.email.split('@')[0])).toEqual([
    'kepala-dinkes-luwu-timur',
    'sekretariat-luwu-timur',
  ])
  for (const outsider of [at.otherSecretariat, at.ministry, at.auditor, ...at.assessors]) {
    expect((await refusal(say(outsider, STUNTING))).code).toBe('may-not')
  }
  expect((await refusal(say(officer, SAMPAH))).code).toBe('may-not')
  expect((await refusal(say(officer, STUNTING, '  '))).fields[0]?.field).toBe('komentar')
})

describe('handing in', () => {
  test('is for the regional head, and names how many go in empty', async () => {
    for (const other of [secretariat, officeHead, at.otherRegionalHead, at.ministry]) {
      expect((await refusal(submit(other, 114))).code).toBe('may-not')
    }
    for (const wrong of [undefined, 0, 113, 115]) {
      expect((await refusal(submit(regionalHead, wrong))).fields[0]?.field).toBe('kosong')
    }
    expect(await findSubmission(platform.db.sql, roundId, regionCode)).toBeUndefined()
  })

  test('is refused after the deadline', async () => {
    const over = { 'self-assessment': [-14, -2] as const, verification: [-7, -1] as const }
    await moveSteps(world, roundId, over)
    expect((await refusal(submit(regionalHead, 114))).sentence.id).toContain('perpanjangan')
    await moveSteps(world, roundId, openOffsets)
  })

  test('freezes everything under its hash; unanswered is null and never 0; saves at the same moment are in or refused', async () => {
    const by = { actor: secretariat, writer: writerOf(secretariat) }
    const { evidence } = await saveEvidence(platform, { text: 'Rekap', title: 'Rekap 2031' }, by)
    await at.save(secretariat, STUNTING, {
      version: (await stored(STUNTING))?.version,
      evidence: [{ evidenceId: evidence.id, anchor: 'hlm. 2' }],
    })
    const last = await stored(STUNTING)
    const [handedIn, saved] = await Promise.allSettled([
      submit(regionalHead, 114),
      at.save(secretariat, STUNTING, { version: last?.version, narrative: 'Pada saat yang sama' }),
    ])
    expect(handedIn.status).toBe('fulfilled')
    const content = await findSubmission(platform.db.sql, roundId, regionCode)
    const region = await findRoundRegion(platform.db.sql, roundId, regionCode)
    const hash = createHash('sha256').update(canonicalText(content)).digest('hex')
    expect(region).toMatchObject({ state: 'submitted', submissionSha256: hash })
    expect(content?.answers).toHaveLength(117)
    expect(content?.answers.filter(answer => answer.level === null)).toHaveLength(114)
    const answer = content?.answers.find(one => one.questionId === STUNTING)
    expect(answer).toMatchObject({
      office: 'Dinas Kesehatan Luwu Timur',
      level: 3,
      evidence: [{ title: 'Rekap 2031', anchor: 'hlm. 2', text: 'Rekap' }],
    })
    expect(answer?.evidence[0]?.sha256).toBe(createHash('sha256').update('Rekap').digest('hex'))
    expect(answer?.narrative === 'Pada saat yang sama').toBe(saved.status === 'fulfilled')
  })

  test('tells everybody with a part in it', async () => {
    expect((await notices('region-submitted')).map(row => row.email.split('@')[0])).toEqual([
      'asesor-dua',
      'asesor-satu',
      'kementerian',
      'kepala-daerah-luwu-timur',
      'kepala-dinkes-luwu-timur',
      'koordinator-luwu-timur',
      'petugas-dinkes-luwu-timur',
      'sekretariat-luwu-timur',
    ])
  })

  test('ends every change: save, sign, verify, share out, hand in again, and by hand in the database', async () => {
    const version = (await stored(STUNTING))?.version
    expect((await refusal(at.save(secretariat, STUNTING, { version, narrative: 'x' }))).code).toBe('may-not')
    expect((await refusal(sign(officeHead))).code).toBe('may-not')
    expect((await refusal(judge(STUNTING, { verdict: 'verified' }))).code).toBe('may-not')
    expect((await refusal(assign({ [STUNTING]: null }))).code).toBe('may-not')
    expect((await refusal(submit(regionalHead, 114))).code).toBe('may-not')
    await expect(platform.db.pool.query(`update evaluation.submission set sha256 = repeat('0', 64)`)).rejects.toThrow(
      'never changes',
    )
    await expect(platform.db.pool.query('delete from evaluation.submission')).rejects.toThrow('never changes')
  })
})

test('a round that is not open takes no answers', async () => {
  const planned = await roundWorld(world, { edition: '2033', panel: [], open: false })
  const problem = await refusal(at.save(secretariat, STUNTING, { roundId: planned.roundId }))
  expect(problem.code).toBe('not-found')
})
