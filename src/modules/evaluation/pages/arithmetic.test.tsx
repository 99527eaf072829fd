import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decimal } from '#kit/decimal.ts'
import type { Instrument } from '../model.ts'
import { scoreIndex, scoringRule } from '../rules/score-index.ts'
import { Arithmetic, formulaWords, otherRounding } from './arithmetic.tsx'
import { Radar } from './radar.tsx'
import { rowsOf } from './read-pages.fixture.ts'

const read = (path: string): unknown => JSON.parse(readFileSync(`db/reference/${path}`, 'utf8'))
const regular = read('instruments/smart-city-2022-regular.json') as Instrument
const kediri = (read('results/kediri-2022.json') as { rows: { scores: Record<string, string> }[] }).rows[0]
const decimals = (scores: Record<string, string>) =>
  Object.fromEntries(Object.entries(scores).map(([code, text]) => [code, decimal(text)]))

const working = scoreIndex(scoringRule(regular), decimals(kediri?.scores ?? {}))

test('Kediri 2022 is spelled out term by term: 3,31 though the unrounded sum is 3,315', () => {
  const rows = rowsOf(String(<Arithmetic lang="id" instrument={regular} working={working} />))
  expect(rows.map(row => row.slice(0, 5).join(' '))).toEqual([
    'Kondisi awal 3,60 × 0,10 0,360 0,36',
    'Keluaran 3,21 × 0,20 0,642 0,64',
    'Hasil 3,23 × 0,30 0,969 0,97',
    'Dampak 3,07 × 0,20 0,614 0,61',
    'Quick win 3,65 × 0,20 0,730 0,73',
  ])
  expect(formulaWords(working, 'id')).toBe('0,36 + 0,64 + 0,97 + 0,61 + 0,73 = 3,31')
  expect(String(working.exactSum)).toContain('3.315')
  expect(String(otherRounding(working))).toBe('3.32')
})

test('a dimension without a score is a dash in the arithmetic, and then there is no formula', () => {
  const holed = scoreIndex(scoringRule(regular), { ...decimals(kediri?.scores ?? {}), impact: null })
  const rows = rowsOf(String(<Arithmetic lang="id" instrument={regular} working={holed} />))
  expect(rows[3]?.[1]).toBe('– tidak ada')
  expect(formulaWords(holed, 'id')).toBe('')
})

test('the radar draws no line across a missing score', () => {
  const axis = (label: string, now: string, before: string | undefined) => ({ label, words: now, now, before })
  const chart = (last: string | undefined) =>
    String(
      <Radar
        label="x"
        nowWord="2023"
        beforeWord="2022"
        axes={[
          axis('a', '1.00', '1.00'),
          axis('b', '2.00', '2.00'),
          axis('c', '3.00', last),
          axis('d', '3.00', '4.00'),
        ]}
      />,
    )
  expect(chart('2.50')).not.toContain('was open')
  const gap = /class="was open" d="([^"]*)"/.exec(chart(undefined))?.[1]
  expect(gap?.match(/M/g)).toHaveLength(2)
  expect(chart(undefined).match(/class="wasdot"/g)).toHaveLength(3)
})
