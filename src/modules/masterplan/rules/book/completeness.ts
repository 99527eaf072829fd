import type { SectionState } from '../../model-book.ts'

/** What the meter of a section counts. */
export interface Measured {
  state: SectionState
  words: number
  wordsWanted: number
  /** Live blocks, and how many of them have data. */
  live: number
  liveFilled: number
}

export interface Completeness {
  /** Whole percent, 0 to 100; 100 only when everything that is wanted is there. */
  percent: number
  /** Words that are still wanted. */
  wordsShort: number
  /** Live blocks without data. */
  liveEmpty: number
}

/**
 * How complete a section is: the mean of its parts, rounded down. A part is its text (words written of words wanted, at
 * most 1; where no number is wanted, 1 with any word) and each live block (1 with data). Only a heading, which wants no words
 * and has no live block, is complete. State says nothing here: a section may be complete and not accepted.
 */
export function completeness(section: Measured): Completeness {
  const { words, wordsWanted, live } = section
  const filled = Math.min(section.liveFilled, live)
  const parts: [number, number][] = []
  if (wordsWanted > 0) parts.push([Math.min(words, wordsWanted), wordsWanted])
  else if (words > 0) parts.push([1, 1])
  for (let at = 0; at < live; at++) parts.push([at < filled ? 1 : 0, 1])
  const wordsShort = Math.max(0, wordsWanted - words)
  const liveEmpty = live - filled
  if (parts.length === 0 || (wordsShort === 0 && liveEmpty === 0)) return { percent: 100, wordsShort, liveEmpty }
  const sum = parts.reduce((total, [have, want]) => total + have / want, 0)
  return { percent: Math.min(99, Math.floor((sum * 100) / parts.length)), wordsShort, liveEmpty }
}

export interface BookCompleteness extends Completeness {
  sections: number
  /** Sections for which something is wanted. */
  wanted: number
  states: Record<SectionState, number>
  words: number
  wordsWanted: number
}

/** The meter of a book or a plan: the mean over the sections for which something is wanted, rounded down. */
export function bookCompleteness(sections: readonly Measured[]): BookCompleteness {
  const states = { empty: 0, draft: 0, review: 0, accepted: 0, locked: 0 }
  for (const one of sections) states[one.state]++
  const wanted = sections.filter(one => one.wordsWanted > 0 || one.live > 0)
  const each = wanted.map(completeness)
  const sum = (of: (one: Completeness) => number) => each.reduce((total, one) => total + of(one), 0)
  return {
    sections: sections.length,
    wanted: wanted.length,
    states,
    words: sections.reduce((total, one) => total + one.words, 0),
    wordsWanted: sections.reduce((total, one) => total + one.wordsWanted, 0),
    percent: wanted.length === 0 ? 100 : Math.floor(sum(one => one.percent) / wanted.length),
    wordsShort: sum(one => one.wordsShort),
    liveEmpty: sum(one => one.liveEmpty),
  }
}
