import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RichDoc } from '#kit/rich-text.ts'
import { audit } from '#platform/audit/audit.ts'
import { countStatements, type Tx } from '#platform/db/database.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { region, regionWithPeople } from './people.fixture.ts'
import {
  createText,
  createTexts,
  findText,
  findVersion,
  type How,
  listVersions,
  readTexts,
  replaceText,
  storeText,
} from './texts.ts'

let platform: BarePlatform
let one: string
let two: string
let now = new Date('2026-03-02T02:00:00Z')

beforeAll(async () => {
  platform = await barePlatform({}, { clock: { now: () => now } })
  ;[one = '', two = ''] = await regionWithPeople(platform)
})

beforeEach(() => {
  now = new Date('2026-03-02T02:00:00Z')
})

const say = (...lines: string[]): RichDoc => ({
  type: 'doc',
  content: lines.map(text => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})
const nothing: RichDoc = { type: 'doc', content: [{ type: 'paragraph' }] }

const writing = <T>(work: (tx: Tx) => Promise<T>) =>
  platform.db.transact({ accountId: one }, async tx => {
    const value = await work(tx)
    await audit(tx, { event: 'test.done', subject: { kind: 'test', id: '1' } })
    return value
  })

const written = (content: RichDoc) => writing(tx => createText(tx, { regionCode: region, kind: 'minutes', content }))
const read = async (id: string) => (await readTexts(platform.db.sql, region, [id])).get(id)
const replace = (
  id: string,
  version: number,
  content: RichDoc,
  more: { empty?: boolean; how?: 'form' | 'restored' } = {},
) =>
  replaceText(
    platform,
    { regionCode: region, textId: id, version, content, how: 'form', accountId: one, ...more },
    { accountId: one },
  )
const history = (id: string) => listVersions(platform.db.sql, region, id, { limit: 20 })

describe('new texts', () => {
  test('are stored as one set, with a first version of those that say something', async () => {
    const many = Array.from({ length: 40 }, (_, i) => ({
      regionCode: region,
      kind: 'section-text',
      ...(i % 2 ? { content: say(`bagian ${i}`) } : {}),
    }))
    const { value: ids, statements } = await countStatements(() => writing(tx => createTexts(tx, many)))
    expect(statements).toBe(6)
    const { value: texts, statements: reads } = await countStatements(() => readTexts(platform.db.sql, region, ids))
    expect(reads).toBe(1)
    expect(ids.map(id => texts.get(id)?.plain)).toEqual(many.map((_, i) => (i % 2 ? `bagian ${i}` : '')))
    expect(texts.get(ids[1] ?? '')).toMatchObject({ words: 2, version: 1, kind: 'section-text', changedBy: one })
    expect(await history(ids[0] ?? '')).toEqual([])
    expect(await history(ids[1] ?? '')).toMatchObject([{ version: 1, how: 'seed', accountIds: [one] }])
  })

  test('of another region are not read', async () => {
    const id = await written(say('milik Luwu Timur'))
    expect((await readTexts(platform.db.sql, '73.22', [id])).size).toBe(0)
    expect(await findVersion(platform.db.sql, '73.22', id, 1)).toBeUndefined()
    expect(await listVersions(platform.db.sql, '73.22', id, { limit: 5 })).toEqual([])
  })
})

describe('a text that is replaced', () => {
  test('keeps every version, which can be read again', async () => {
    const id = await written(say('pertama'))
    const second = await replace(id, 1, say('kedua kali'))
    expect(second).toMatchObject({ version: 2, plain: 'kedua kali', words: 2 })
    await replace(id, 2, say('pertama'), { how: 'restored' })
    expect((await history(id)).map(({ version, plain, how }) => [version, plain, how])).toEqual([
      [3, 'pertama', 'restored'],
      [2, 'kedua kali', 'form'],
      [1, 'pertama', 'seed'],
    ])
    expect((await findVersion(platform.db.sql, region, id, 2))?.content).toEqual(say('kedua kali'))
    expect((await listVersions(platform.db.sql, region, id, { limit: 1, before: 3 }))[0]?.version).toBe(2)
  })

  test('is refused when somebody was faster, and of many at once one wins', async () => {
    const id = await written(say('awal'))
    const tries = await Promise.allSettled([1, 2, 3, 4, 5].map(i => replace(id, 1, say(`tulisan ${i}`))))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'changed-meanwhile' })
    expect(await history(id)).toHaveLength(2)
  })

  test('is not stored when what goes with it fails', async () => {
    const id = await written(say('awal'))
    const fails = replaceText(
      platform,
      { regionCode: region, textId: id, version: 1, content: say('baru'), how: 'form', accountId: one },
      { accountId: one },
      () => Promise.reject(new Error('locked')),
    )
    await expect(fails).rejects.toThrow('locked')
    expect(await read(id)).toMatchObject({ plain: 'awal', version: 1 })
  })

  test('of another region, or that is not there, is not found', async () => {
    const id = await written(say('awal'))
    const elsewhere = {
      regionCode: '73.22',
      textId: id,
      version: 1,
      content: say('x'),
      how: 'form' as const,
      accountId: one,
    }
    await expect(replaceText(platform, elsewhere, { accountId: one })).rejects.toMatchObject({ code: 'not-found' })
    expect((await read(id))?.plain).toBe('awal')
  })

  test('with nodes that are not ours is refused before anything is asked', async () => {
    const id = await written(say('awal'))
    const bad = { type: 'doc', content: [{ type: 'iframe' }] } as unknown as RichDoc
    await expect(replace(id, 1, bad)).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('a written text never becomes empty', () => {
  test('by a form that came empty', async () => {
    const id = await written(say('sudah ditulis'))
    for (const content of [nothing, { type: 'doc', content: [] } as RichDoc, say('   ')])
      await expect(replace(id, 1, content)).rejects.toMatchObject({ code: 'conflict' })
    expect(await read(id)).toMatchObject({ plain: 'sudah ditulis', version: 1 })
  })

  test('unless somebody said so; the history keeps what there was', async () => {
    const id = await written(say('sudah ditulis'))
    expect(await replace(id, 1, nothing, { empty: true })).toMatchObject({ plain: '', version: 2, words: 0 })
    expect((await history(id)).map(({ how, plain }) => [how, plain])).toEqual([
      ['emptied', ''],
      ['seed', 'sudah ditulis'],
    ])
  })

  test('by any statement of a faulty program: the database itself refuses', async () => {
    const id = await written(say('sudah ditulis'))
    for (const plain of ['', ' \n\t'])
      await expect(platform.ask('update collab.text set plain = $2 where id = $1', [id, plain])).rejects.toMatchObject({
        code: 'TU001',
      })
    // What one transaction was allowed for one text is not allowed for another, nor afterwards.
    await expect(
      writing(async tx => {
        const [other] = [await createText(tx, { regionCode: region, kind: 'minutes', content: say('lain') })]
        const text = await findText(tx, region, other, true)
        if (text) await storeText(tx, text, { content: nothing, how: 'emptied', accountIds: [one], now })
        const first = await findText(tx, region, id, true)
        if (first) await storeText(tx, first, { content: nothing, how: 'editor', accountIds: [one], now })
      }),
    ).rejects.toMatchObject({ code: 'TU001' })
    expect(await read(id)).toMatchObject({ plain: 'sudah ditulis' })
  })
})

describe('typing', () => {
  const typed = async (id: string, words: string, accountIds: string[], how: How = 'editor') =>
    await writing(async tx => {
      const text = await findText(tx, region, id, true)
      if (!text) throw new Error('no text')
      return await storeText(tx, text, { content: say(words), how, accountIds, now })
    })
  const later = (seconds: number) => (now = new Date(now.getTime() + seconds * 1000))

  test('of one person within ten minutes is one version that grows; after that a new one begins', async () => {
    const id = await written(say('awal'))
    for (let i = 0; i < 5; i++) {
      later(119)
      await typed(id, `ketikan ${i}`, [one])
    }
    expect((await history(id)).map(({ version, plain }) => [version, plain])).toEqual([
      [6, 'ketikan 4'],
      [1, 'awal'],
    ])
    later(300)
    await typed(id, 'kemudian', [one])
    expect((await history(id)).map(({ version }) => version)).toEqual([7, 6, 1])
    expect((await findVersion(platform.db.sql, region, id, 3))?.plain).toBe('ketikan 4')
  })

  test('of several people at once is one version of all of them; who comes later has one of their own', async () => {
    const id = await written(say('awal'))
    await typed(id, 'a', [one])
    later(2)
    await typed(id, 'a b', [two])
    expect((await history(id))[0]?.accountIds.sort()).toEqual([one, two].sort())
    later(90)
    await typed(id, 'a b c', [one])
    expect(await history(id)).toHaveLength(2)
    const other = await written(say('awal'))
    await typed(other, 'satu', [one])
    later(90)
    await typed(other, 'satu dua', [two])
    expect((await history(other)).map(({ accountIds }) => accountIds)).toEqual([[two], [one], [one]])
  })

  test('never grows a version that came by the form', async () => {
    const id = await written(say('awal'))
    await replace(id, 1, say('formulir'))
    await typed(id, 'ketikan', [one])
    expect((await history(id)).map(({ how }) => how)).toEqual(['editor', 'form', 'seed'])
  })
})
