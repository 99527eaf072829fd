import { createServer, request as send, type IncomingMessage, type RequestOptions, type Server } from 'node:http'
import { connect } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { smallApp } from './app.fixture.ts'

let platform: BarePlatform
let server: Server
let port: number

beforeAll(async () => {
  platform = await barePlatform()
  server = createServer(getRequestListener(smallApp(platform).fetch))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  port = (server.address() as { port: number }).port
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
}

/** Sends `chunks` as they come; the answer may arrive before all are sent. `sent` counts the bytes that left. */
async function exchange(options: RequestOptions, chunks: Iterable<Buffer> = []): Promise<Answer & { sent: number }> {
  return await new Promise((done, fail) => {
    let sent = 0
    let answered = false
    const outgoing = send({ port, host: '127.0.0.1', ...options }, incoming => {
      answered = true
      const parts: Buffer[] = []
      incoming.on('data', (part: Buffer) => parts.push(part))
      incoming.on('end', () => {
        outgoing.destroy()
        done({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(parts), sent })
      })
    })
    outgoing.setMaxListeners(0)
    outgoing.on('error', error => (answered ? undefined : fail(error)))
    void (async () => {
      for (const chunk of chunks) {
        if (answered || outgoing.destroyed) break
        sent += chunk.length
        if (!outgoing.write(chunk)) await new Promise(r => outgoing.once('drain', r).once('close', r))
        else await new Promise(r => setImmediate(r))
      }
      if (!outgoing.destroyed) outgoing.end()
    })()
  })
}

const mega = 1024 * 1024
const boundary = 'x'
const head = Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="berkas"; filename="a.csv"\r\n\r\n`)
const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
const type = { 'content-type': `multipart/form-data; boundary=${boundary}` }

function* upload(megabytes: number): Generator<Buffer> {
  yield head
  const block = Buffer.alloc(64 * 1024, 'a')
  for (let i = 0; i < megabytes * 16; i++) yield block
  yield tail
}

describe('a body over the wire', () => {
  test('within the limit arrives whole, with its length or in chunks', async () => {
    const small = Buffer.concat([head, Buffer.alloc(900 * 1024, 'b'), tail])
    for (const headers of [
      { ...type, 'content-length': String(small.length) },
      { ...type, 'transfer-encoding': 'chunked' },
    ]) {
      const answer = await exchange({ method: 'POST', path: '/unggah', headers }, [small])
      expect([answer.status, answer.body.toString()]).toEqual([200, `a.csv ${900 * 1024}`])
    }
  })

  test.each([
    ['that says its length', { 'content-length': String(200 * mega + head.length + tail.length) }],
    ['in chunks', { 'transfer-encoding': 'chunked' }],
  ])('of 200 MB %s is refused early and never held in memory', async (_how, headers) => {
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
    const answer = await exchange({ method: 'POST', path: '/unggah', headers: { ...type, ...headers } }, upload(200))
    clearInterval(watch)
    expect(answer.status).toBe(413)
    expect(answer.body.toString()).toContain('Paling besar 1 MB')
    expect(answer.sent).toBeLessThan(30 * mega)
    expect(most - before).toBeLessThan(60 * mega)
    const next = await exchange({ path: '/healthz' })
    expect(next.status).toBe(200)
  })
})

/** Sends bytes as they are and gives back the first line of the answer. */
async function raw(bytes: string): Promise<string> {
  return await new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.on('data', part => {
      text += part.toString()
      if (text.includes('\r\n')) {
        socket.destroy()
        done(text.split('\r\n')[0] ?? '')
      }
    })
    socket.on('error', fail)
    socket.on('close', () => done(text.split('\r\n')[0] ?? ''))
  })
}

describe('strange requests', () => {
  test.each([
    ['no Host', 'GET / HTTP/1.1\r\n\r\n'],
    ['a Host that is none', 'GET /panjang HTTP/1.1\r\nhost: <>"\r\n\r\n'],
    ['two lengths', 'POST /unggah HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    [
      'length and chunks',
      'POST /unggah HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a method nobody knows', 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['headers of 100 KB', `GET / HTTP/1.1\r\nhost: x\r\nx-a: ${'a'.repeat(100_000)}\r\n\r\n`],
  ])('%s is refused by 4xx and the server lives', async (_what, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await exchange({ path: '/healthz' })).status).toBe(200)
  })

  test.each(['/%', '/%ff', '/daerah/%E0%A4%A', '/cari?q=%', '/api/v1/things/%zz'])(
    '%s is answered, not a fault',
    async path => {
      const { status } = await exchange({ path })
      expect([200, 400, 404]).toContain(status)
    },
  )

  test('a query of 10,000 characters is answered', async () => {
    expect((await exchange({ path: `/cari?q=${'a'.repeat(10_000)}` })).status).toBe(200)
  })
})

describe('over the wire', () => {
  test('HEAD says what GET would, without a body', async () => {
    const [got, headed] = [await exchange({ path: '/panjang' }), await exchange({ path: '/panjang', method: 'HEAD' })]
    expect(headed.status).toBe(200)
    expect(headed.body.length).toBe(0)
    expect(headed.headers['content-type']).toBe(got.headers['content-type'])
    expect(headed.headers['content-length']).not.toBe('0')
  })

  test('a long page is sent compressed to who asks for it', async () => {
    const plain = await exchange({ path: '/panjang' })
    const packed = await exchange({ path: '/panjang', headers: { 'accept-encoding': 'gzip, br' } })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(packed.body.length).toBeLessThan(plain.body.length / 5)
    expect(packed.headers['x-request-id']).toMatch(/^[0-9a-f]{16}$/)
  })

  test('a visitor who goes away in the middle leaves the server well', async () => {
    for (let i = 0; i < 5; i++) {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /lambat HTTP/1.1\r\nhost: x\r\n\r\n'))
      await new Promise(done => setTimeout(done, 30))
      socket.destroy()
    }
    expect((await exchange({ path: '/panjang' })).status).toBe(200)
  })
})
