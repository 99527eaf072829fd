import { existsSync } from 'node:fs'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { generateTables } from '../scripts/generate-tables.ts'
import { openApiDocument } from '../src/platform/http/openapi.ts'
import { doors, rolesOfTheTable, sample, signInAll } from './support/doors.ts'
import { moduleOrder } from './support/arrows.ts'
import { testWorld } from './support/world.ts'

const world = await testWorld('demo')
const query = async <T extends object>(text: string) => (await world.platform.db.pool.query<T>(text)).rows

/** The keys of a tree of phrases, with arrays and functions as leaves. */
function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`))
}

describe.each(moduleOrder)('module %s', name => {
  const folder = join('src/modules', name)

  test('announces itself, has its page of words, and a front door', async () => {
    for (const file of ['module.ts', 'README.md', 'index.ts', 'access.ts'])
      expect(existsSync(join(folder, file)), file).toBe(true)
    expect(world.modules.some(module => module.name === name)).toBe(true)
    expect((await readFile(join(folder, 'README.md'), 'utf8')).length).toBeGreaterThan(400)
  })

  test('says every sentence in both languages', async () => {
    const { id } = (await import(`../src/modules/${name}/phrases/id.ts`)) as { id: object }
    const { en } = (await import(`../src/modules/${name}/phrases/en.ts`)) as { en: object }
    expect(keysOf(id).length).toBeGreaterThan(5)
    expect(keysOf(en).sort()).toEqual(keysOf(id).sort())
  })
})

describe('the database', () => {
  test('has an index that starts with the columns of every foreign key, on both sides', async () => {
    const missing = await query<{ constraint: string; side: string }>(`
      with keys as (
        select c.conname, c.conrelid, c.conkey::int2[] as columns, 'from' as side from pg_constraint c where c.contype = 'f'
        union all
        select c.conname, c.confrelid, c.confkey::int2[], 'to' from pg_constraint c where c.contype = 'f')
      select k.conname as constraint, k.side from keys k
      join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
      where n.nspname not in ('graphile_worker', 'pg_catalog') and not exists (
        select 1 from pg_index i where i.indrelid = k.conrelid and i.indisvalid and i.indpred is null
          and (i.indkey::int2[])[0:array_length(k.columns, 1) - 1] @> k.columns)`)
    expect(missing).toEqual([])
  })

  test('calls every reference to a region region_code, first in the key or in an index', async () => {
    const wrong = await query<{ table: string; column: string }>(`
      select t.oid::regclass::text as table, a.attname as column
      from pg_constraint c
      join pg_class t on t.oid = c.conrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any (c.conkey)
      where c.contype = 'f' and c.confrelid = 'region.region'::regclass and t.oid <> 'region.region'::regclass
        and a.attname not in ('region_code', 'place_code')`)
    expect(wrong).toEqual([])
    const unindexed = await query<{ table: string }>(`
      select t.oid::regclass::text as table from pg_class t
      join pg_namespace n on n.oid = t.relnamespace
      join pg_attribute a on a.attrelid = t.oid and a.attname = 'region_code'
      where t.relkind = 'r' and n.nspname not in ('pg_catalog', 'graphile_worker') and t.relpersistence = 'p'
        and not exists (select 1 from pg_index i where i.indrelid = t.oid
          and (i.indkey[0] = a.attnum or (i.indisprimary and a.attnum = any (i.indkey))))`)
    expect(unindexed).toEqual([])
  })

  test('has comments or names that need none: every table is in a module’s own schema', async () => {
    const schemas = await query<{ schema: string }>(`
      select distinct n.nspname as schema from pg_class t join pg_namespace n on n.oid = t.relnamespace
      where t.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`)
    const known = [...moduleOrder, 'audit', 'files', 'http', 'jobs', 'trace', 'mail', 'collab', 'public']
    expect(schemas.map(row => row.schema).filter(name => !known.includes(name))).toEqual([])
  })

  test('has generated types that are fresh', async () => {
    const fresh = join(await mkdtemp(join(tmpdir(), 'tudang-tables-')), 'tables.ts')
    await generateTables(world.databaseUrl, fresh)
    expect(await readFile('src/platform/db/tables.ts', 'utf8')).toBe(await readFile(fresh, 'utf8'))
  })
})

test('npm scripts hand their process over, so that a signal sent to npm reaches the server', async () => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect(Object.values(scripts).filter(script => !script.startsWith('exec '))).toEqual([])
})

test('docs/openapi.json is what the server says', async () => {
  const committed: unknown = JSON.parse(await readFile('docs/openapi.json', 'utf8'))
  expect(committed).toEqual(JSON.parse(JSON.stringify(openApiDocument(world.app))))
})

describe('every page', async () => {
  const cookies = await signInAll(world)
  const pages = doors(world.modules).filter(door => door.kind === 'page' && door.method === 'GET')
  const owner = (permission: string) => rolesOfTheTable(permission)[0] ?? 'visitor'

  test.each(pages.map(page => [page.path, page.permission] as const))(
    '%s answers without script',
    async (path, permission) => {
      const address = await sample(world, path)
      const response = await world.get(address, cookies[owner(permission)])
      expect([200, 303], `${address} answered ${response.status}`).toContain(response.status)
      if (!response.headers.get('content-type')?.includes('text/html')) return
      const html = await response.text()
      expect(html.match(/<h1[\s>]/g)).toHaveLength(1)
      expect(html, 'inline script').not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/)
      expect(html, 'inline handler').not.toMatch(/<[^>]+\son[a-z]+=/i)
      expect(html, 'inline style').not.toMatch(/<[^>]+\sstyle=|<style/i)
      expect(html, 'third party').not.toMatch(/<(script|link|img|iframe|source)[^>]+(src|href)="(https?:)?\/\//i)
      expect(html).toMatch(/<html lang="id"/)
    },
  )

  test.each(pages.map(page => [page.path, page.permission] as const))(
    '%s reads in English too',
    async (path, permission) => {
      const cookie = [cookies[owner(permission)], 'bahasa=en'].filter(Boolean).join('; ')
      const response = await world.get(await sample(world, path), cookie)
      if (response.headers.get('content-type')?.includes('text/html'))
        expect(await response.text()).toMatch(/<html lang="en"/)
    },
  )
})
