import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testWorld } from '../../../../test/support/world.ts'
import { countStatements } from '#platform/db/database.ts'
import { root } from '#platform/root.ts'
import { importResultsJob } from '../jobs/import-results.ts'
import { runNow } from '#platform/jobs/jobs.ts'
import { canonicalText } from '#kit/canonical-text.ts'
import { listResults } from '../store/list-results.ts'

const world = await testWorld('demo')
const ministry = await world.signIn('kementerian@contoh.tudang.invalid')
const published = JSON.parse(await readFile(join(root, 'db/reference/results/2023.json'), 'utf8')) as {
  rows: { region: string; printed_final: string }[]
}

interface Item {
  region: string
  index: string | null
  rank: number | null
  took_part: boolean
  region_name: string
  improvement: string | null
}
interface List {
  items: Item[]
  next: string | null
}

const get = async (path: string, cookie?: string) => {
  const answer = await world.get(`/api/v1${path}`, cookie)
  return { answer, body: (await answer.json()) as Record<string, unknown> }
}
const list = async (query: string) => (await get(`/editions/2023/results?${query}`)).body as unknown as List

const post = (body: unknown, cookie?: string, headers: Record<string, string> = {}) =>
  Promise.resolve(
    world.app.request('/api/v1/results/imports', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
    }),
  )

test('walking a list by `next` gives every region once, in order, absent regions last, either way round', async () => {
  for (const sort of ['index', 'change', 'name']) {
    for (const order of ['asc', 'desc']) {
      const all: Item[] = []
      for (let after: string | null = ''; after !== null;) {
        const page = await list(
          `sort=${sort}&order=${order}&limit=37${after ? `&after=${encodeURIComponent(after)}` : ''}`,
        )
        all.push(...page.items)
        after = page.next
      }
      expect(new Set(all.map(item => item.region)).size).toBe(141)
      expect(all).toHaveLength(141)
      if (sort !== 'index') continue
      const indices = all.map(item => item.index)
      expect(indices.slice(-11)).toEqual(Array(11).fill(null))
      const scored = indices.slice(0, 130).map(Number)
      expect(scored).toEqual(scored.toSorted((a, b) => (order === 'asc' ? a - b : b - a)))
    }
  }
})

test('going back by `previous` gives the page before', async () => {
  const { read } = world.platform.db
  const first = await listResults(read, { edition: '2023', limit: 10 })
  const second = await listResults(read, { edition: '2023', limit: 10, after: first.next })
  const back = await listResults(read, { edition: '2023', limit: 10, before: second.previous })
  expect(back.items.map(item => item.regionCode)).toEqual(first.items.map(item => item.regionCode))
  expect([first.previous, back.previous]).toEqual([undefined, undefined])
})

test('filters narrow the list: province, group, cohort, attendance, words, code', async () => {
  const regions = async (query: string) => (await list(`limit=200&${query}`)).items
  expect((await regions('province=51')).every(item => item.region.startsWith('51.'))).toBe(true)
  expect(await regions('group=regular')).toHaveLength(75)
  expect((await regions('cohort=2018')).map(item => item.region)).toContain('73.24')
  expect(await regions('took_part=false')).toHaveLength(11)
  expect((await regions('q=kab.%20malang')).map(item => item.region_name)).toEqual(['Kabupaten Malang'])
  expect((await regions('q=35.07')).map(item => item.region)).toEqual(['35.07'])
  expect(await regions('q=100%25')).toEqual([])
})

test('a page of one row and a page of three take the same number of statements', async () => {
  const one = await countStatements(() => list('limit=1'))
  const three = await countStatements(() => list('limit=3'))
  expect(one.value.items).toHaveLength(1)
  expect(three.value.items).toHaveLength(3)
  expect(three.statements).toBe(one.statements)
  expect(three.statements).toBeLessThanOrEqual(3)
})

test('a result comes with its whole working, recomputable by hand', async () => {
  const { body } = await get('/regions/35.07/results/2023')
  expect(body).toMatchObject({ index: '2.94', improvement: '0.44', took_part: true })
  expect(body['improvement_working']).toMatchObject({
    now: '2.94',
    before: '2.50',
    before_edition: '2022',
    before_printed_otherwise: '2.51',
    change: '0.44',
  })
  const earlier = (await get('/regions/35.07/results/2022')).body as {
    dimensions: { code: string; questions: { score: string }[] }[]
    working: { rounding: string; terms: { rounded: string }[]; rounded_term_sum: string; exact_sum: string }
    remarks: unknown[]
    verification: string
  }
  expect(earlier.dimensions.flatMap(dimension => dimension.questions)).toHaveLength(59)
  expect(earlier.working).toMatchObject({
    rounding: 'each-term-half-up-2',
    rounded_term_sum: '2.51',
    exact_sum: '2.504',
  })
  expect(earlier.remarks.length).toBeGreaterThan(5)
  expect(earlier.verification).toMatch(/\/v\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
})

test('an absent region has no scores, no index and no working, and no zero anywhere', async () => {
  const { body } = await get('/regions/73.24/results/2023')
  expect(body).toMatchObject({ took_part: false, index: null, scores: {}, working: null, improvement: null })
  expect(JSON.stringify(body)).not.toContain('"0.00"')
})

test('the hash of an instrument is over what the API gives', async () => {
  const { body } = await get('/instruments/smart-city-2022-kppn-ikn')
  const hash = createHash('sha256').update(canonicalText(body['content'])).digest('hex')
  expect(body['sha256']).toBe(hash)
  const result = (await get('/regions/35.07/results/2022')).body
  expect(result['instrument_sha256']).toBe(hash)
  expect(((await get('/instruments')).body['items'] as unknown[]).length).toBe(4)
})

test('what does not exist and what is malformed is told as problem+json', async () => {
  for (const [path, status] of [
    ['/editions/1999/results', 404],
    ['/regions/73.24/results/1999', 404],
    ['/regions/99.99/results', 404],
    ['/instruments/none', 404],
    ['/editions/2023/results?limit=1000', 422],
    ['/editions/2023/results?province=bali', 422],
    [`/editions/2023/results?q=${'a'.repeat(10_000)}`, 422],
    ['/regions/abc/results', 422],
  ] as const) {
    const { answer, body } = await get(path)
    expect([path, answer.status]).toEqual([path, status])
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(body).toMatchObject({ status, detail: expect.any(String) })
  }
})

test('a broken `after` begins at the first page instead of failing', async () => {
  for (const after of ['x', Buffer.from('["1; drop",1]').toString('base64url')]) {
    expect((await list(`limit=1&after=${after}`)).items).toHaveLength(1)
  }
})

test('an unchanged answer is not sent again', async () => {
  const first = await world.get('/api/v1/regions/35.07/results/2023')
  const tag = first.headers.get('etag') ?? ''
  expect(tag).not.toBe('')
  const again = await world.app.request('/api/v1/regions/35.07/results/2023', { headers: { 'if-none-match': tag } })
  expect(again.status).toBe(304)
})

test('only the ministry and the administrator may check or apply a table; only they and auditors see imports', async () => {
  expect((await post(published)).status).toBe(401)
  expect((await get('/imports')).answer.status).toBe(401)
  const mine = (await (await post(published, ministry)).json()) as { id: string }
  for (const [login, reads] of [
    ['asesor-satu', 403],
    ['sekretariat-luwu-timur', 403],
    ['warga', 403],
    ['provinsi', 403],
    ['auditor', 200],
  ] as const) {
    const cookie = await world.signIn(`${login}@contoh.tudang.invalid`)
    expect((await post(published, cookie)).status).toBe(403)
    for (const path of ['/imports', `/imports/${mine.id}`]) {
      const { answer, body } = await get(path, cookie)
      expect([login, path, answer.status]).toEqual([login, path, reads])
      if (reads === 403) expect(JSON.stringify(body)).not.toContain('hasil.json')
    }
  }
})

test('figures of an import that is only checked appear nowhere in public', async () => {
  const secret = structuredClone(published) as { edition?: string; rows: Record<string, unknown>[] }
  secret.edition = '2029'
  secret.rows = [
    {
      region: '35.07',
      group: 'regular',
      instrument: 'smart-city-2023-regular',
      scores: { baseline: '1.11', output: '1.11', outcome: '1.11', impact: '1.11', 'quick-wins': '1.11' },
      printed_final: '1.11',
    },
  ]
  const table = { edition: '2029', rows: secret.rows }
  const answer = await post(table, ministry)
  expect(answer.status).toBe(201)
  expect((await answer.json()) as object).toMatchObject({ state: 'checked', report: { counts: { added: 1 } } })
  expect(JSON.stringify((await get('/editions')).body)).not.toContain('2029')
  expect((await get('/editions/2029/results')).answer.status).toBe(404)
  expect(JSON.stringify((await get('/regions/35.07/results')).body)).not.toContain('1.11')
  expect((await get('/regions/35.07/results/2029')).answer.status).toBe(404)
  for (const path of ['/', '/hasil/2029', '/daerah/35.07', '/daerah/35.07/evaluasi']) {
    const html = await (await world.get(path)).text()
    expect(html).not.toContain('1,11')
  }
})

test('a table with a fault is reported row by row and not applied; a clean one is applied by its job', async () => {
  const wrong = structuredClone(published)
  const [first] = wrong.rows
  if (first) first.printed_final = '9,99'
  const refused = await post({ ...wrong, apply: true }, ministry)
  expect(refused.status).toBe(201)
  expect((await refused.json()) as object).toMatchObject({
    state: 'checked',
    report: { counts: { faulty: 1 }, rows: [{ row: 1, faults: [{ code: 'decimal-comma', column: 'printed_final' }] }] },
  })
  const table = {
    edition: '2030',
    apply: true,
    rows: [
      {
        region: '73.24',
        instrument: 'smart-city-2023-regular',
        group: 'regular',
        scores: { baseline: '2.00', output: '2.00', outcome: '2.00', impact: '2.00', 'quick-wins': '2.00' },
        printed_index: '2.00',
      },
    ],
  }
  const key = { 'idempotency-key': 'satu-kali' }
  const sent = await post(table, ministry, key)
  expect(sent.status).toBe(202)
  const { id } = (await sent.json()) as { id: string }
  expect(sent.headers.get('location')).toBe(`/api/v1/imports/${id}`)
  const again = await post(table, ministry, key)
  expect(((await again.json()) as { id: string }).id).toBe(id)
  expect((await get(`/imports/${id}`, ministry)).body).toMatchObject({ state: 'queued', progress: { state: 'queued' } })
  await runNow(world.platform, importResultsJob, { importId: id, writer: { accountId: undefined } })
  expect((await get(`/imports/${id}`, ministry)).body).toMatchObject({ state: 'applied' })
  expect((await get('/regions/73.24/results/2030')).body).toMatchObject({ index: '2.00', rank: 1 })
})

test('a body that is no table is told what is wrong, and a huge one is refused', async () => {
  for (const body of ['{', '[]', '{"rows": 3}', '{"rows": []}']) {
    const answer = await post(body, ministry)
    expect([400, 422]).toContain(answer.status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  }
  const huge = await post('x', ministry, { 'content-length': String(200 * 1024 * 1024) })
  expect(huge.status).toBe(413)
})
