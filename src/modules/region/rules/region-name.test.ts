import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold, properName, searchWords, shortName, sortName } from './region-name.ts'

describe('a name in capitals', () => {
  test.each([
    ['KABUPATEN LUWU TIMUR', 'Kabupaten Luwu Timur'],
    ['KOTA ADM. JAKARTA PUSAT', 'Kota Adm. Jakarta Pusat'],
    ['KABUPATEN PANGKAJENE DAN KEPULAUAN', 'Kabupaten Pangkajene dan Kepulauan'],
    ['DKI JAKARTA', 'DKI Jakarta'],
    ['DI YOGYAKARTA', 'DI Yogyakarta'],
    ['SUKARAJA II', 'Sukaraja II'],
    ['BATHIN XXIV', 'Bathin XXIV'],
    ['KABUPATEN TOLI-TOLI', 'Kabupaten Toli-Toli'],
    ["MA'RANG", "Ma'rang"],
    ['MALILI  TIMUR ', 'Malili Timur'],
    ['DIMA', 'Dima'],
    ['LILI', 'Lili'],
  ])('%s becomes %s', (from, to) => {
    expect(properName(from)).toBe(to)
  })

  test('with a single small letter is left as the source has it', () => {
    expect(properName('RD. PJKa')).toBe('RD. PJKa')
    expect(properName('Kabupaten Pangkajene dan Kepulauan')).toBe('Kabupaten Pangkajene dan Kepulauan')
  })

  test('keeps its letters, only their case changes, and is not changed twice', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z][A-Z' -]{0,30}$/), name => {
        const once = properName(name)
        expect(once.toUpperCase()).toBe(name.trim().replace(/\s+/g, ' '))
        expect(properName(once)).toBe(once)
      }),
    )
  })
})

describe('a short name', () => {
  test.each([
    ['Kabupaten Malang', 'Kab. Malang'],
    ['Kota Malang', 'Kota Malang'],
    ['Kota Administrasi Jakarta Pusat', 'Kota Adm. Jakarta Pusat'],
    ['Kabupaten Administrasi Kepulauan Seribu', 'Kab. Adm. Kepulauan Seribu'],
    ['Daerah Khusus Ibukota Jakarta', 'DKI Jakarta'],
    ['Daerah Istimewa Yogyakarta', 'DI Yogyakarta'],
    ['Kota Baru', 'Kota Baru'],
  ])('of %s is %s', (name, short) => {
    expect(shortName(name)).toBe(short)
  })
})

describe('folding', () => {
  test('leaves small letters, digits and single spaces only, and nothing to fold again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        const folded = fold(text)
        expect(folded).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u)
        expect(fold(folded)).toBe(folded)
      }),
    )
  })

  test.each([
    ["Ma'rang", 'marang'],
    ['Regapu’u', 'regapuu'],
    ['Toli-Toli', 'toli toli'],
    ['100%_', '100'],
    ['  Élan  ', 'elan'],
  ])('%s gives %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })
})

describe('sorting and searching', () => {
  test('a regency sorts by its name without kind, a village named Kota Baru by its whole name', () => {
    expect(sortName('Kabupaten Luwu Timur', 'kabupaten')).toBe('luwu timur')
    expect(sortName('Kota Administrasi Jakarta Pusat', 'kota')).toBe('jakarta pusat')
    expect(sortName('Kota Baru', 'desa')).toBe('kota baru')
    expect(sortName('Daerah Khusus Ibukota Jakarta', 'provinsi')).toBe('jakarta')
    expect(sortName('Daerah Istimewa Yogyakarta', 'provinsi')).toBe('yogyakarta')
  })

  test('the words of a name hold its kind, its short form, former names, and the name as one word', () => {
    expect(searchWords('Kabupaten Luwu Timur', 'kabupaten')).toEqual(['kabupaten', 'luwu', 'timur', 'luwutimur'])
    expect(searchWords('Daerah Khusus Ibukota Jakarta', 'provinsi')).toContain('dki')
    expect(searchWords('Kota Tanjungbalai', 'kota', ['Kota Tanjung Balai'])).toEqual(
      expect.arrayContaining(['tanjungbalai', 'tanjung', 'balai']),
    )
    expect(searchWords('Suka Maju', 'desa')).toEqual(['suka', 'maju'])
  })
})
