import { expect, test } from 'vitest'
import type { DocumentBlock, DocumentSection } from '#kit/document-tree.ts'
import { sayUnwritten } from './say-unwritten.ts'

const text = (words: string): DocumentBlock => ({ kind: 'paragraph', runs: [{ text: words }] })
const section = (id: string, blocks: DocumentBlock[], sections: DocumentSection[] = []): DocumentSection => ({
  id,
  title: id,
  blocks,
  sections,
})

test('only headings below which nothing stands say so, and what was given stays as it was', () => {
  const given = [
    section('bab', [], [section('kosong', []), section('spasi', [text('  ')]), section('isi', [text('Ada.')])]),
    section('tabel', [{ kind: 'table', caption: 'T', head: [], rows: [] }]),
  ]
  const [chapter, table] = sayUnwritten(given)
  expect(chapter?.blocks).toEqual([])
  expect(chapter?.sections.map(one => one.blocks)).toEqual([
    [{ kind: 'note', tone: 'missing', runs: [{ text: 'Belum ditulis.' }] }],
    [{ kind: 'note', tone: 'missing', runs: [{ text: 'Belum ditulis.' }] }],
    [text('Ada.')],
  ])
  expect(table?.blocks).toEqual(given[1]?.blocks)
  expect(given[0]?.sections[0]?.blocks).toEqual([])
})
