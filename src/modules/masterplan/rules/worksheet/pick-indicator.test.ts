import { expect, test } from 'vitest'
import { pickIndicator } from './pick-indicator.ts'

const all = [
  { id: 'a', code: 'KES-01', name: 'Balita ditimbang setiap bulan' },
  { id: 'b', code: 'KES-02', name: 'Balita stunting' },
  { id: 'c', code: 'KES-020', name: 'Ibu hamil diperiksa' },
  { id: 'd', code: 'GOV-01', name: 'Indeks layanan' },
  { id: 'e', code: 'GOV-02', name: 'Indeks layanan' },
]

test.each([
  ['KES-01 Balita ditimbang setiap bulan', 'a'],
  ['  kes-02 ', 'b'],
  ['balita   STUNTING', 'b'],
  ['ibu', 'c'],
  ['ditimbang balita', 'a'],
])('%s means one indicator', (typed, id) => {
  expect(pickIndicator(typed, all)).toEqual({ id })
})

test('what fits several or none is refused with the names that fit', () => {
  expect(pickIndicator('balita', all).wrong?.id).toContain(
    'KES-01 Balita ditimbang setiap bulan; KES-02 Balita stunting',
  )
  expect(pickIndicator('Indeks layanan', all).wrong?.id).toContain('2 indikator cocok')
  expect(pickIndicator('air bersih', all).wrong?.id).toContain('Tidak ada indikator “air bersih”')
  expect(pickIndicator('balita', []).wrong?.id).toContain('Tidak ada indikator')
})
