import { describe, expect, test } from 'vitest'
import { actorOf, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import type { Actor } from '#kit/actor.ts'
import { Problem } from '#kit/problem.ts'
import { saveEvidence, listUses } from '#modules/evidence/index.ts'
import { ANSWER_SUBJECT, answerSubject } from '../../model-round.ts'
import { addComment } from './add-comment.ts'
import { assessmentWorld, SAMPAH, STUNTING } from './assessment.fixture.ts'
import { readAssessment, usesInSight } from './read-assessment.ts'
import { submitAssessment } from './submit-assessment.ts'
import { verifyAnswer } from './verify-answer.ts'

const world = await testWorld('demo')
const { platform } = world
const at = await assessmentWorld(world)
const { roundId, regionCode, secretariat } = at
const by = { actor: secretariat, writer: writerOf(secretariat) }
const { evidence } = await saveEvidence(platform, { text: 'Daftar nama', title: 'Daftar nama', personalData: true }, by)
await at.save(at.officer, STUNTING, { ready: true })
await verifyAnswer(
  platform,
  secretariat,
  { roundId, regionCode, questionId: STUNTING },
  { verdict: 'returned', reason: 'Alasan di dalam daerah' },
  by.writer,
)
await at.save(secretariat, SAMPAH, { evidence: [{ evidenceId: evidence.id }] })
await addComment(platform, secretariat, { roundId, regionCode, questionId: SAMPAH, text: 'Di dalam saja' }, by.writer)

const neighbour = at.otherRegionalHead
const people: Record<string, Actor> = {
  officer: at.officer,
  head: at.officeHead,
  'officer of another office': await actorOf(world, 'petugas-dan-pembimbing', 'opd-officer'),
  secretariat,
  'regional head': at.regionalHead,
  assessor: at.assessors[0] ?? at.officer,
  ministry: at.ministry,
  auditor: at.auditor,
  province: at.province,
  administrator: at.administrator,
  'head of another region': neighbour,
}

/**
 * In letters: the number of questions in sight, then a answers' texts, r reasons and names of who did what, c talk, p evidence
 * with personal data, n numbers of all questions.
 */
async function seen(actor: Actor): Promise<string> {
  const assessment = await readAssessment(platform, actor, roundId, regionCode).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not-found') return undefined
    throw error
  })
  if (!assessment) return 'nothing'
  const { rows, done, stand } = assessment
  const subject = answerSubject(roundId, SAMPAH)
  const uses = (await listUses(platform.db.sql, regionCode, ANSWER_SUBJECT, [subject])).get(subject) ?? []
  const inSight = rows.some(row => row.id === SAMPAH) ? usesInSight(actor, stand, uses) : []
  return [
    rows.length,
    rows.some(row => row.answer?.narrative !== undefined) && 'a',
    rows.some(row => row.answer?.returnReason !== undefined || row.answer?.changedBy !== undefined) && 'r',
    rows.some(row => row.comments !== undefined) && 'c',
    inSight.length > 0 && 'p',
    done?.total === 117 && 'n',
  ]
    .filter(part => part !== false)
    .join('')
}

// prettier-ignore
const table: [string, string, string, string][] = [
  //                               filling     handed in   closed
  ['officer',                      '2arc',     '2arc',     '117acn'],
  ['head',                         '2arc',     '2arc',     '117acn'],
  ['officer of another office',    '0',        '0',        '117an'],
  ['secretariat',                  '117arcpn', '117arcpn', '117arcpn'],
  ['regional head',                '117arcpn', '117arcpn', '117arcpn'],
  ['assessor',                     '0',        '117arpn',  '117arpn'],
  ['ministry',                     '0n',       '117arpn',  '117arpn'],
  ['auditor',                      '117arcpn', '117arcpn', '117arcpn'],
  ['province',                     '0n',       '0n',       '117an'],
  ['administrator',                '0n',       '0n',       '117an'],
  ['head of another region',       '0',        '0',        '117an'],
]

const all = async () =>
  await Promise.all(table.map(async ([who]) => [who, await seen(people[who] ?? neighbour)] as const))

describe('who sees what of a self-assessment', () => {
  test('while it is filled in', async () => {
    expect(await all()).toEqual(table.map(([who, filling]) => [who, filling]))
  })

  test('once it is handed in', async () => {
    const { regionalHead } = at
    await submitAssessment(platform, regionalHead, roundId, regionCode, writerOf(regionalHead), { unanswered: 115 })
    expect(await all()).toEqual(table.map(([who, , submitted]) => [who, submitted]))
  })

  test('once the round is closed', async () => {
    await platform.db.pool.query(`update evaluation.round set state = 'closed', closed_at = now() where id = $1`, [
      roundId,
    ])
    expect(await all()).toEqual(table.map(([who, , , closed]) => [who, closed]))
  })
})
