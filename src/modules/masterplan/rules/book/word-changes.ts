import { diffSequence } from '../edition/diff-sequence.ts'

/** A stretch of a text that stayed, came or went, lines kept. */
export interface WordChange {
  kind: 'same' | 'added' | 'removed'
  text: string
}

/** What changed from one text to another, word by word, and how many words came and went. */
export function wordChanges(before: string, after: string): { changes: WordChange[]; added: number; removed: number } {
  const changes = diffSequence(tokens(before), tokens(after)).map(({ kind, items }) => ({
    kind,
    text: items.join(' ').replace(/ ?\n ?/g, '\n'),
  }))
  const count = (kind: WordChange['kind']) =>
    changes
      .filter(one => one.kind === kind)
      .reduce((sum, one) => sum + one.text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length, 0)
  return { changes, added: count('added'), removed: count('removed') }
}

const tokens = (text: string): string[] => text.match(/\S+|\n/g) ?? []
