import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { migrate, readMigrations } from './migrate.ts'

let folder: string
let url: string
let admin: pg.Client
const made: string[] = []

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('clusterUrl') })
  await admin.connect()
})

afterAll(async () => {
  for (const name of made) await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
})

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tudang-migrate-'))
  const name = `migrate_${Math.random().toString(36).slice(2, 10)}`
  await admin.query(`create database ${name}`)
  made.push(name)
  url = Object.assign(new URL(inject('clusterUrl')), { pathname: `/${name}` }).href
})

const put = (name: string, text: string) => writeFile(join(folder, name), text)

async function ask<T>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows as T[]
  } finally {
    await client.end()
  }
}

const refusalOf = async () => {
  const error = await migrate(url, folder).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

test('files run in the order of their numbers, once', async () => {
  await put('0002_more.sql', 'alter table a add column two int')
  await put('0001_start.sql', 'create table a (one int)')
  expect(await migrate(url, folder)).toEqual(['0001_start.sql', '0002_more.sql'])
  expect(await migrate(url, folder)).toEqual([])
  await put('0003_last.sql', 'alter table a rename column two to three')
  expect(await migrate(url, folder)).toEqual(['0003_last.sql'])
  expect(await ask("select column_name from information_schema.columns where table_name = 'a' order by 1")).toEqual([
    { column_name: 'one' },
    { column_name: 'three' },
  ])
})

test('a gap in the numbers is refused before anything runs', async () => {
  await put('0001_a.sql', 'create table a ()')
  await put('0003_c.sql', 'create table c ()')
  await expect(readMigrations(folder)).rejects.toThrow('0003_c.sql should have number 2')
  await expect(migrate(url, folder)).rejects.toThrow('0003_c.sql')
  expect(await ask("select 1 from pg_tables where schemaname = 'public'")).toEqual([])
})

test('a file that was changed after it ran is refused by name', async () => {
  await put('0001_a.sql', 'create table a ()')
  await migrate(url, folder)
  await put('0001_a.sql', 'create table a (b int)')
  await put('0002_b.sql', 'create table b ()')
  const { sentence } = await refusalOf()
  expect(sentence.id).toContain('0001_a.sql sudah dijalankan dengan isi lain')
  expect(await ask("select 1 from pg_tables where tablename = 'b'")).toEqual([])
})

test('a database newer than the code is refused with what to do, and not touched', async () => {
  await put('0001_a.sql', 'create table a ()')
  await migrate(url, folder)
  await ask("insert into public.migration (number, name, sha256) values (2, '0002_future.sql', 'x')")
  const problem = await refusalOf()
  expect(problem.code).toBe('unavailable')
  expect(problem.sentence.id).toContain('lebih baru daripada program ini (ada migrasi 0002_future.sql)')
  expect(problem.sentence.id).toContain('Perbarui Tudang')
  expect(await ask('select count(*)::int as n from public.migration')).toEqual([{ n: 2 }])
})

test('a migration that fails leaves nothing of itself and is named; those before it stay', async () => {
  await put('0001_a.sql', 'create table a ()')
  await put('0002_bad.sql', 'create table half (); insert into nowhere values (1);')
  const { sentence } = await refusalOf()
  expect(sentence.id).toMatch(/0002_bad\.sql gagal dan dibatalkan seluruhnya: .*nowhere/)
  expect(await ask("select tablename from pg_tables where schemaname = 'public' order by 1")).toEqual([
    { tablename: 'a' },
    { tablename: 'migration' },
  ])
  await put('0002_bad.sql', 'create table half ()')
  expect(await migrate(url, folder)).toEqual(['0002_bad.sql'])
})

test('two servers that migrate at once run each file once', async () => {
  for (const [i, name] of ['a', 'b', 'c'].entries()) {
    await put(`000${i + 1}_${name}.sql`, `create table ${name} (); select pg_sleep(0.1)`)
  }
  const results = await Promise.all([1, 2, 3].map(() => migrate(url, folder)))
  expect(results.flat().sort()).toEqual(['0001_a.sql', '0002_b.sql', '0003_c.sql'])
})

test('the migrations of Tudang run from nothing', async () => {
  const applied = await migrate(url, 'db/migrations')
  expect(applied[0]).toBe('0001_platform.sql')
  expect(applied).toHaveLength((await readMigrations('db/migrations')).length)
})
