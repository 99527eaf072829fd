import type { OpenAPIHono } from '@hono/zod-openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { smallApp } from './app.fixture.ts'
import { tidy } from './tidy.ts'

let platform: BarePlatform
let app: OpenAPIHono

beforeAll(async () => {
  platform = await barePlatform()
  app = smallApp(platform)
})

const write = async (key: string, text: string, more: { path?: string; cookie?: string } = {}) =>
  await app.request(more.path ?? '/api/v1/things/73/notes', {
    method: 'POST',
    body: JSON.stringify({ text }),
    headers: { 'content-type': 'application/json', cookie: more.cookie ?? 'siapa=officer', 'idempotency-key': key },
  })

const written = async (text: string) =>
  (await platform.ask("select 1 from audit.event where event = 'test.note.written' and subject_id = $1", [text])).length

const age = (key: string, interval: string) =>
  platform.ask(`update http.idempotency set created_at = created_at - interval '${interval}' where key = $1`, [key])

describe('the same key', () => {
  test('gives the first answer again, with its status, type and Location, and writes once', async () => {
    const first = await write('k1', 'once')
    const again = await write('k1', 'once')
    expect([first.status, again.status]).toEqual([201, 201])
    expect(await again.text()).toBe(await first.text())
    for (const name of ['location', 'content-type']) expect(again.headers.get(name)).toBe(first.headers.get(name))
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true'])
    expect(await written('once')).toBe(1)
  })

  test('with other content, another address or another query is refused', async () => {
    await write('k2', 'first')
    expect((await write('k2', 'second')).status).toBe(422)
    expect((await write('k2', 'first', { path: '/api/v1/things/74/notes' })).status).toBe(422)
    expect((await write('k2', 'first', { path: '/api/v1/things/73/notes?x=1' })).status).toBe(422)
    expect(await written('second')).toBe(0)
  })

  test('sent twice at once writes once; the second is told to wait', async () => {
    const answers = await Promise.all([write('k3', 'slow'), write('k3', 'slow'), write('k3', 'slow')])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    expect(await written('slow')).toBe(1)
    const waited = answers.find(({ status }) => status === 409)
    expect(waited?.headers.get('retry-after')).toBe('2')
    expect((await write('k3', 'slow')).headers.get('idempotent-replayed')).toBe('true')
  })

  test('of another account is another key', async () => {
    await write('k4', 'mine')
    expect((await write('k4', 'other', { cookie: 'siapa=other' })).status).toBe(403)
  })

  test('too long or empty is refused', async () => {
    expect((await write('x'.repeat(201), 'a')).status).toBe(400)
    expect((await write('', 'a')).status).toBe(400)
  })
})

describe('when the server dies in between', () => {
  test('before anything was stored: the key is free again after two minutes, not after a day', async () => {
    await write('k5', 'died')
    await platform.ask("update http.idempotency set status = 0, body = '{}' where key = 'k5'")
    expect((await write('k5', 'died')).status).toBe(409)
    await age('k5', '3 minutes')
    expect((await write('k5', 'died')).status).toBe(201)
  })

  test('after it was stored, before it was answered: never written twice, and told so', async () => {
    const first = await write('k6', 'lost')
    expect(first.status).toBe(500)
    expect(await written('lost')).toBe(1)
    const again = await write('k6', 'lost')
    expect(again.status).toBe(409)
    expect(await again.text()).toContain('sudah tersimpan, tetapi jawabannya hilang')
    await age('k6', '3 minutes')
    expect((await write('k6', 'lost')).status).toBe(409)
    expect(await written('lost')).toBe(1)
  })

  test('a request that was given up and comes to life again stores nothing', async () => {
    const slow = write('k7', 'slow')
    await new Promise(done => setTimeout(done, 100))
    const before = await written('slow')
    await age('k7', '3 minutes')
    const [late, taken] = await Promise.all([slow, write('k7', 'slow')])
    expect([late.status, taken.status].sort()).toEqual([201, 409])
    expect(await written('slow')).toBe(before + 1)
  })

  test('a write that failed frees its key', async () => {
    await platform.ask("alter table audit.event add constraint no_bad check (subject_id <> 'bad')")
    expect((await write('k8', 'bad')).status).toBe(500)
    await platform.ask('alter table audit.event drop constraint no_bad')
    expect((await write('k8', 'bad')).status).toBe(201)
  })
})

test('answers are kept for a day and then tidied away', async () => {
  await write('k9', 'daily')
  await age('k9', '23 hours')
  await tidy(platform.db)
  expect((await write('k9', 'daily')).headers.get('idempotent-replayed')).toBe('true')
  await age('k9', '2 hours')
  await tidy(platform.db)
  expect(await platform.ask("select 1 from http.idempotency where key = 'k9'")).toEqual([])
})
