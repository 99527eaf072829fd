import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ancestorsOf, isRegionCode, isWithin, kindOf, levelOf, parentOf, readCode } from './region-code.ts'

const two = fc.integer({ min: 11, max: 99 }).map(String)
const village = fc.tuple(fc.constantFrom('1', '2', '3'), fc.integer({ min: 1, max: 999 }))
const anyCode = fc
  .tuple(two, two, two, village, fc.integer({ min: 1, max: 4 }))
  .map(([a, b, c, [kind, n], level]) => [a, b, c, kind + String(n).padStart(3, '0')].slice(0, level).join('.'))

describe('a region code', () => {
  test('has as many parts as its level, and a parent of one level less', () => {
    fc.assert(
      fc.property(anyCode, code => {
        expect(isRegionCode(code)).toBe(true)
        expect(levelOf(code)).toBe(code.split('.').length)
        const parent = parentOf(code)
        expect(parent === undefined).toBe(levelOf(code) === 1)
        if (parent !== undefined) {
          expect(levelOf(parent)).toBe(levelOf(code) - 1)
          expect(ancestorsOf(code)).toEqual([...ancestorsOf(parent), parent])
          expect(isWithin(code, parent)).toBe(true)
          expect(isWithin(parent, code)).toBe(false)
        }
      }),
    )
  })

  test('is read with dots, spaces, hyphens or nothing between its parts', () => {
    fc.assert(
      fc.property(anyCode, fc.constantFrom('', ' ', '.', '-', ' . '), (code, between) => {
        expect(readCode(` ${code.replaceAll('.', between)} `)).toBe(code)
        expect(readCode(`${code}.`)).toBe(code)
      }),
    )
  })

  test.each(['', 'malili', '73.24 malili', '12345678901', '７３', '7e3', '-'])('is not read from %j', typed => {
    expect(readCode(typed)).toBeUndefined()
  })

  test.each([
    ['73', 'provinsi'],
    ['73.24', 'kabupaten'],
    ['73.71', 'kota'],
    ['31.01', 'kabupaten'],
    ['73.24.04', 'kecamatan'],
    ['91.03.01', 'distrik'],
    ['73.24.04.1003', 'kelurahan'],
    ['73.24.04.2001', 'desa'],
    ['91.03.01.3001', 'desa adat'],
  ])('%s is a %s', (code, kind) => {
    expect(kindOf(code)).toBe(kind)
  })

  test('of a village that begins with none of 1, 2, 3 has no kind', () => {
    expect(() => kindOf('73.24.04.4001')).toThrow(RangeError)
  })

  test.each(['7', '73.2', '73.24.', '73.24.4', '73.24.04.100', '73.24.04.1003.1', '7 3', '73.24\n'])(
    '%j is not one',
    text => {
      expect(isRegionCode(text)).toBe(false)
      expect(() => levelOf(text)).toThrow(RangeError)
    },
  )
})
