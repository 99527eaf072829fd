import { Hono } from 'hono'
import { z } from 'zod'
import { describe, expect, test } from 'vitest'
import { Problem } from '#kit/problem.ts'
import { chooseLanguage } from '#platform/i18n/language.ts'
import { readConfig } from '../../config.ts'
import { addressOf, networkOf } from './address.ts'
import { emptyForm, fieldErrors, parseForm, readForm, shownAgain } from './form.ts'
import { shownPath } from './safety.ts'

function formOf(entries: [string, string | File][]) {
  const data = new FormData()
  for (const [name, value] of entries) data.append(name, value)
  return readForm(data)
}

function refusalOf(work: () => unknown): Problem {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error
  }
  throw new Error('Not refused')
}

describe('a form', () => {
  test('gives text trimmed, and what was typed untouched', () => {
    const form = formOf([['nama', '  Luwu Timur ']])
    expect(form.text('nama')).toBe('Luwu Timur')
    expect({ ...form.values }).toEqual({ nama: ['  Luwu Timur '] })
  })

  test('an empty field is absent, never 0 and never an empty text', () => {
    const form = formOf([
      ['skor', ''],
      ['catatan', '   '],
    ])
    expect(form.text('skor')).toBeUndefined()
    expect(form.text('catatan')).toBeUndefined()
    expect(form.text('tidak-ada')).toBeUndefined()
    expect(form.all('skor')).toEqual([])
    expect(parseForm(form, z.object({ skor: z.string().optional() }))).toEqual({ skor: undefined })
  })

  test('gives all values of a repeated field, and the file that was chosen', async () => {
    const form = formOf([
      ['daerah', '73.24'],
      ['daerah', '73.22'],
      ['berkas', new File(['isi'], 'hasil.csv')],
      ['kosong', new File([], '')],
    ])
    expect(form.all('daerah')).toEqual(['73.24', '73.22'])
    expect(await form.file('berkas')?.text()).toBe('isi')
    expect(form.file('kosong')).toBeUndefined()
  })

  test('names like those of built-in properties are only names', () => {
    const form = formOf([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ['toString', 'z'],
    ])
    expect(form.text('constructor')).toBe('y')
    expect(form.text('toString')).toBe('z')
    expect(form.text('__proto__')).toBe('x')
    expect(form.text('hasOwnProperty')).toBeUndefined()
    expect(emptyForm.text('constructor')).toBeUndefined()
    expect(({} as { x?: string }).x).toBeUndefined()
  })

  test('never shows a password or a code again', () => {
    const form = formOf([
      ['email', 'a@contoh.tudang.invalid'],
      ['kata_sandi', 'rahasia'],
      ['password', 'rahasia'],
      ['kode', '123456'],
    ])
    expect(shownAgain(form)).toEqual({ email: ['a@contoh.tudang.invalid'] })
  })

  test('that does not fit gets one sentence for each field, in both languages', () => {
    const schema = z.object({
      nama: z.string('Isi nama. | Enter a name.'),
      tahun: z.string().regex(/^\d{4}$/, 'Tahun empat angka. | A year of four digits.'),
      lain: z.string(),
    })
    const problem = refusalOf(() => parseForm(formOf([['tahun', 'dua']]), schema))
    expect(problem.status).toBe(422)
    expect(problem.fields).toEqual([
      { field: 'nama', sentence: { id: 'Isi nama.', en: 'Enter a name.' } },
      { field: 'tahun', sentence: { id: 'Tahun empat angka.', en: 'A year of four digits.' } },
      { field: 'lain', sentence: { id: expect.stringContaining('Isi dahulu'), en: expect.any(String) } },
    ])
    expect(problem.sentence.id).toBe('Ada 3 isian yang perlu diperbaiki.')
  })

  test('a field with two faults gets the first sentence only', () => {
    const schema = z.object({ a: z.string().min(5, 'satu | one').regex(/x/, 'dua | two') })
    const { error } = schema.safeParse({ a: 'b' })
    expect(error && fieldErrors(error)).toEqual([{ field: 'a', sentence: { id: 'satu', en: 'one' } }])
  })
})

describe('the language', () => {
  const choices: [string | undefined, string | undefined, string][] = [
    [undefined, undefined, 'id'],
    ['en', 'id', 'en'],
    ['id', 'en-US,en', 'id'],
    [undefined, 'en-US,en;q=0.9', 'en'],
    [undefined, 'en;q=0.8,id;q=0.9', 'id'],
    [undefined, 'id-ID,en;q=0.9', 'id'],
    [undefined, 'ms-MY,en', 'id'],
    [undefined, 'fr,en;q=0.5', 'en'],
    [undefined, 'fr', 'id'],
    [undefined, 'id;q=0,en', 'en'],
    [undefined, '*', 'id'],
    [undefined, ',,,;;;,en;q=x,id;q=0.1', 'id'],
    ['"><script>', 'en', 'en'],
    ['../../etc', undefined, 'id'],
    ['EN', undefined, 'id'],
    ['x'.repeat(50), ';;;===,,,', 'id'],
  ]
  test.each(choices)('cookie %j, browser %j', (cookie, accept, language) => {
    expect(chooseLanguage(cookie, accept)).toBe(language)
  })
})

describe('the address of a visitor', () => {
  async function seen(trust: string, forwarded: string | undefined, socket = '10.0.0.9'): Promise<string> {
    const config = readConfig({ TRUST_PROXY: trust })
    const app = new Hono()
    app.get('/', c => {
      c.set('visit', { platform: { config } } as never)
      return c.text(addressOf(c))
    })
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    const answer = await app.request('/', { headers }, { incoming: { socket: { remoteAddress: socket } } })
    return await answer.text()
  }

  test('is the socket’s, whatever a header says, unless a proxy is trusted', async () => {
    expect(await seen('0', undefined)).toBe('10.0.0.9')
    expect(await seen('0', '1.2.3.4')).toBe('10.0.0.9')
  })

  test('behind one proxy is what that proxy wrote, not what the visitor wrote before it', async () => {
    expect(await seen('1', '6.6.6.6, 1.2.3.4')).toBe('1.2.3.4')
    expect(await seen('2', '6.6.6.6, 1.2.3.4, 10.0.0.1')).toBe('1.2.3.4')
  })

  test('without the header, or with too short a one, is the socket’s', async () => {
    expect(await seen('1', undefined)).toBe('10.0.0.9')
    expect(await seen('2', '1.2.3.4')).toBe('10.0.0.9')
    expect(await seen('1', '')).toBe('10.0.0.9')
    expect(await seen('1', 'x'.repeat(5000))).toBe('10.0.0.9')
  })

  const networks: [string, string][] = [
    ['1.2.3.4', '1.2.3.4'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002:ffff::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ]
  test.each(networks)('%s is counted as %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

test('a path in the log leaves out long random parts and keeps ids', () => {
  expect(shownPath('/undangan/Zx81kLmPq0rStUvWxYz012345')).toBe('/undangan/…')
  expect(shownPath('/pekerjaan/3f2b1c4d-0000-4000-8000-123456789abc')).toBe(
    '/pekerjaan/3f2b1c4d-0000-4000-8000-123456789abc',
  )
  expect(shownPath('/daerah/73.24/evaluasi/2023')).toBe('/daerah/73.24/evaluasi/2023')
})
