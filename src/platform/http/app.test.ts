import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { smallApp } from './app.fixture.ts'
import { openApiDocument } from './openapi.ts'

let platform: BarePlatform
let app: OpenAPIHono

beforeAll(async () => {
  platform = await barePlatform()
  const assets = await mkdtemp(join(tmpdir(), 'tudang-assets-'))
  await writeFile(join(assets, 'app-a1B2_c3D.js'), 'export {}'.repeat(200))
  await writeFile(join(assets, 'app-a1B2_c3D.js.br'), 'compressed')
  await writeFile(join(assets, 'icon.svg'), '<svg/>')
  app = smallApp(platform, assets)
})

const officer = { cookie: 'siapa=officer' }
const get = async (path: string, headers: Record<string, string> = {}) => await app.request(path, { headers })
const post = async (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  await app.request(path, { method: 'POST', body: new URLSearchParams(body), headers })
const postJson = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
  await app.request(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...officer, ...headers },
  })

describe('a gate', () => {
  test('lets in who may, sends the signed-out to sign in, and tells the others who may', async () => {
    expect((await get('/tertutup', officer)).status).toBe(200)
    const signedOut = await get('/tertutup')
    expect(signedOut.status).toBe(401)
    expect(await signedOut.text()).toContain('Anda belum masuk')
    const refused = await get('/tertutup', { cookie: 'siapa=other' })
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('Minta peran itu kepada pengelola')
  })

  test('of the API comes before the body is read or judged', async () => {
    const signedOut = await postJson('/api/v1/things/73/notes', '{ not json', { cookie: '' })
    expect(signedOut.status).toBe(401)
    expect((await postJson('/api/v1/things/73/notes', {}, { cookie: 'siapa=other' })).status).toBe(403)
  })

  test('of a write refuses a large upload before it is read, and keeps what was typed in a small form', async () => {
    const typed = await post('/formulir/1', { nama: 'Luwu Timur' })
    expect(typed.status).toBe(401)
    expect(await typed.text()).toContain('Luwu Timur')
    let read = 0
    const body = new ReadableStream({
      pull(controller) {
        read++
        controller.enqueue(new Uint8Array(64 * 1024))
        if (read === 100) controller.close()
      },
    })
    const large = await app.request('/tertutup', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '6400000' },
      duplex: 'half',
    } as RequestInit)
    expect(large.status).toBe(401)
    expect(read).toBeLessThan(5)
  })
})

describe('a form that is refused', () => {
  test('is shown again with what was typed, the sentence at the field and status 422', async () => {
    const answer = await post('/formulir/1', { nama: '  ', lain: 'x' }, officer)
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('<p id="told">Isi nama.</p>')
    expect(text).toContain('<h1>Formulir</h1>')
    const english = await post('/formulir/1', {}, { cookie: 'siapa=officer; bahasa=en' })
    expect(await english.text()).toContain('Enter a name.')
  })

  test('that is right redirects', async () => {
    const answer = await post('/formulir/1', { nama: 'Luwu Timur' }, officer)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/selesai'])
  })

  test('by a fault of ours keeps what was typed and shows an incident number, no stack', async () => {
    const answer = await post('/formulir/1', { nama: 'rusak' }, officer)
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).toMatch(/Nomor kejadian [0-9A-F]{6}/)
    expect(text).toContain('rusak')
    expect(text).not.toContain('secret stack detail')
  })

  test('with a sign no database can hold is told so', async () => {
    const answer = await post('/formulir/1', { nama: 'nul' }, officer)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('tidak dapat disimpan')
  })

  test('whose body is cut off is told so, and one without a body is an empty form', async () => {
    const cut = await app.request('/formulir/1', {
      method: 'POST',
      body: '--x\r\ncontent-disposition: form-data; name="nama"\r\n\r\nLuwu',
      headers: { 'content-type': 'multipart/form-data; boundary=x', ...officer },
    })
    expect(cut.status).toBe(400)
    const empty = await app.request('/formulir/1', { method: 'POST', headers: officer })
    expect(empty.status).toBe(422)
  })
})

describe('a fault', () => {
  test('is a page with status 500 and an incident number that the log holds with the stack', async () => {
    const answer = await get('/rusak')
    expect(answer.status).toBe(500)
    const text = await answer.text()
    const incident = /Nomor kejadian ([0-9A-F]{6})/.exec(text)?.[1] ?? 'none'
    expect(text).not.toContain('secret')
    expect(text).not.toContain('.ts:')
    const line = platform.logged.find(
      entry => String(entry['requestId']).toUpperCase().startsWith(incident) && entry['err'],
    )
    expect(JSON.stringify(line)).toContain('secret stack detail')
  })

  test('of the frame itself still gives the sentence, with all headers of safety', async () => {
    const answer = await get('/rangka-rusak')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('Ada gangguan di pihak kami')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('of an id that is none is 404, not 500', async () => {
    expect((await get('/alamat/abc')).status).toBe(404)
    expect((await get('/alamat/%00')).status).toBe(400)
  })
})

describe('under /api every refusal is problem+json', () => {
  test.each([
    ['GET', '/api/v1/nowhere', 404, 'not-found'],
    ['GET', '/api/nowhere', 404, 'not-found'],
    ['GET', '/api/v1/missing', 404, 'not-found'],
    ['DELETE', '/api/v1/missing', 405, 'wrong-method'],
    ['POST', '/api/v1/things/73', 405, 'wrong-method'],
    ['GET', '/api/v1/fault', 500, 'fault'],
  ])('%s %s is %i', async (method, path, status, code) => {
    const answer = await app.request(path, { method, headers: officer })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const body = (await answer.json()) as Record<string, unknown>
    expect(body).toMatchObject({ title: code, status, instance: path, request_id: answer.headers.get('x-request-id') })
    expect(body['detail']).toEqual(expect.stringMatching(/\.$/))
    expect(JSON.stringify(body)).not.toContain('secret')
  })

  test('405 names the methods that are taken', async () => {
    expect((await app.request('/api/v1/things/73/notes')).headers.get('allow')).toBe('POST, OPTIONS')
    expect((await app.request('/api/v1/missing', { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS')
  })

  test.each([
    ['not JSON', '{"text":', 'application/json', 400],
    ['nothing', '', 'application/json', 400],
    ['the wrong shape', '{"text":7}', 'application/json', 422],
    ['a list', '[]', 'application/json', 422],
    ['JSON under another type', '{"text":"a"}', 'text/plain', 415],
    ['too much', JSON.stringify({ text: 'x'.repeat(300 * 1024) }), 'application/json', 413],
    ['JSON nested a hundred thousand deep', '['.repeat(100_000), 'application/json', 400],
  ])('a body of %s', async (_what, body, type, status) => {
    const answer = await postJson('/api/v1/things/73/notes', body, {
      'content-type': type,
      'content-length': String(body.length),
    })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
  })

  test('without any Content-Type is 415, never an unchecked body', async () => {
    const answer = await app.request('/api/v1/things/73/notes', { method: 'POST', headers: officer })
    expect(answer.status).toBe(415)
  })

  test('a wrong field is named with a sentence in the language of the visit', async () => {
    const answer = await postJson('/api/v1/things/73/notes', {}, { cookie: 'siapa=officer; bahasa=en' })
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'text', detail: 'Enter a text.' }] })
  })
})

describe('methods of a page', () => {
  test('HEAD answers as GET without a body', async () => {
    const head = await app.request('/panjang', { method: 'HEAD' })
    expect(head.status).toBe(200)
    expect(await head.text()).toBe('')
    expect(head.headers.get('content-type')).toContain('text/html')
  })

  test('OPTIONS tells the methods; others are 405, unknown pages 404', async () => {
    const options = await app.request('/formulir/1', { method: 'OPTIONS' })
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, POST, OPTIONS'])
    const put = await app.request('/formulir/1', { method: 'PUT' })
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, OPTIONS'])
    expect((await post('/panjang', {})).status).toBe(405)
    expect((await get('/tidak-ada')).status).toBe(404)
    expect(await (await get('/tidak-ada')).text()).toContain('Halaman ini tidak ada')
  })
})

describe('a write sent from another site', () => {
  const table: [string, Record<string, string>, boolean][] = [
    ['same-origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['typed by the user', { 'sec-fetch-site': 'none' }, true],
    ['same-site (another subdomain)', { 'sec-fetch-site': 'same-site' }, false],
    ['cross-site', { 'sec-fetch-site': 'cross-site' }, false],
    ['cross-site that claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }, false],
    ['an unknown word', { 'sec-fetch-site': 'whatever' }, false],
    ['our origin, an old browser', { origin: 'http://localhost', host: 'localhost' }, true],
    ['our public address behind a proxy', { origin: 'http://localhost:3000', host: 'inner:8080' }, true],
    ['another origin, an old browser', { origin: 'https://evil.example', host: 'localhost' }, false],
    ['our name as a prefix', { origin: 'http://localhost.evil.example', host: 'localhost' }, false],
    ['another port', { origin: 'http://localhost:9999', host: 'localhost' }, false],
    ['origin null', { origin: 'null', host: 'localhost' }, false],
    ['origin null that claims same-origin', { 'sec-fetch-site': 'same-origin', origin: 'null' }, false],
    ['an origin that is none', { origin: 'garbage', host: 'localhost' }, false],
    ['no browser at all', {}, true],
  ]
  test.each(table)('%s', async (_what, headers, passes) => {
    const answer = await post('/formulir/1', { nama: 'x' }, { ...officer, ...headers })
    expect(answer.status).toBe(passes ? 303 : 403)
    if (!passes) expect(await answer.text()).toContain('datang dari situs lain')
    const api = await postJson('/api/v1/things/73/notes', { text: 'x' }, headers)
    expect(api.status).toBe(passes ? 201 : 403)
  })

  test('reading from anywhere is allowed', async () => {
    expect((await get('/panjang', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).status).toBe(200)
  })
})

describe('headers of safety', () => {
  test.each([
    ['/panjang', 200],
    ['/tidak-ada', 404],
    ['/rusak', 500],
    ['/tertutup', 401],
    ['/api/v1/things/73', 200],
    ['/api/v1/nowhere', 404],
    ['/healthz', 200],
    ['/readyz', 200],
    ['/metrics', 200],
    ['/assets/app-a1B2_c3D.js', 200],
    ['/assets/icon.svg', 200],
    ['/assets/none.js', 404],
  ])('are on %s (%i)', async (path, status) => {
    const { headers, status: answered } = await get(path)
    expect(answered).toBe(status)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-|\*|https?:/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}$/)
    expect(headers.get('cache-control')).toBeTruthy()
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('ask for HTTPS when the public address has it', async () => {
    const secure = smallApp({ ...platform, config: { ...platform.config, publicUrl: 'https://tudang.example' } })
    const answer = await secure.request('/panjang')
    expect(answer.headers.get('strict-transport-security')).toContain('max-age=')
  })

  test('each request has an id of its own, that stands in its log line', async () => {
    const [one, two] = await Promise.all([get('/panjang'), get('/panjang', { 'x-request-id': 'mine' })])
    const ids = [one, two].map(answer => answer.headers.get('x-request-id'))
    expect(new Set(ids).size).toBe(2)
    expect(ids).not.toContain('mine')
    for (const id of ids) {
      expect(platform.logged.find(line => line['requestId'] === id)).toMatchObject({
        method: 'GET',
        path: '/panjang',
        status: 200,
      })
    }
  })

  test('pages are not kept by shared caches; named assets are kept for a year', async () => {
    expect((await get('/panjang')).headers.get('cache-control')).toBe('no-cache, private')
    const asset = await get('/assets/app-a1B2_c3D.js', { 'accept-encoding': 'br' })
    expect(asset.headers.get('cache-control')).toContain('immutable')
    expect(asset.headers.get('content-encoding')).toBe('br')
    expect(asset.headers.get('vary')).toContain('Accept-Encoding')
    expect((await get('/assets/icon.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
  })

  test.each([
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2fpackage.json',
    '/assets//etc/passwd',
  ])('%s leads nowhere', async path => {
    const answer = await get(path)
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('"tudang"')
  })
})

describe('an answer of JSON', () => {
  test('carries an ETag, and is not sent again to who has it', async () => {
    const first = await get('/api/v1/things/73')
    const tag = first.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[\w-]{27}"$/)
    for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
      const again = await get('/api/v1/things/73', { 'if-none-match': known })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
      expect(again.headers.get('etag')).toBe(tag)
    }
    expect((await get('/api/v1/things/74', { 'if-none-match': tag })).status).toBe(200)
  })

  test('is compressed for who can read it, and its ETag still works', async () => {
    const packed = await get('/api/v1/things/73', { 'accept-encoding': 'gzip' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(packed.headers.get('vary')).toContain('Accept-Encoding')
    const text = await new Response(packed.body?.pipeThrough(new DecompressionStream('gzip'))).text()
    expect(JSON.parse(text)).toMatchObject({ code: '73' })
    const again = await get('/api/v1/things/73', {
      'accept-encoding': 'gzip',
      'if-none-match': packed.headers.get('etag') ?? '',
    })
    expect(again.status).toBe(304)
    expect((await get('/api/v1/things/73')).headers.get('content-encoding')).toBeNull()
  })

  test('stands in the OpenAPI document with its path', () => {
    const document = openApiDocument(app)
    expect(Object.keys(document.paths ?? {})).toContain('/api/v1/things/{code}/notes')
  })
})

describe('cookies that are hostile', () => {
  test.each([
    'bahasa="><script>alert(1)</script>',
    'bahasa=../../x',
    'bahasa=%00',
    `bahasa=${'x'.repeat(4000)}`,
    'tampilan=x;;;=',
    '=;=;=',
  ])('%s changes nothing', async cookie => {
    const answer = await get('/bahasa', { cookie })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain('<p>id</p>')
    expect(text).not.toContain('<script>')
  })

  test('the language of the cookie wins over the browser’s', async () => {
    expect(await (await get('/bahasa', { cookie: 'bahasa=en', 'accept-language': 'id' })).text()).toContain('<p>en</p>')
    expect(await (await get('/bahasa', { 'accept-language': 'en-GB' })).text()).toContain('<html lang="en">')
  })
})

describe('metrics', () => {
  const routesOf = (text: string) =>
    new Set([...text.matchAll(/http_request_duration_seconds_count\{[^}]*route="([^"]*)"/g)].map(m => m[1]))

  test('count by route, so that any number of addresses makes few series', async () => {
    // What other apps of this process counted is not ours.
    const before = routesOf(await (await get('/metrics')).text()).size
    for (let i = 0; i < 30; i++) {
      await get(`/alamat/00000000-0000-4000-8000-${String(i).padStart(12, '0')}`)
      await get(`/api/v1/things/${i}`)
      await get(`/tidak/ada/${i}`)
      await app.request(`/formulir/${i}`, { method: 'PUT' })
    }
    const text = await (await get('/metrics')).text()
    const routes = routesOf(text)
    expect(routes).toContain('/alamat/:id')
    expect(routes).toContain('/api/v1/things/:code')
    expect(routes).toContain('/formulir/:nomor')
    expect(routes).toContain('none')
    expect(routes.size - before).toBeLessThan(25)
    expect([...routes].join()).not.toMatch(/\/alamat\/\d|\/things\/\d|\/formulir\/\d|tidak/)
    expect(text).toContain('jobs_waiting 0')
    expect(text).toContain('db_pool_waiting')
  })
})

describe('without its database', () => {
  test('it lives, is not ready, still tells its metrics, and pages say to wait', async () => {
    const lonely = await barePlatform()
    await lonely.db.pool.end()
    const alone = smallApp(lonely)
    expect((await alone.request('/healthz')).status).toBe(200)
    const ready = await alone.request('/readyz')
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, database: 'no answer' }])
    expect(await (await alone.request('/metrics')).text()).toContain('jobs_waiting Nan')
  })

  test('a request that loses it under way is told to send again, by 503', async () => {
    const slow = get('/lambat')
    await new Promise(done => setTimeout(done, 200))
    await platform.ask(
      "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(2)%' and pid <> pg_backend_pid()",
    )
    const answer = await slow
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('5')
    expect(await answer.text()).toContain('Basis data sedang tidak menjawab')
    expect((await get('/lambat')).status).toBe(200)
  })
})
