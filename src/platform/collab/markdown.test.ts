import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RichBlock, RichDoc, RichInline, RichMark } from '#kit/rich-text.ts'
import { checkDoc, fromMarkdown, plainOf, toMarkdown } from './words.ts'

const fileId = '01234567-89ab-4cde-8f01-23456789abcd'
const doc = (...content: unknown[]) => ({ type: 'doc', content }) as RichDoc
const p = (...content: unknown[]) => ({ type: 'paragraph', content }) as RichBlock
const text = (words: string, ...marks: RichMark[]) =>
  ({ type: 'text', text: words, ...(marks.length ? { marks } : {}) }) as RichInline
const table = (rows: RichInline[][][]) =>
  ({
    type: 'table',
    content: rows.map((row, y) => ({
      type: 'tableRow',
      content: row.map(line => ({ type: y === 0 ? 'tableHeader' : 'tableCell', content: [p(...line)] })),
    })),
  }) as RichBlock

describe('a text in the plain form', () => {
  /** Words of people, and what Markdown takes for something else. */
  const words = fc.oneof(
    fc.stringMatching(/^[a-zA-Z0-9 .,:;()*_#>\-+|~`![\]\\<&"'=]{1,14}$/),
    fc.constantFrom('1. ', '- ', '# ', '> ', '1) ', '* ', '```', '===', '---', '***', '|-', '![x](y)', '<b>', '&amp;'),
    fc.constantFrom(
      '  ',
      'a  ',
      '\\',
      '__',
      '~~~',
      '    x',
      '0.',
      '123456789. x',
      '\u00A0',
      '\u3000x',
      'e\u0301',
      '👨‍👩‍👧',
      'السلام',
    ),
  )
  const href = fc.constantFrom(
    'https://contoh.id/a_(b)',
    'https://contoh.id/?a=*1*&b="2"&lt;=3',
    '/daerah/73.24',
    'mailto:a@contoh.id',
    'https://contoh.id/<x>',
  )
  const piece = fc
    .tuple(words, fc.subarray(['bold', 'italic'] as const), fc.option(href, { freq: 5 }))
    .map(([one, marks, link]) => {
      const links: RichMark[] = link === null ? [] : [{ type: 'link', attrs: { href: link } }]
      return text(one, ...marks.map(type => ({ type })), ...links)
    })
  const line = fc.array(piece, { minLength: 1, maxLength: 4 })
  const paragraph = fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map(all => p(...all.flatMap((one, at): RichInline[] => (at === 0 ? one : [{ type: 'hardBreak' }, ...one]))))
  const heading = fc
    .tuple(line, fc.constantFrom(2, 3))
    .map(([content, level]) => ({ type: 'heading', attrs: { level }, content }) as RichBlock)
  const listOf = (inner: fc.Arbitrary<RichBlock>) =>
    fc
      .tuple(
        fc.constantFrom('bulletList', 'orderedList'),
        fc.array(fc.tuple(paragraph, fc.array(inner, { maxLength: 2 })), { minLength: 1, maxLength: 3 }),
      )
      .map(
        ([type, items]) =>
          ({
            type,
            content: items.map(([first, rest]) => ({ type: 'listItem', content: [first, ...rest] })),
          }) as RichBlock,
      )
  const block = fc.oneof(
    paragraph,
    heading,
    listOf(fc.oneof(paragraph, listOf(paragraph))),
    fc
      .array(fc.oneof(paragraph, heading, listOf(paragraph)), { minLength: 1, maxLength: 3 })
      .map(content => ({ type: 'blockquote', content }) as RichBlock),
    fc.array(fc.tuple(line, line), { minLength: 1, maxLength: 3 }).map(table),
    fc.tuple(words, words).map(([alt, caption]) => ({ type: 'figure', attrs: { fileId, alt, caption } }) as RichBlock),
  )
  const texts = fc
    .array(block, { maxLength: 4 })
    .map(content => checkDoc(doc(...content)))
    .filter(one => !toMarkdown(one).includes('[[tabel'))
  const shown = (one: RichDoc) => one.content.filter(each => toMarkdown(doc(each)) !== '')
  const item = (...content: RichBlock[]) => ({ type: 'listItem', content }) as const
  const figure = { type: 'figure', attrs: { fileId, alt: '>', caption: 'A &amp; B &lt; C' } } as RichBlock
  const examples = [
    doc(figure),
    doc(p(text('\\!'), text('a', { type: 'link', attrs: { href: '/daerah/73.24' } }))),
    doc(p(text('a', { type: 'link', attrs: { href: 'https://contoh.id/?a&lt;=1' } }))),
    doc({ type: 'bulletList', content: [item(p(text('  a')), p(text('b')))] }),
    doc({
      type: 'bulletList',
      content: [item(p(text('a')), { type: 'bulletList', content: [item(p()), item(p(text('b')))] })],
    }),
    doc({ type: 'bulletList', content: [item(p(), p(text('a')))] }),
  ].map((one): [RichDoc] => [checkDoc(one)])

  test('keeps every word, link and picture that is read anew, also of lists in lists', () => {
    const bare = (one: RichDoc) => plainOf(one).replaceAll(/[\s*_\\]+/g, '')
    const links = (one: RichDoc) => new Set(JSON.stringify(one).match(/"href":"[^}]*/g))
    fc.assert(
      fc.property(texts, one => {
        const read = fromMarkdown(toMarkdown(one))
        expect(bare(read)).toBe(bare(one))
        for (const link of links(read)) expect(links(one)).toContain(link)
      }),
      { examples, numRuns: 150 },
    )
  })

  test('keeps blocks what they are: no item, heading or quotation comes, goes or falls out of its list', () => {
    fc.assert(
      fc.property(texts, one => {
        expect(fromMarkdown(toMarkdown(one)).content.map(({ type }) => type)).toEqual(
          shown(one).map(({ type }) => type),
        )
      }),
      { examples, numRuns: 150 },
    )
  })

  test('changes only what was touched, also of lists in lists', () => {
    fc.assert(
      fc.property(texts, one => {
        const read = fromMarkdown(`${toMarkdown(one)}\n\nparagraf baru`, one)
        expect(read.content.slice(0, -1)).toEqual(shown(one))
      }),
      { examples, numRuns: 150 },
    )
  })
})
