import { describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld } from '../../../../test/support/world.ts'
import { setEvidenceGrants, getEvidence } from '../actions/see-evidence.ts'
import { saveEvidence } from '../actions/save-evidence.ts'
import { sightOf } from '../access.ts'
import { countItems, listItems } from '../store/items.ts'
import { actorOf } from './evidence-world.fixture.ts'

const world = await testWorld('demo')
const { platform } = world
const cookie = async (box: string | undefined) =>
  box === undefined ? undefined : await world.signIn(`${box}@contoh.tudang.invalid`)

/** One item of each state: whose it is, and whether it holds personal data. The word stands in title and text. */
const items = {
  'opd open': await save('petugas-dinkes-luwu-timur', 'Kalpataru opd terbuka', false),
  'opd personal': await save('petugas-dinkes-luwu-timur', 'Kalpataru opd pribadi', true),
  'other opd personal': await save('petugas-dan-pembimbing', 'Kalpataru bappeda pribadi', true),
  'village open': await save('petugas-desa', 'Kalpataru desa terbuka', false),
  'village personal': await save('petugas-desa', 'Kalpataru desa pribadi', true),
  'elsewhere open': await save('sekretariat-luwu-utara', 'Kalpataru Luwu Utara', false),
}
type State = keyof typeof items
const states = Object.keys(items) as State[]

async function save(box: string, title: string, personalData: boolean): Promise<string> {
  const { evidence } = await saveEvidence(
    platform,
    { text: `${title}.`, title, personalData },
    await actorOf(world, box),
  )
  return evidence.id
}

const all: State[] = ['opd open', 'opd personal', 'other opd personal', 'village open', 'village personal']
const open: State[] = ['opd open', 'village open']

/** The written table: who sees which item. Nobody else sees any. */
const table: [box: string | undefined, sees: State[]][] = [
  [undefined, []],
  ['warga', []],
  ['asesor-satu', []],
  ['kementerian', []],
  ['pengelola', []],
  ['provinsi', []],
  ['petugas-desa', ['village open', 'village personal']],
  ['petugas-dinkes-luwu-timur', [...open, 'opd personal']],
  ['kepala-dinkes-luwu-timur', [...open, 'opd personal']],
  ['petugas-dan-pembimbing', [...open, 'other opd personal']],
  ['sekretariat-luwu-timur', all],
  ['kepala-daerah-luwu-timur', all],
  ['sekretariat-luwu-utara', ['elsewhere open']],
  ['auditor', [...all, 'elsewhere open']],
]

describe.each(table)('%s', (box, sees) => {
  const hereOnly = (list: State[]) =>
    list.filter(state => (box === 'sekretariat-luwu-utara') === state.startsWith('else'))

  test('opens exactly these items, as a page, by the API and with a ticket', async () => {
    const session = await cookie(box)
    for (const state of states) {
      const answers = [
        await world.get(`/bukti/${items[state]}`, session),
        await world.get(`/api/v1/evidence/${items[state]}`, session),
      ]
      const wanted = sees.includes(state) ? 200 : box === undefined ? 401 : 404
      expect(
        answers.map(answer => answer.status),
        state,
      ).toEqual([wanted, wanted])
      if (wanted !== 200) for (const answer of answers) expect(await answer.text()).not.toContain('Kalpataru')
    }
  })

  test('finds exactly these in list, count, search, export and API', async () => {
    const session = await cookie(box)
    const suffix = box === 'auditor' ? '&daerah=73.24' : ''
    const shown = hereOnly(sees)
    const answers = await Promise.all([
      world.get(`/bukti?q=kalpataru${suffix}`, session),
      world.get(`/bukti/unduh.csv?q=kalpataru${suffix}`, session),
      world.get(`/api/v1/evidence?q=kalpataru${box === 'auditor' ? '&region=73.24' : ''}`, session),
    ])
    if (shown.length === 0) {
      for (const answer of answers) expect([401, 403]).toContain(answer.status)
      return
    }
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      const text = await answer.text()
      for (const state of states) expect(text.includes(items[state]), state).toBe(shown.includes(state))
    }
    const { actor } = await actorOf(world, box)
    const regionCode = box === 'sekretariat-luwu-utara' ? '73.22' : '73.24'
    const sight = sightOf(actor, regionCode)
    if (!sight) throw new Error('no sight')
    const filter = { regionCode, words: 'kalpataru' }
    expect(await countItems(platform.db.sql, filter, sight, '2026-06-01')).toBe(shown.length)
  })
})

/** Who changes which item; everybody else in the table changes none. */
const changers: Record<string, State[]> = {
  'petugas-desa': ['village open', 'village personal'],
  'petugas-dinkes-luwu-timur': ['opd open', 'opd personal'],
  'kepala-dinkes-luwu-timur': ['opd open', 'opd personal'],
  'petugas-dan-pembimbing': ['other opd personal'],
  'sekretariat-luwu-timur': all,
  'sekretariat-luwu-utara': ['elsewhere open'],
}

test.each(table)('%s changes, archives and replaces exactly what its office owns', async box => {
  const session = await cookie(box)
  for (const state of states) {
    const id = items[state]
    const may = changers[box ?? '']?.includes(state) ?? false
    const seen = table.find(([name]) => name === box)?.[1].includes(state)
    const { rows } = await platform.db.pool.query<{ version: number; title: string }>(
      'select version, title from evidence.item where id = $1',
      [id],
    )
    const { version = 0, title = '' } = rows[0] ?? {}
    const answers = [
      await world.post(`/bukti/${id}`, { judul: may ? title : 'Diambil alih', versi: String(version) }, session),
      await world.post(`/bukti/${id}/arsip`, { aksi: 'pakai' }, session),
      await world.get(`/bukti/baru?ganti=${id}`, session),
      ...(may ? [] : [await world.post('/bukti/baru', { teks: `Baru ${box} ${state}`, ganti: id }, session)]),
    ]
    for (const answer of answers) {
      const told = `${box} at ${state}: ${answer.status}`
      if (may) expect([200, 303], told).toContain(answer.status)
      else expect([401, 403, 404], told).toContain(answer.status)
      if (!seen) expect(await answer.text(), told).not.toContain('Kalpataru')
    }
    const after = await platform.db.pool.query('select version from evidence.item where id = $1', [id])
    expect(after.rows[0]).toEqual({ version: may ? version + 1 : version })
  }
  expect((await platform.db.pool.query("select 1 from evidence.item where text like 'Baru %'")).rows).toEqual([])
  await platform.db.pool.query(`update evidence.item set personal_data = true where title like '%pribadi'`)
})

test('a region that one does not work for is named in vain', async () => {
  const session = await cookie('sekretariat-luwu-utara')
  for (const path of ['/bukti?daerah=73.24', '/bukti/unduh.csv?daerah=73.24', '/api/v1/evidence?region=73.24']) {
    const answer = await world.get(path, session)
    expect(answer.status, path).toBe(404)
    expect(await answer.text()).not.toContain('Kalpataru')
  }
})

test('a grant of a higher module opens one item, and no list', async () => {
  const { actor } = await actorOf(world, 'asesor-satu')
  setEvidenceGrants([
    async (_platform, who, item) => who.accountId === actor.accountId && item.id === items['opd open'],
  ])
  try {
    expect((await getEvidence(platform, actor, items['opd open'])).title).toBe('Kalpataru opd terbuka')
    const session = await cookie('asesor-satu')
    expect((await world.get(`/bukti/${items['opd open']}`, session)).status).toBe(200)
    expect((await world.get(`/bukti/${items['village open']}`, session)).status).toBe(404)
    expect((await world.get('/bukti', session)).status).toBe(403)
  } finally {
    setEvidenceGrants([])
  }
})

test('the list takes the same number of statements for one item and for three', async () => {
  const session = await cookie('sekretariat-luwu-timur')
  const measure = async (words: string) =>
    await countStatements(async () => await (await world.get(`/bukti?q=${words}`, session)).text())
  const one = await measure('bappeda')
  const three = await measure('pribadi')
  expect(one.value.match(/href="\/bukti\/[0-9a-f]{8}-/g)).toHaveLength(1)
  expect(three.value.match(/href="\/bukti\/[0-9a-f]{8}-/g)).toHaveLength(3)
  expect(three.statements).toBe(one.statements)
  expect(one.statements).toBeLessThanOrEqual(8)
})

test('pages of the list follow one another without gap or repetition', async () => {
  const { actor } = await actorOf(world, 'sekretariat-luwu-timur')
  const sight = sightOf(actor, '73.24')
  if (!sight) throw new Error('no sight')
  const whole = await listItems(platform.db.sql, { regionCode: '73.24', limit: 100 }, sight, '2026-06-01')
  const walked: string[] = []
  for (let after: string | undefined; ; after = walked.at(-1)) {
    const page = await listItems(platform.db.sql, { regionCode: '73.24', after, limit: 2 }, sight, '2026-06-01')
    walked.push(...page.map(item => item.id))
    if (page.length < 2) break
  }
  expect(walked).toEqual(whole.map(item => item.id))
})
