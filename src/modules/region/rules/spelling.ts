import type { KnownWord } from '../model.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz'

/**
 * Every text that one slip of the fingers makes of `word`: a letter left out, doubled or added, changed, or two neighbours
 * swapped. Small letters a–z.
 */
export function editsOf(word: string): string[] {
  const edits = new Set<string>()
  for (let i = 0; i <= word.length; i++) {
    const before = word.slice(0, i)
    const after = word.slice(i)
    for (const letter of alphabet) {
      edits.add(before + letter + after)
      if (after !== '') edits.add(before + letter + after.slice(1))
    }
    if (after !== '') edits.add(before + after.slice(1))
    if (after.length > 1) edits.add(`${before}${after[1]}${after[0]}${after.slice(2)}`)
  }
  edits.delete(word)
  return [...edits]
}

/** Slips between two words (optimal string alignment): each left out, added, changed or swapped letter counts one. */
export function slips(a: string, b: string): number {
  let twoBack: number[] = []
  let back = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((back[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (back[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (twoBack[j - 2] ?? 0) + 1)
      row.push(least)
    }
    twoBack = back
    back = row
  }
  return back[b.length] ?? 0
}

/** How many slips a word of this length may hold and still be recognised. */
export function slipsAllowed(length: number): number {
  if (length <= 4) return 1
  return length <= 7 ? 2 : 3
}

const most = 4

/** The known words that somebody may have meant, nearest first, at most four; empty when none is near enough. */
export function mend(typed: string, known: readonly KnownWord[]): string[] {
  return known
    .map(one => ({ ...one, slips: slips(typed, one.word), start: one.word[0] === typed[0] ? 0 : 1 }))
    .filter(one => one.slips <= slipsAllowed(typed.length))
    .sort((a, b) => a.slips - b.slips || a.start - b.start || a.level - b.level || b.count - a.count)
    .slice(0, most)
    .map(one => one.word)
}

/** Slips between typed words and those of a name: a word of the name that goes on after the typed letters counts none. */
export function slipsInName(typed: readonly string[], words: readonly string[]): number {
  return typed.reduce(
    (sum, word) => sum + Math.min(...words.map(other => (other.startsWith(word) ? 0 : slips(word, other)))),
    0,
  )
}
