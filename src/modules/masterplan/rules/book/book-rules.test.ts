import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RichBlock, RichDoc } from '#kit/rich-text.ts'
import { type LiveInput, SECTION_STATES, type SectionState } from '../../model-book.ts'
import { arrange, flatten } from './arrange.ts'
import { checkLive } from './check-live.ts'
import { isDay } from './check-section.ts'
import { bookCompleteness, completeness } from './completeness.ts'
import { drawBars, drawPlaces, drawSpans } from './draw-svg.ts'
import { owedByOffice } from './owed.ts'
import { proposeOwner } from './propose-owners.ts'
import { replaceQuote } from './replace-quote.ts'
import { MOVES, movesOf, refuseMove, refuseText, STEPS } from './section-state.ts'
import { wordChanges } from './word-changes.ts'

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 })
const forest = ids.chain(list =>
  fc
    .array(fc.record({ parent: fc.option(fc.integer({ min: 0, max: 45 }), { nil: undefined }), position: fc.nat(5) }), {
      minLength: list.length,
      maxLength: list.length,
    })
    .map(more =>
      list.map((id, at) => ({
        id: String(id),
        parentId: more[at]?.parent === undefined ? undefined : String(more[at]?.parent),
        position: more[at]?.position ?? 0,
      })),
    ),
)

describe('sections in their order', () => {
  test('are all there exactly once, whatever the parents say: missing ones, rings and themselves', () => {
    fc.assert(
      fc.property(forest, sections => {
        const found = flatten(arrange(sections))
        expect(found.map(one => one.section.id).sort()).toEqual(sections.map(one => one.id).sort())
        expect(new Set(found.map(one => one.number)).size).toBe(sections.length)
        for (const one of found) expect(one.number.split('.').length).toBe(one.depth)
      }),
    )
  })

  test('stand by position below their parent', () => {
    const sections = [
      { id: 'c', parentId: 'a', position: 1 },
      { id: 'b', parentId: 'a', position: 0 },
      { id: 'd', parentId: undefined, position: 0 },
      { id: 'a', parentId: undefined, position: 1 },
    ]
    expect(flatten(arrange(sections)).map(one => `${one.number} ${one.section.id}`)).toEqual([
      '1 d',
      '2 a',
      '2.1 b',
      '2.2 c',
    ])
  })
})

const measured = fc
  .record({ words: fc.nat(2000), wordsWanted: fc.nat(1000), live: fc.nat(6), filled: fc.nat(8) })
  .map(one => ({
    state: 'draft' as SectionState,
    words: one.words,
    wordsWanted: one.wordsWanted,
    live: one.live,
    liveFilled: Math.min(one.live, one.filled),
  }))

describe('the meter', () => {
  test('says 100 exactly when nothing that is wanted is missing', () => {
    fc.assert(
      fc.property(measured, one => {
        const { percent, wordsShort, liveEmpty } = completeness(one)
        expect(percent === 100).toBe(wordsShort === 0 && liveEmpty === 0)
        expect(percent).toBeGreaterThanOrEqual(0)
        expect(wordsShort).toBe(Math.max(0, one.wordsWanted - one.words))
      }),
    )
  })

  test('never falls when somebody writes a word or data come', () => {
    fc.assert(
      fc.property(measured, one => {
        const now = completeness(one).percent
        if (one.wordsWanted > 0 || one.words > 0) {
          expect(completeness({ ...one, words: one.words + 1 }).percent).toBeGreaterThanOrEqual(now)
        }
        const fuller = { ...one, liveFilled: Math.min(one.live, one.liveFilled + 1) }
        expect(completeness(fuller).percent).toBeGreaterThanOrEqual(now)
      }),
    )
  })

  test('of a text of 75 words of 150 and one data block of two is 50: (0.5 + 1 + 0) of three parts', () => {
    expect(completeness({ state: 'draft', words: 75, wordsWanted: 150, live: 2, liveFilled: 1 })).toEqual({
      percent: 50,
      wordsShort: 75,
      liveEmpty: 1,
    })
  })

  test('of a book is the mean of the sections for which something is wanted; headings do not lift it', () => {
    const heading = { state: 'empty' as const, words: 0, wordsWanted: 0, live: 0, liveFilled: 0 }
    const half = { state: 'draft' as const, words: 50, wordsWanted: 100, live: 0, liveFilled: 0 }
    const whole = { state: 'accepted' as const, words: 100, wordsWanted: 100, live: 1, liveFilled: 1 }
    const book = bookCompleteness([heading, half, whole])
    expect(book).toMatchObject({ percent: 75, sections: 3, wanted: 2, words: 150, wordsWanted: 200, wordsShort: 50 })
    expect(book.states).toEqual({ empty: 1, draft: 1, review: 0, accepted: 1, locked: 0 })
  })
})

describe('the steps of a section', () => {
  test('are offered only where they are possible, and refused with a sentence everywhere else', () => {
    const hands = new Set(['write', 'review', 'keep'] as const)
    for (const state of SECTION_STATES) {
      for (const move of MOVES) {
        const refusal = refuseMove(move, { state, words: 10, wordsWanted: 100 })
        expect(refusal === undefined, `${move} from ${state}`).toBe(movesOf(state, hands).includes(move))
        expect(STEPS[move].from.includes(state)).toBe(refusal === undefined)
      }
    }
  })

  test('never let an empty section go to review, but one that wants no words', () => {
    expect(refuseMove('submit', { state: 'draft', words: 0, wordsWanted: 100 })?.id).toContain('belum berisi')
    expect(refuseMove('submit', { state: 'empty', words: 0, wordsWanted: 0 })).toBeUndefined()
  })

  test('from any state lead to locked only through accepted, and words change only before', () => {
    for (const state of SECTION_STATES) {
      expect(refuseMove('lock', { state, words: 9, wordsWanted: 1 }) === undefined).toBe(state === 'accepted')
      expect(refuseText(state) === undefined).toBe(['empty', 'draft', 'review'].includes(state))
    }
  })
})

const text = (words: string) => ({ type: 'text' as const, text: words })
const paragraph = (...words: string[]): RichBlock => ({ type: 'paragraph', content: words.map(text) })
const plain = (doc: RichDoc | undefined) =>
  JSON.stringify(doc?.content)
    .match(/"text":"[^"]*"/g)
    ?.join('') ?? ''

describe('a suggestion', () => {
  test('replaces a quote that runs through several marks, in lists and tables too, and keeps everything else', () => {
    const doc: RichDoc = {
      type: 'doc',
      content: [
        paragraph('Pertama.'),
        {
          type: 'bulletList',
          content: [
            {
              type: 'listItem',
              content: [
                {
                  type: 'paragraph',
                  content: [text('Anggaran '), { ...text('dua'), marks: [{ type: 'bold' }] }, text(' miliar rupiah.')],
                },
              ],
            },
          ],
        },
      ],
    }
    const { found, content } = replaceQuote(doc, 'dua miliar', 'tiga miliar')
    expect(found).toBe(1)
    expect(plain(content)).toBe('"text":"Pertama.""text":"Anggaran ""text":"tiga miliar""text":" rupiah."')
    expect(JSON.stringify(content)).toContain('"marks":[{"type":"bold"}]')
  })

  test('does nothing when the quote is gone or stands twice, and counts how often', () => {
    const doc: RichDoc = { type: 'doc', content: [paragraph('satu dua satu'), paragraph('tiga')] }
    expect(replaceQuote(doc, 'empat', 'lima')).toEqual({ found: 0, content: undefined })
    expect(replaceQuote(doc, 'satu', 'lima')).toEqual({ found: 2, content: undefined })
    expect(replaceQuote(doc, '  ', 'lima').content).toBeUndefined()
  })

  test('that strikes words leaves no empty piece behind', () => {
    const { content } = replaceQuote({ type: 'doc', content: [paragraph('hapus ini')] }, 'hapus ini', '')
    expect(content?.content[0]).toEqual({ type: 'paragraph', content: [] })
  })

  test('changes exactly the quoted stretch of any line, wherever pieces of it begin', () => {
    const piece = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom('a', 'b', 'c', ' ') })
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(30), fc.nat(10), (pieces, from, length) => {
        const line = pieces.join('')
        const quote = line.slice(from, from + length + 1)
        const { found, content } = replaceQuote({ type: 'doc', content: [paragraph(...pieces)] }, quote, 'X')
        const wanted = quote.trim()
        fc.pre(wanted !== '')
        let count = 0
        for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + 1)) count++
        expect(found).toBe(count)
        const [block] = (content?.content ?? []) as { content: { text: string }[] }[]
        expect(block?.content.map(one => one.text).join('')).toBe(count === 1 ? line.replace(wanted, 'X') : undefined)
      }),
    )
  })
})

describe('word changes', () => {
  test('put together give both texts again', () => {
    const words = fc.array(fc.constantFrom('satu', 'dua', 'tiga', 'empat'), { maxLength: 20 })
    fc.assert(
      fc.property(words, words, (before, after) => {
        const { changes } = wordChanges(before.join(' '), after.join(' '))
        const side = (skip: string) =>
          changes
            .filter(one => one.kind !== skip && one.text !== '')
            .map(one => one.text)
            .join(' ')
        expect(side('added')).toBe(before.join(' '))
        expect(side('removed')).toBe(after.join(' '))
      }),
    )
  })

  test('count words and keep lines', () => {
    expect(wordChanges('satu dua\ntiga', 'satu dua\nempat lima')).toMatchObject({ added: 2, removed: 1 })
  })
})

describe('a live block', () => {
  const input = (over: Partial<LiveInput>): LiveInput => ({ source: 'programmes', show: 'table', filter: {}, ...over })
  const bad = (one: LiveInput) => checkLive(one).map(error => error.field)
  test('is refused with the field for a form, filter or value that its source does not know', () => {
    expect(bad(input({ filter: { dimension: 'gov,eco' } }))).toEqual([])
    expect(bad(input({ show: 'figure' }))).toEqual(['show'])
    expect(bad(input({ filter: { dimension: 'gov,xxx' } }))).toEqual(['filter.dimension'])
    expect(bad(input({ filter: { pair: 'so' } }))).toEqual(['filter.pair'])
    expect(bad(input({ caption: 'x'.repeat(201) }))).toEqual(['caption'])
    expect(bad(input({ source: 'nothing' as 'risk' }))).toEqual(['source'])
  })
})

describe('owners', () => {
  const offices = [
    { id: 'kominfo', name: 'Dinas Komunikasi dan Informatika Luwu Timur' },
    { id: 'bappeda', name: 'Badan Perencanaan Pembangunan Daerah Luwu Timur' },
    { id: 'dinkes', name: 'Dinas Kesehatan Luwu Timur' },
  ]
  test('are proposed by what the section is about, by the coordinator of its dimension first', () => {
    expect(proposeOwner('strategi-liv-2', offices)).toBe('dinkes')
    expect(proposeOwner('strategi-liv', offices, { liv: 'bappeda' })).toBe('bappeda')
    expect(proposeOwner('strategi-liv', offices, { liv: 'gone' })).toBe('dinkes')
    expect(proposeOwner('latar-belakang', offices)).toBe('bappeda')
    expect(proposeOwner('strategi-bra', offices)).toBe('bappeda')
    expect(proposeOwner(undefined, [])).toBeUndefined()
  })

  test('owe what is empty or in writing; headings and accepted sections do not count', () => {
    const section = (over: object) => ({
      ownerId: 'a',
      ownerName: 'A',
      state: 'empty' as SectionState,
      dueOn: undefined,
      words: 0,
      wordsWanted: 10,
      sources: [],
      ...over,
    })
    const owed = owedByOffice(
      [
        section({}),
        section({ wordsWanted: 0 }),
        section({ state: 'accepted' }),
        section({ ownerId: 'b', ownerName: 'B', state: 'draft', dueOn: '2026-01-01' }),
        section({ ownerId: 'c', ownerName: 'C', state: 'review' }),
      ],
      '2026-11-22',
    )
    expect(owed.map(one => [one.ownerId, one.empty, one.draft, one.late])).toEqual([
      ['b', 0, 1, 1],
      ['a', 1, 0, 0],
    ])
  })

  test('get due days of the calendar alone', () => {
    expect(['2026-02-29', '2026-13-01', '26-01-01', '2026-04-31', ''].map(isDay)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ])
    expect(['2028-02-29', '2026-12-31'].map(isDay)).toEqual([true, true])
  })
})

describe('drawings', () => {
  test('hold nothing that a browser would run, whatever the words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (label, name) => {
        const all = [
          drawBars([{ label, shown: name, parts: [1, 2] }], [{ name, colour: '#005a6f' }], label),
          drawSpans([{ label, from: 2026, until: 2028, colour: '#005a6f' }], name),
          drawPlaces(
            { viewBox: '0 0 10 10', shapes: [{ code: 'a', x: 1, y: 1 }] },
            new Map([['a', 1]]),
            new Map(),
            label,
          ),
        ]
        for (const svg of all) {
          expect(svg).not.toMatch(/<(?!\/?(svg|rect|text|path|circle)[ >/])/)
          expect(svg.match(/<svg/g)).toHaveLength(1)
        }
      }),
    )
  })

  test('draw bars to one scale: the longest fills the line, half of it half', () => {
    const svg = drawBars(
      [
        { label: 'A', shown: '4', parts: [4] },
        { label: 'B', shown: '2', parts: [2] },
      ],
      [{ name: 'x', colour: '#123456' }],
      'Uji',
    )
    const widths = [...svg.matchAll(/width="([\d.]+)" height="12" fill="#123456"/g)].map(one => Number(one[1]))
    expect(widths).toEqual([268, 134])
  })
})
