import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decimal } from '#kit/decimal.ts'
import type { Instrument } from '../model.ts'
import { smartDimensionMeans } from './smart-dimensions.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(`db/reference/${path}`, 'utf8'))
const instrument = read('instruments/smart-city-2022-kppn-ikn.json') as Instrument
const malang = read('results/malang-2022.json') as { scores: Record<string, string> }
const scores = Object.fromEntries(Object.entries(malang.scores).map(([id, text]) => [id, decimal(text)]))

test('the six dimensions of Malang 2022 are the means of its outcome questions', () => {
  const means = smartDimensionMeans(instrument, scores).map(one => [one.dimension, one.questions, String(one.score)])
  expect(means).toEqual([
    ['governance', 6, '3.04'],
    ['branding', 2, '2.50'],
    ['economy', 3, '2.67'],
    ['living', 7, '3.25'],
    ['society', 6, '3.54'],
    ['environment', 3, '3.00'],
  ])
})

test('a dimension with a question without score has none, and an instrument without questions has no dimensions', () => {
  const holed = { ...scores, 'outcome.3.14.2': null }
  const without = smartDimensionMeans(instrument, holed).filter(({ score }) => score === null)
  expect(without).toHaveLength(1)
  const bare = { ...instrument, dimensions: instrument.dimensions.map(one => ({ ...one, indicators: [] })) }
  expect(smartDimensionMeans(bare, scores)).toEqual([])
})
