import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RichBlock, RichCell, RichDoc, RichInline, RichMark } from '#kit/rich-text.ts'
import { MOST_TEXT } from '#kit/rich-text.ts'
import { checkDoc, countWords, fromMarkdown, plainOf, toBlocks, toMarkdown } from './words.ts'

const fileId = '01234567-89ab-4cde-8f01-23456789abcd'
const doc = (...content: unknown[]) => ({ type: 'doc', content }) as RichDoc
const p = (...content: unknown[]) => ({ type: 'paragraph', content }) as RichBlock
const text = (words: string, ...marks: RichMark[]) => ({
  type: 'text',
  text: words,
  ...(marks.length ? { marks } : {}),
})

describe('a text from outside', () => {
  test.each([
    ['a script', { type: 'script', content: [text('alert(1)')] }],
    ['an image of another site', { type: 'image', attrs: { src: 'https://example.com/a.png' } }],
    ['a heading of the first level', { type: 'heading', attrs: { level: 1 }, content: [text('a')] }],
    [
      'a mark that is not ours',
      p({ type: 'text', text: 'a', marks: [{ type: 'textStyle', attrs: { color: 'red' } }] }),
    ],
    ['a block inside a line', p(p(text('a')))],
    ['a row in a paragraph', { type: 'paragraph', content: [{ type: 'tableRow' }] }],
    ['a picture without a file', { type: 'figure', attrs: { fileId: '../../etc/passwd' } }],
    ['a cell over a million columns', table([[{ ...cell('a'), attrs: { colspan: 1e6 } }]])],
    ['text that is a number', p({ type: 'text', text: 5 })],
  ])('is refused with %s', (_what, block) => {
    expect(() => checkDoc(doc(block))).toThrowError(expect.objectContaining({ code: 'invalid' }))
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,a',
    '//other.example/',
    ' https://a',
    'vbscript:a',
    '/\\other',
  ])('is refused with a link to %s', href => {
    expect(() => checkDoc(doc(p(text('a', { type: 'link', attrs: { href } }))))).toThrowError(/link/)
  })

  test('loses attributes nobody knows, and keeps what it says', () => {
    const given = doc({
      ...p(text('a', { type: 'link', attrs: { href: '/rapat', onclick: 'x' } as never })),
      attrs: { style: 'x' },
    })
    expect(checkDoc(given)).toEqual(doc(p(text('a', { type: 'link', attrs: { href: '/rapat' } }))))
  })

  test('loses the signs that turn the direction of what follows, and keeps words of any script', () => {
    const turned = doc(p(text('Tarif \u202Edmc=\u202C naik \u2066x\u2069 👨‍👩‍👧 السلام')))
    expect(plainOf(checkDoc(turned))).toBe('Tarif dmc= naik x 👨‍👩‍👧 السلام')
  })

  test('that two people emptied together loses only what was empty', () => {
    const left = [{ type: 'bulletList' }, { type: 'table', content: [{ type: 'tableRow' }] }, { type: 'blockquote' }]
    const holed = { type: 'table', content: [{ type: 'tableRow', content: [{ type: 'tableCell' }, cell('a')] }] }
    expect(checkDoc(doc(...left, p(text('a')), holed))).toEqual(
      doc(p(text('a')), table([[{ type: 'tableCell', content: [{ type: 'paragraph' }] }, cell('a')]])),
    )
  })

  test('is refused when it is too long, too deep or has too many parts', () => {
    expect(() => checkDoc(doc(p(text('a'.repeat(MOST_TEXT.characters + 1)))))).toThrowError(/too long/)
    let deep: RichBlock = p(text('a'))
    for (let i = 0; i < MOST_TEXT.depth; i++) deep = { type: 'blockquote', content: [deep] }
    expect(() => checkDoc(doc(deep))).toThrowError(/too long/)
    expect(() => checkDoc(doc(...Array.from({ length: MOST_TEXT.nodes + 1 }, () => p())))).toThrowError(/too long/)
    expect(checkDoc(doc(p(text('a'.repeat(MOST_TEXT.characters))))).content).toHaveLength(1)
  })

  test('is refused or becomes a text of ours, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), value => {
        try {
          expect(checkDoc(value).type).toBe('doc')
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid' })
        }
      }),
    )
  })
})

function cell(words: string, type: 'tableCell' | 'tableHeader' = 'tableCell'): RichCell {
  return { type, content: [words === '' ? { type: 'paragraph' } : p(text(words))] }
}
function table(rows: RichCell[][]): RichBlock {
  return { type: 'table', content: rows.map(content => ({ type: 'tableRow', content })) }
}

describe('the plain form', () => {
  const whole = doc(
    { type: 'heading', attrs: { level: 2 }, content: [text('Kondisi')] },
    p(
      text('Air '),
      text('bersih', { type: 'bold' }),
      text(' dan '),
      text('listrik', { type: 'italic' }),
      { type: 'hardBreak' },
      text('baris'),
    ),
    {
      type: 'bulletList',
      content: [
        { type: 'listItem', content: [p(text('satu'))] },
        { type: 'listItem', content: [p(text('dua'))] },
      ],
    },
    { type: 'bulletList', content: [{ type: 'listItem', content: [p(text('lain'))] }] },
    { type: 'orderedList', content: [{ type: 'listItem', content: [p(text('a'))] }] },
    { type: 'blockquote', content: [p(text('kutipan')), p(text('lagi'))] },
    table([
      [cell('Tahun', 'tableHeader'), cell('Nilai | 2', 'tableHeader')],
      [cell('2026'), cell('')],
    ]),
    { type: 'figure', attrs: { fileId, alt: 'Peta [desa]', caption: 'Peta "desa" \\ 2026' } },
    p(text('tautan', { type: 'link', attrs: { href: 'https://contoh.invalid/a_(b)' } })),
  )

  test('reads as people write Markdown', () => {
    expect(toMarkdown(whole)).toBe(
      [
        '## Kondisi',
        'Air **bersih** dan *listrik*\\\nbaris',
        '- satu\n- dua',
        '* lain',
        '1. a',
        '> kutipan\n>\n> lagi',
        '| Tahun | Nilai \\| 2 |\n| --- | --- |\n| 2026 |  |',
        `![Peta \\[desa\\]](berkas:${fileId} "Peta \\"desa\\" \\\\ 2026")`,
        '[tautan](https://contoh.invalid/a_\\(b\\))',
      ].join('\n\n'),
    )
  })

  test('gives back all that it shows', () => {
    expect(fromMarkdown(toMarkdown(whole))).toEqual(whole)
  })

  test('keeps what was not touched exactly, also a table that Markdown cannot say', () => {
    const merged = table([[{ ...cell('lebar'), attrs: { colspan: 2 } }], [cell('a'), cell('b')]])
    const twin = table([[{ ...cell('lebar'), attrs: { colspan: 2 } }], [cell('a'), cell('c')]])
    const kept = doc(p(text('awal')), merged, p(), twin, p(text('akhir')))
    const shown = toMarkdown(kept)
    expect(shown).toContain('[[tabel')
    expect(fromMarkdown(shown, kept)).toBe(kept)
    const changed = fromMarkdown(shown.replace('awal', 'awal *baru*'), kept)
    expect(changed).toEqual(doc(p(text('awal '), text('baru', { type: 'italic' })), merged, twin, p(text('akhir'))))
    expect(() => fromMarkdown(shown.replace('lebar a b', 'lebar'), kept)).toThrowError(/must not be changed/)
    const turned = fromMarkdown(shown.split('\n\n').reverse().join('\n\n'), kept)
    expect(turned).toEqual(doc(p(text('akhir')), twin, merged, p(text('awal'))))
  })

  test('takes HTML, code and foreign pictures as words, and no address that could do harm as a link', () => {
    const typed =
      '<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n![a](https://evil.invalid/x.png)\n\n    code\n\n# Judul\n\n---'
    const read = fromMarkdown(typed)
    expect(plainOf(read)).toBe('<script>alert(1)</script>\n[x](javascript:alert(1))\na\ncode\nJudul\n---')
    expect(JSON.stringify(read)).not.toContain('"link"')
  })

  const word = fc.stringMatching(/^[a-zA-Z0-9 .,:;()*_#>\-+|~`![\]\\<&"'=]{1,20}$/)
  const inline = fc
    .array(fc.tuple(word, fc.subarray(['bold', 'italic'] as const)), { minLength: 1, maxLength: 5 })
    .map(pieces =>
      pieces.map(([words, marks]): RichInline => text(words, ...marks.map(type => ({ type }))) as RichInline),
    )
  const lines = fc
    .array(inline, { minLength: 1, maxLength: 3 })
    .map(all =>
      all.flatMap((content, at): RichInline[] =>
        at === 0 ? content : [{ type: 'hardBreak' } as RichInline, ...content],
      ),
    )
  const paragraph = fc.oneof(inline, lines).map(content => p(...content))
  const list = fc.tuple(
    fc.constantFrom('bulletList', 'orderedList'),
    fc.array(paragraph, { minLength: 1, maxLength: 3 }),
  )
  const block = fc.oneof(
    paragraph,
    inline.map(content => ({ type: 'heading', attrs: { level: 3 }, content }) as RichBlock),
    list.map(
      ([type, items]) => ({ type, content: items.map(item => ({ type: 'listItem', content: [item] })) }) as RichBlock,
    ),
    fc.array(paragraph, { minLength: 1, maxLength: 2 }).map(content => ({ type: 'blockquote', content }) as RichBlock),
    fc
      .array(fc.array(word, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 })
      .map(rows =>
        table(rows.map((row, y) => row.map(one => cell(one.trim(), y === 0 ? 'tableHeader' : 'tableCell')))),
      ),
  )
  const texts = fc.array(block, { maxLength: 6 }).map(content => checkDoc(doc(...content)))

  test('changing one paragraph changes nothing else', () => {
    fc.assert(
      fc.property(texts, kept => {
        const before = kept.content.filter(one => toMarkdown(doc(one)) !== '')
        const read = fromMarkdown(`${toMarkdown(kept)}\n\nparagraf baru`, kept)
        expect(read.content.at(-1)).toEqual(p(text('paragraf baru')))
        expect(read.content.slice(0, -1)).toEqual(before)
      }),
    )
  })

  const signsIn = (words: string) => {
    const broken = p(text('a | b'), { type: 'hardBreak' } as RichInline, text(words))
    const heading = { type: 'heading', attrs: { level: 2 }, content: [text(`a ${words.trim()} #`)] } as RichBlock
    return checkDoc(doc(heading, { type: 'blockquote', content: [p(text(words)), broken] }, broken))
  }

  test('loses no word of a text that is read anew', () => {
    const bare = (one: RichDoc) => plainOf(one).replaceAll(/[\s*\\]+/g, '')
    fc.assert(
      fc.property(texts, one => {
        expect(bare(fromMarkdown(toMarkdown(one), one))).toBe(bare(one))
        expect(bare(fromMarkdown(toMarkdown(one)))).toBe(bare(one))
      }),
      // Signs that begin a block, behind a space, in a quotation, and after a break.
      { examples: [' > 0', ' + 1', '1.', ' # a', ': | :--'].map(words => [signsIn(words)]) },
    )
  })
})

describe('what a text says', () => {
  test('is counted by words, and a picture by its caption', () => {
    const one = doc(p(text('Dua  kata, – dan 3')), {
      type: 'figure',
      attrs: { fileId, alt: 'x', caption: 'Peta desa' },
    })
    expect(plainOf(one)).toBe('Dua  kata, – dan 3\n[Peta desa]')
    expect(countWords(one)).toBe(6)
  })

  test('is drawn as blocks of a document, with wide cells filled up', () => {
    const one = doc(
      { type: 'heading', attrs: { level: 3 }, content: [text('Judul')] },
      table([
        [{ ...cell('A', 'tableHeader'), attrs: { colspan: 2 } }],
        [{ ...cell('b'), attrs: { rowspan: 2 } }, cell('c')],
        [cell('d')],
      ]),
      p(),
    )
    expect(toBlocks(one)).toEqual([
      { kind: 'heading', level: 2, runs: [{ text: 'Judul' }] },
      {
        kind: 'table',
        caption: '',
        head: [{ runs: [{ text: 'A' }], strong: true }, { runs: [] }],
        rows: [
          [{ runs: [{ text: 'b' }] }, { runs: [{ text: 'c' }] }],
          [{ runs: [] }, { runs: [{ text: 'd' }] }],
        ],
      },
    ])
  })
})
