import type { FieldError } from '#kit/problem.ts'

/** The four ways to pair SWOT cards, and the quadrants each takes. */
export const PAIRS = { so: ['s', 'o'], wo: ['w', 'o'], st: ['s', 't'], wt: ['w', 't'] } as const
export type Pair = keyof typeof PAIRS

const names = {
  s: ['kekuatan', 'strength'],
  w: ['kelemahan', 'weakness'],
  o: ['peluang', 'opportunity'],
  t: ['ancaman', 'threat'],
} as const

/** What is missing for a strategy of this pair: at least one card of each of its two quadrants. */
export function refusePair(pair: Pair, quadrants: readonly string[]): FieldError | undefined {
  const [first, second] = PAIRS[pair]
  if (quadrants.includes(first) && quadrants.includes(second)) return undefined
  return {
    field: 'restsOn',
    sentence: {
      id: `Centang paling sedikit satu ${names[first][0]} dan satu ${names[second][0]}.`,
      en: `Tick at least one ${names[first][1]} and one ${names[second][1]}.`,
    },
  }
}
