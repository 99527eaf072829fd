import { expect, test } from 'vitest'
import { dayIn } from '../src/kit/format.ts'
import { addDays } from '../src/modules/evaluation/rules/round/days.ts'
import { pdfText } from '../src/platform/documents/pdf-text.fixture.ts'
import { startWorker } from '../src/platform/jobs/worker.ts'
import { testWorld } from './support/world.ts'

/** One round from the invitation to the report by the API alone, each deed by the one whose deed it is. */

const world = await testWorld('demo')
const { platform } = world
const region = '73.24'
const cookies = new Map<string, string>()

/** Sends as a demo account (or as nobody) and gives the JSON of the answer; throws what a refusal says. */
async function send(box: string | undefined, method: string, path: string, body?: unknown) {
  if (box !== undefined && !cookies.has(box)) {
    cookies.set(box, await world.signIn(`${box}@contoh.tudang.invalid`))
  }
  const form = body instanceof FormData
  const response = await world.app.request(`/api/v1${path}`, {
    method,
    headers: {
      ...(box === undefined ? {} : { cookie: cookies.get(box) ?? '' }),
      ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${method} ${path}: ${text.slice(0, 400)}`)
  return text === '' ? undefined : (JSON.parse(text) as Record<string, never>)
}

interface AnswerRow {
  question: string
  office: { id: string; name: string } | null
  level: number | null
  state: string
}

const today = dayIn(platform.clock.now(), 'WITA')
const days = (from: number, to: number) => ({ starts_on: addDays(today, from), ends_on: addDays(today, to) })
const assessors = ['asesor-satu', 'asesor-dua', 'asesor-tiga', 'asesor-empat', 'asesor-lima']
const round = '2031-kppn-ikn'
const place = `/rounds/${round}/regions/${region}`

/** What assessor `n` of five gives the `at`-th question: 2, 3, 3, 3, 4 in turns, so that every mean is known. */
const given = (n: number, at: number) => [2, 3, 3, 3, 4][(n + at) % 5] ?? 3

test('a round goes from the invitation to the signed result through the API', { timeout: 120_000 }, async () => {
  await send('kementerian', 'POST', '/rounds', {
    edition: '2031',
    group: 'kppn-ikn',
    instrument: 'smart-city-2023-kppn-ikn',
    title: { id: 'Evaluasi 2031', en: 'Evaluation 2031' },
    review_kind: 'field-review',
    review_mode: 'online',
    steps: {
      invitation: days(-2, -1),
      'self-assessment': days(-1, 5),
      verification: days(0, 6),
      scoring: days(0, 20),
      review: days(10, 11),
      result: days(21, 25),
      objection: days(26, 30),
    },
    letter: {
      number: 'B-003/DJAI/AI.01.04/01/2031',
      date: today,
      subject: 'Pelaksanaan evaluasi',
      attachments: ['Jadwal'],
      office: 'Direktur Jenderal',
      place: 'Jakarta',
    },
  })
  await send('kementerian', 'PUT', place, {})
  const ids: string[] = []
  for (const box of assessors) {
    const { rows } = await platform.db.pool.query<{ id: string }>('select id from people.account where email = $1', [
      `${box}@contoh.tudang.invalid`,
    ])
    ids.push(rows[0]?.id ?? '')
  }
  await send('kementerian', 'PUT', `${place}/panel`, { accounts: ids })
  await send('kementerian', 'POST', `/rounds/${round}/opening`)

  // The secretariat shares out; the health office has some questions, the secretariat keeps the rest.
  const office = await platform.db.pool.query<{ id: string }>(
    "select id from people.organisation where name = 'Dinas Kesehatan Luwu Timur'",
  )
  const officeId = office.rows[0]?.id ?? ''
  const all = (await send('sekretariat-luwu-timur', 'GET', `${place}/answers`)) as unknown as
    { items: AnswerRow[] } | undefined
  const questions = all?.items.map(({ question }) => question) ?? []
  expect(questions).toHaveLength(117)
  const health = questions.slice(20, 24)
  await send('sekretariat-luwu-timur', 'PUT', `${place}/assignments`, {
    assignments: Object.fromEntries(health.map(question => [question, officeId])),
  })

  // The officer answers with evidence, its head signs.
  const form = new FormData()
  form.set('file', new File(['kecamatan,persen\nMalili,87.5\n'], 'imunisasi.csv', { type: 'text/csv' }))
  form.set('title', 'Cakupan imunisasi per kecamatan')
  const evidence = (await send('petugas-dinkes-luwu-timur', 'POST', '/evidence', form)) as unknown as
    { id: string } | undefined
  for (const question of health) {
    await send('petugas-dinkes-luwu-timur', 'PUT', `${place}/answers/${question}`, {
      version: 0,
      level: 3,
      narrative: 'Cakupan naik di semua kecamatan.',
      figures: [{ label: 'Cakupan', value: '87.5', unit: '%' }],
      evidence: [{ evidence: evidence?.id, anchor: 'baris 2' }],
      ready: true,
    })
  }
  const seen = (await send('petugas-dinkes-luwu-timur', 'GET', `${place}/answers`)) as unknown as { items: AnswerRow[] }
  expect(seen.items.map(item => item.question)).toEqual(health)
  await send('kepala-dinkes-luwu-timur', 'POST', `${place}/signature`)

  // The secretariat answers its own questions but one, and verifies everything; the regional head hands in.
  const open = questions.at(-1) ?? ''
  for (const question of questions) {
    if (health.includes(question) || question === open) continue
    const answer = { version: 0, level: 2, narrative: 'Sudah berjalan.', ready: true }
    await send('sekretariat-luwu-timur', 'PUT', `${place}/answers/${question}`, answer)
  }
  for (const question of questions) {
    if (question === open) continue
    await send('sekretariat-luwu-timur', 'POST', `${place}/answers/${question}/verification`, { verdict: 'verified' })
  }
  await expect(send('kepala-daerah-luwu-timur', 'POST', `${place}/submission`, {})).rejects.toThrow('422')
  const submission = await send('kepala-daerah-luwu-timur', 'POST', `${place}/submission`, { unanswered: 1 })
  expect(submission).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
  await expect(
    send('petugas-dinkes-luwu-timur', 'PUT', `${place}/answers/${health[0]}`, { version: 2, level: 4 }),
  ).rejects.toThrow(/403|409/)

  // Five assessors score; nobody sees another's sheet before handing in.
  for (const [n, box] of assessors.entries()) {
    await send(box, 'PUT', `${place}/scores`, {
      scores: questions.map((question, at) => ({ question, score: given(n, at), version: 0 })),
    })
    expect(await send(box, 'GET', `${place}/scores`)).toMatchObject({ others: null })
    await send(box, 'POST', `${place}/remarks`, {
      dimension: 'outcome',
      kind: 'recommendation',
      text: `Rekomendasi asesor ${n + 1}.`,
    })
    await send(box, 'POST', `${place}/scores/submission`)
  }
  await expect(send(undefined, 'GET', `${place}/outcome`)).rejects.toThrow(/404|401|409/)

  // The ministry closes; the job runs as the server would run it.
  expect(await send('kementerian', 'GET', `/rounds/${round}/closing`)).toMatchObject({ ready: true, absent: [] })
  const worker = await startWorker(
    platform,
    world.modules.flatMap(module => module.jobs ?? []),
  )
  try {
    await send('kementerian', 'POST', `/rounds/${round}/closing`, { confirm: round })
    await expect
      .poll(async () => (await send('kementerian', 'GET', `/rounds/${round}/closing`))?.['state'], { timeout: 60_000 })
      .toBe('closed')
  } finally {
    await worker.stop()
  }

  // Everybody sees the index: each question has the mean 3, so the index is 3.00.
  const outcome = await send(undefined, 'GET', `${place}/outcome`)
  expect(outcome).toMatchObject({ took_part: true, index: '3.00', inputs: 'assessor-scores' })
  expect(await send(undefined, 'GET', `/regions/${region}/results/2031`)).toMatchObject({ index: '3.00' })
  const page = await (await world.get(`/daerah/${region}/evaluasi`)).text()
  expect(page).toContain('3,00')
  expect(page).toContain(`/putaran/${round}/${region}/laporan.pdf`)
  const report = await world.get(`/putaran/${round}/${region}/laporan.pdf`)
  expect(report.headers.get('content-type')).toBe('application/pdf')
  const text = await pdfText(new Uint8Array(await report.arrayBuffer()))
  for (const words of ['Kabupaten Luwu Timur', '3,00', 'Rekomendasi asesor 5.', 'Metodologi']) {
    expect(text).toContain(words)
  }
  // Names of assessors stay with the ministry.
  expect(text).not.toContain('Asesor Satu')
  expect(JSON.stringify(outcome)).not.toContain(ids[0])
})
