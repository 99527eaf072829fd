import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { moveSteps, roundWorld, writerOf } from '../../../../../test/support/rounds.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { handInAll, remark } from '../../actions/closing/closing.fixture.ts'
import { closeRoundJob } from '../../jobs/closing/close-round.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { faultsOf, nextOf, wordsOf } from '../read-pages.fixture.ts'

const world = await testWorld('demo')
const { pool } = world.platform.db
const box = (name: string) => world.signIn(`${name}@contoh.tudang.invalid`)
const ministry = await box('kementerian')
const auditor = await box('auditor')

async function read(path: string, cookie?: string): Promise<string> {
  const answer = await world.get(path, cookie)
  expect(answer.status).toBe(200)
  return await answer.text()
}

const closed = { 'self-assessment': [-30, -10], verification: [-12, -8] } as const

test('the ministry reads what stands in the way, what would come out, and closes by writing the id', async () => {
  const { roundId, ministry: actor } = await roundWorld(world, { regions: ['35.07', '73.22', '73.24'] })
  const path = `/putaran/${roundId}/tutup`
  await handInAll(world, roundId, ['35.07', '73.22'])
  await remark(world, roundId, '35.07', 'strength', 'output', 'Anggaran naik.')
  await pool.query(
    `update evaluation.panel_member set submitted_at = null where round_id = $1 and region_code = '73.22' and place = 2`,
    [roundId],
  )
  const waiting = wordsOf(await read(path, ministry))
  expect(waiting).toContain('Putaran belum dapat ditutup: 2 hal belum selesai')
  expect(waiting).toContain('Asesor 2 sudah mengisi semua nilai, tetapi belum mengirim lembarnya.')
  expect(waiting).toContain('Masih punya waktu untuk mengirim isian')
  expect(waiting).toContain('1 daerah belum mengirim isian')
  expect(waiting).toContain('Kab. Malang')
  expect(waiting).toMatch(/Kab\. Malang 2 \d+ 2,94 \d,\d\d/)
  expect(waiting).toContain('Pertanyaan dengan nilai berbeda jauh')
  expect(waiting).not.toContain('Tulis kode putaran')
  // The sheet that is not handed in is nowhere on the page.
  expect(await read(path, auditor)).toContain('Hasil sementara')

  await pool.query(`update evaluation.panel_member set submitted_at = now() where round_id = $1`, [roundId])
  await moveSteps(world, roundId, closed)
  const ready = await read(path, ministry)
  expect(wordsOf(ready)).toContain('Putaran siap ditutup')
  expect(await faultsOf(ready)).toEqual([])
  expect(wordsOf(await read(path, auditor))).not.toContain('Tulis kode putaran')

  const wrong = await world.post(path, { konfirmasi: `${roundId}x` }, ministry)
  expect(wrong.status).toBe(422)
  const again = await wrong.text()
  expect(again).toContain(`value="${roundId}x"`)
  expect(wordsOf(again)).toContain(`Tulis ${roundId} persis begitu`)
  expect(await faultsOf(again)).toEqual([])

  const sent = await world.post(path, { konfirmasi: roundId }, ministry)
  expect([sent.status, sent.headers.get('location')]).toEqual([303, path])
  const running = await read(path, ministry)
  expect(wordsOf(running)).toContain('Putaran sedang ditutup')
  expect(running).toContain(`hx-get="${path}"`)
  expect((await world.post(path, { konfirmasi: roundId }, ministry)).status).toBe(409)

  await runNow(world.platform, closeRoundJob, { roundId, writer: writerOf(actor) })
  const done = await read(path, ministry)
  expect(wordsOf(done)).toMatch(/Putaran ditutup .* SHA-256 putaran [0-9a-f]{64}/)
  expect(await faultsOf(done)).toEqual([])
})

test('before the close nobody but ministry and auditor sees a provisional index, by no door', async () => {
  const { roundId } = await roundWorld(world, { edition: '2032', regions: ['73.22', '73.24'] })
  await handInAll(world, roundId, ['73.22'])
  const boxes = ['sekretariat-luwu-utara', 'kepala-daerah-luwu-utara', 'asesor-satu', 'provinsi', 'pengelola', 'warga']
  for (const cookie of [undefined, ...(await Promise.all(boxes.map(box)))]) {
    const page = await world.get(`/putaran/${roundId}/tutup`, cookie)
    expect([401, 403]).toContain(page.status)
    const api = await world.get(`/api/v1/rounds/${roundId}/closing`, cookie)
    expect([401, 403]).toContain(api.status)
  }
  for (const cookie of [undefined, ministry, await box('asesor-satu'), await box('kepala-daerah-luwu-utara')]) {
    for (const path of [
      `/putaran/${roundId}/73.22/hasil`,
      `/putaran/${roundId}/73.22/laporan.pdf`,
      `/putaran/${roundId}/beku.json`,
      `/api/v1/rounds/${roundId}/regions/73.22/outcome`,
    ]) {
      expect((await world.get(path, cookie)).status, path).toBe(404)
    }
  }
})

test('after the close everybody reads the result, unnamed, with what it was computed from', async () => {
  const { roundId, ministry: actor, assessors } = await roundWorld(world, { edition: '2033', regions: ['35.07'] })
  await handInAll(world, roundId, ['35.07'])
  await remark(world, roundId, '35.07', 'recommendation', 'output', 'Tetapkan <b>peraturan</b> bupati.')
  await runNow(world.platform, closeRoundJob, { roundId, writer: writerOf(actor) })
  const html = await read(`/putaran/${roundId}/35.07/hasil`)
  const words = wordsOf(html)
  expect(await faultsOf(html)).toEqual([])
  expect(words).toContain('Kabupaten Malang: Hasil evaluasi 2033')
  expect(words).toContain('dari 2 asesor')
  expect(words).toContain('Lihat nilai 117 pertanyaan')
  expect(words).toMatch(/\d \d \d–\d, simpangan \d,\d\d \d,\d\d/)
  expect(html).toContain('Tetapkan &lt;b&gt;peraturan&lt;/b&gt; bupati.')
  for (const { name, accountId } of assessors) {
    expect(html).not.toContain(name ?? '-')
    expect(html).not.toContain(accountId ?? '-')
  }
  expect(await faultsOf(await read(`/putaran/${roundId}/35.07/hasil`, 'bahasa=en'))).toEqual([])

  const outcome = await (await world.get(`/api/v1/rounds/${roundId}/regions/35.07/outcome`)).json()
  expect(outcome).toMatchObject({ round: roundId, region: '35.07', took_part: true, inputs: 'assessor-scores' })
  expect(outcome.questions).toHaveLength(117)
  expect(outcome.questions[0].given).toHaveLength(2)
  expect(words).toContain(outcome.sha256)

  const pdf = await world.get(`/putaran/${roundId}/35.07/laporan.pdf`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')

  // The region's own page leads here, and the national page has the new edition.
  const region = await read('/daerah/35.07/evaluasi')
  expect(region).toContain(`/putaran/${roundId}/35.07/laporan.pdf`)
  expect(region).toContain(`/putaran/${roundId}/35.07/hasil`)
  expect(wordsOf(await read('/hasil/2033'))).toContain('Kab. Malang')
})

test('the published rounds show their source, and say what was not published', async () => {
  const malang = wordsOf(await read('/putaran/2022-kppn-ikn/35.07/hasil'))
  expect(malang).toContain('diterbitkan kementerian, lalu dibekukan di Tudang')
  expect(malang).toContain('B-1004/DJAI/AI.01.04/12/2022')
  expect(malang).toContain('Nilai tiap asesor tidak diterbitkan.')
  expect(malang).not.toContain('simpangan')
  const later = wordsOf(await read('/putaran/2023-kppn-ikn/35.07/hasil'))
  expect(later).toContain('Nilai tiap pertanyaan tidak diterbitkan')
  expect(later).toContain('naik 0,44')
  const absent = await read('/putaran/2023-regular/73.24/hasil')
  expect(wordsOf(absent)).toContain('Tidak hadir')
  expect(await faultsOf(absent)).toEqual([])
})

test('anybody can compute the hashes of the frozen file again', async () => {
  const answer = await world.get('/putaran/2022-kppn-ikn/beku.json')
  expect(answer.headers.get('content-disposition')).toContain('beku-2022-kppn-ikn.json')
  const file = JSON.parse(await answer.text())
  expect(file.regions).toHaveLength(42)
  const sha = (value: unknown) => createHash('sha256').update(canonicalText(value)).digest('hex')
  const { round, rule, instrument } = file
  const hashes: Record<string, string> = {}
  for (const { region, sha256, inputs, outcome } of file.regions) {
    hashes[region] = sha({ round, region, rule, instrument, inputs, outcome })
    expect(hashes[region]).toBe(sha256)
  }
  expect(sha({ round, rule, regions: hashes })).toBe(file.sha256)
})

test('closing through the API asks for the id, answers 202, and tells how far it is', async () => {
  const { roundId } = await roundWorld(world, { edition: '2034', regions: ['73.22'] })
  await handInAll(world, roundId, ['73.22'])
  const path = `/api/v1/rounds/${roundId}/closing`
  const post = (body: object, cookie = ministry) =>
    world.app.request(path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const wrong = await post({ confirm: 'x' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('confirm')
  expect((await post({ confirm: roundId }, auditor)).status).toBe(403)
  const sent = await post({ confirm: roundId })
  expect(sent.status).toBe(202)
  expect(sent.headers.get('location')).toBe(path)
  expect(await sent.json()).toMatchObject({ round: roundId, ready: true, blockers: [], job: { state: 'queued' } })
  expect((await post({ confirm: roundId })).status).toBe(409)
})

test('the page takes the same statements for one region and for three, and pages what is long', async () => {
  const one = (await roundWorld(world, { edition: '2035', regions: ['73.22'] })).roundId
  const three = (await roundWorld(world, { edition: '2036', regions: ['73.22', '73.24', '35.07'] })).roundId
  await handInAll(world, one, ['73.22'])
  await handInAll(world, three, ['73.22', '73.24', '35.07'])
  const few = await countStatements(() => read(`/putaran/${one}/tutup`, ministry))
  const many = await countStatements(() => read(`/putaran/${three}/tutup`, ministry))
  expect(many.statements).toBe(few.statements)
  // Scores by two assessors on 117 questions are far apart more than 25 times.
  const next = nextOf(many.value)
  expect(next).toContain('beda=')
  const second = await read(next ?? '', ministry)
  expect(wordsOf(second)).not.toBe(wordsOf(many.value))
  expect(await faultsOf(second)).toEqual([])
  const outcomeOf = (path: string) => countStatements(() => read(path))
  const small = await outcomeOf('/putaran/2022-kppn-ikn/35.07/hasil')
  const large = await outcomeOf('/putaran/2023-regular/32.73/hasil')
  expect(large.statements).toBe(small.statements)
})
