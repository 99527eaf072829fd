import { beforeAll, describe, expect, test } from 'vitest'
import { countStatements } from '#platform/db/database.ts'
import { testWorld, type World } from '../../../../test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await testWorld('empty')
})

interface Item {
  code: string
  name: string
  level: number
}
const read = async (path: string) => {
  const response = await world.get(`/api/v1${path}`)
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, response }
}

describe('GET /api/v1/regions', () => {
  test('walks all regencies by `next` without gap or repeat', async () => {
    const codes: string[] = []
    let after = ''
    for (let page = 0; page < 10; page++) {
      const { status, body } = await read(`/regions?level=2&limit=100${after}`)
      expect(status).toBe(200)
      const items = body['items'] as Item[]
      codes.push(...items.map(item => item.code))
      if (body['next'] === null) break
      after = `&after=${body['next'] as string}`
    }
    expect(codes).toHaveLength(514)
    expect(new Set(codes).size).toBe(514)
    expect(codes).toEqual([...codes].sort())
  })

  test('lists the children of a region', async () => {
    const { body } = await read('/regions?parent=73.24')
    expect((body['items'] as Item[]).map(item => item.name)).toContain('Malili')
    expect(body).toMatchObject({ next: null })
    expect(body['items']).toHaveLength(11)
  })

  test('searches with typing errors, and tells the regions above', async () => {
    const { body } = await read('/regions?q=Luwu%20Tmur&limit=1')
    expect(body).toEqual({
      items: [
        {
          code: '73.24',
          parent_code: '73',
          level: 2,
          kind: 'kabupaten',
          name: 'Kabupaten Luwu Timur',
          short_name: 'Kab. Luwu Timur',
          people: 323_422,
          area_km2: '6745.772',
          timezone: 'WITA',
          archived_at: null,
          path: [{ code: '73', short_name: 'Sulawesi Selatan' }],
        },
      ],
      next: null,
    })
  })

  test.each([
    [`q=${'a'.repeat(10_000)}`, 'q', /at most 100 characters/],
    ['limit=0', 'limit', /1 to 500/],
    ['limit=501', 'limit', /1 to 500/],
    ['limit=1e2', 'limit', /1 to 500/],
    ['level=5', 'level', /1, 2, 3 or 4/],
    ['parent=malili', 'parent', /looks like 73/],
    ['after=%27', 'after', /looks like 73/],
  ])('refuses %s as problem+json that names the parameter', async (query, field, sentence) => {
    const response = await world.get(`/api/v1/regions?${query}`, 'bahasa=en')
    expect(response.status).toBe(422)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const body = (await response.json()) as { errors: { field: string; detail: string }[] }
    expect(body.errors).toEqual([{ field, detail: expect.stringMatching(sentence) }])
  })

  test('sends one statement for a list of one row as for three and five hundred', async () => {
    const sent = async (limit: number) =>
      (await countStatements(() => read(`/regions?level=2&limit=${limit}`))).statements
    expect([await sent(1), await sent(3), await sent(500)]).toEqual([1, 1, 1])
  })
})

describe('GET /api/v1/regions/{code}', () => {
  test('gives one region with counts and years of entry, and 304 for who has it', async () => {
    const { status, body, response } = await read('/regions/73.24')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      code: '73.24',
      counts: { kecamatan: 11, desa: 125, kelurahan: 3 },
      cohorts: [{ year: 2018, source: 'S08', inferred: false }],
      path: [{ code: '73', short_name: 'Sulawesi Selatan' }],
    })
    const tag = response.headers.get('etag') ?? ''
    const again = await world.app.request('/api/v1/regions/73.24', { headers: { 'if-none-match': tag } })
    expect(again.status).toBe(304)
  })

  test.each([
    ['99.99', 404],
    ['malili', 422],
    ['73.24.', 422],
  ])('%s answers %i', async (code, status) => {
    const answer = await read(`/regions/${code}`)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ status, detail: expect.any(String) })
  })
})
