import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { testWorld } from '../../test/support/world.ts'
import { recompute } from './recompute.ts'
import { report } from './report.ts'
import { rounds } from './rounds.ts'
import type { Command } from './tudang.ts'

/** The commands run over this database while its server is up, as they do beside a running Tudang. */
const world = await testWorld('empty')

let said: { out: string; err: string }
beforeEach(() => {
  said = { out: '', err: '' }
  vi.stubEnv('DATABASE_URL', world.databaseUrl)
  vi.stubEnv('TUDANG_VAR', world.config.varFolder)
  vi.stubEnv('TUDANG_WORLD', 'empty')
  vi.stubEnv('INIT_CWD', '')
  vi.spyOn(process.stdout, 'write').mockImplementation(text => ((said.out += String(text)), true))
  vi.spyOn(process.stderr, 'write').mockImplementation(text => ((said.err += String(text)), true))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const run = async (command: Command, ...args: string[]) => await command.run(args)

test('rounds lists every round as JSON with id, edition, group, state and, when closed, its hash', async () => {
  expect(await run(rounds)).toBe(0)
  const list: { id: string; edition: string; group: string; state: string; sha256: string }[] = JSON.parse(said.out)
  expect(list.map(({ id, edition, group, state }) => [id, edition, group, state])).toEqual([
    ['2023-kppn-ikn', '2023', 'kppn-ikn', 'closed'],
    ['2023-regular', '2023', 'regular', 'closed'],
    ['2022-kppn-ikn', '2022', 'kppn-ikn', 'closed'],
  ])
  for (const { sha256 } of list) expect(sha256).toMatch(/^[0-9a-f]{64}$/)
})

test('recompute prints exactly whether it is equal and the hash that rounds tells', async () => {
  await run(rounds)
  const known = new Map((JSON.parse(said.out) as { id: string; sha256: string }[]).map(one => [one.id, one.sha256]))
  said.out = ''
  expect(await run(recompute, '2022-kppn-ikn')).toBe(0)
  expect(said.out).toBe(`{"equal":true,"hash":"${known.get('2022-kppn-ikn')}"}\n`)
})

test('recompute names what differs and ends with 1; an unknown round and no round are told, and end with 2', async () => {
  const { pool } = world.platform.db
  await pool.query('alter table evaluation.frozen_region disable trigger frozen_region_is_frozen')
  await pool.query(
    `update evaluation.frozen_region set inputs = jsonb_set(inputs, '{given,scores,output}', '"3.99"')
     where round_id = '2023-regular' and region_code = '35.78'`,
  )
  expect(await run(recompute, '2023-regular')).toBe(1)
  expect(said.out).toMatch(/^\{"equal":false,"hash":"[0-9a-f]{64}"\}\n$/)
  expect(said.err).toMatch(/35\.78: outcome .*dimensions\.output frozen [\d.]+, now 3\.99/)
  said.err = ''
  expect(await run(recompute, '2099-none')).toBe(2)
  expect(said.err).toContain('Putaran evaluasi ini tidak ada')
  expect(await run(recompute)).toBe(2)
  expect(await run(recompute, 'a', 'b')).toBe(2)
})

test('report writes a whole PDF or nothing, over what was there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tudang-report-'))
  const file = join(folder, 'malang.pdf')
  await writeFile(file, 'old')
  expect(await run(report, '--round', '2022-kppn-ikn', '--region', '35.07', '--out', file)).toBe(0)
  const bytes = await readFile(file)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(JSON.parse(said.out)).toEqual({ file, bytes: bytes.length })

  for (const [round, region, code] of [
    ['2022-kppn-ikn', '73.24', 'not-found'],
    ['2099-none', '35.07', 'not-found'],
  ] as const) {
    const error = await run(report, '--round', round, '--region', region, '--out', join(folder, 'none.pdf')).catch(
      (fault: unknown) => fault,
    )
    expect(error).toBeInstanceOf(Problem)
    expect((error as Problem).code).toBe(code)
  }
  const nowhere = join(folder, 'no/such/folder.pdf')
  await expect(run(report, '--round', '2022-kppn-ikn', '--region', '35.07', '--out', nowhere)).rejects.toThrow(nowhere)
  expect(await run(report, '--round', '2022-kppn-ikn')).toBe(2)
  await expect(run(report, '--ronde', 'x')).rejects.toThrow('report --round')
  expect(await readdir(folder)).toEqual(['malang.pdf'])
})
