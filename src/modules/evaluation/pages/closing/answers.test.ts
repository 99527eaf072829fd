import { beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { findEvidenceTitled } from '#modules/evidence/index.ts'
import { testWorld } from '../../../../../test/support/world.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { faultsOf, wordsOf } from '../read-pages.fixture.ts'

const world = await testWorld('demo')
const { pool } = world.platform.db
const roundId = (await listRounds(world.platform.db.sql)).find(round => round.example)?.id ?? ''
const path = `/putaran/${roundId}/73.22/jawaban`
const api = `/api/v1/rounds/${roundId}/regions/73.22/submission`
/** Used by many answers of Luwu Utara; its text is part of what was handed in. */
const title = 'Catatan rapat tim pelaksana (peragaan)'
const secret = 'Tim pelaksana membahas tiga program percepatan'
const evidenceId = (await findEvidenceTitled(world.platform.db.sql, '73.22', title)) ?? ''

test.each(['warga', 'sekretariat-luwu-timur', 'provinsi', undefined])(
  'before the close %s reads nothing of what was handed in',
  async box => {
    const cookie = box === undefined ? undefined : await world.signIn(`${box}@contoh.tudang.invalid`)
    for (const address of [path, api]) {
      const answer = await world.get(address, cookie)
      expect(answer.status).toBe(404)
      expect(await answer.text()).not.toContain('Peragaan)')
    }
  },
)

describe('after the close', () => {
  beforeAll(async () => {
    await pool.query(`update evaluation.round set state = 'closed', closed_at = now() where id = $1`, [roundId])
  })

  test('everybody reads the answers as handed in, with links to their evidence', async () => {
    const html = await (await world.get(path)).text()
    expect(wordsOf(html)).toContain('Jawaban Kabupaten Luwu Utara')
    expect(wordsOf(html)).toContain('Lihat 54 jawaban')
    expect(html).toContain(`href="/bukti/${evidenceId}"`)
    expect((await world.get(`/bukti/${evidenceId}`)).status).toBe(200)
    expect(await faultsOf(html)).toEqual([])
    expect(await (await world.get(api)).text()).toContain(secret)
  })

  test('costs the same whatever was answered', async () => {
    const { statements } = await countStatements(() => world.get(path))
    expect(statements).toBeLessThanOrEqual(6)
  })

  test('evidence that is marked as personal data later is gone for the public, its text too', async () => {
    await pool.query(`update evidence.item set personal_data = true where id = $1`, [evidenceId])
    for (const address of [path, api]) {
      const text = await (await world.get(address)).text()
      expect(text).not.toContain(evidenceId)
      expect(text).not.toContain(title)
      expect(text).not.toContain(secret)
    }
    expect((await world.get(`/bukti/${evidenceId}`)).status).not.toBe(200)
    expect(await (await world.get(api)).json()).toMatchObject({ complete: false })
    const assessor = await world.signIn('asesor-satu@contoh.tudang.invalid')
    expect(await (await world.get(api, assessor)).text()).toContain(secret)
  })

  test('a round whose results were only published says that it has no answers', async () => {
    const html = await (await world.get('/putaran/2022-kppn-ikn/35.07/jawaban')).text()
    expect(wordsOf(html)).toContain('Tidak ada jawaban yang dikirim lewat Tudang.')
    expect(await faultsOf(html)).toEqual([])
  })
})
