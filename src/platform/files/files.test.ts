import { createHash } from 'node:crypto'
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { type BarePlatform, barePlatform } from '../../../test/support/bare.ts'
import { isDiskFull } from './disk-full.ts'
import { mediaTypeOf, plainName, type StoredFile } from './files.ts'

let platform: BarePlatform

beforeAll(async () => {
  platform = await barePlatform()
})

const bytesOf = (text: string) => new TextEncoder().encode(text)
const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
)

const save = (name: string, bytes: Uint8Array, text?: 'text/csv' | 'text/plain'): Promise<StoredFile> =>
  platform.db.transact({ accountId: 'account-1' }, async tx => {
    await audit(tx, { event: 'house.tested', subject: { kind: 'test', id: 'file' } })
    return await platform.files.save(
      tx,
      { name, bytes, ...(text ? { text } : {}) },
      { accountId: 'account-1', regionCode: '73.24' },
    )
  })

const pathOf = (file: StoredFile) => join(platform.config.varFolder, 'files', file.sha256.slice(0, 2), file.sha256)

describe('a stored file', () => {
  test('comes back byte for byte, with its size and SHA-256', async () => {
    const bytes = bytesOf('kode,nama\n73.24,Luwu Timur\n')
    const file = await save('hasil.csv', bytes, 'text/csv')
    expect(file).toMatchObject({
      name: 'hasil.csv',
      mediaType: 'text/csv',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    const read = await platform.files.read(platform.db.sql, file.id)
    expect(Buffer.from(read.bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(read.file).toEqual(file)
    const [row] = await platform.ask('select account_id, region_code from files.file where id = $1', [file.id])
    expect(row).toEqual({ account_id: 'account-1', region_code: '73.24' })
  })

  test('of the same content is kept once on disk and twice as a row', async () => {
    const one = await save('a.txt', bytesOf('same'), 'text/plain')
    const two = await save('b.txt', bytesOf('same'), 'text/plain')
    expect(one.id).not.toBe(two.id)
    expect(await readdir(join(pathOf(one), '..'))).toEqual([one.sha256])
  })

  test('is readable by its owner alone', async () => {
    const file = await save('private.txt', bytesOf('private'), 'text/plain')
    const { mode } = await (await import('node:fs/promises')).stat(pathOf(file))
    expect(mode & 0o077).toBe(0)
  })

  test('of a transaction that is rolled back has no row', async () => {
    const write = platform.db.transact({ accountId: undefined }, async tx => {
      await platform.files.save(tx, { name: 'undone.txt', bytes: bytesOf('undone') }, { accountId: undefined })
      throw new Error('no')
    })
    await expect(write).rejects.toThrow('no')
    expect(await platform.ask("select 1 from files.file where name = 'undone.txt'")).toEqual([])
  })

  test('that vanished is told by its name, with what to do', async () => {
    const file = await save('hilang.txt', bytesOf('soon gone'), 'text/plain')
    await rm(pathOf(file))
    const refusal = await platform.files.read(platform.db.sql, file.id).catch((e: unknown) => e)
    expect((refusal as Problem).code).toBe('unavailable')
    expect((refusal as Problem).sentence.id).toContain('hilang.txt hilang atau berubah')
  })

  test('that was changed or cut off on disk is never given out', async () => {
    const file = await save('utuh.txt', bytesOf('the whole text'), 'text/plain')
    for (const other of ['the whole tex', 'the whole texT', '']) {
      await writeFile(pathOf(file), other)
      await expect(platform.files.read(platform.db.sql, file.id)).rejects.toThrow('vanished or changed')
    }
    // Stored again, it is whole again.
    await save('utuh.txt', bytesOf('the whole text'), 'text/plain')
    const { bytes } = await platform.files.read(platform.db.sql, file.id)
    expect(new TextDecoder().decode(bytes)).toBe('the whole text')
  })

  test('that does not exist, or whose id is no id, is not found', async () => {
    for (const id of ['00000000-0000-4000-8000-000000000000', 'x', '../../etc/passwd', '']) {
      const refusal = await platform.files.read(platform.db.sql, id).catch((e: unknown) => e)
      expect((refusal as Problem).status).toBe(404)
    }
  })

  test('leaves no half-written file behind when it cannot be written', async () => {
    const bytes = bytesOf('cannot be written')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const folder = join(platform.config.varFolder, 'files')
    // A file stands where the folder must be.
    await save('first.txt', bytesOf('makes the folder'), 'text/plain')
    await rm(join(folder, sha256.slice(0, 2)), { recursive: true, force: true })
    await writeFile(join(folder, sha256.slice(0, 2)), '')
    await expect(save('nowhere.txt', bytes)).rejects.toThrow()
    expect(await platform.ask("select 1 from files.file where name = 'nowhere.txt'")).toEqual([])
    await rm(join(folder, sha256.slice(0, 2)))
    await chmod(folder, 0o755)
  })
})

describe('the media type is read from the content', () => {
  const types: [string, Uint8Array, string][] = [
    ['a picture', png, 'image/png'],
    ['a PDF', bytesOf('%PDF-1.7\n1 0 obj\n'), 'application/pdf'],
    ['a gzip', new Uint8Array(gzipSync('x')), 'application/gzip'],
    ['HTML', bytesOf('<!DOCTYPE html><html><body>x'), 'text/html'],
    ['HTML after white space and comments', bytesOf('\uFEFF\n <!-- kode,nama -->\n<TABLE><tr>'), 'text/html'],
    ['HTML that is only a script', bytesOf('<script>alert(1)</script>'), 'text/html'],
    ['SVG', bytesOf('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'image/svg+xml'],
    ['SVG with its prologue', bytesOf('<?xml version="1.0"?>\n<!-- x --><svg/>'), 'image/svg+xml'],
    ['other XML', bytesOf('<?xml version="1.0"?><data/>'), 'application/xml'],
    ['binary of no kind', Uint8Array.from([1, 2, 0, 3, 0, 4]), 'application/octet-stream'],
    ['rows of text', bytesOf('kode;nama\n1;<b>tebal</b>\n'), 'text/csv'],
    ['nothing', new Uint8Array(), 'text/csv'],
    ['a word that begins like a tag', bytesOf('<program>,2\n'), 'text/csv'],
  ]
  test.each(types)('%s', async (_what, bytes, type) => {
    expect(await mediaTypeOf(bytes, 'text/csv')).toBe(type)
  })

  test('never from the name: HTML named .csv is stored as HTML', async () => {
    const file = await save('hasil.csv', bytesOf('<html><script>1</script></html>'), 'text/csv')
    expect(file.mediaType).toBe('text/html')
  })
})

describe('names', () => {
  const names: [string, string][] = [
    ['../../etc/passwd', '.._.._etc_passwd'],
    ['C:\\kantor\\hasil.xlsx', 'C:_kantor_hasil.xlsx'],
    ['a\u0000b\nc\r\td', 'a_b_c__d'],
    ['gaji\u202Efdp.exe', 'gajifdp.exe'],
    ['\ud800lone', '_lone'],
    ['  ', 'berkas'],
    ['', 'berkas'],
    ['laporan 2023 – akhir.pdf', 'laporan 2023 – akhir.pdf'],
  ]
  test.each(names)('%j is shown as %j', (name, shown) => {
    expect(plainName(name)).toBe(shown)
  })

  test('a long name keeps its ending and never splits a character', () => {
    const name = plainName(`${'😀'.repeat(400)}.pdf`)
    expect(Array.from(name)).toHaveLength(200)
    expect(name.endsWith('😀.pdf')).toBe(true)
    expect(name.isWellFormed()).toBe(true)
  })

  test('a hostile name is stored and read without leaving the folder', async () => {
    const file = await save('../../../tmp/x\u0000.txt', bytesOf('contained'), 'text/plain')
    expect(file.name).toBe('.._.._.._tmp_x_.txt')
    expect(await readFile(pathOf(file), 'utf8')).toBe('contained')
  })
})

test('a full disk is known by code, by PostgreSQL’s code, by words and through causes', () => {
  const full = [
    Object.assign(new Error('x'), { code: 'ENOSPC' }),
    Object.assign(new Error('x'), { code: 'EDQUOT' }),
    Object.assign(new Error('x'), { code: '53100' }),
    new Error('could not extend file "base/1": No space left on device'),
    new Error('outer', { cause: new Error('inner', { cause: { code: 'ENOSPC' } }) }),
  ]
  for (const error of full) expect(isDiskFull(error)).toBe(true)
  for (const error of [undefined, null, 'text', new Error('x'), { code: '23505' }])
    expect(isDiskFull(error)).toBe(false)
})
