import { expect, test } from 'vitest'
import { decimal } from '#kit/decimal.ts'
import { dimensionHeadline } from './headline.ts'

const codes = ['a', 'b', 'c']
const word = (code: string) => ({ a: 'Awal', b: 'Keluaran', c: 'Hasil' })[code] ?? code
const scores = (a: string, b: string, c?: string) => ({ a: decimal(a), b: decimal(b), ...(c ? { c: decimal(c) } : {}) })

test.each([
  [scores('3', '2', '2.5'), scores('2', '1', '1'), 'Semua dimensi naik, keluaran paling lemah'],
  [scores('1', '2', '2.5'), scores('2', '3', '3'), 'Semua dimensi turun, awal paling lemah'],
  [scores('3', '2', '2.5'), scores('2', '3', '2.5'), '1 dimensi naik, 1 turun, keluaran paling lemah'],
  [scores('3', '2', '2.5'), scores('3', '2', '2.5'), 'Semua dimensi tetap, keluaran paling lemah'],
  [scores('3', '2', '2.5'), scores('2', '2', '2.5'), '1 dimensi naik, keluaran paling lemah'],
  [scores('3', '2', '2.5'), undefined, 'Awal paling kuat, keluaran paling lemah'],
])('a table of dimensions is told in one line', (now, before, line) => {
  expect(dimensionHeadline(codes, now, before, word, 'id')).toBe(line)
})

test('a dimension that is new this year counts neither as risen nor as fallen', () => {
  expect(dimensionHeadline(codes, scores('3', '2', '1'), scores('2', '1'), word, 'id')).toBe(
    'Semua dimensi naik, hasil paling lemah',
  )
})
