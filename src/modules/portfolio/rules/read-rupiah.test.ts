import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatRupiah } from '#kit/format.ts'
import { LEAST_LIKELY_RUPIAH, MOST_RUPIAH } from '../model.ts'
import { readRupiah } from './read-rupiah.ts'

const sentence = (typed: string) => {
  const read = readRupiah(typed)
  return read.ok ? `read as ${read.value}` : read.sentence.id
}

describe('an amount of money', () => {
  it.each([
    ['875000000', 875_000_000n],
    ['875.000.000', 875_000_000n],
    ['875,000,000', 875_000_000n],
    ['Rp 875.000.000', 875_000_000n],
    ['Rp875.000.000,00', 875_000_000n],
    ['0', 0n],
    ['1.500.000.000.000', 1_500_000_000_000n],
  ])('%s is read', (typed, value) => expect(readRupiah(typed)).toEqual({ ok: true, value }))

  it('that is empty is not there, and not 0', () => {
    expect(readRupiah('  ')).toEqual({ ok: true, value: undefined })
    expect(readRupiah(undefined)).toEqual({ ok: true, value: undefined })
  })

  it('of 1,5 trillion typed as 1,5 is refused with what to type', () => {
    for (const typed of ['1,5', '1.5', '1500', '1,5 T']) expect(sentence(typed)).toMatch(/rupiah penuh/)
  })

  it('that is negative or no number is refused by name', () => {
    expect(sentence('-5000000')).toMatch(/minus/)
    expect(sentence('(5.000.000)')).toMatch(/minus/)
    expect(sentence('lima juta')).toMatch(/bukan jumlah uang/)
    expect(sentence('99999999999999999999')).toMatch(/triliun/)
  })

  it('comes back from what we print', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: LEAST_LIKELY_RUPIAH, max: MOST_RUPIAH }), amount => {
        for (const lang of ['id', 'en'] as const) {
          expect(readRupiah(formatRupiah(amount, lang))).toEqual({ ok: true, value: amount })
        }
      }),
    )
  })
})
