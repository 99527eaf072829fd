import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phrases } from '../../phrases/index.ts'
import type { SheetCell } from '../../model-exchange.ts'
import { STATUS_WORDS, TERM_WORDS } from './lookups.ts'
import { columnOf, dayOfSerial, lettersOf, rangeOf, serialOfDay } from './places.ts'
import { choiceIndex, readChoice, readDay, readMoney, readYear, readYesNo } from './read-cell.ts'

const text = (value: string): SheetCell => ({ kind: 'text', text: value })
const number = (value: string): SheetCell => ({ kind: 'number', text: value })
const days = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map(date => date.toISOString().slice(0, 10))

describe('a day', () => {
  it.each([
    ['2026-12-31', '2026-12-31'],
    ['31/12/2026', '2026-12-31'],
    ['12/31/2026', '2026-12-31'],
    ['05-05-2026', '2026-05-05'],
    ['31 Des 2026', '2026-12-31'],
    ['1 Agustus 2026', '2026-08-01'],
    ['Senin, 5 Januari 2026', '2026-01-05'],
    ['2026-12-31T00:00:00', '2026-12-31'],
  ])('%s is read', (typed, day) => expect(readDay(text(typed))).toEqual({ ok: true, value: day }))

  it.each(['03/04/2026', '31/12/26', '31/02/2026', '31 Foo 2026', '2026', 'besok', '1/1/1999'])(
    '%s is refused',
    typed => expect(readDay(text(typed)).ok).toBe(false),
  )

  it('is the same from its serial number, its ISO text and its text in Indonesian', () => {
    fc.assert(
      fc.property(days, day => {
        const [year, month, date] = day.split('-').map(Number) as [number, number, number]
        const name = ['Jan', 'Feb', 'Mar', 'Apr', 'Mei', 'Jun', 'Jul', 'Agu', 'Sep', 'Okt', 'Nov', 'Des'][month - 1]
        expect(dayOfSerial(serialOfDay(day))).toBe(day)
        expect(readDay(number(String(serialOfDay(day))))).toEqual({ ok: true, value: day })
        for (const typed of [day, `${date} ${name} ${year}`]) {
          expect(readDay(text(typed))).toEqual({ ok: true, value: day })
        }
      }),
    )
  })

  it('with day and month in doubt is never guessed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), (a, b) => {
        expect(readDay(text(`${a}/${b}/2026`)).ok).toBe(a === b)
      }),
    )
  })

  it('counts from 1904 in books that do', () => expect(dayOfSerial(0, true)).toBe('1904-01-01'))
})

describe('money', () => {
  it('in a number cell with a fraction is refused, however it could be grouped', () => {
    for (const typed of ['1.5', '123.456', '1500000000.25']) expect(readMoney(number(typed)).ok).toBe(false)
    expect(readMoney(number('1500000000'))).toEqual({ ok: true, value: 1_500_000_000n })
    expect(readMoney(undefined)).toEqual({ ok: true, value: undefined })
    expect(readMoney({ kind: 'date', text: '2026-01-01' }).ok).toBe(false)
  })
})

describe('years, yes and choices', () => {
  it('are read from numbers and words, and nothing else is taken for them', () => {
    expect(readYear(number('2026'))).toEqual({ ok: true, value: 2026 })
    for (const typed of ['26', '2026/2027', 'dua ribu']) expect(readYear(text(typed)).ok).toBe(false)
    expect(['Ya', 'YES', '1', 'tidak', '0'].map(one => readYesNo(text(one)))).toEqual(
      [true, true, true, false, false].map(value => ({ ok: true, value })),
    )
    expect(readYesNo(text('mungkin')).ok).toBe(false)
    const index = choiceIndex([{ code: 'GOV-1', names: ['Pelayanan publik', 'Public service'] }])
    for (const typed of ['gov-1', 'PELAYANAN PUBLIK', 'GOV-1 Pelayanan publik', 'Public service']) {
      expect(readChoice(text(typed), index, { id: 'x', en: 'x' })).toEqual({ ok: true, value: 'GOV-1' })
    }
    expect(readChoice(text('GOV-9'), index, { id: 'x', en: 'x' }).ok).toBe(false)
  })

  it('a fault and a formula without a result are refused everywhere', () => {
    for (const cell of [
      { kind: 'error', text: '#REF!' },
      { kind: 'formula', text: '' },
    ] as const) {
      for (const read of [readDay, readMoney, readYear, readYesNo]) expect(read(cell).ok).toBe(false)
    }
  })

  it('say status and term as the screen does', () => {
    for (const lang of ['id', 'en'] as const) {
      const { status, term } = phrases(lang)
      for (const [code, words] of Object.entries(STATUS_WORDS))
        expect(words[lang]).toBe(status[code as keyof typeof status])
      for (const [code, words] of Object.entries(TERM_WORDS))
        expect(words[lang]).toBe(term[Number(code) as keyof typeof term])
    }
  })
})

describe('addresses of cells', () => {
  it('come back from their letters', () => {
    fc.assert(
      fc.property(fc.nat(16_383), place => {
        expect(columnOf(`${lettersOf(place)}12`)).toBe(place)
      }),
    )
    expect(rangeOf('B2:D5')).toEqual({ top: 2, bottom: 5, left: 1, right: 3 })
  })
})
