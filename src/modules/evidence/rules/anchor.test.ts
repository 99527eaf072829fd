import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOfAnchor } from './anchor.ts'

test('an anchor names the page at which a document opens', () => {
  for (const [anchor, page] of [
    ['hlm. 3–5', 3],
    ['Halaman 12', 12],
    ['hal.7', 7],
    ['p. 9', 9],
    ['4', 4],
  ] as const) {
    expect(pageOfAnchor(anchor), anchor).toBe(page)
  }
})

test('a time, a word or nothing names no page', () => {
  for (const anchor of ['02:15', 'lampiran', '', undefined, '0', 'hlm. 0', '3.5', '123456']) {
    expect(pageOfAnchor(anchor), anchor).toBeUndefined()
  }
})

test('whatever is typed gives a whole page above zero, or none', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const page = pageOfAnchor(text)
      if (page !== undefined) expect(Number.isSafeInteger(page) && page > 0).toBe(true)
    }),
  )
})
