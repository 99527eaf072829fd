import { describe, expect, test } from 'vitest'
import type { Actor } from '#kit/actor.ts'
import { replaceUses, saveEvidence } from '#modules/evidence/index.ts'
import { countStatements } from '#platform/db/database.ts'
import { moveSteps, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { endPanelMember } from '../../actions/round/end-panel-member.ts'
import { saveScores } from '../../actions/scoring/save-scores.ts'
import { handIn, questionIds } from '../../actions/scoring/scoring.fixture.ts'
import { ANSWER_SUBJECT, answerSubject, type SubmittedEvidence } from '../../model-round.ts'
import { fieldId } from '#ui/field-id.ts'
import { faultsOf, wordsOf } from '../read-pages.fixture.ts'

const world = await testWorld('demo')
const { platform } = world
// Malang 2022 has question scores, so that its sheets of a later round stand beside them.
const round = await roundWorld(world, { regions: ['35.07', '73.24', '73.22'] })
const { roundId, secretariat } = round
const [first, second] = round.assessors as [Actor, Actor]
const ids = await questionIds(world)
const [one = '', two = '', three = '', four = ''] = ids

/** Text evidence in the library of Luwu Timur, used for a question. */
async function prove(questionId: string, count: number): Promise<SubmittedEvidence[]> {
  const by = { actor: secretariat, writer: writerOf(secretariat) }
  const items: SubmittedEvidence[] = []
  for (let n = 0; n < count; n++) {
    const { evidence } = await saveEvidence(
      platform,
      { title: `Notulen ${questionId} ${n}`, text: `Rapat ke-${n} tentang ${questionId}: semua OPD hadir.` },
      by,
    )
    items.push({
      id: evidence.id,
      kind: evidence.kind,
      title: evidence.title,
      sha256: evidence.sha256,
      url: undefined,
      text: evidence.text,
      mediaType: undefined,
      bytes: undefined,
      documentDate: undefined,
      anchor: undefined,
      note: undefined,
      personalData: false,
    })
  }
  await platform.db.transact(by.writer, async tx => {
    const uses = items.map(({ id }) => ({ evidenceId: id }))
    const subject = answerSubject(roundId, questionId)
    await replaceUses(tx, '73.24', ANSWER_SUBJECT, subject, uses, secretariat.accountId)
  })
  return items
}

const answer = { office: 'Diskominfo', narrative: 'Sudah ditetapkan tahun ini.\nSalinan terlampir.' }
await handIn(world, roundId, '73.24', [
  {
    ...answer,
    questionId: one,
    level: 3,
    figures: [{ label: 'Rapat', value: '12', unit: 'kali' }],
    evidence: await prove(one, 1),
  },
  { ...answer, questionId: two, level: 2, evidence: await prove(two, 3) },
])
await handIn(
  world,
  roundId,
  '35.07',
  ids.map(questionId => ({ questionId, level: 4, narrative: 'Lengkap.' })),
)
const cookie = `${await world.signIn('asesor-satu@contoh.tudang.invalid')}; bahasa=id`
const ministry = `${await world.signIn('kementerian@contoh.tudang.invalid')}; bahasa=id`

const at = (question: string, code = '73.24') => `/putaran/${roundId}/${code}/nilai/${question}`
async function read(path: string, as = cookie): Promise<string> {
  const response = await world.get(path, as)
  expect(response.status, path).toBe(200)
  const html = await response.text()
  expect(await faultsOf(html)).toEqual([])
  return html
}
const post = async (path: string, form: Record<string, string>, as = cookie) => {
  const response = await world.post(path, form, as)
  const html = await response.text()
  if (response.status !== 303) expect(await faultsOf(html)).toEqual([])
  return { status: response.status, location: response.headers.get('location'), html }
}
const stored = async (questionId: string, code = '73.24') =>
  (
    await platform.db.pool.query<{ score: number | null; note: string | null; version: number }>(
      `select score, note, version from evaluation.score
       where round_id = $1 and region_code = $2 and account_id = $3 and question_id = $4`,
      [roundId, code, first.accountId, questionId],
    )
  ).rows[0]

describe('the sheet', () => {
  test('shows the frozen answer, its figures and evidence, and no choice made beforehand', async () => {
    const html = await read(at(one))
    const words = wordsOf(html)
    expect(words).toContain('Apakah Master Plan Smart City Daerah Anda sudah memiliki payung hukum?')
    expect(words).toContain('Jawaban Diskominfo Sudah ditetapkan tahun ini. Salinan terlampir.')
    expect(words).toContain('Rapat 12 kali')
    expect(words).toContain(`Notulen ${one} 0`)
    expect(html).not.toMatch(/name="nilai"[^>]*checked/)
    expect(words).toContain('0 dari 117 dinilai')
    expect(words).toContain('Keluaran 0 / 7')
  })

  test('opens a piece of evidence in the page by ?bukti=, and only evidence of this answer', async () => {
    const html = await read(at(one))
    const id = /\?bukti=([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
    expect(wordsOf(await read(`${at(one)}?bukti=${id}`))).toContain(`Rapat ke-0 tentang ${one}`)
    expect(wordsOf(await read(`${at(two)}?bukti=${id}`))).not.toContain(`Rapat ke-0 tentang ${one}`)
  })

  test('keeps a score with the button alone and goes on to the next question; the saved time has its zone', async () => {
    const saved = await post(at(one), { nilai: '3', catatan: 'Cukup.', versi: '0', aksi: 'lanjut' })
    expect(saved).toMatchObject({ status: 303, location: at(two) })
    expect(await stored(one)).toMatchObject({ score: 3, note: 'Cukup.', version: 1 })
    expect(wordsOf(await read(at(two)))).toMatch(/1 dari 117 dinilai tersimpan \d\d\.\d\d WITA/)
    expect(await read(at(one))).toMatch(/name="nilai" value="3" checked/)
  })

  test('after the last question leads to the overview', async () => {
    const last = ids.at(-1) ?? ''
    expect(await post(at(last), { nilai: '2', versi: '0' })).toMatchObject({
      status: 303,
      location: `/putaran/${roundId}/73.24/nilai`,
    })
  })

  test.each([
    ['5', '“5” bukan nilai. Pilih bilangan bulat 0 sampai 4.'],
    ['3,5', '“3,5” bukan nilai. Pilih bilangan bulat 0 sampai 4.'],
    ['', 'Pilih nilai 0 sampai 4, atau tulis catatan dahulu.'],
  ])('refuses “%s”, names the field and stores nothing', async (nilai, sentence) => {
    const { status, html } = await post(at(three), { nilai, versi: '0' })
    expect(status).toBe(422)
    expect(wordsOf(html)).toContain(sentence)
    expect(html).toContain(`href="#${fieldId('nilai')}"`)
    expect(await stored(three)).toBeUndefined()
  })

  test('keeps the typed note when the score is refused', async () => {
    const { html } = await post(at(three), { nilai: '9', catatan: 'Sudah saya baca', tandai: 'ya', versi: '0' })
    expect(html).toContain('Sudah saya baca')
    expect(html).toMatch(/name="tandai" value="ya" checked/)
  })

  test('a form without a choice never clears a score; the button does', async () => {
    await post(at(one), { catatan: 'Catatan baru', versi: '1' })
    expect(await stored(one)).toMatchObject({ score: 3, note: 'Catatan baru', version: 2 })
    await post(at(one), { nilai: '3', catatan: 'Catatan baru', versi: '2', aksi: 'kosongkan' })
    expect(await stored(one)).toMatchObject({ score: null, version: 3 })
    await post(at(one), { nilai: '3', catatan: 'Catatan baru', versi: '3' })
  })

  test('asks for a note when the score falls below that of the edition before, which stands beside it', async () => {
    const { rows } = await platform.db.pool.query<{ id: string; score: string }>(
      `select n.q->>'id' as id, q.score::text from evaluation.question_score q, evaluation.instrument o, evaluation.instrument i,
         jsonb_path_query(o.content, '$.**.questions[*]') as old(q), jsonb_path_query(i.content, '$.**.questions[*]') as n(q)
       where q.region_code = '35.07' and q.edition_id = '2022' and o.id = 'smart-city-2022-kppn-ikn'
         and i.id = 'smart-city-2023-kppn-ikn' and old.q->>'id' = q.question_id
         and lower(old.q->'text'->>'id') = lower(n.q->'text'->>'id') and q.score > 2 order by 1 limit 1`,
    )
    const { id = '', score = '' } = rows[0] ?? {}
    const words = wordsOf(await read(at(id, '35.07')))
    expect(words).toContain(`Nilai 2022 ${score.replace('.', ',')}`)
    expect(words).toContain('Wajib bila nilai turun dari 2022.')
    expect(words).toMatch(/Catatan asesor 2022 untuk daerah ini, \d+/)
    const { status, html } = await post(at(id, '35.07'), { nilai: '1', versi: '0' })
    expect(status).toBe(422)
    expect(html).toContain(`href="#${fieldId('catatan')}"`)
    expect(await stored(id, '35.07')).toBeUndefined()
    expect((await post(at(id, '35.07'), { nilai: '1', catatan: 'Perda dicabut.', versi: '0' })).status).toBe(303)
  })

  test('asks about what stands out, and only asks', async () => {
    const words = wordsOf(await read(at(ids[9] ?? '', '35.07')))
    expect(words).toContain('117 dari 117 jawaban daerah ini memakai tingkat tertinggi.')
    expect(words).toContain('Daerah memperkirakan 4 tanpa satu bukti pun.')
    expect(wordsOf(await read(at(two)))).not.toContain('tingkat tertinggi')
  })

  test('names other regions with the same words, only those that the assessor may read', async () => {
    for (const code of ['35.07', '73.22']) {
      await platform.db.pool.query(
        `insert into evaluation.answer (region_code, round_id, question_id, narrative) values ($1, $2, $3, $4)`,
        [code, roundId, two, answer.narrative],
      )
    }
    // Luwu Utara has the same words too, but has not handed in.
    const asked = wordsOf(await read(at(two)))
    expect(asked).toContain('Uraian yang sama persis dipakai Kabupaten Malang.')
    expect(asked).not.toContain('Luwu Utara')
    expect(wordsOf(await read(at(one)))).not.toContain('sama persis')
  })

  test('takes at most 20 statements, as many with one piece of evidence as with three', async () => {
    await read(at(one))
    const few = await countStatements(() => world.get(at(one), cookie))
    const many = await countStatements(() => world.get(at(two), cookie))
    expect(many.statements).toBe(few.statements)
    expect(few.statements).toBeLessThanOrEqual(20)
  })
})

describe('two tabs', () => {
  test('show both values and notes; nothing is overwritten until one is chosen', async () => {
    await post(at(four), { nilai: '1', catatan: 'Dari tab satu', versi: '0' })
    const clash = await post(at(four), { nilai: '4', catatan: 'Dari tab dua', versi: '0' })
    expect(clash.status).toBe(412)
    const words = wordsOf(clash.html)
    expect(words).toContain('Nilai ini berubah di tab atau perangkat lain')
    expect(words).toMatch(/Tersimpan \d\d\.\d\d WITA: 1 “Dari tab satu” Yang Anda ketik: 4 “Dari tab dua”/)
    expect(clash.html).toMatch(/name="nilai" value="4" checked/)
    expect(await stored(four)).toMatchObject({ score: 1, version: 1 })
    // "Save what I typed" carries the version that was shown.
    const version = /name="versi" value="(\d+)"/.exec(clash.html)?.[1] ?? ''
    expect(version).toBe('1')
    const chosen = await post(at(four), { nilai: '4', catatan: 'Dari tab dua', versi: version, aksi: 'tetap' })
    expect(chosen).toMatchObject({ status: 303, location: at(four) })
    expect(await stored(four)).toMatchObject({ score: 4, note: 'Dari tab dua', version: 2 })
  })
})

describe('the API', () => {
  const put = async (question: string, body: unknown, as = cookie) => {
    const response = await world.app.request(`/api/v1/rounds/${roundId}/regions/73.24/scores/${question}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: as },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  test('keeps a score and says its version', async () => {
    const kept = await put(ids[10] ?? '', { score: 2, note: 'Lewat API', version: 0 })
    expect(kept).toMatchObject({ status: 200, body: { version: 1 } })
    const listed = await world.get(`/api/v1/rounds/${roundId}/regions/73.24/scores`, cookie)
    const { own } = (await listed.json()) as { own: { question: string; score: number | null }[] }
    expect(own.find(({ question }) => question === ids[10])).toMatchObject({ score: 2, note: 'Lewat API', version: 1 })
  })

  test.each([[5], ['3,5'], [''], ['3'], [2.5], [undefined], [true]])('refuses the score %j', async score => {
    const { status, body } = await put(ids[11] ?? '', { score, version: 0 })
    expect(status).toBe(422)
    expect((body['errors'] as { field: string; detail: string }[])[0]).toMatchObject({
      field: 'score',
      detail: 'Nilai adalah bilangan bulat 0 sampai 4, atau null untuk mengosongkan.',
    })
    expect(await stored(ids[11] ?? '')).toBeUndefined()
  })

  test('answers 412 with both values when another version is stored', async () => {
    const { status, body } = await put(ids[10] ?? '', { score: 4, version: 0 })
    expect(status).toBe(412)
    expect((body['errors'] as { detail: string }[])[0]?.detail).toBe(
      'Tersimpan dari tempat lain: 2. Yang Anda kirim: 4.',
    )
  })

  test('answers 404 for a question of another instrument, 401 without a session', async () => {
    expect((await put('2022.A.9', { score: 4, version: 0 })).status).toBe(404)
    expect((await put(ids[10] ?? '', { score: 4, version: 0 }, 'x=1')).status).toBe(401)
  })

  test('keeps many at once or none', async () => {
    const send = (scores: unknown[]) =>
      world.app.request(`/api/v1/rounds/${roundId}/regions/73.24/scores`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ scores }),
      })
    const many = [20, 21, 22].map(n => ({ question: ids[n], score: 3, version: 0 }))
    expect((await send([...many, { question: ids[10], score: 1, version: 0 }])).status).toBe(412)
    expect(await stored(ids[20] ?? '')).toBeUndefined()
    expect((await send(many)).status).toBe(200)
    expect(await stored(ids[22] ?? '')).toMatchObject({ score: 3 })
  })
})

describe('the overview', () => {
  test('filters by what is open and what is marked, in the address', async () => {
    await post(at(ids[30] ?? ''), { nilai: '1', tandai: 'ya', versi: '0' })
    const here = `/putaran/${roundId}/73.24/nilai`
    const links = (html: string) =>
      new Set([...html.matchAll(/<th scope="row">.*?href="([^"]+)"/g)].map(match => match[1]))
    const all = links(await read(here))
    const open = links(await read(`${here}?tampil=belum`))
    const marked = links(await read(`${here}?tampil=ditandai`))
    expect(all.size).toBe(117)
    expect(open.has(at(ids[30] ?? ''))).toBe(false)
    expect(marked).toEqual(new Set([at(ids[30] ?? '')]))
    expect(links(await read(`${here}?bagian=output`)).size).toBe(7)
  })

  test('goes on where one left off: the next question without a score', async () => {
    await post(at(ids[40] ?? ''), { nilai: '3', versi: '0' })
    const answer = await world.get(`/putaran/${roundId}/73.24/nilai/lanjut`, cookie)
    expect(answer.headers.get('location')).toBe(at(ids[41] ?? ''))
  })

  test('is listed with its progress; three sheets cost as many statements as one', async () => {
    const words = wordsOf(await read('/lembar'))
    expect(words).toContain('Kabupaten Luwu Timur')
    expect(words).toMatch(/\d+ dari 117 dinilai, 1 ditandai/)
    expect(words).toContain('menunggu isian daerah')
    const three = await countStatements(() => world.get('/lembar', cookie))
    await platform.db.pool.query(
      `update evaluation.panel_member set ended_at = now(), end_reason = 'uji' where account_id = $1 and region_code <> '73.24'`,
      [first.accountId],
    )
    const single = await countStatements(() => world.get('/lembar', cookie))
    expect(three.statements).toBe(single.statements)
    await platform.db.pool.query(
      `update evaluation.panel_member set ended_at = null, end_reason = null where account_id = $1`,
      [first.accountId],
    )
  })
})

describe('handing in and opening again', () => {
  const here = `/putaran/${roundId}/73.24/nilai`

  test('is refused with links to what is missing', async () => {
    const words = wordsOf(await read(`${here}-kirim`))
    expect(words).toMatch(/\d+ pertanyaan belum dinilai/)
    const refused = await post(`${here}-kirim`, {})
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(`href="${at(ids[60] ?? '')}"`)
  })

  test('makes the sheet read only', async () => {
    const missing = []
    for (const id of ids) if (typeof (await stored(id))?.score !== 'number') missing.push(id)
    const entries = missing.map(questionId => ({ questionId, score: 2, version: undefined }))
    const withVersions = await Promise.all(
      entries.map(async entry => ({ ...entry, version: (await stored(entry.questionId))?.version })),
    )
    await saveScores(platform, first, { roundId, regionCode: '73.24', entries: withVersions }, writerOf(first))
    expect(wordsOf(await read(`${here}-kirim`))).toContain('Semua pertanyaan sudah dinilai.')
    expect((await post(`${here}-kirim`, {})).status).toBe(303)
    expect(wordsOf(await read(here))).toContain('Anda mengirim lembar ini')
    const html = await read(at(one))
    expect(html).not.toContain('name="nilai"')
    const late = await post(at(one), { nilai: '0', versi: '4', catatan: 'Terlambat' })
    expect(late.status).toBe(409)
    expect(wordsOf(late.html)).toContain('Lembar nilai Anda sudah dikirim.')
  })

  test('the ministry sees who is how far and opens a sheet again with a reason', async () => {
    expect(wordsOf(await read(here, ministry))).toMatch(/Asesor 1 (117 dari 117 dinilai )+terkirim/)
    const path = `/putaran/${roundId}/73.24/buka-lembar`
    expect(await read(`${path}?asesor=1`, ministry)).toContain('Asesor 1')
    const refused = await post(path, { asesor: '1', alasan: '' }, ministry)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(`href="#${fieldId('alasan')}"`)
    expect((await post(path, { asesor: '1', alasan: 'Salah baca' }, ministry)).status).toBe(303)
    expect(await read(at(one))).toContain('name="nilai"')
    expect((await world.post(path, { asesor: '1', alasan: 'x' }, cookie)).status).toBe(403)
  })
})

describe('remarks', () => {
  const here = `/putaran/${roundId}/73.24/catatan`

  test('are added, changed with their version, and withdrawn', async () => {
    const added = await post(here, { bagian: 'outcome', jenis: 'weakness', teks: 'Bukti belum tertata.' })
    expect(added.status).toBe(303)
    const id = /#catatan-([0-9a-f-]{36})/.exec(added.location ?? '')?.[1] ?? ''
    expect(wordsOf(await read(here))).toContain('Kelemahan Bukti belum tertata. Asesor 1 (Anda)')
    expect((await post(here, { catatan: id, versi: '1', teks: 'Bukti mulai tertata.' })).status).toBe(303)
    const clash = await post(here, { catatan: id, versi: '1', teks: 'Bukti rapi.' })
    expect(clash.status).toBe(412)
    expect(wordsOf(clash.html)).toContain('Yang tersimpan sekarang: “Bukti mulai tertata.”')
    expect(clash.html).toMatch(/<textarea[^>]*>Bukti rapi\.<\/textarea>/)
    expect((await post(here, { catatan: id, versi: '2', aksi: 'tarik' })).status).toBe(303)
    expect(wordsOf(await read(here))).not.toContain('Bukti mulai tertata.')
  })

  test('keep what was typed when they are refused', async () => {
    const refused = await post(here, { bagian: 'impact', teks: 'Tanpa jenis' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Tanpa jenis')
    expect((await post(here, { bagian: 'impact', jenis: 'strength', teks: '' })).status).toBe(422)
  })

  test('are read only for the ministry', async () => {
    await post(here, { bagian: 'outcome', jenis: 'strength', teks: 'Program berjalan.' })
    const html = await read(here, ministry)
    expect(wordsOf(html)).toContain('Program berjalan. Asesor 1')
    expect(html).not.toContain('<textarea')
    expect((await world.post(here, { bagian: 'outcome', jenis: 'strength', teks: 'x' }, ministry)).status).toBe(403)
  })
})

describe('who may not', () => {
  test('an assessor of other regions is refused at every door of the sheet', async () => {
    const other = await world.signIn('asesor-tiga@contoh.tudang.invalid')
    const sheet = `/putaran/${roundId}/73.24`
    for (const path of [
      `${sheet}/nilai`,
      at(one),
      `${sheet}/nilai-kirim`,
      `${sheet}/nilai/lanjut`,
      `${sheet}/catatan`,
    ]) {
      expect((await world.get(path, other)).status, path).toBe(403)
    }
    expect((await world.post(at(one), { nilai: '4', versi: '0' }, other)).status).toBe(403)
    for (const path of ['scores', 'remarks']) {
      expect((await world.get(`/api/v1/rounds/${roundId}/regions/73.24/${path}`, other)).status, path).toBe(403)
    }
  })

  test('nobody scores a region that has not handed in', async () => {
    expect((await world.get(at(one, '73.22'), cookie)).status).toBe(409)
    expect((await world.post(at(one, '73.22'), { nilai: '4', versi: '0' }, cookie)).status).toBe(409)
  })

  test('after the deadline the sheet is read only, says so, and keeps what was typed', async () => {
    await moveSteps(world, roundId, { scoring: [-9, -1], review: [-9, -1] })
    const late = await post(at(two), { nilai: '4', versi: '1', catatan: 'Hampir selesai' })
    expect(late.status).toBe(409)
    expect(wordsOf(late.html)).toContain('Masa penilaian belum mulai atau sudah lewat.')
    expect(late.html).toContain('Hampir selesai')
    await moveSteps(world, roundId, { scoring: [-5, 30], review: [-1, 20] })
  })

  test('an assessor whose turn ended loses the sheet at once', async () => {
    const two = `${await world.signIn('asesor-dua@contoh.tudang.invalid')}; bahasa=id`
    expect((await world.get(at(one), two)).status).toBe(200)
    await endPanelMember(
      platform,
      round.ministry,
      { roundId, regionCode: '73.24', accountId: second.accountId ?? '', reason: 'Pindah' },
      writerOf(round.ministry),
    )
    expect((await world.get(at(one), two)).status).toBe(403)
  })

  test('a session that ended while typing loses nothing that was typed', async () => {
    const answer = await world.post(at(one), { nilai: '2', catatan: 'Ketikan panjang', versi: '1' }, 'bahasa=id')
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('Ketikan panjang')
  })
})
