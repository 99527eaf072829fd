import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DocumentBlock, DocumentSection } from '#kit/document-tree.ts'
import type { EditionContent } from '../../model-edition.ts'
import { compareWords, diffEditions } from './diff-edition.ts'
import { diffSequence } from './diff-sequence.ts'

const text = (words: string): DocumentBlock => ({ kind: 'paragraph', runs: [{ text: words }] })
const table = (caption: string, ...rows: string[][]): DocumentBlock => ({
  kind: 'table',
  caption,
  head: [],
  rows: rows.map(row => row.map(cell => ({ runs: [{ text: cell }] }))),
})
const section = (id: string, title: string, blocks: DocumentBlock[] = [], sections: DocumentSection[] = []) => ({
  id,
  title,
  blocks,
  sections,
})
type Content = Pick<EditionContent, 'books' | 'source'>
const content = (sections: DocumentSection[], codes: Record<string, string> = {}): Content => ({
  books: [{ book: 1, front: {} as never, sections }],
  source: [
    {
      book: 1,
      sections: Object.entries(codes).map(([id, code]) => ({
        id,
        code,
        title: '',
        state: 'draft' as const,
        blocks: [],
        sections: [],
      })),
    },
  ],
})

describe('two sequences', () => {
  const items = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 })
  test('what stayed and went is the first, what stayed and came the second, and no shorter way exists', () => {
    fc.assert(
      fc.property(items, items, (before, after) => {
        const steps = diffSequence(before, after)
        const of = (...kinds: string[]) => steps.filter(one => kinds.includes(one.kind)).flatMap(one => one.items)
        expect(of('same', 'removed')).toEqual(before)
        expect(of('same', 'added')).toEqual(after)
        expect(of('same').length).toBe(longestCommon(before, after))
      }),
    )
  })

  test('beyond the most steps it is coarser and still right', () => {
    fc.assert(
      fc.property(items, items, fc.nat(4), (before, after, most) => {
        const steps = diffSequence(before, after, most)
        expect(steps.filter(one => one.kind !== 'added').flatMap(one => one.items)).toEqual(before)
        expect(steps.filter(one => one.kind !== 'removed').flatMap(one => one.items)).toEqual(after)
      }),
    )
  })
})

function longestCommon(a: readonly string[], b: readonly string[]): number {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const row = lengths[i] as number[]
      row[j] =
        a[i - 1] === b[j - 1] ? (lengths[i - 1]?.[j - 1] ?? 0) + 1 : Math.max(lengths[i - 1]?.[j] ?? 0, row[j - 1] ?? 0)
    }
  return lengths[a.length]?.[b.length] ?? 0
}

test('words that changed are told, and joined they are both texts', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const steps = compareWords(before, after)
      const of = (...kinds: string[]) =>
        steps
          .filter(one => kinds.includes(one.kind))
          .map(one => one.text)
          .join(' ')
      expect(of('same', 'removed')).toBe(before.match(/\S+/g)?.join(' ') ?? '')
      expect(of('same', 'added')).toBe(after.match(/\S+/g)?.join(' ') ?? '')
    }),
  )
  expect(compareWords('Warga melapor lewat surat.', 'Warga melapor lewat aplikasi desa.')).toEqual([
    { kind: 'same', text: 'Warga melapor lewat' },
    { kind: 'removed', text: 'surat.' },
    { kind: 'added', text: 'aplikasi desa.' },
  ])
})

describe('two editions', () => {
  test('an edition compared with itself changes nothing, and all is new against none', () => {
    const one = content([section('a', 'Satu', [text('x'), table('T', ['1', '2'])], [section('b', 'Dua')])])
    expect(diffEditions(one, one).map(({ kind }) => kind)).toEqual(['same', 'same'])
    expect(diffEditions(undefined, one)).toMatchObject([{ kind: 'added', wordsAdded: 1 }, { kind: 'added' }])
  })

  test('added, removed, renamed, moved and changed sections are told apart', () => {
    const before = content([
      section('a', 'Satu', [text('lama sekali')]),
      section('b', 'Dua'),
      section('c', 'Tiga', [text('hilang')]),
    ])
    const after = content([
      section('n', 'Baru'),
      section('a', 'Satu', [text('baru sekali')]),
      section('b', 'Dua dan lagi'),
    ])
    const changes = diffEditions(before, after)
    expect(changes).toMatchObject([
      { kind: 'added', title: 'Baru', number: '1' },
      { kind: 'changed', title: 'Satu', movedFrom: '1', wordsAdded: 1, wordsRemoved: 1 },
      { kind: 'changed', title: 'Dua dan lagi', renamedFrom: 'Dua' },
      { kind: 'removed', title: 'Tiga', wordsRemoved: 1 },
    ])
    expect(changes[1]?.texts).toEqual([
      [
        { kind: 'removed', text: 'lama' },
        { kind: 'added', text: 'baru' },
        { kind: 'same', text: 'sekali' },
      ],
    ])
  })

  test('sections of another plan are known again by their code, then by their title', () => {
    const before = content([section('a1', 'Visi', [text('satu')]), section('b1', 'Misi')], { a1: 'visi' })
    const after = content([section('a2', 'Visi daerah', [text('satu dua')]), section('b2', 'misi')], { a2: 'visi' })
    expect(diffEditions(before, after)).toMatchObject([
      { kind: 'changed', renamedFrom: 'Visi', wordsAdded: 1 },
      { kind: 'changed', renamedFrom: 'Misi' },
    ])
  })

  test('rows of live tables that came, went and changed are told, those that only moved are not', () => {
    const before = content([
      section('a', 'P', [table('Program', ['P1', 'A', '10'], ['P2', 'B', '20'], ['P3', 'C', '30'])]),
    ])
    const after = content([
      section('a', 'P', [table('Program', ['P3', 'C', '30'], ['P1', 'A', '15'], ['P4', 'D', '40'])]),
    ])
    expect(diffEditions(before, after)[0]?.tables).toEqual([
      {
        caption: 'Program',
        head: [],
        added: [['P4', 'D', '40']],
        removed: [['P2', 'B', '20']],
        changed: [{ before: ['P1', 'A', '10'], after: ['P1', 'A', '15'] }],
      },
    ])
  })

  test('of which every paragraph was written anew are compared while somebody waits', () => {
    const written = (word: string) =>
      content(
        Array.from({ length: 60 }, (_, i) => {
          const paragraph = (at: number) => Array.from({ length: 150 }, (_one, n) => `${word}${at * 150 + n}`).join(' ')
          return section(
            `${i}`,
            `Bagian ${i}`,
            Array.from({ length: 10 }, (_one, at) => text(paragraph(at))),
          )
        }),
      )
    const began = performance.now()
    const changes = diffEditions(written('lama'), written('baru'))
    expect(performance.now() - began).toBeLessThan(8000)
    expect(changes).toHaveLength(60)
    expect(changes[0]).toMatchObject({ kind: 'changed', wordsAdded: 1500, wordsRemoved: 1500 })
  })

  test('a drawing that looks different is told by its caption', () => {
    const figure = (svg: string): DocumentBlock => ({ kind: 'figure', caption: 'Peta', alt: '', picture: { svg } })
    const [change] = diffEditions(
      content([section('a', 'P', [figure('<svg>1</svg>')])]),
      content([section('a', 'P', [figure('<svg>2</svg>')])]),
    )
    expect(change).toMatchObject({ kind: 'changed', pictures: [{ kind: 'changed', caption: 'Peta' }] })
  })
})
