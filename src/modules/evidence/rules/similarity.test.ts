import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearBits } from '../model.ts'
import { distance, greyHeight, greyWidth, imageHash, leastWords, textHash, wordsOf } from './similarity.ts'

const word = fc.stringMatching(/^[a-z]{2,9}$/)
const longText = fc.array(word, { minLength: 400, maxLength: 600 })
const bits = fc.array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 }).map(list => list.join(''))
const grey = fc.array(fc.integer({ min: 0, max: 255 }), {
  minLength: greyWidth * greyHeight,
  maxLength: greyWidth * greyHeight,
})

describe('the distance of two hashes', () => {
  test('is that of a metric: zero for itself, the same both ways, never longer by a detour', () => {
    fc.assert(
      fc.property(bits, bits, bits, (a, b, c) => {
        expect(distance(a, a)).toBe(0)
        expect(distance(a, b)).toBe(distance(b, a))
        expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c))
      }),
    )
  })
})

describe('the hash of a text', () => {
  test('does not see capitals, accents, punctuation and line breaks', () => {
    fc.assert(
      fc.property(longText, words => {
        const plain = textHash(words.join(' '))
        expect(plain).toMatch(/^[01]{64}$/)
        expect(textHash(words.join(',\n').toUpperCase())).toBe(plain)
      }),
      { numRuns: 30 },
    )
    expect(wordsOf('Désa Wéwangriu, 2023')).toEqual(['desa', 'wewangriu', '2023'])
  })

  test('stays near when one word of a long text changes', () => {
    fc.assert(
      fc.property(longText, fc.nat(399), (words, at) => {
        const changed = words.with(at, 'lain')
        const [a = '', b = ''] = [textHash(words.join(' ')), textHash(changed.join(' '))]
        expect(distance(a, b)).toBeLessThanOrEqual(nearBits.text + 6)
      }),
      { numRuns: 50 },
    )
  })

  test('is far between texts that share no words', () => {
    fc.assert(
      fc.property(longText, longText, (one, two) => {
        const [a = '', b = ''] = [textHash(one.map(w => `a${w}`).join(' ')), textHash(two.map(w => `z${w}`).join(' '))]
        expect(distance(a, b)).toBeGreaterThan(nearBits.text)
      }),
      { numRuns: 50 },
    )
  })

  test('is not given for a text too short to be told from others', () => {
    const few = Array.from({ length: leastWords - 1 }, (_, at) => `kata${at}`)
    expect(textHash(few.join(' '))).toBeUndefined()
    expect(textHash([...few, 'cukup'].join(' '))).toBeDefined()
  })

  test('follows the published definitions of FNV-1a and fmix32 through one run of words', () => {
    // A text that repeats one word has one distinct run, so the hash of the text is the hash of that run.
    const mask = 0xffffffffn
    const fnv = [...'a a a'].reduce(
      (hash, sign) => ((hash ^ BigInt(sign.charCodeAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn,
      0xcbf29ce484222325n,
    )
    const fmix = (bits: bigint) => {
      const first = ((bits ^ (bits >> 16n)) * 0x85ebca6bn) & mask
      const second = ((first ^ (first >> 13n)) * 0xc2b2ae35n) & mask
      return second ^ (second >> 16n)
    }
    const low = fmix((fnv & mask) ^ (fnv >> 32n))
    const high = fmix(((fnv >> 32n) + low) & mask)
    expect(textHash('a '.repeat(40))).toBe(((high << 32n) | low).toString(2).padStart(64, '0'))
  })
})

describe('the hash of a picture', () => {
  test('does not see a picture that is evenly brighter', () => {
    fc.assert(
      fc.property(grey, fc.integer({ min: 1, max: 40 }), (points, more) => {
        const darker = points.map(point => Math.min(point, 255 - more))
        fc.pre(Math.max(...darker) - Math.min(...darker) >= 16)
        expect(imageHash(darker.map(point => point + more))).toBe(imageHash(darker))
      }),
    )
  })

  test('changes at most two bits for each point that changes', () => {
    fc.assert(
      fc.property(grey, fc.nat(greyWidth * greyHeight - 1), fc.nat(255), (points, at, value) => {
        const [a, b] = [imageHash(points), imageHash(points.with(at, value))]
        fc.pre(a !== undefined && b !== undefined)
        expect(distance(a ?? '', b ?? '')).toBeLessThanOrEqual(2)
      }),
    )
  })

  test('is not given for a picture that shows next to nothing', () => {
    expect(imageHash(Array.from({ length: 72 }, () => 200))).toBeUndefined()
    expect(() => imageHash([1, 2, 3])).toThrow(RangeError)
  })
})
