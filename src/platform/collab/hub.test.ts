import { createServer, type Server } from 'node:http'
import * as encoding from 'lib0/encoding'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Actor, visitor } from '#kit/actor.ts'
import type { RichDoc } from '#kit/rich-text.ts'
import { audit } from '#platform/audit/audit.ts'
import type { CollabKind } from '#platform/http/door.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { type Collab, collabPath, createCollab } from './hub.ts'
import { region, regionWithPeople } from './people.fixture.ts'
import { closeText } from './rights.ts'
import { field } from './shared-doc.ts'
import { createText, listVersions, readTexts, replaceText } from './texts.ts'
import { socketAs, type Typist, typist, until } from './typist.fixture.ts'

let platform: BarePlatform
let people: string[]
/** What each account may do; by number of the account. */
const rights = new Map<string, 'write' | 'read'>()
/** Sessions that ended. */
const ended = new Set<string>()
const stored: { id: string; words: number; empty: boolean; accounts: readonly string[] }[] = []
let failing: 'load' | 'store' | undefined

const kind: CollabKind = {
  kind: 'minutes',
  async authorize(_platform, actor) {
    if (failing === 'load') throw new Error('the database is away')
    return rights.get(actor.accountId ?? '')
  },
  async stored(_tx, text, accounts) {
    if (failing === 'store') throw new Error('the disk is full')
    stored.push({ ...text, accounts })
  },
}

const identify = async (headers: Headers): Promise<Actor> => {
  const n = Number(/orang=(\d+)/.exec(headers.get('cookie') ?? '')?.[1] ?? 0)
  const accountId = people[n - 1]
  if (accountId === undefined || ended.has(accountId)) return visitor
  return { accountId, name: `Orang ${n}`, email: undefined, membership: undefined, memberships: [] }
}

interface Running {
  address: string
  collab: Collab
  server: Server
}
const running: Running[] = []

async function serve(recheckMs?: number): Promise<Running> {
  const module = { name: 'test', pages: [], api: [], collabKinds: [kind] }
  const collab = createCollab({ platform, modules: [module], identify, ...(recheckMs ? { recheckMs } : {}) })
  const server = createServer()
  server.on('upgrade', (request, socket, head) => collab.upgrade(request, socket, head))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const one = { address: `http://127.0.0.1:${(server.address() as { port: number }).port}`, collab, server }
  running.push(one)
  return one
}

let first: Running
beforeAll(async () => {
  platform = await barePlatform()
  people = await regionWithPeople(platform, 4)
  first = await serve()
})
afterAll(async () => {
  for (const { collab, server } of running) {
    await collab.close()
    server.close()
  }
})

const here: Typist[] = []
afterEach(() => {
  for (const one of here.splice(0)) one.leave()
  failing = undefined
  ended.clear()
  for (const [i, id] of people.entries()) rights.set(id, i === 2 ? 'read' : 'write')
  rights.delete(people[3] ?? '')
})
beforeAll(() => {
  for (const [i, id] of people.entries()) if (i < 3) rights.set(id, i === 2 ? 'read' : 'write')
})

const say = (...lines: string[]): RichDoc => ({
  type: 'doc',
  content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})
const text = (content?: RichDoc) =>
  platform.db.transact({ accountId: people[0] }, async tx => {
    await audit(tx, { event: 'test.done', subject: { kind: 'test', id: '1' } })
    return await createText(tx, { regionCode: region, kind: 'minutes', ...(content ? { content } : {}) })
  })
const read = async (id: string) => {
  const found = (await readTexts(platform.db.sql, region, [id])).get(id)
  if (!found) throw new Error('no text')
  return found
}
async function open(id: string, person = 1, at = first, more: Parameters<typeof typist>[3] = {}): Promise<Typist> {
  const one = typist(at.address, `orang=${person}`, `${region}/${id}`, more)
  here.push(one)
  await until(() => one.provider.isSynced || one.refused() !== undefined)
  return one
}

describe('writing together', () => {
  test('shows each what the other types, stores it with who wrote it, and says so', async () => {
    const id = await text(say('Pembukaan'))
    const [one, two] = [await open(id, 1), await open(id, 2)]
    expect([one.reads(), two.reads()]).toEqual(['Pembukaan', 'Pembukaan'])
    one.type('dari satu')
    two.type('dari dua')
    await until(() => one.stored() && two.stored() && one.reads() === two.reads())
    const now = await read(id)
    expect(now.plain.split('\n').sort()).toEqual(['Pembukaan', 'dari dua', 'dari satu'])
    expect(now.plain).toBe(one.reads())
    const [version] = await listVersions(platform.db.sql, region, id, { limit: 9 })
    expect(version).toMatchObject({ how: 'editor', plain: now.plain })
    expect(version?.accountIds.sort()).toEqual(people.slice(0, 2).sort())
    expect(stored.at(-1)).toMatchObject({ id, words: 5, empty: false })
  })

  test('is one text however often it is opened', async () => {
    const id = await text(say('Sekali saja'))
    for (let i = 0; i < 3; i++) {
      const one = await open(id)
      expect(one.reads()).toBe('Sekali saja')
      one.leave()
      await new Promise(done => setTimeout(done, 300))
    }
  })

  test('names everybody by their account, whatever their editor says', async () => {
    const id = await text()
    const [one, two] = [await open(id, 1), await open(id, 2)]
    one.provider.setAwarenessField('user', { name: 'Bupati', tone: '<b>' })
    two.provider.setAwarenessField('user', { name: 'Orang lain' })
    const names = (of: Typist, whose: Typist) =>
      of.provider.awareness?.getStates().get(whose.doc.clientID)?.['user'] as { name: string }
    await until(() => names(two, one)?.name === 'Orang 1' && names(one, two)?.name === 'Orang 2')
    expect(names(two, one)).toMatchObject({ tone: expect.any(Number), reading: false })
  })

  test('goes on over a form: who types sees what the form stored, and the form does not undo what is typed', async () => {
    const id = await text(say('satu', 'dua'))
    const one = await open(id, 1)
    const { version } = await read(id)
    await replaceText(
      platform,
      {
        regionCode: region,
        textId: id,
        version,
        content: say('satu', 'dua diubah'),
        how: 'form',
        accountId: people[1],
      },
      { accountId: people[1] },
    )
    await until(() => one.reads() === 'satu\ndua diubah')
    one.type('tiga')
    await until(() => one.stored())
    expect((await read(id)).plain).toBe('satu\ndua diubah\ntiga')
    await expect(
      replaceText(
        platform,
        {
          regionCode: region,
          textId: id,
          version: version + 1,
          content: say('lama'),
          how: 'form',
          accountId: people[1],
        },
        { accountId: people[1] },
      ),
    ).rejects.toMatchObject({ code: 'changed-meanwhile' })
  })

  test('over two servers loses nothing of either', async () => {
    const second = await serve()
    const id = await text(say('awal'))
    const [one, two] = [await open(id, 1, first), await open(id, 2, second)]
    for (let i = 0; i < 5; i++) {
      one.type(`satu ${i}`)
      two.type(`dua ${i}`)
      await new Promise(done => setTimeout(done, 120))
    }
    await until(
      () => one.stored() && two.stored() && one.reads() === two.reads() && one.reads().split('\n').length === 11,
    )
    expect((await read(id)).plain.split('\n')).toHaveLength(11)
  })
})

describe('a written text', () => {
  test('is not stored empty when everything is deleted, and says so', async () => {
    const id = await text(say('jangan hilang'))
    const one = await open(id)
    const tree = one.doc.getXmlFragment(field)
    tree.delete(0, tree.length)
    await until(() => one.told.some(({ what }) => what === 'empty'))
    expect((await read(id)).plain).toBe('jangan hilang')
    one.type('mulai lagi')
    await until(() => one.stored())
    expect((await read(id)).plain).toBe('mulai lagi')
    const versions = await listVersions(platform.db.sql, region, id, { limit: 9 })
    expect(versions.map(({ plain }) => plain)).toEqual(['mulai lagi', 'jangan hilang'])
  })

  test('that cannot be read is opened by nobody, instead of being opened empty', async () => {
    const id = await text(say('jangan hilang'))
    failing = 'load'
    const one = await open(id)
    expect(one.refused()).toBe('try-later')
    one.type('di atas kosong')
    await new Promise(done => setTimeout(done, 700))
    expect((await read(id)).plain).toBe('jangan hilang')
  })

  test('that cannot be stored for a while is kept, the editor is told, and it is stored when it can be', async () => {
    const id = await text(say('awal'))
    const one = await open(id)
    failing = 'store'
    one.type('sabar')
    await until(() => one.told.some(({ what }) => what === 'waiting'))
    expect(one.stored()).toBe(false)
    expect((await read(id)).plain).toBe('awal')
    // Also when its only writer goes away meanwhile.
    one.leave()
    await new Promise(done => setTimeout(done, 300))
    failing = undefined
    await until(async () => (await read(id)).plain === 'awal\nsabar')
  })
})

describe('who may not', () => {
  test('write may read, and nothing that they send is taken', async () => {
    const id = await text(say('tulisan orang'))
    const [reader, writer] = [await open(id, 3), await open(id, 1)]
    expect(reader.told[0]).toEqual({ what: 'rights', mode: 'read' })
    reader.type('coretan')
    writer.type('sah')
    await until(() => writer.stored())
    await new Promise(done => setTimeout(done, 700))
    expect(writer.reads()).toBe('tulisan orang\nsah')
    expect((await read(id)).plain).toBe('tulisan orang\nsah')
  })

  test.each([
    ['a person without a right', 4, undefined],
    ['a person to another region', 1, '73.22'],
    ['a text that is not there', 1, region],
  ])('%s is refused', async (_who, person, elsewhere) => {
    const id = await text(say('rahasia'))
    const room = `${elsewhere ?? region}/${elsewhere === region ? crypto.randomUUID() : id}`
    const one = typist(first.address, `orang=${person}`, room)
    here.push(one)
    await until(() => one.refused() !== undefined)
    expect(one.refused()).toBe('no-right')
    expect(one.reads()).toBe('')
  })

  test.each([
    ['a visitor', '', undefined],
    ['a page of another site', 'orang=1', 'https://jahat.invalid'],
  ])('%s does not even get a connection', async (_who, cookie, origin) => {
    const id = await text(say('rahasia'))
    const one = typist(first.address, cookie, `${region}/${id}`, origin ? { origin } : {})
    here.push(one)
    await new Promise(done => setTimeout(done, 500))
    expect(one.provider.isSynced).toBe(false)
    expect(one.reads()).toBe('')
  })

  test('write any more is told at the commit of the lock, and nothing typed after it is stored', async () => {
    const id = await text(say('sebelum kunci'))
    const one = await open(id, 1)
    await platform.db.transact({ accountId: people[1] }, async tx => {
      await closeText(tx, id)
      await audit(tx, { event: 'test.locked', subject: { kind: 'test', id: '1' } })
      rights.set(people[0] ?? '', 'read')
      // Typed while the lock is being set: stored neither before nor after it.
      one.type('terlambat')
      await tx.selectFrom('collab.text').select('id').where('id', '=', id).forUpdate().execute()
      await new Promise(done => setTimeout(done, 800))
    })
    await until(() => one.told.some(said => said.what === 'rights' && said.mode === 'read'))
    await until(() => one.told.some(said => said.what === 'refused'))
    one.type('lebih terlambat')
    await new Promise(done => setTimeout(done, 700))
    expect((await read(id)).plain).toBe('sebelum kunci')
  })

  test('be there any more is shown out while the text is open, also when only the session ended', async () => {
    const quick = await serve(200)
    const id = await text(say('awal'))
    const [one, two] = [await open(id, 1, quick), await open(id, 2, quick)]
    rights.delete(people[0] ?? '')
    ended.add(people[1] ?? '')
    await until(() => [one, two].every(({ told }) => told.some(said => said.what === 'rights' && said.mode === 'none')))
    one.type('masih menulis')
    await new Promise(done => setTimeout(done, 800))
    expect((await read(id)).plain).toBe('awal')
  })
})

type Bytes = Uint8Array<ArrayBuffer>

describe('a hostile client', () => {
  /** A message to a text, as raw bytes. */
  function message(room: string, kindOf: number, more: (encoder: encoding.Encoder) => void): Bytes {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, room)
    encoding.writeVarUint(encoder, kindOf)
    more(encoder)
    return new Uint8Array(encoding.toUint8Array(encoder))
  }
  const auth = (room: string) =>
    message(room, 2, encoder => {
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'x')
    })
  const update = (room: string, change: (tree: Y.XmlFragment, doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    doc.transact(() => change(doc.getXmlFragment(field), doc))
    return message(room, 0, encoder => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(doc))
    })
  }
  /** Sends raw messages after signing in to the text; gives the code by which the server closed, 0 when it did not. */
  async function send(room: string, ...messages: Bytes[]): Promise<number> {
    const socket = new (socketAs('orang=2'))(`${first.address.replace('http', 'ws')}${collabPath}`)
    socket.binaryType = 'arraybuffer'
    return await new Promise(done => {
      const over = setTimeout(() => done(0), 900)
      socket.addEventListener('close', ({ code }) => {
        clearTimeout(over)
        done(code)
      })
      socket.addEventListener('open', () => {
        socket.send(auth(room))
        setTimeout(() => {
          for (const one of messages) if (socket.readyState === WebSocket.OPEN) socket.send(one)
        }, 150)
        setTimeout(() => socket.close(), 800)
      })
    })
  }
  const element = (name: string, attributes: Record<string, unknown> = {}, ...inside: (Y.XmlElement | Y.XmlText)[]) => {
    const one = new Y.XmlElement(name)
    for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, value as string)
    one.insert(0, inside)
    return one
  }
  const marked = (marks: Record<string, unknown>) => {
    const one = new Y.XmlText()
    one.insert(0, 'klik', marks)
    return one
  }

  test.each<[string, (room: string) => Bytes, number]>([
    [
      'a script',
      room => update(room, tree => tree.push([element('script', { src: 'https://jahat.invalid/x.js' })])),
      4400,
    ],
    [
      'a picture of another site',
      room => update(room, tree => tree.push([element('image', { src: 'https://jahat.invalid' })])),
      4400,
    ],
    [
      'an attribute with a handler',
      room => update(room, tree => tree.push([element('paragraph', { onclick: 'alert(1)' })])),
      4400,
    ],
    [
      'a link that runs',
      room =>
        update(room, tree => tree.push([element('paragraph', {}, marked({ link: { href: 'javascript:alert(1)' } }))])),
      4400,
    ],
    [
      'a mark of another editor',
      room => update(room, tree => tree.push([element('paragraph', {}, marked({ textStyle: { color: 'red' } }))])),
      4400,
    ],
    [
      'a picture that is no file',
      room => update(room, tree => tree.push([element('figure', { fileId: '../../../etc/passwd' })])),
      4400,
    ],
    ['a map beside the text', room => update(room, (_tree, doc) => doc.getMap('other').set('a', 1)), 4400],
    [
      'quotes in quotes without end',
      room =>
        update(room, tree => {
          for (let i = 0, at = tree; i < 8000; i++, at = at.get(0) as Y.XmlElement)
            at.insert(0, [element('blockquote')])
        }),
      4400,
    ],
    [
      'bytes that are no update',
      room =>
        message(room, 0, encoder => {
          encoding.writeVarUint(encoder, 2)
          encoding.writeVarUint8Array(encoder, new Uint8Array([9, 9, 9, 9]))
        }),
      4400,
    ],
    ['a message of a kind nobody knows', room => message(room, 77, () => undefined), 4400],
    [
      'a message meant for servers',
      room => message(room, 6, encoder => encoding.writeVarString(encoder, '{"what":"stored"}')),
      4400,
    ],
    ['the name of a prototype', () => auth('__proto__'), 4400],
    [
      'a message of 2 MB',
      room => update(room, tree => tree.push([element('paragraph', {}, new Y.XmlText('x'.repeat(2_000_000)))])),
      1009,
    ],
  ])('with %s is cut off; nobody sees it and nothing of it is stored', async (_what, build, code) => {
    const id = await text(say('aman'))
    const room = `${region}/${id}`
    const watching = await open(id, 1)
    expect(await send(room, build(room))).toBe(code)
    watching.type('lanjut')
    await until(() => watching.stored())
    expect(watching.reads()).toBe('aman\nlanjut')
    expect((await read(id)).plain).toBe('aman\nlanjut')
    expect(({} as Record<string, unknown>)['providerVersion']).toBeUndefined()
  })

  test('that puts known parts where they do not belong, or more than fits, is undone and nothing of it is stored', async () => {
    const id = await text(say('aman'))
    const room = `${region}/${id}`
    const watching = await open(id, 1)
    await send(
      room,
      update(room, tree => tree.push([element('tableRow', {}, element('heading', { level: 7 }))])),
    )
    await until(() => watching.told.some(({ what }) => what === 'refused'))
    await until(() => watching.reads() === 'aman')
    const long = Array.from({ length: 3 }, () =>
      update(room, tree => tree.push([element('paragraph', {}, new Y.XmlText('x'.repeat(90_000)))])),
    )
    await send(room, ...long)
    await until(() => watching.told.filter(({ what }) => what === 'refused').length > 1)
    expect((await read(id)).words).toBeLessThan(5)
    watching.type('lanjut')
    await until(() => watching.stored())
    expect((await read(id)).plain.endsWith('lanjut')).toBe(true)
  })

  test('that opens more connections than anybody needs is refused the rest', async () => {
    const sockets = Array.from(
      { length: 40 },
      () => new (socketAs('orang=2'))(`${first.address.replace('http', 'ws')}${collabPath}`),
    )
    const opened = await Promise.all(
      sockets.map(
        socket =>
          new Promise<boolean>(done => {
            socket.addEventListener('open', () => done(true))
            socket.addEventListener('error', () => done(false))
          }),
      ),
    )
    expect(opened.filter(Boolean)).toHaveLength(30)
    for (const socket of sockets) socket.close()
  })
})
