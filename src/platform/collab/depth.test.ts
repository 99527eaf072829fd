import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { watchDepth } from './depth.ts'
import { isOurUpdate } from './guard.ts'
import { changeTo, contentOf, field } from './shared-doc.ts'

/** A document with quotes in quotes, so many deep. */
function quotes(deep: number, doc = new Y.Doc()): Y.Doc {
  doc.transact(() => {
    let at: Y.XmlFragment = doc.getXmlFragment(field)
    for (let i = 0; i < deep; i++) {
      const quote = new Y.XmlElement('blockquote')
      at.insert(0, [quote])
      at = quote
    }
  })
  return doc
}

describe('an update', () => {
  test('as deep as a text can be is ours, and one that would end the recursion of its readers is not', () => {
    expect(isOurUpdate(Y.encodeStateAsUpdate(quotes(30)))).toBe(true)
    const deep = quotes(8000)
    expect(() => contentOf(deep)).toThrow(RangeError)
    expect(isOurUpdate(Y.encodeStateAsUpdate(deep))).toBe(false)
  })

  test('of long typing at the front and at the end is ours', () => {
    const doc = new Y.Doc()
    const tree = doc.getXmlFragment(field)
    for (let i = 0; i < 3000; i++) {
      const paragraph = new Y.XmlElement('paragraph')
      paragraph.insert(0, [new Y.XmlText(`ketikan ${i}`)])
      if (i % 2 === 0) tree.insert(0, [paragraph])
      else tree.push([paragraph])
      if (i % 5 === 0) tree.delete(Math.floor(tree.length / 2), 1)
    }
    expect(isOurUpdate(Y.encodeStateAsUpdate(doc))).toBe(true)
  })

  test.each([
    [
      'parts that stand in themselves',
      (doc: Y.Doc) => {
        const [item] = doc.store.clients.get(doc.clientID) ?? []
        ;(item as Y.Item).parent = Y.createID(doc.clientID, 0) as never
      },
    ],
    [
      'two parts that stand in each other',
      (doc: Y.Doc) => {
        const [first, second] = (doc.store.clients.get(doc.clientID) ?? []) as Y.Item[]
        if (first && second) first.parent = second.content instanceof Y.ContentType ? second.content.type : null
      },
    ],
  ])('with %s is not ours', (_what, spoil) => {
    const doc = quotes(2)
    spoil(doc)
    expect(isOurUpdate(Y.encodeStateAsUpdate(doc))).toBe(false)
  })
})

describe('a document', () => {
  test('that grows deep over many updates says who did it before anybody is ended by it', () => {
    const doc = new Y.Doc()
    const cut: unknown[] = []
    watchDepth(doc, origin => cut.push(origin))
    const client = new Y.Doc()
    let at: Y.XmlFragment = client.getXmlFragment(field)
    for (let message = 0; message < 100 && cut.length === 0; message++) {
      const before = Y.encodeStateVector(client)
      client.transact(() => {
        for (let i = 0; i < 20; i++) {
          const quote = new Y.XmlElement('blockquote')
          at.insert(0, [quote])
          at = quote
        }
      })
      const update = Y.encodeStateAsUpdate(client, before)
      expect(isOurUpdate(update)).toBe(true)
      Y.applyUpdate(doc, update, 'a hostile client')
    }
    expect(cut).toEqual(['a hostile client'])
    expect(() => contentOf(doc)).toThrow('too long')
    changeTo(doc, { type: 'doc', content: [] })
    expect(contentOf(doc)).toMatchObject({ content: [{ type: 'paragraph' }] })
  })

  test('keeps no heap of parts that it cannot place, and takes what comes in order', () => {
    const doc = new Y.Doc()
    const cut: unknown[] = []
    watchDepth(doc, origin => cut.push(origin))
    const client = new Y.Doc()
    const line = new Y.XmlText()
    client.getXmlFragment(field).push([line])
    const missing = Y.encodeStateVector(client)
    for (let i = 0; i < 20; i++) line.insert(line.length, 'x'.repeat(5000))
    const later = Y.encodeStateAsUpdate(client, missing)
    expect(isOurUpdate(later)).toBe(true)
    Y.applyUpdate(doc, later, 'a hostile client')
    expect(cut).toEqual(['a hostile client'])
    expect(Y.encodeStateAsUpdate(doc).byteLength).toBeLessThan(100)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(client), 'a client')
    expect(doc.getXmlFragment(field).toString()).toHaveLength(100_000)
    expect(cut).toHaveLength(1)
  })
})
