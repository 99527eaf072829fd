import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../src/kit/actor.ts'
import { canonicalText } from '../src/kit/canonical-text.ts'
import { dayIn } from '../src/kit/format.ts'
import { Problem } from '../src/kit/problem.ts'
import { linkAllSources, linkSource, unlinkSource } from '../src/modules/evaluation/actions/source/link-source.ts'
import { getSource } from '../src/modules/evaluation/actions/source/read-source.ts'
import { saveAnswer } from '../src/modules/evaluation/actions/assessment/save-answer.ts'
import { signOffice } from '../src/modules/evaluation/actions/assessment/sign-office.ts'
import { submitAssessment } from '../src/modules/evaluation/actions/assessment/submit-assessment.ts'
import { assignQuestions } from '../src/modules/evaluation/actions/assessment/assign-questions.ts'
import type { Submission } from '../src/modules/evaluation/model-round.ts'
import { findAnswer } from '../src/modules/evaluation/store/assessment/answers.ts'
import { findSubmission } from '../src/modules/evaluation/store/assessment/submissions.ts'
import { addReadySet } from '../src/modules/portfolio/actions/indicator/add-ready-set.ts'
import { judgeReadings } from '../src/modules/portfolio/actions/indicator/judge-readings.ts'
import { saveReadings } from '../src/modules/portfolio/actions/indicator/save-readings.ts'
import { changeStatus } from '../src/modules/portfolio/actions/programme/change-status.ts'
import { saveProgramme } from '../src/modules/portfolio/actions/programme/save-programme.ts'
import { findByCode } from '../src/modules/portfolio/store/programme/write-programmes.ts'
import { findProgramme } from '../src/modules/portfolio/store/programmes.ts'
import { countStatements } from '../src/platform/db/database.ts'
import { addProgrammes, emptyPortfolios, kebumen, lombokUtara } from './support/portfolio-figures.ts'
import { actorOf, roundWorld, writerOf } from './support/rounds.ts'
import { testWorld } from './support/world.ts'

/** Figures of the evaluation arrive from the portfolio through the real doors, and are frozen with their rows. */

const world = await testWorld('demo')
const { platform } = world
const {
  roundId,
  secretariat,
  regionalHead,
  officer,
  officeHead,
  otherSecretariat,
  otherRegionalHead,
  auditor,
  ministry,
} = await roundWorld(world)
const here = '73.24'
const there = '73.22'
const year = Number(dayIn(platform.clock.now(), 'WITA').slice(0, 4))
const STUNTING = 'outcome.3.12.1'

/** The six questions on programmes of a dimension, and what Kebumen's reports say. */
const questions = {
  gov: 'outcome.C1.3.1.1',
  bra: 'outcome.3.6.1',
  eco: 'outcome.3.9.1',
  liv: 'outcome.3.11.1',
  soc: 'outcome.3.14.1',
  env: 'outcome.3.17.1',
} as const

const place = (questionId: string, regionCode = here) => ({ roundId, regionCode, questionId })
const link = (actor: Actor, questionId: string, regionCode = here) =>
  linkSource(platform, actor, place(questionId, regionCode), writerOf(actor))
const path = (questionId: string, region = here) => `/putaran/${roundId}/${region}/soal/${questionId}`
const refusalOf = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'not refused',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  )
const submissionOf = async (region: string): Promise<Submission> => {
  const content = await findSubmission(platform.db.sql, roundId, region)
  if (!content) throw new Error(`${region} has not handed in`)
  return content
}
const answerIn = (content: Submission, questionId: string) => content.answers.find(one => one.questionId === questionId)
const unansweredIn = async (region: string) => {
  const { rows } = await platform.db.pool.query<{ n: number }>(
    `select 117 - count(*) filter (where level is not null)::int as n from evaluation.answer where round_id = $1 and region_code = $2`,
    [roundId, region],
  )
  return rows[0]?.n ?? 117
}

let cookie: string
beforeAll(async () => {
  await emptyPortfolios(world, here, there)
  await addProgrammes(world, secretariat, here, kebumen(year))
  await addProgrammes(world, otherSecretariat, there, lombokUtara(year))
  await assignQuestions(
    platform,
    secretariat,
    roundId,
    here,
    { [STUNTING]: officer.membership?.organisationId ?? '', [questions.liv]: officer.membership?.organisationId ?? '' },
    writerOf(secretariat),
  )
  cookie = await world.signIn('sekretariat-luwu-timur@contoh.tudang.invalid')
})

describe('while a region fills in', () => {
  test('the page of a question offers the live figure with its rows, and the button links it', async () => {
    const before = await (await world.get(path(questions.gov), cookie)).text()
    expect(before).toContain('9 dari 9 program berjalan')
    expect(before).toContain('Pakai angka portofolio')
    const rows = await (await world.get(`${path(questions.gov)}/sumber`, cookie)).text()
    expect(rows).toContain('KEB-GOV-9')
    expect(rows).not.toContain('KEB-ENV-1')
    const answer = await world.post(`${path(questions.gov)}/sumber`, { aksi: 'pakai' }, cookie)
    expect(answer.status).toBe(303)
    const after = await (await world.get(path(questions.gov), cookie)).text()
    expect(after).toContain('Lepas angka portofolio')
  })

  test('linking twice, and leaving what is not linked, changes nothing', async () => {
    await link(secretariat, questions.gov)
    await unlinkSource(platform, secretariat, place(questions.soc), writerOf(secretariat))
    const { rows } = await platform.db.pool.query(
      `select event from audit.event where event like 'evaluation.answer.source%' and data->>'measure' is not null`,
    )
    expect(rows).toHaveLength(1)
  })

  test('a linked figure follows the portfolio', async () => {
    const found = (await findByCode(platform.db.sql, here, 'KEB-GOV-9')) as { id: string } | undefined
    const programme = await findProgramme(platform.db.sql, here, found?.id ?? '')
    const set = async (status: 'stopped' | 'running', since: string) => {
      const now = await findProgramme(platform.db.sql, here, programme?.id ?? '')
      await changeStatus(
        platform,
        secretariat,
        {
          regionCode: here,
          id: programme?.id ?? '',
          version: now?.version,
          status: { status, since, reason: status === 'stopped' ? 'teknis' : undefined, note: undefined },
        },
        writerOf(secretariat),
      )
    }
    await set('stopped', `${year}-02-01`)
    expect(await (await world.get(path(questions.gov), cookie)).text()).toContain('8 dari 9 program berjalan')
    await set('running', `${year}-03-01`)
    expect(await (await world.get(path(questions.gov), cookie)).text()).toContain('9 dari 9 program berjalan')
  })

  test('a question without a measure takes none, and one without rows says so', async () => {
    expect(await refusalOf(link(secretariat, 'baseline.A1.1.1.1'))).toBe('not-found')
    expect(await refusalOf(link(secretariat, STUNTING))).toBe('conflict')
    expect((await world.get(`${path('baseline.A1.1.1.1')}/sumber`, cookie)).status).toBe(404)
  })

  test('only who may write the answer links it', async () => {
    expect(await refusalOf(link(officer, questions.gov))).toBe('may-not')
    expect(await refusalOf(link(regionalHead, questions.gov))).toBe('may-not')
    expect(await refusalOf(link(otherSecretariat, questions.gov))).toBe('may-not')
    expect(await refusalOf(link(auditor, questions.gov))).toBe('may-not')
    await link(officer, questions.liv)
    await unlinkSource(platform, officer, place(questions.liv), writerOf(officer))
  })

  test('other figures are another answer: a signature is taken back', async () => {
    const saved = {
      ...place(questions.liv),
      version: undefined,
      level: 3,
      narrative: 'Sembilan dari sepuluh berjalan.',
      figures: [{ label: 'Desa yang dijangkau', value: '40', unit: 'desa' }],
      ready: true,
    }
    await saveAnswer(platform, officer, saved, writerOf(officer))
    await signOffice(platform, officeHead, roundId, here, writerOf(officeHead))
    await link(officeHead, questions.liv)
    expect(await findAnswer(platform.db.sql, roundId, here, questions.liv)).toMatchObject({
      state: 'ready',
      narrative: saved.narrative,
      signedBy: undefined,
    })
    await signOffice(platform, officeHead, roundId, here, writerOf(officeHead))
  })

  test('one button links all that can be, and leaves what is signed as it is', async () => {
    await unlinkSource(platform, secretariat, place(questions.liv), writerOf(secretariat))
    await signOffice(platform, officeHead, roundId, here, writerOf(officeHead))
    const done = await linkAllSources(platform, secretariat, roundId, here, writerOf(secretariat))
    // Branding, economy, society, environment, last year's programmes and the offices; the rest has no rows yet.
    expect(done).toEqual({ linked: 6, vouched: 1, empty: 42 })
    expect(await refusalOf(linkAllSources(platform, secretariat, roundId, here, writerOf(secretariat)))).toBe(
      'conflict',
    )
    await link(secretariat, questions.liv)
    const overview = await (await world.get(`/putaran/${roundId}/${here}`, cookie)).text()
    expect(overview).toContain('Angka dari portofolio')
  })

  test('a verified reading is drawn, one that nobody verified is not', async () => {
    await addReadySet(platform, secretariat, { regionCode: here }, writerOf(secretariat))
    const { rows } = await platform.db.pool.query<{ id: string; code: string }>(
      `select id, external_code as code from portfolio.indicator where region_code = $1 and archived_at is null
         and external_code in ('spbe', 'ipm')`,
      [here],
    )
    const idOf = (code: string) => rows.find(row => row.code === code)?.id ?? ''
    const period = String(year - 1)
    await saveReadings(
      platform,
      secretariat,
      {
        regionCode: here,
        readings: [
          { indicatorId: idOf('spbe'), placeCode: here, period, value: '2.87' },
          { indicatorId: idOf('ipm'), placeCode: here, period, value: '74.01' },
        ],
      },
      writerOf(secretariat),
    )
    const owner = await actorOf(world, 'sekretariat-luwu-timur')
    const verifier: Actor = { ...owner, accountId: officeHead.accountId }
    await judgeReadings(
      platform,
      verifier,
      {
        regionCode: here,
        readings: [{ indicatorId: idOf('spbe'), placeCode: here, period, version: undefined }],
        verdict: 'verified',
      },
      writerOf(officeHead),
    )
    await link(secretariat, 'outcome.3.3.2')
    const spbe = await getSource(platform, secretariat, place('outcome.3.3.2'))
    expect(spbe.drawing.figures[0]).toMatchObject({ value: '2.87' })
    expect(await refusalOf(link(secretariat, 'outcome.3.10.2'))).toBe('conflict')
  })

  test('a page costs the same however many rows a figure has, and stays within twenty statements', async () => {
    const cost = async (question: string) =>
      (await countStatements(async () => await world.get(`${path(question)}/sumber`, cookie))).statements
    const few = await cost(questions.env)
    expect(await cost(questions.eco)).toBe(few)
    expect(few).toBeLessThanOrEqual(20)
    const question = await countStatements(async () => await world.get(path(questions.eco), cookie))
    expect(question.statements).toBeLessThanOrEqual(20)
  })
})

describe('handing in', () => {
  test('freezes Kebumen’s figures with the rows they were made from', async () => {
    const unanswered = await unansweredIn(here)
    const { sha256 } = await submitAssessment(platform, regionalHead, roundId, here, writerOf(regionalHead), {
      unanswered,
    })
    const content = await submissionOf(here)
    expect(createHash('sha256').update(canonicalText(content)).digest('hex')).toBe(sha256)
    const shares = Object.values(questions).map(question => answerIn(content, question)?.figures.map(one => one.value))
    expect(shares).toEqual([
      ['9', '9', '100.00'],
      ['7', '6', '85.71'],
      ['12', '10', '83.33'],
      ['10', '9', '90.00', '40'],
      ['9', '9', '100.00'],
      ['4', '4', '100.00'],
    ])
    const { rows } = await platform.db.pool.query<{ content: unknown; sha256: string }>(
      'select content, sha256 from portfolio.snapshot where id = $1',
      [answerIn(content, questions.bra)?.source?.snapshotId],
    )
    expect(rows[0]?.sha256).toBe(answerIn(content, questions.bra)?.source?.sha256)
    expect(createHash('sha256').update(canonicalText(rows[0]?.content)).digest('hex')).toBe(rows[0]?.sha256)
    expect(rows[0]?.content).toMatchObject({ headline: { id: '6 dari 7 program berjalan' } })
    expect((rows[0]?.content as { rows: unknown[] } | undefined)?.rows).toHaveLength(7)
  })

  test('freezes the four streams of Lombok Utara', async () => {
    const done = await linkAllSources(platform, otherSecretariat, roundId, there, writerOf(otherSecretariat))
    expect(done.linked).toBeGreaterThan(4)
    const writer = writerOf(otherRegionalHead)
    await submitAssessment(platform, otherRegionalHead, roundId, there, writer, {
      unanswered: await unansweredIn(there),
    })
    const content = await submissionOf(there)
    const share = (question: string) => answerIn(content, question)?.figures.at(-1)?.value
    expect(['outcome.C2.3.1.1', 'outcome.C2.3.2.1', 'outcome.C2.3.3.1', 'outcome.C2.3.4.1'].map(share)).toEqual([
      '89.13',
      '86.11',
      '88.68',
      '85.86',
    ])
  })

  test('many rows are shown fifty at a time', async () => {
    const other = await world.signIn('sekretariat-luwu-utara@contoh.tudang.invalid')
    const page = async (n: number) =>
      await (await world.get(`${path('baseline.A2.1.1.1', there)}/sumber?hal=${n}`, other)).text()
    const codes = (html: string) => html.match(/KLU-[A-Z]+-\d+</g) ?? []
    expect(codes(await page(1))).toHaveLength(50)
    expect(await page(2)).toContain('51–100 dari 234 baris')
    expect(codes(await page(5))).toHaveLength(34)
    expect(codes(await page(99))).toHaveLength(34)
  })

  test('an answer without a link goes in as it always did: its text has no new part', async () => {
    const content = await submissionOf(here)
    const plain = content.answers.find(one => one.source === undefined)
    expect(Object.keys(plain ?? {}).sort()).toEqual(['evidence', 'figures', 'level', 'questionId'])
  })

  test('what is frozen refuses every change, by hand too', async () => {
    await expect(platform.db.pool.query(`update portfolio.snapshot set measure = 'lain'`)).rejects.toThrow(
      /never changes/,
    )
    expect(await refusalOf(unlinkSource(platform, secretariat, place(questions.gov), writerOf(secretariat)))).toBe(
      'may-not',
    )
  })

  test('a programme that moves to another dimension stays in the frozen figure, and the page says that it moved', async () => {
    const found = (await findByCode(platform.db.sql, here, 'KEB-ENV-1')) as { id: string } | undefined
    const programme = await findProgramme(platform.db.sql, here, found?.id ?? '')
    if (!programme) throw new Error('KEB-ENV-1 is missing')
    await saveProgramme(
      platform,
      secretariat,
      {
        regionCode: here,
        id: programme.id,
        version: programme.version,
        input: { ...programme, subDimension: 'GOV-1' },
        reason: 'Salah dimensi',
      },
      writerOf(secretariat),
    )
    const shown = await getSource(platform, secretariat, place(questions.env))
    expect(shown.drawing.headline.id).toBe('4 dari 4 program berjalan')
    expect(shown.drift?.map(one => [one.code, one.kind, one.after?.id])).toEqual([['KEB-ENV-1', 'moved', 'GOV-1']])
    const page = await (await world.get(`${path(questions.env)}/sumber`, cookie)).text()
    expect(page).toContain('4 dari 4 program berjalan')
    expect(page).toContain('pindah dari ENV-1 ke GOV-1')
  })
})

describe('who sees the rows of an answer', () => {
  const boxes = [
    ['tamu', { submitted: 404, closed: 200 }],
    ['warga', { submitted: 404, closed: 200 }],
    ['asesor-satu', { submitted: 200, closed: 200 }],
    ['asesor-empat', { submitted: 404, closed: 200 }],
    ['kementerian', { submitted: 200, closed: 200 }],
    ['auditor', { submitted: 200, closed: 200 }],
    ['pengelola', { submitted: 404, closed: 200 }],
    ['provinsi', { submitted: 404, closed: 200 }],
    ['sekretariat-luwu-timur', { submitted: 200, closed: 200 }],
    ['kepala-daerah-luwu-timur', { submitted: 200, closed: 200 }],
    ['petugas-dinkes-luwu-timur', { submitted: 404, closed: 200 }],
    ['sekretariat-luwu-utara', { submitted: 404, closed: 200 }],
  ] as const
  const api = `/api/v1/rounds/${roundId}/regions/${here}/answers/${questions.gov}/source`
  const readAs = async (box: string) => {
    const session = box === 'tamu' ? undefined : await world.signIn(`${box}@contoh.tudang.invalid`)
    return [(await world.get(`${path(questions.gov)}/sumber`, session)).status, (await world.get(api, session)).status]
  }

  test.each(boxes)('%s, once it is handed in', async (box, expected) => {
    expect(await readAs(box)).toEqual([expected.submitted, expected.submitted])
  })

  test('an officer sees those of the own office', async () => {
    const session = await world.signIn('petugas-dinkes-luwu-timur@contoh.tudang.invalid')
    expect((await world.get(`${path(questions.liv)}/sumber`, session)).status).toBe(200)
  })

  test('what is different now is for who sees the portfolio as it is now', async () => {
    const assessor = await actorOf(world, 'asesor-satu')
    await platform.db.pool.query(
      `insert into portfolio.region_setting (region_code, public) values ($1, false)
       on conflict (region_code) do update set public = false`,
      [here],
    )
    expect((await getSource(platform, assessor, place(questions.env))).drift).toBeUndefined()
    expect((await getSource(platform, ministry, place(questions.env))).drift).toHaveLength(1)
    await platform.db.pool.query('update portfolio.region_setting set public = true where region_code = $1', [here])
    expect((await getSource(platform, assessor, place(questions.env))).drift).toHaveLength(1)
  })

  test.each(boxes)('%s, once the round is closed', async (box, expected) => {
    await platform.db.pool.query(`update evaluation.round set state = 'closed', closed_at = now() where id = $1`, [
      roundId,
    ])
    expect(await readAs(box)).toEqual([expected.closed, expected.closed])
  })
})
