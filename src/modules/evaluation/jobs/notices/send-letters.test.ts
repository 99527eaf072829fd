import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Actor } from '#kit/actor.ts'
import { assignQuestions } from '../../actions/assessment/assign-questions.ts'
import { saveAnswer } from '../../actions/assessment/save-answer.ts'
import { notify } from '../../actions/notices/notify.ts'
import { endPanelMember } from '../../actions/round/end-panel-member.ts'
import { handIn, questionIds } from '../../actions/scoring/scoring.fixture.ts'
import type { NewNotice, NoticeKind } from '../../model-round.ts'
import { writerOf } from '../../../../../test/support/rounds.ts'
import { type NoticesWorld, noticesWorld, tomorrowMorning } from './notices.fixture.ts'
import { sendLetters } from './send-letters.ts'

let n: NoticesWorld
let questions: string[]
const roundId = () => n.round.roundId
const send = (accounts?: number) => sendLetters(n.world.platform, accounts)
const box = (name: string) => `${name}@contoh.tudang.invalid`

beforeAll(async () => {
  n = await noticesWorld()
  questions = await questionIds(n.world)
})
beforeEach(async () => {
  n.setTime(tomorrowMorning())
  await n.clear()
})
afterEach(async () => {
  await n.ask("update evaluation.round_region set state = 'invited', submitted_at = null, submission_sha256 = null")
  await n.ask('alter table evaluation.submission disable trigger user')
  await n.ask('delete from evaluation.submission')
  await n.ask('alter table evaluation.submission enable trigger user')
  await n.ask('delete from evaluation.answer')
  await n.ask('delete from evaluation.assignment')
})

const tell = async (actor: Actor, kind: NoticeKind, subjectKey = '', data: NewNotice['data'] = {}, region = '73.24') =>
  await n.world.platform.db.transact({ accountId: undefined }, async tx => {
    const notice = { accountId: actor.accountId ?? '', roundId: roundId(), regionCode: region, kind, subjectKey, data }
    await notify(tx, [notice], n.clock.now())
    await audit(tx, { event: 'test.told', subject: { kind: 'test', id: kind } })
  })

const health = () => n.round.officer.membership?.organisationId ?? ''
const assign = (ids: readonly string[], office: string | null = health()) =>
  assignQuestions(
    n.world.platform,
    n.round.secretariat,
    roundId(),
    '73.24',
    Object.fromEntries(ids.map(id => [id, office])),
    writerOf(n.round.secretariat),
  )
const answer = (questionId: string, narrative: string) =>
  saveAnswer(
    n.world.platform,
    n.round.officer,
    {
      roundId: roundId(),
      regionCode: '73.24',
      questionId,
      version: undefined,
      level: 3,
      narrative,
      figures: [],
      ready: true,
    },
    writerOf(n.round.officer),
  )

describe('one letter', () => {
  test('gathers everything somebody is told, by round and region, in both languages with links', async () => {
    await assign(questions.slice(0, 3))
    await tell(n.round.secretariat, 'extension-given', '73.24/self-assessment')
    await tell(n.round.secretariat, 'answer-commented', questions[0])
    n.forward(0.2)
    expect(await send()).toMatchObject({ more: false })
    const letters = await n.letters()
    expect(letters.map(({ to }) => to)).toEqual(
      ['kepala-dinkes-luwu-timur', 'petugas-dinkes-luwu-timur', 'sekretariat-luwu-timur'].map(box),
    )
    const own = letters.find(({ to }) => to === box('sekretariat-luwu-timur'))
    expect(own?.subject).toBe('Evaluasi kota cerdas: 2 hal untuk Anda')
    expect(own?.text.match(/Evaluasi kota cerdas 2031, Kabupaten Luwu Timur/g)).toHaveLength(1)
    expect(own?.text).toContain('Hari terakhir Isian mandiri diperpanjang, paling lambat')
    expect(own?.text).toContain(`/putaran/${roundId()}/73.24/soal/${questions[0]}`)
    expect(own?.text).toContain('Smart city evaluation 2031')
    const officer = letters.find(({ to }) => to === box('petugas-dinkes-luwu-timur'))
    expect(officer?.text).toContain('3 pertanyaan menunggu jawaban')
    const sent = (await n.notices()).filter(({ email }) => email === box('sekretariat-luwu-timur'))
    expect(new Set(sent.map(({ message_id }) => message_id)).size).toBe(1)
    expect(sent.every(({ state }) => state === 'sent')).toBe(true)
  })

  test('waits for company, stays away at night, and goes in the morning of the zone of its reader', async () => {
    // 20.55 in Luwu Timur (WITA), 19.55 in Jakarta.
    n.setTime(new Date(tomorrowMorning().getTime() + (10 * 60 + 55) * 60_000))
    await tell(n.round.secretariat, 'extension-given', '73.24/self-assessment')
    await n.ask(
      `insert into evaluation.notice (account_id, round_id, kind, not_before, created_at)
       values ($1, $2, 'sheets-complete', $3, $3)`,
      [n.round.ministry.accountId, roundId(), n.clock.now()],
    )
    await handIn(n.world, roundId(), '73.24')
    await n.ask('update evaluation.panel_member set submitted_at = now()')
    n.forward(5 / 60)
    expect(await send()).toMatchObject({ letters: 0, later: 2 })
    n.forward(10 / 60)
    expect(await send()).toMatchObject({ letters: 1, later: 0 })
    expect((await n.letters()).map(({ to }) => to)).toEqual([box('kementerian')])
    const waiting = (await n.notices()).find(({ state }) => state === 'waiting')
    // 06.00 WITA.
    expect(waiting?.not_before.toISOString().slice(11, 16)).toBe('22:00')
    n.setTime(new Date((waiting?.not_before.getTime() ?? 0) - 60_000))
    expect(await send()).toMatchObject({ letters: 0, later: 0 })
    n.forward(1 / 60)
    expect(await send()).toMatchObject({ letters: 1 })
    await n.ask('update evaluation.panel_member set submitted_at = null')
  })

  test('is the second and last of a day; what comes then goes the next morning', async () => {
    const times: string[] = []
    for (let hours = 0; hours < 26; hours++) {
      await tell(n.round.secretariat, 'answer-commented', questions[hours])
      n.forward(1)
      if ((await send()).letters > 0) times.push(n.clock.now().toISOString().slice(11, 16))
    }
    // 11.00 and 15.00 WITA, then 06.00 and 10.00 of the next day.
    expect(times).toEqual(['03:00', '07:00', '22:00', '02:00'])
  })

  test('is written once, whatever happens between: a batch that fails leaves everything as it was', async () => {
    await tell(n.round.secretariat, 'extension-given', '73.24/self-assessment')
    n.forward(0.2)
    const broken = {
      ...n.world.platform,
      config: { ...n.world.platform.config, publicUrl: undefined as unknown as string },
    }
    Object.defineProperty(broken.config, 'publicUrl', {
      get() {
        throw new Error('killed')
      },
    })
    await expect(sendLetters(broken)).rejects.toThrow('killed')
    expect(await n.letters()).toEqual([])
    expect((await n.notices()).map(({ state }) => state)).toEqual(['waiting'])
    expect(await send()).toMatchObject({ letters: 1, sent: 1 })
    expect(await send()).toMatchObject({ letters: 0, sent: 0 })
    expect(await n.letters()).toHaveLength(1)
  })

  test('goes in batches: each takes some accounts and puts the next one in the queue', async () => {
    for (const actor of [n.round.secretariat, n.round.regionalHead]) {
      await tell(actor, 'extension-given', '73.24/self-assessment')
    }
    await tell(n.round.otherSecretariat, 'extension-given', '73.22/self-assessment', {}, '73.22')
    n.forward(0.2)
    expect(await send(2)).toMatchObject({ letters: 2, more: true })
    const [next] = await n.ask<{ priority: number; queue: string }>(
      `select j.priority, q.queue_name as queue from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id
       join graphile_worker._private_job_queues q on q.id = j.job_queue_id
       where t.identifier = 'evaluation-letters'`,
    )
    expect(next).toEqual({ priority: 10, queue: 'cron.evaluation-letters' })
    expect(await send(2)).toMatchObject({ letters: 1, more: false })
  })

  test('takes as many statements for one account as for three', async () => {
    await tell(n.round.secretariat, 'extension-given', '73.24/self-assessment')
    n.forward(0.2)
    await send()
    await n.clear()
    await tell(n.round.secretariat, 'extension-given', '73.24/self-assessment')
    n.forward(0.2)
    const one = await countStatements(() => send())
    await n.clear()
    for (const actor of [n.round.secretariat, n.round.regionalHead]) {
      await tell(actor, 'extension-given', '73.24/self-assessment')
    }
    await tell(n.round.otherSecretariat, 'extension-given', '73.22/self-assessment', {}, '73.22')
    n.forward(0.2)
    const three = await countStatements(() => send())
    expect([one.value.letters, three.value.letters]).toEqual([1, 3])
    expect(three.statements).toBe(one.statements)
  })
})

describe('what is no longer true is dropped, with the reason', () => {
  const reasonOf = async (name: string) =>
    (await n.notices()).filter(({ email }) => email === box(name)).map(({ state, drop_reason }) => [state, drop_reason])

  test('questions that were answered meanwhile', async () => {
    await assign(questions.slice(0, 1))
    await answer(questions[0] ?? '', 'Sudah ada peraturan bupati.')
    n.forward(0.2)
    await send()
    expect(await reasonOf('petugas-dinkes-luwu-timur')).toEqual([['dropped', 'done']])
    // The head now has something to sign.
    expect((await n.letters()).map(({ to }) => to)).toEqual([box('kepala-dinkes-luwu-timur')])
  })

  test('questions that went to another office', async () => {
    await assign(questions.slice(0, 1))
    const [other] = await n.ask<{ id: string }>(
      "select id from people.organisation where region_code = '73.24' and kind = 'opd' and id <> $1 order by id limit 1",
      [health()],
    )
    await n.ask('update evaluation.assignment set organisation_id = $1', [other?.id])
    await tell(n.round.officer, 'answer-returned', questions[0])
    n.forward(0.2)
    await send()
    expect(new Set((await reasonOf('petugas-dinkes-luwu-timur')).map(String))).toEqual(
      new Set(['dropped,done', 'dropped,not-theirs']),
    )
  })

  test('a role that ended', async () => {
    await tell(n.round.secretariat, 'extension-given', '73.24/self-assessment')
    const end = (moment: string) =>
      n.ask(`update people.membership set valid_to = ${moment} where id = $1`, [n.round.secretariat.membership?.id])
    await end(`'${n.clock.now().toISOString()}'`)
    n.forward(0.2)
    await send()
    await end('null')
    expect(await reasonOf('sekretariat-luwu-timur')).toEqual([['dropped', 'no-role']])
    expect(await n.letters()).toEqual([])
  })

  test('a region that handed in meanwhile', async () => {
    await tell(n.round.regionalHead, 'ready-to-submit')
    await handIn(n.world, roundId(), '73.24')
    n.forward(0.2)
    await send()
    expect(await reasonOf('kepala-daerah-luwu-timur')).toEqual([['dropped', 'over']])
  })
})

describe('a letter leaks nothing', () => {
  test('an assessor who was taken off the panel hears nothing more of it', async () => {
    const [one, two] = n.round.assessors as [Actor, Actor]
    await handIn(n.world, roundId(), '73.24')
    for (const assessor of [one, two]) {
      for (const kind of [
        'panel-assigned',
        'scores-due',
        'region-submitted',
        'sheet-reopened',
        'extension-given',
      ] as const) {
        await tell(assessor, kind, kind === 'extension-given' ? '73.24/scoring' : '73.24')
      }
    }
    await endPanelMember(
      n.world.platform,
      n.round.ministry,
      { roundId: roundId(), regionCode: '73.24', accountId: two.accountId ?? '', reason: 'Berhalangan' },
      writerOf(n.round.ministry),
    )
    n.forward(0.2)
    await send()
    expect((await n.letters()).map(({ to }) => to)).toEqual([one.email])
    const dropped = (await n.notices()).filter(({ email }) => email === two.email)
    expect(dropped).toHaveLength(5)
    for (const notice of dropped) expect(notice).toMatchObject({ state: 'dropped', drop_reason: 'not-theirs' })
    await n.ask('update evaluation.panel_member set ended_at = null, end_reason = null')
  })

  test('nobody is told of a region or office that is not theirs, though a notice says so', async () => {
    await handIn(n.world, roundId(), '73.22')
    await assign(questions.slice(0, 2))
    await n.clear()
    const wrong: [Actor, NoticeKind, string, string][] = [
      [n.round.otherSecretariat, 'office-signed', health(), '73.24'],
      [n.round.otherSecretariat, 'answer-commented', questions[0] ?? '', '73.24'],
      [n.round.otherRegionalHead, 'ready-to-submit', '', '73.24'],
      [n.round.province, 'region-submitted', '73.22', '73.22'],
      [n.round.officer, 'region-submitted', '73.22', '73.22'],
      [n.round.officer, 'answers-ready', health(), '73.24'],
      [n.round.ministry, 'answer-returned', questions[0] ?? '', '73.24'],
      [n.round.administrator, 'sheets-complete', '', '73.22'],
      [n.round.secretariat, 'scores-due', '73.24', '73.24'],
    ]
    for (const [actor, kind, key, region] of wrong) await tell(actor, kind, key, {}, region)
    n.forward(0.2)
    expect(await send()).toMatchObject({ letters: 0, sent: 0, dropped: wrong.length })
    expect(await n.letters()).toEqual([])
  })

  test('answers, scores, comments and reasons never stand in a letter, whatever its notice carries', async () => {
    const secret = 'RAHASIA-4471'
    await assign(questions.slice(0, 2))
    await answer(questions[0] ?? '', `Narasi ${secret}`)
    await n.ask(
      `update evaluation.answer set state = 'returned', return_reason = $1, verified_at = null where question_id = $2`,
      [`Alasan ${secret}`, questions[0]],
    )
    const data = {
      reason: secret,
      narrative: secret,
      score: 4,
      comment: secret,
      region: secret,
      office: secret,
      count: 4471,
    }
    await n.clear()
    await tell(n.round.officer, 'answer-returned', questions[0], data)
    await tell(n.round.officer, 'answers-due', health(), data)
    await tell(n.round.officer, 'answer-commented', questions[0], data)
    await tell(n.round.secretariat, 'answer-commented', questions[0], data)
    await handIn(n.world, roundId(), '73.22', [{ questionId: questions[0] ?? '', narrative: secret }])
    for (const kind of ['region-submitted', 'sheet-reopened', 'scores-due', 'panel-assigned'] as const) {
      await tell(n.round.assessors[0] as Actor, kind, '73.22', data, '73.22')
    }
    n.forward(0.2)
    expect(await send()).toMatchObject({ letters: 3, dropped: 0 })
    const letters = await n.letters()
    expect(letters).toHaveLength(3)
    for (const { subject, text } of letters) expect(subject + text).not.toContain('4471')
  })
})
