import { describe, expect, test } from 'vitest'
import { roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { markupFaults } from '../../../../../test/support/markup.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { countStatements } from '#platform/db/database.ts'
import { saveEvidence } from '#modules/evidence/index.ts'
import { addComment } from '../../actions/assessment/add-comment.ts'
import { assessmentWorld, IMMUNISATION, SAMPAH, STUNTING } from '../../actions/assessment/assessment.fixture.ts'
import { submitAssessment } from '../../actions/assessment/submit-assessment.ts'

const world = await testWorld('demo')
const { platform } = world
const at = await assessmentWorld(world)
const { roundId, officer, secretariat } = at
const here = `/putaran/${roundId}/73.24`
const api = `/api/v1/rounds/${roundId}/regions/73.24`

const as = async (box: string) => await world.signIn(`${box}@contoh.tudang.invalid`)
const cookies = {
  officer: await as('petugas-dinkes-luwu-timur'),
  head: await as('kepala-dinkes-luwu-timur'),
  secretariat: await as('sekretariat-luwu-timur'),
  regionalHead: await as('kepala-daerah-luwu-timur'),
  neighbour: await as('sekretariat-luwu-utara'),
  ministry: await as('kementerian'),
  assessor: await as('asesor-satu'),
  auditor: await as('auditor'),
}
type Who = keyof typeof cookies

/** What must not get out: the words of another office, its comment, its evidence. */
const secret = {
  narrative: 'RAHASIA-URAIAN',
  comment: 'RAHASIA-KOMENTAR',
  evidence: 'RAHASIA-BUKTI',
  own: 'TERBUKA-DINKES',
}
const { evidence } = await saveEvidence(
  platform,
  { text: `${secret.evidence} isi`, title: secret.evidence, personalData: true },
  { actor: secretariat, writer: writerOf(secretariat) },
)
await at.save(secretariat, SAMPAH, { narrative: secret.narrative, evidence: [{ evidenceId: evidence.id }] })
await addComment(
  platform,
  secretariat,
  { roundId, regionCode: '73.24', questionId: SAMPAH, text: secret.comment },
  writerOf(secretariat),
)
await at.save(officer, STUNTING, { narrative: secret.own })

const read = async (path: string, who: Who) => {
  const answer = await world.get(path, cookies[who])
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, text: bytes.toString('utf8'), bytes }
}
const unzipped = async (bytes: Buffer) => {
  const { readSheet } = await import('read-excel-file/node')
  return JSON.stringify(await readSheet(bytes))
}

describe('an officer of one office sees nothing of another', () => {
  test.each([
    here,
    `${here}?keadaan=belum-dijawab`,
    `${here}/soal/${SAMPAH}`,
    `${here}/soal/${STUNTING}`,
    `${here}/soal/${SAMPAH}/komentar`,
    `${api}/answers`,
    `${api}/answers/${SAMPAH}`,
    `${api}/comments?question=${SAMPAH}`,
    `${api}/submission`,
    '/beranda',
  ])('%s', async path => {
    for (const who of ['officer', 'head'] as const) {
      const { text } = await read(path, who)
      for (const word of [secret.narrative, secret.comment, secret.evidence]) expect(text).not.toContain(word)
    }
  })

  test('nor in the workbook, which has the own words', async () => {
    const { bytes } = await read(`${here}/isian.xlsx`, 'officer')
    const sheet = await unzipped(bytes)
    expect(sheet).toContain(secret.own)
    expect(sheet).not.toContain(SAMPAH)
    expect(sheet).not.toContain(secret.narrative)
  })

  test('nor that the question of another office exists in this round', async () => {
    expect((await read(`${here}/soal/${SAMPAH}`, 'officer')).status).toBe(404)
    expect((await read(`${api}/answers/${SAMPAH}`, 'officer')).status).toBe(404)
    expect((await read(`${here}/soal/outcome.9.9`, 'officer')).status).toBe(404)
  })

  test('while the secretariat and the regional head of the region see all of it', async () => {
    for (const who of ['secretariat', 'regionalHead', 'auditor'] as const) {
      const { text, status } = await read(`${here}/soal/${SAMPAH}`, who)
      expect(status).toBe(200)
      for (const word of [secret.narrative, secret.comment, secret.evidence]) expect(text).toContain(word)
      expect((await read(`${api}/answers`, who)).text).toContain(secret.narrative)
    }
  })
})

test.each(['neighbour', 'ministry', 'assessor'] as const)('%s reads no answer before it is handed in', async who => {
  for (const path of [here, `${here}/soal/${STUNTING}`, `${api}/answers`, `${here}/isian.xlsx`, `${here}/kirim`]) {
    const { text } = await read(path, who)
    for (const word of [secret.narrative, secret.own, secret.comment]) expect(text).not.toContain(word)
  }
  expect((await read(`${here}/soal/${STUNTING}`, who)).status).toBe(404)
  expect((await read(`${here}/isian.xlsx`, who)).status).toBe(403)
})

describe('statements', () => {
  const count = async (path: string, who: Who) =>
    (await countStatements(async () => await (await world.get(path, cookies[who])).text())).statements

  test('the overview costs the same with more answers, and at most 20', async () => {
    await count(here, 'secretariat')
    const before = await count(here, 'secretariat')
    await at.save(secretariat, 'outcome.3.13.1')
    await at.save(secretariat, 'outcome.3.13.2')
    expect(await count(here, 'secretariat')).toBe(before)
    expect(before).toBeLessThanOrEqual(20)
    expect(await count(here, 'officer')).toBeLessThanOrEqual(20)
  })

  test('the page of a question costs the same with more comments and evidence', async () => {
    const path = `${here}/soal/outcome.3.13.1`
    const uses: { evidenceId: string }[] = []
    let version = 1
    const attach = async (text: string) => {
      const saved = await saveEvidence(platform, { text }, { actor: secretariat, writer: writerOf(secretariat) })
      uses.push({ evidenceId: saved.evidence.id })
      const comment = { roundId, regionCode: '73.24', questionId: 'outcome.3.13.1', text }
      await addComment(platform, secretariat, comment, writerOf(secretariat))
      version = (await at.save(secretariat, 'outcome.3.13.1', { version, evidence: uses })).version
    }
    await attach('satu')
    await count(path, 'secretariat')
    const before = await count(path, 'secretariat')
    await attach('dua')
    await attach('tiga')
    expect(await count(path, 'secretariat')).toBe(before)
  })
})

test.each([
  ['officer', here],
  ['secretariat', here],
  ['regionalHead', here],
  ['officer', `${here}/soal/${STUNTING}`],
  ['secretariat', `${here}/soal/${SAMPAH}`],
  ['secretariat', `${here}/pembagian`],
  ['regionalHead', `${here}/kirim`],
  ['officer', `${here}/unggah`],
] as const)('%s gets valid markup at %s', async (who, path) => {
  const { status, text } = await read(path, who)
  expect(status).toBe(200)
  expect(await markupFaults(text)).toEqual([])
})

describe('the form of an answer', () => {
  const post = (question: string, form: Record<string, string>, who: Who, headers: Record<string, string> = {}) =>
    Promise.resolve(
      world.app.request(`${here}/soal/${question}`, {
        method: 'POST',
        headers: { cookie: cookies[who], ...headers },
        body: new URLSearchParams(form),
      }),
    )
  const version = async (question: string) =>
    ((await (await world.get(`${api}/answers/${question}`, cookies.secretariat)).json()) as { version: number }).version

  test('a bad level or figure is told at its field, and everything typed is still there', async () => {
    const answer = await post(
      IMMUNISATION,
      { version: '', level: '3,5', uraian: 'Ketikan saya', 'angka-2-label': 'Cakupan', 'angka-2-value': 'banyak' },
      'officer',
    )
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Ketikan saya')
    expect(html).toContain('value="banyak"')
    expect(html).toContain('Level “3,5” tidak ada')
    expect(html).toContain('“banyak” bukan angka')
  })

  test('figures are read the Indonesian way and shown back so', async () => {
    const form = { version: '', level: '2', uraian: 'Uraian', 'angka-1-label': 'Cakupan', 'angka-1-value': '85,5' }
    expect((await post(IMMUNISATION, form, 'officer')).status).toBe(303)
    const stored = (await (await world.get(`${api}/answers/${IMMUNISATION}`, cookies.officer)).json()) as object
    expect(stored).toMatchObject({ level: 2, figures: [{ label: 'Cakupan', value: '85.5' }] })
    expect((await read(`${here}/soal/${IMMUNISATION}`, 'officer')).text).toContain('value="85,5"')
  })

  test('a save of an old version gets both texts side by side, and one press to use either', async () => {
    const old = String(await version(IMMUNISATION))
    await post(IMMUNISATION, { version: old, level: '3', uraian: 'Dari tab pertama' }, 'head')
    const answer = await post(IMMUNISATION, { version: old, level: '1', uraian: 'Dari tab kedua' }, 'officer')
    expect(answer.status).toBe(412)
    const html = await answer.text()
    expect(html).toContain('Dari tab pertama')
    expect(html).toContain('Dari tab kedua')
    expect(html).toContain('Pakai punya saya')
    expect(html).toContain('Pakai yang tersimpan')
    expect(html).not.toContain('data-autosave=')
    expect(await markupFaults(html)).toEqual([])
    const offered = /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''
    const mine = await post(IMMUNISATION, { version: offered, level: '1', uraian: 'Dari tab kedua' }, 'officer')
    expect(mine.status).toBe(303)
  })

  test('a form that saves itself gets the version and the words, or the refusal, as JSON', async () => {
    const json = { accept: 'application/json' }
    const now = String(await version(IMMUNISATION))
    const saved = await post(IMMUNISATION, { version: now, level: '4', uraian: 'Sendiri' }, 'officer', json)
    expect(saved.status).toBe(200)
    const body = (await saved.json()) as { version: number; saved: string }
    expect(body.version).toBe(Number(now) + 1)
    expect(body.saved).toMatch(/^tersimpan \d\d\.\d\d\sWITA$/)
    const late = await post(IMMUNISATION, { version: now, level: '0', uraian: 'Lama' }, 'officer', json)
    expect([late.status, late.headers.get('content-type')]).toEqual([412, 'application/problem+json'])
    const wrong = await post(IMMUNISATION, { version: String(body.version), level: '5' }, 'officer', json)
    expect(wrong.status).toBe(422)
  })

  test('a session that ended while typing is told so, and the page keeps what was typed', async () => {
    const form = { version: '', level: '3', uraian: 'Diketik sesudah sesi berakhir' }
    const answer = await world.post(`${here}/soal/${STUNTING}`, form, 'sesi=tidak-ada')
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('Diketik sesudah sesi berakhir')
    const silent = await world.app.request(`${here}/soal/${STUNTING}`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(form),
    })
    expect(silent.status).toBe(401)
  })

  test('an officer whose role ended gets the typed text back on the page', async () => {
    await platform.db.pool.query('update people.membership set valid_to = now() where account_id = $1', [
      officer.accountId,
    ])
    try {
      const answer = await post(
        STUNTING,
        { version: '1', level: '3', uraian: 'Diketik sesudah pindah tugas' },
        'officer',
      )
      expect(answer.status).toBe(403)
      expect(await answer.text()).toContain('Diketik sesudah pindah tugas')
    } finally {
      await platform.db.pool.query('update people.membership set valid_to = null where account_id = $1', [
        officer.accountId,
      ])
    }
  })

  test('an uploaded file goes into the library and onto the answer in one go', async () => {
    const form = new FormData()
    form.set('version', String(await version(STUNTING)))
    form.set('level', '3')
    form.set('uraian', secret.own)
    form.set('bukti-ada', '1')
    form.set('aksi', 'unggah')
    form.set('judul', 'Rekap stunting')
    form.set('berkas', new File(['desa;anak\nWewangriu;3\n'], 'rekap.csv', { type: 'text/csv' }))
    const answer = await world.post(`${here}/soal/${STUNTING}`, form, cookies.officer)
    expect(answer.status).toBe(303)
    expect((await read(`${here}/soal/${STUNTING}`, 'officer')).text).toContain('Rekap stunting')
  })

  test('a file that is not what its name says is refused with its field, and the typed text stays', async () => {
    const form = new FormData()
    form.set('version', String(await version(STUNTING)))
    form.set('uraian', 'Uraian yang tetap ada')
    form.set('bukti-ada', '1')
    form.set('berkas', new File(['<html><script>alert(1)</script></html>'], 'surat.pdf', { type: 'application/pdf' }))
    const answer = await world.post(`${here}/soal/${STUNTING}`, form, cookies.officer)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('halaman web (HTML)')
    expect(html).toContain('Uraian yang tetap ada')
  })
})

test('the questions are shared out by the proposal in one press, and a whole dimension at once', async () => {
  const other = await roundWorld(world, { edition: '2032', panel: [] })
  const path = `/putaran/${other.roundId}/73.24/pembagian`
  const html = await (await world.get(path, cookies.secretariat)).text()
  expect(html).toContain('indikator kesehatan')
  // Kept from the round before, because the same question was with the same office.
  expect(html).toContain('dijawab OPD ini pada putaran sebelumnya')
  const answer = await world.post(
    path,
    { aksi: 'dimensi', dimensi: 'collaboration', opd: at.office('kesehatan') },
    cookies.secretariat,
  )
  expect(answer.headers.get('location')).toBe(`${path}?n=6`)
  const refused = await world.post(
    path,
    { aksi: 'dimensi', dimensi: 'collaboration', opd: 'sekretariat' },
    cookies.officer,
  )
  expect(refused.status).toBe(403)
})

test('the regional head hands in with the number of empty ones and the name of the region, and not without', async () => {
  const page = (await read(`${here}/kirim`, 'regionalHead')).text
  const empty = /Tulis (\d+) untuk menyatakan/.exec(page)?.[1] ?? ''
  expect(Number(empty)).toBeGreaterThan(100)
  const post = (form: Record<string, string>, who: Who) => world.post(`${here}/kirim`, form, cookies[who])
  expect((await post({ kosong: empty, nama: 'Luwu' }, 'regionalHead')).status).toBe(422)
  expect((await post({ kosong: '3', nama: 'Kabupaten Luwu Timur' }, 'regionalHead')).status).toBe(422)
  expect((await post({ kosong: empty, nama: 'Kabupaten Luwu Timur' }, 'secretariat')).status).toBe(403)
  expect((await post({ kosong: empty, nama: 'kabupaten  luwu timur' }, 'regionalHead')).status).toBe(303)
  const done = (await read(here, 'regionalHead')).text
  expect(done).toContain('Isian sudah dikirim')
  expect(done).toMatch(/[0-9a-f]{64}/)
  // The panel reads it now; nobody writes any more.
  expect((await read(`${here}/soal/${SAMPAH}`, 'assessor')).text).toContain(secret.narrative)
  expect((await read(`${here}/soal/${SAMPAH}`, 'assessor')).text).not.toContain(secret.comment)
  expect((await read(`${here}/soal/${SAMPAH}`, 'neighbour')).status).toBe(404)
  const late = await world.post(
    `${here}/soal/${STUNTING}`,
    { version: '9', level: '1', uraian: 'x' },
    cookies.secretariat,
  )
  expect(late.status).toBe(403)
  await expect(
    submitAssessment(platform, at.regionalHead, roundId, '73.24', writerOf(at.regionalHead)),
  ).rejects.toMatchObject({ code: 'may-not' })
})
