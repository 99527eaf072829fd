import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readFile } from 'node:fs/promises'
import { instrumentSchema } from '../../model.ts'
import { falls, readScore, scoreFaults } from './check-score.ts'
import { sameQuestions } from './same-questions.ts'

const scale = { min: 0, max: 4 }
const content = (score: number | null, note?: string) => ({ score, note, flagged: false })

describe('a typed score', () => {
  test.each(['0', '1', '2', '3', '4'])('%s is one', typed => {
    expect(readScore(typed, scale)).toEqual({ score: Number(typed) })
  })

  test('nothing typed is nothing, never 0', () => {
    expect(readScore(undefined, scale)).toEqual({ score: undefined })
    expect(readScore('', scale)).toEqual({ score: undefined })
  })

  test.each(['5', '3,5', '3.5', '-1', '03', '4.0', '٣', '1e0', ' 3', '0x1', '99'])(
    '“%s” is refused with what to type',
    typed => {
      const { error } = readScore(typed, scale)
      expect(error?.id).toContain(`“${typed}”`)
      expect(error?.id).toContain('0 sampai 4')
      expect(error?.en).toContain('0 to 4')
    },
  )

  test('whatever is typed, only the five whole numbers pass', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String)), typed => {
        const { score } = readScore(typed, scale)
        expect(score === undefined || ['0', '1', '2', '3', '4'].includes(typed)).toBe(true)
      }),
    )
  })
})

describe('a score below the one before', () => {
  test('needs a note; an equal or higher one, a cleared one and a first one do not', () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 0, max: 4 })),
        fc.option(fc.integer({ min: 0, max: 400 })),
        (score, cents) => {
          const last = cents === null ? undefined : { score: (cents / 100).toFixed(2), edition: '2022' }
          const below = score !== null && cents !== null && score * 100 < cents
          expect(scoreFaults(content(score), scale, last).map(({ field }) => field)).toEqual(below ? ['note'] : [])
          expect(scoreFaults(content(score, 'Turun karena …'), scale, last)).toEqual([])
          expect(falls(score, last?.score)).toBe(below)
        },
      ),
    )
  })

  test('a note has an end', () => {
    expect(scoreFaults(content(3, 'x'.repeat(2000)), scale, undefined)).toEqual([])
    expect(scoreFaults(content(3, 'x'.repeat(2001)), scale, undefined).map(({ field }) => field)).toEqual(['note'])
  })
})

test('questions of two instruments are the same by their words, not by their numbers', async () => {
  const read = async (name: string) =>
    instrumentSchema.parse(JSON.parse(await readFile(`db/reference/instruments/${name}.json`, 'utf8')))
  const before = await read('smart-city-2022-kppn-ikn')
  const now = await read('smart-city-2023-kppn-ikn')
  const same = sameQuestions(before, now)
  const text = (instrument: typeof now, id: string | undefined) =>
    instrument.dimensions
      .flatMap(d => d.indicators.flatMap(i => i.sub_indicators.flatMap(s => s.questions)))
      .find(question => question.id === id)?.text.id
  expect(same.size).toBeGreaterThan(20)
  for (const [id, old] of same) {
    expect(text(now, id)?.toLowerCase().replace(/\s+/g, ' ')).toBe(
      text(before, old)?.toLowerCase().replace(/\s+/g, ' '),
    )
  }
  expect(new Set(same.values()).size).toBe(same.size)
  expect(sameQuestions(before, now)).toBe(same)
})
