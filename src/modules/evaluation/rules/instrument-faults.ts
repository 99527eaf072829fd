import { type DecimalFault, decimal, formatDecimal } from '#kit/decimal.ts'
import type { InstrumentFault } from './check-instrument.ts'

type Language = 'id' | 'en'

const LANGUAGE = { id: { id: 'Indonesia', en: 'Inggris' }, en: { id: 'Indonesian', en: 'English' } } as const

const TYPES: Record<string, Record<Language, string>> = {
  string: { id: 'teks', en: 'text' },
  number: { id: 'bilangan', en: 'a number' },
  int: { id: 'bilangan bulat', en: 'a whole number' },
  boolean: { id: 'ya/tidak', en: 'true or false' },
  array: { id: 'daftar', en: 'a list' },
  object: { id: 'objek', en: 'an object' },
  null: { id: 'kosong (null)', en: 'null' },
}

const DECIMAL_FAULTS: Record<DecimalFault, Record<Language, string>> = {
  'not-text': {
    id: 'bilangan harus ditulis sebagai teks bertanda kutip',
    en: 'a number must be written as quoted text',
  },
  empty: { id: 'kosong', en: 'it is empty' },
  space: { id: 'memuat spasi', en: 'it contains a space' },
  comma: { id: 'memakai koma; pakailah titik', en: 'it uses a comma; use a point' },
  'plus-sign': { id: 'memakai tanda tambah', en: 'it carries a plus sign' },
  exponent: { id: 'memakai pangkat', en: 'it uses an exponent' },
  'bare-point': { id: 'tidak ada angka di sebelah titik', en: 'a digit is missing beside the point' },
  'leading-zero': { id: 'diawali nol yang tidak perlu', en: 'it starts with a needless zero' },
  'too-long': { id: 'terlalu panjang', en: 'it is too long' },
  'not-a-number': { id: 'bukan bilangan', en: 'it is not a number' },
}

/** Why a text is no decimal, as the end of a sentence: "memakai koma; pakailah titik". */
export function decimalFaultPhrase(reason: DecimalFault, language: Language): string {
  return DECIMAL_FAULTS[reason][language]
}

/** One sentence that names what is wrong with an instrument file and where. */
export function faultSentence(fault: InstrumentFault, language: Language): string {
  const inId = language === 'id'
  const at = fault.path === '' ? (inId ? 'berkas instrumen' : 'the instrument file') : fault.path
  const say = (id: string, en: string): string => (inId ? id : en)
  switch (fault.code) {
    case 'missing':
      return say(`Isian “${at}” tidak ada.`, `“${at}” is missing.`)
    case 'missing-text': {
      const name = LANGUAGE[language][fault.language]
      return say(
        `Teks bahasa ${name} pada “${at}” tidak ada atau kosong.`,
        `The ${name} text at “${at}” is missing or empty.`,
      )
    }
    case 'empty-text':
      return say(`Teks pada “${at}” kosong.`, `The text at “${at}” is empty.`)
    case 'wrong-type': {
      const expected = TYPES[fault.expected]?.[language] ?? fault.expected
      const got = TYPES[fault.got]?.[language] ?? fault.got
      return say(`“${at}” harus ${expected}, bukan ${got}.`, `“${at}” must be ${expected}, not ${got}.`)
    }
    case 'unknown-key':
      return say(`Isian “${fault.key}” pada “${at}” tidak dikenal.`, `“${fault.key}” in “${at}” is not known.`)
    case 'not-listed': {
      const list = fault.allowed.join(', ')
      return say(
        `“${fault.got}” pada “${at}” tidak ada dalam daftar: ${list}.`,
        `“${fault.got}” at “${at}” is not one of: ${list}.`,
      )
    }
    case 'rounding-unknown': {
      const list = fault.allowed.join(', ')
      return say(
        `Aturan pembulatan “${fault.got}” tidak dikenal; yang dikenal: ${list}.`,
        `The rounding rule “${fault.got}” is not known; known are: ${list}.`,
      )
    }
    case 'malformed':
      return say(`“${fault.got}” pada “${at}” tidak berbentuk benar.`, `“${fault.got}” at “${at}” is not well-formed.`)
    case 'empty-list':
      return say(`Daftar “${at}” kosong.`, `The list “${at}” is empty.`)
    case 'out-of-range':
      return say(
        `Bilangan ${fault.got} pada “${at}” di luar batas.`,
        `The number ${fault.got} at “${at}” is out of range.`,
      )
    case 'malformed-weight': {
      const why = decimalFaultPhrase(fault.reason, language)
      return say(
        `Bobot “${fault.got}” pada “${at}” bukan bilangan desimal: ${why}.`,
        `The weight “${fault.got}” at “${at}” is no decimal: ${why}.`,
      )
    }
    case 'weight-range':
      return say(
        `Bobot ${fault.got} pada “${at}” harus lebih dari 0 dan paling besar 1.`,
        `The weight ${fault.got} at “${at}” must be above 0 and at most 1.`,
      )
    case 'weight-sum': {
      const total = formatDecimal(decimal(fault.sum), language)
      return say(
        `Jumlah bobot semua dimensi ${total}, harus tepat 1.`,
        `The weights sum to ${total}; they must sum to exactly 1.`,
      )
    }
    case 'scale-order':
      return say(
        `Skala tidak masuk akal: nilai terendah ${fault.min} tidak di bawah nilai tertinggi ${fault.max}.`,
        `The scale makes no sense: its lowest value ${fault.min} is not below its highest ${fault.max}.`,
      )
    case 'scale-step':
      return say(
        `Langkah nilai ${fault.step} tidak membagi habis skala ${fault.min}–${fault.max}.`,
        `The step ${fault.step} does not divide the scale ${fault.min}–${fault.max}.`,
      )
    case 'duplicate-id':
      return say(
        `Kode pertanyaan “${fault.got}” dipakai dua kali: “${fault.first}” dan “${at}”.`,
        `The question id “${fault.got}” is used twice: “${fault.first}” and “${at}”.`,
      )
    case 'duplicate-code':
      return say(
        `Kode “${fault.got}” dipakai dua kali: “${fault.first}” dan “${at}”.`,
        `The code “${fault.got}” is used twice: “${fault.first}” and “${at}”.`,
      )
    case 'dimension-without-questions':
      return say(
        `Dimensi “${fault.dimension}” tidak berpertanyaan, padahal dimensi lain berpertanyaan.`,
        `The dimension “${fault.dimension}” has no questions while others have.`,
      )
  }
}
