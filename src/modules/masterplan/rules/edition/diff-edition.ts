import type { Cell, DocumentBlock, DocumentSection, Run } from '#kit/document-tree.ts'
import type { BookNumber } from '../../model.ts'
import type { EditionContent, SectionChange, SourceSection, TableChange, WordChange } from '../../model-edition.ts'
import { diffSequence, wordsOf } from './diff-sequence.ts'

/** A section in its place, with all that is needed to know it again in another edition. */
interface Located {
  book: BookNumber
  number: string
  code: string | undefined
  section: DocumentSection
}

type Content = Pick<EditionContent, 'books' | 'source'>

/**
 * What a later edition changed, section by section in its reading order, those that went after those that stay in their
 * book. A section is known again by its id, else by its code in the same book, else by its title there. With nothing
 * before, everything was added.
 */
export const diffEditions = (before: Content | undefined, after: Content): SectionChange[] => [
  ...stepDiff(before, after),
]

/** The same one section at a time: two books written anew take seconds, and whoever computes them may pause between sections. */
export function* stepDiff(before: Content | undefined, after: Content): Generator<SectionChange> {
  const old = before ? locate(before) : []
  const fresh = locate(after)
  const pairs = pair(old, fresh)
  const kept = new Set(pairs.values())
  for (const book of [1, 2, 3] as const) {
    for (const one of fresh) if (one.book === book) yield compare(pairs.get(one), one)
    for (const one of old) if (one.book === book && !kept.has(one)) yield removed(one)
  }
}

function locate({ books, source }: Content): Located[] {
  const codes = new Map<string, string>()
  const collect = (sections: readonly SourceSection[]): void =>
    sections.forEach(one => {
      if (one.code !== undefined) codes.set(one.id, one.code)
      collect(one.sections)
    })
  for (const { sections } of source) collect(sections)
  const walk = (book: BookNumber, sections: readonly DocumentSection[], before: string): Located[] =>
    sections.flatMap((section, at) => {
      const number = `${before}${at + 1}`
      return [{ book, number, code: codes.get(section.id), section }, ...walk(book, section.sections, `${number}.`)]
    })
  return books.flatMap(({ book, sections }) => walk(book, sections, ''))
}

function pair(old: readonly Located[], fresh: readonly Located[]): Map<Located, Located> {
  const pairs = new Map<Located, Located>()
  const free = new Set(old)
  const match = (key: (one: Located) => string | undefined) => {
    const byKey = new Map<string, Located>()
    for (const one of free) {
      const name = key(one)
      if (name !== undefined && !byKey.has(name)) byKey.set(name, one)
    }
    for (const one of fresh) {
      const name = pairs.has(one) ? undefined : key(one)
      const found = name === undefined ? undefined : byKey.get(name)
      if (!found || !free.has(found)) continue
      pairs.set(one, found)
      free.delete(found)
    }
  }
  match(one => one.section.id)
  match(one => (one.code === undefined ? undefined : `${one.book} ${one.code}`))
  match(one => `${one.book} ${one.section.title.trim().toLowerCase()}`)
  return pairs
}

const nothing = { wordsAdded: 0, wordsRemoved: 0, texts: [], tables: [], pictures: [] }

function removed(one: Located): SectionChange {
  const gone = compareBlocks(one.section.blocks, [])
  return { ...gone, book: one.book, kind: 'removed', number: one.number, title: one.section.title }
}

function compare(before: Located | undefined, after: Located): SectionChange {
  const here = { book: after.book, number: after.number, title: after.section.title }
  if (!before) return { ...here, ...compareBlocks([], after.section.blocks), kind: 'added' }
  const changes = compareBlocks(before.section.blocks, after.section.blocks)
  const renamedFrom = before.section.title === after.section.title ? undefined : before.section.title
  const moved = before.book !== after.book || before.number !== after.number
  const same = renamedFrom === undefined && changes.texts.length + changes.tables.length + changes.pictures.length === 0
  return {
    ...here,
    ...(same ? nothing : changes),
    kind: same ? 'same' : 'changed',
    renamedFrom,
    ...(moved ? { movedFrom: before.book === after.book ? before.number : `${before.book}: ${before.number}` } : {}),
  }
}

type Parts = {
  texts: string[]
  tables: { caption: string; head: string[]; rows: string[][] }[]
  pictures: { caption: string; look: string }[]
}

function compareBlocks(
  before: readonly DocumentBlock[],
  after: readonly DocumentBlock[],
): Pick<SectionChange, 'wordsAdded' | 'wordsRemoved' | 'texts' | 'tables' | 'pictures'> {
  const a = partsOf(before)
  const b = partsOf(after)
  const texts = compareTexts(a.texts, b.texts)
  const count = (kind: WordChange['kind']) =>
    texts.flat().reduce((sum, one) => sum + (one.kind === kind ? wordsOf(one.text).length : 0), 0)
  return {
    texts,
    wordsAdded: count('added'),
    wordsRemoved: count('removed'),
    tables: compareTables(a.tables, b.tables),
    pictures: comparePictures(a.pictures, b.pictures),
  }
}

function partsOf(blocks: readonly DocumentBlock[]): Parts {
  const parts: Parts = { texts: [], tables: [], pictures: [] }
  const visit = (block: DocumentBlock): void => {
    switch (block.kind) {
      case 'list':
        block.items.forEach(item => item.forEach(visit))
        break
      case 'quote':
        block.blocks.forEach(visit)
        break
      case 'table':
        parts.tables.push({
          caption: block.caption,
          head: rowOf(block.head),
          rows: [block.head, ...block.rows].map(rowOf),
        })
        break
      case 'figure': {
        const look = 'svg' in block.picture ? block.picture.svg : block.picture.fileId
        parts.pictures.push({ caption: block.caption, look })
        if (block.table) {
          const { head, rows } = block.table
          parts.tables.push({ caption: block.caption, head: rowOf(head), rows: rows.map(rowOf) })
        }
        break
      }
      default:
        parts.texts.push(textOf(block.runs))
    }
  }
  blocks.forEach(visit)
  return { ...parts, texts: parts.texts.filter(text => text.trim() !== '') }
}

const textOf = (runs: readonly Run[]): string => runs.map(run => run.text).join('')
const rowOf = (row: readonly Cell[]): string[] => row.map(cell => textOf(cell.runs))

/** Paragraphs that stayed are left out; one that went beside one that came is told word by word. */
function compareTexts(before: readonly string[], after: readonly string[]): WordChange[][] {
  const result: WordChange[][] = []
  const steps = diffSequence(before, after)
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'same') continue
    const next = steps[at + 1]
    const last = steps[at - 1]
    if (step.kind === 'removed' && next?.kind === 'added') {
      const length = Math.max(step.items.length, next.items.length)
      for (let i = 0; i < length; i++) result.push(compareWords(step.items[i] ?? '', next.items[i] ?? ''))
    } else if (step.kind === 'removed' || last?.kind !== 'removed') {
      const { kind } = step
      result.push(...step.items.map(text => [{ kind, text }]))
    }
  }
  return result
}

/** The words of one text that became another; stretches are parted by a space. */
export function compareWords(before: string, after: string): WordChange[] {
  return diffSequence(wordsOf(before), wordsOf(after)).map(({ kind, items }) => ({ kind, text: items.join(' ') }))
}

/** Tables are known again by their caption, in their order. */
function compareTables(before: Parts['tables'], after: Parts['tables']): TableChange[] {
  const left = [...before]
  const changes = after.map(({ caption, head, rows }) => {
    const at = left.findIndex(one => one.caption === caption)
    const found = at < 0 ? undefined : left.splice(at, 1)[0]
    return { caption, head, ...compareRows(found?.rows ?? [], rows) }
  })
  changes.push(...left.map(({ caption, head, rows }) => ({ caption, head, ...compareRows(rows, []) })))
  return changes.filter(one => one.added.length + one.removed.length + one.changed.length > 0)
}

function compareRows(before: readonly string[][], after: readonly string[][]): Omit<TableChange, 'caption' | 'head'> {
  const key = (row: readonly string[]) => JSON.stringify(row)
  const steps = diffSequence(before.map(key), after.map(key))
  const rows = (kind: 'added' | 'removed') =>
    steps.filter(step => step.kind === kind).flatMap(step => step.items.map(item => JSON.parse(item) as string[]))
  const added = rows('added')
  const removed = rows('removed')
  const changed: TableChange['changed'] = []
  for (const one of removed.slice()) {
    const match = added.findIndex(other => other[0] === one[0])
    const found = match >= 0 ? added[match] : undefined
    if (!found) continue
    added.splice(match, 1)
    removed.splice(removed.indexOf(one), 1)
    // A row that only moved says the same.
    if (key(found) !== key(one)) changed.push({ before: one, after: found })
  }
  return { added, removed, changed }
}

function comparePictures(before: Parts['pictures'], after: Parts['pictures']): SectionChange['pictures'] {
  const left = [...before]
  const result: SectionChange['pictures'] = []
  for (const { caption, look } of after) {
    const at = left.findIndex(one => one.caption === caption)
    const found = at < 0 ? undefined : left.splice(at, 1)[0]
    if (!found) result.push({ kind: 'added', caption })
    else if (found.look !== look) result.push({ kind: 'changed', caption })
  }
  return [...result, ...left.map(({ caption }) => ({ kind: 'removed' as const, caption }))]
}
