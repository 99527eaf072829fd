import type { Sentence } from '#kit/problem.ts'
import { LEAST_LIKELY_RUPIAH, MOST_RUPIAH } from '../model.ts'

export type ReadRupiah = { ok: true; value: bigint | undefined } | { ok: false; sentence: Sentence }

const refuse = (id: string, en: string): ReadRupiah => ({ ok: false, sentence: { id, en } })
const example = 'Tulis rupiah penuh, misalnya 1.500.000.000.'
const exampleEn = 'Write whole rupiah, for example 1,500,000,000.'

/**
 * An amount as people type it: "875000000", "Rp 875.000.000" or "875,000,000". Empty is undefined, never 0. Refused with a
 * sentence: fractions and amounts below Rp 100.000, which are thousands, millions or trillions in disguise ("1,5"), minus
 * signs, words, and more than fifteen digits.
 */
export function readRupiah(typed: string | undefined): ReadRupiah {
  const text = (typed ?? '').replace(/\u00a0/g, ' ').trim()
  if (text === '') return { ok: true, value: undefined }
  const bare = text
    .replace(/^rp\.?\s*/i, '')
    .replace(/,00$|\.00$/, '')
    .trim()
  if (/^[-−(]/.test(bare)) {
    return refuse(`Uang tidak boleh minus: ${text}. ${example}`, `Money cannot be negative: ${text}. ${exampleEn}`)
  }
  const plain = /^\d+$/.test(bare)
  const grouped = /^\d{1,3}(\.\d{3})+$/.test(bare) || /^\d{1,3}(,\d{3})+$/.test(bare) || /^\d{1,3}( \d{3})+$/.test(bare)
  if (!plain && !grouped) {
    return /^\d+[.,]\d+$/.test(bare)
      ? refuse(
          `${text} tampak ditulis dalam juta, miliar atau triliun. ${example}`,
          `${text} seems to be written in millions, billions or trillions. ${exampleEn}`,
        )
      : refuse(
          `“${text.slice(0, 40)}” bukan jumlah uang. ${example}`,
          `“${text.slice(0, 40)}” is no amount. ${exampleEn}`,
        )
  }
  const digits = bare.replace(/[., ]/g, '')
  if (digits.length > 30 || BigInt(digits) > MOST_RUPIAH) {
    return refuse(
      `${text.slice(0, 40)} lebih dari Rp 999 triliun. Periksa jumlah nolnya.`,
      `${text.slice(0, 40)} is more than Rp 999 trillion. Check the number of zeros.`,
    )
  }
  const value = BigInt(digits)
  if (value > 0n && value < LEAST_LIKELY_RUPIAH) {
    return refuse(
      `${text} rupiah terlalu kecil untuk anggaran; tampaknya ditulis dalam ribu, juta atau miliar. ${example}`,
      `${text} rupiah is too little for a budget; it seems to be written in thousands, millions or billions. ${exampleEn}`,
    )
  }
  return { ok: true, value }
}
