import { describe, expect, test } from 'vitest'
import { dayIn } from '../src/kit/format.ts'
import { handInAll } from '../src/modules/evaluation/actions/closing/closing.fixture.ts'
import { closeRound } from '../src/modules/evaluation/actions/closing/close-round.ts'
import { linkAllSources } from '../src/modules/evaluation/actions/source/link-source.ts'
import { submitAssessment } from '../src/modules/evaluation/actions/assessment/submit-assessment.ts'
import { findSubmission } from '../src/modules/evaluation/store/assessment/submissions.ts'
import { listUntracedAnswers } from '../src/modules/evaluation/index.ts'
import { findByCode } from '../src/modules/portfolio/store/programme/write-programmes.ts'
import { countStatements } from '../src/platform/db/database.ts'
import { walk } from '../src/platform/trace/trace.ts'
import { addProgrammes, emptyPortfolios, kebumen } from './support/portfolio-figures.ts'
import { roundWorld, writerOf } from './support/rounds.ts'
import { testWorld } from './support/world.ts'

/** From a programme to the evaluated score and back, in one unbroken line. */

const world = await testWorld('demo')
const { platform } = world
const { sql, pool } = platform.db
const { roundId, edition, secretariat, regionalHead, ministry } = await roundWorld(world, { regions: ['73.24'] })
const here = '73.24'
const year = Number(dayIn(platform.clock.now(), 'WITA').slice(0, 4))
await emptyPortfolios(world, here)
await addProgrammes(world, secretariat, here, kebumen(year))
await linkAllSources(platform, secretariat, roundId, here, writerOf(secretariat))
await submitAssessment(platform, regionalHead, roundId, here, writerOf(regionalHead), { unanswered: 117 })
const programme = (await findByCode(sql, here, 'KEB-GOV-1')) as { id: string } | undefined
const id = programme?.id ?? ''
const question = 'outcome.C1.3.1.1'
const answerId = `${roundId}:${here}:${question}`

const setPublic = async (open: boolean) =>
  await pool.query(
    `insert into portfolio.region_setting (region_code, public) values ($1, $2)
     on conflict (region_code) do update set public = excluded.public`,
    [here, open],
  )

interface Way {
  links: {
    kind: string
    distance: number
    near: { id: string } | null
    far: { kind: string; id: string; title: string }
  }[]
  hidden: number
}
interface Told {
  node: { title: string; origin: string | null }
  back: Way
  onward: Way
}
const cookies = new Map<string, string | undefined>([['tamu', undefined]])
const ask = async (kind: string, thing: string, box = 'tamu'): Promise<{ status: number; told: Told }> => {
  if (!cookies.has(box)) cookies.set(box, await world.signIn(`${box}@contoh.tudang.invalid`))
  const answer = await world.get(`/api/v1/trace/${kind}/${thing}`, cookies.get(box))
  return { status: answer.status, told: (await answer.json()) as Told }
}
const kindsOf = (way: Way) => [...new Set(way.links.map(link => link.far.kind))].sort()

describe('while the panel scores', () => {
  test('the secretariat walks from a programme to the answers that counted it', async () => {
    const { told } = await ask('programme', id, 'sekretariat-luwu-timur')
    expect(told.node.title).toContain('KEB-GOV-1')
    expect(told.node.origin).toBe('Masalah: Layanan belum menjangkau semua warga.')
    expect(kindsOf(told.onward)).toEqual(['answer', 'snapshot'])
    expect(told.onward.links.some(link => link.far.id === answerId && link.distance === 2)).toBe(true)
  })

  test('an answer leads back to each programme that was looked at', async () => {
    const { told } = await ask('answer', answerId, 'sekretariat-luwu-timur')
    expect(told.back.links.filter(link => link.far.kind === 'programme')).toHaveLength(9)
  })

  test('everybody else learns nothing of it: not a name, not a number, not that there is anything', async () => {
    await setPublic(true)
    for (const box of ['tamu', 'warga', 'asesor-empat', 'sekretariat-luwu-utara', 'pengelola']) {
      const { told } = await ask('programme', id, box)
      expect(told.onward).toMatchObject({ links: [], hidden: 0 })
      expect((await ask('answer', answerId, box)).status).toBe(404)
    }
    const page = await (await world.get(`/trace/programme/${id}`)).text()
    expect(page).toContain('KEB-GOV-1')
    expect(page).not.toContain('Angka beku')
  })

  test('a portfolio that is not open does not exist for others', async () => {
    await setPublic(false)
    expect((await ask('programme', id)).status).toBe(404)
    expect((await ask('programme', id, 'sekretariat-luwu-utara')).status).toBe(404)
    expect((await world.get(`/trace/programme/${id}`)).status).toBe(404)
    // An assessor on the panel sees the answer and what it was made from; the programmes themselves are only counted.
    const { told } = await ask('answer', answerId, 'asesor-satu')
    expect(kindsOf(told.back)).toEqual(['snapshot'])
    expect(told.back.hidden).toBe(9)
    expect(JSON.stringify(told)).not.toContain(id)
    await setPublic(true)
  })

  test('what is no thing of ours, or has no name, is not found', async () => {
    for (const path of [
      'programme/x',
      'rahasia/1',
      'answer/a:b',
      `snapshot/${id}`,
      `programme/${ministry.accountId}`,
    ]) {
      expect((await world.get(`/trace/${path}`)).status, path).toBe(404)
      expect((await world.get(`/api/v1/trace/${path}`)).status, path).toBe(404)
    }
  })
})

describe('once the round is closed', () => {
  test('closing adds the way to the result, and every drawn answer has a way back and on', async () => {
    await handInAll(world, roundId, [here])
    await closeRound(platform, roundId, writerOf(ministry))
    expect(await listUntracedAnswers(sql)).toEqual([])
    const content = await findSubmission(sql, roundId, here)
    const drawn = content?.answers.filter(answer => answer.source !== undefined) ?? []
    expect(drawn.length).toBeGreaterThan(6)
    for (const { questionId } of drawn) {
      const back = await walk(sql, { kind: 'answer', id: `${roundId}:${here}:${questionId}` }, 'back')
      expect(
        back.some(({ from }) => from.kind === 'programme' || from.kind === 'indicator'),
        questionId,
      ).toBe(true)
    }
  })

  test('everybody walks from the programme to the score and back', async () => {
    const { told } = await ask('programme', id)
    expect(kindsOf(told.onward)).toEqual(['answer', 'result', 'snapshot'])
    expect(told.onward.links.find(link => link.far.kind === 'result')?.far.id).toBe(`${edition}:${here}`)
    const result = await ask('result', `${edition}:${here}`)
    expect(kindsOf(result.told.back)).toEqual(['answer', 'programme', 'snapshot'])
    const page = await (await world.get(`/trace/programme/${id}`)).text()
    expect(page).toContain('Angka beku')
    expect(page).toContain('dinilai dalam')
    const rows = await (await world.get(`/putaran/${roundId}/${here}/jawaban`)).text()
    expect(rows.includes(`/soal/${question}/sumber`)).toBe(true)
  })

  test('a page costs a fixed number of statements, at most twenty', async () => {
    const cost = async (path: string) => (await countStatements(async () => await world.get(path))).statements
    const one = await cost(`/trace/answer/${roundId}:${here}:outcome.3.17.1`)
    expect(await cost(`/trace/answer/${roundId}:${here}:outcome.3.9.1`)).toBe(one)
    expect(await cost(`/trace/result/${edition}:${here}`)).toBeLessThanOrEqual(20)
  })

  test('links refuse to be changed or taken out', async () => {
    await expect(pool.query(`delete from trace.link`)).rejects.toThrow(/never changes/)
    await expect(pool.query(`update trace.link set reason = 'x'`)).rejects.toThrow(/never changes/)
  })

  test.each([
    ['back', `to_kind = 'snapshot' and from_kind = 'programme' and region_code = '${here}'`],
    ['back', `to_kind = 'answer'`],
    ['result', `to_kind = 'result'`],
  ])('an answer whose arrows are gone is found, missing the way %s', async (missing, condition) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query('alter table trace.link disable trigger link_never_changes')
      await client.query(
        `create temporary table gone on commit preserve rows as select * from trace.link where ${condition}`,
      )
      await client.query(`delete from trace.link where ${condition}`)
      await client.query('commit')
      const lost = await listUntracedAnswers(sql)
      expect(lost.length).toBeGreaterThan(6)
      expect(new Set(lost.map(one => one.missing))).toEqual(new Set([missing]))
    } finally {
      await client.query('insert into trace.link select * from gone')
      await client.query('drop table gone')
      await client.query('alter table trace.link enable trigger link_never_changes')
      client.release()
    }
    expect(await listUntracedAnswers(sql)).toEqual([])
  })
})
