import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { callerFolder, readConfig } from './config.ts'

function refusal(env: Record<string, string>): Problem {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error(`Not refused: ${JSON.stringify(env)}`)
}

test('nothing set gives a server that works on this machine', () => {
  expect(readConfig({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    TUDANG_WORLD: 'demo',
    TRUST_PROXY: 0,
    DATABASE_POOL: 10,
    varFolder: resolve('./var'),
    publicUrl: 'http://localhost:3000',
  })
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: ' ', TUDANG_URL: '' })).toEqual(readConfig({}))
})

test('the public address carries no slash at its end', () => {
  expect(readConfig({ TUDANG_URL: 'https://tudang.example/' }).publicUrl).toBe('https://tudang.example')
})

describe('each wrong variable is named', () => {
  const wrong: [string, string][] = [
    ['PORT', 'tiga'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['PORT', '1e3'],
    ['TUDANG_WORLD', 'prod'],
    ['TUDANG_URL', 'tudang.example'],
    ['TUDANG_URL', 'javascript:alert(1)'],
    ['TUDANG_URL', 'https://tudang.example/path'],
    ['TRUST_PROXY', 'yes'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['DATABASE_URL', 'postgres'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_POOL', '1'],
    ['TUDANG_SECRET', 'short'],
    ['SMTP_URL', 'mail.example:25'],
    ['S3_ENDPOINT', 'minio:9000'],
    ['OIDC_DISCOVERY_URL', 'sso.example'],
    ['TUDANG_RATE_LIMIT', 'many'],
    ['LOG_LEVEL', 'loud'],
  ]
  test.each(wrong)('%s=%s', (name, value) => {
    const problem = refusal({ [name]: value })
    expect(problem.code).toBe('malformed')
    expect(problem.sentence.id).toContain(`${name}: `)
    expect(problem.sentence.en).toContain(`${name}: `)
    expect(problem.sentence.id).toContain('docs/operations.md')
  })

  test('all of them at once', () => {
    const { sentence } = refusal({ PORT: 'x', LOG_LEVEL: 'x', DATABASE_URL: 'x' })
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(sentence.id).toContain(`${name}: `)
  })

  test('in Indonesian and in English apart', () => {
    const { sentence } = refusal({ PORT: 'x' })
    expect(sentence.id).toContain('isi angka bulat 0 sampai 65535')
    expect(sentence.en).toContain('a whole number from 0 to 65535')
    expect(sentence.id + sentence.en).not.toContain('|')
  })

  test('without its value, which may be a secret', () => {
    const { sentence } = refusal({ TUDANG_SECRET: 'hunter2', DATABASE_URL: 'mysql://me:hunter2@h/d' })
    expect(sentence.id + sentence.en).not.toContain('hunter2')
  })

  const halves: [Record<string, string>, string][] = [
    [{ OIDC_DISCOVERY_URL: 'https://sso.example/.well-known/openid-configuration' }, 'OIDC_CLIENT_ID'],
    [{ OIDC_CLIENT_ID: 'tudang' }, 'OIDC_DISCOVERY_URL'],
    [{ S3_ACCESS_KEY_ID: 'id' }, 'S3_SECRET_ACCESS_KEY'],
    [{ DATABASE_REPLICA_URL: 'postgres://replica/tudang' }, 'DATABASE_URL'],
  ]
  test.each(halves)('%j lacks %s', (env, missing) => {
    expect(refusal(env).sentence.id).toContain(`${missing}: perlu diisi karena ${Object.keys(env)[0]}`)
  })
})

test('docs/operations.md names every variable', async () => {
  const text = await readFile(resolve(import.meta.dirname, '../docs/operations.md'), 'utf8')
  const missing = Object.keys(readConfig({})).filter(name => /^[A-Z_0-9]+$/.test(name) && !text.includes(`\`${name}\``))
  expect(missing).toEqual([])
  // Optional ones are absent from the result: the source names them.
  const source = await readFile(resolve(import.meta.dirname, 'config.ts'), 'utf8')
  const all = [...source.matchAll(/^ {4}([A-Z][A-Z_0-9]+): /gm)].map(match => match[1] ?? '')
  expect(all.length).toBeGreaterThan(20)
  expect(all.filter(name => !text.includes(`\`${name}\``))).toEqual([])
})

test('the folder of the caller is the one npm was called from', () => {
  expect(callerFolder()).toBe(process.env['INIT_CWD'])
})
