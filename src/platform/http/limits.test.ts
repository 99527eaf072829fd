import { beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { smallApp } from './app.fixture.ts'
import { createLimits, type Limits } from './limits.ts'
import { tidy } from './tidy.ts'

let platform: BarePlatform

beforeAll(async () => {
  platform = await barePlatform()
})

const takeAll = async (limits: Limits, name: Parameters<Limits['take']>[0], key: string, times: number) => {
  for (let i = 0; i < times; i++) await limits.take(name, key)
}

const refusal = async (limits: Limits, name: Parameters<Limits['take']>[0], key: string) => {
  const error = await limits.take(name, key).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Problem)
  return error as Problem
}

describe('a limit', () => {
  test('lets pass what it allows, then says how long to wait, for that key alone', async () => {
    const limits = createLimits(platform.db.pool, 3)
    await takeAll(limits, 'general', '1.2.3.4', 3)
    const problem = await refusal(limits, 'general', '1.2.3.4')
    expect(problem.status).toBe(429)
    expect(problem.sentence.id).toMatch(/Tunggu \d+ detik/)
    expect(problem.retryAfter).toBeGreaterThan(50)
    await limits.take('general', '5.6.7.8')
  })

  test('of 0 is no limit, except for signing in', async () => {
    const limits = createLimits(platform.db.pool, 0)
    await takeAll(limits, 'general', 'load', 700)
    await takeAll(limits, 'write', 'load', 200)
    await takeAll(limits, 'sign-in', 'load', 8)
    expect((await refusal(limits, 'sign-in', 'load')).sentence.id).toContain('15 menit')
  })

  test('of sign-in holds over two web processes, also when both count at once', async () => {
    const [one, two] = [createLimits(platform.db.pool, 600), createLimits(platform.open().pool, 600)]
    const tries = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => (i % 2 ? one : two).take('sign-in', 'somebody@contoh.tudang.invalid')),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(8)
  })

  test('of sign-in is forgotten after a right password', async () => {
    const limits = createLimits(platform.db.pool, 600)
    await takeAll(limits, 'sign-in', 'forgetful', 8)
    await refusal(limits, 'sign-in', 'forgetful')
    await limits.forget('sign-in', 'forgetful')
    await limits.take('sign-in', 'forgetful')
  })

  test('takes any key: 10,000 characters, NUL, quotes; and does not mix them up', async () => {
    const limits = createLimits(platform.db.pool, 600)
    const keys = ['x'.repeat(10_000), `${'x'.repeat(9_999)}y`, 'a\u0000b', "'; drop table http.rate_limit --", '']
    for (const key of keys) await takeAll(limits, 'sign-in', key, 8)
    for (const key of keys) await refusal(limits, 'sign-in', key)
  })

  test('that has run out is tidied away; one that counts stays', async () => {
    const limits = createLimits(platform.db.pool, 600)
    await limits.take('sign-in', 'current')
    await platform.ask("insert into http.rate_limit (key, points, expire) values ('old', 8, 1)")
    await tidy(platform.db)
    const keys = (await platform.ask<{ key: string }>('select key from http.rate_limit')).map(row => row.key)
    expect(keys).not.toContain('old')
    expect(keys.join()).toContain('current')
  })
})

test('a page over its limit answers 429 with Retry-After', async () => {
  const app = smallApp({ ...platform, limits: createLimits(platform.db.pool, 600) })
  const statuses: number[] = []
  let last: Response | undefined
  for (let i = 0; i < 121; i++) {
    last = await app.request('/cari')
    statuses.push(last.status)
  }
  expect(statuses.filter(status => status === 200)).toHaveLength(120)
  expect(last?.status).toBe(429)
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await last?.text()).toContain('Terlalu banyak percobaan')
})
