import { expect, test } from 'vitest'
import { ariaSort, filterOf, listOf, nationalHref, readNationalQuery, sortHref } from './national-query.ts'

test('an empty address asks for the whole list, highest index first', () => {
  const query = readNationalQuery({})
  expect(listOf(query, '2023')).toMatchObject({ edition: '2023', sort: 'index', direction: 'down', limit: 25 })
  expect(filterOf(query, '2023')).toEqual({ edition: '2023' })
  expect(nationalHref('/hasil/2023', query)).toBe('/hasil/2023')
})

test('what an address cannot mean is left out', () => {
  const query = readNationalQuery({
    q: '   ',
    provinsi: "73' or 1=1",
    kelompok: 'X',
    kohor: 'dua',
    urut: 'nilai',
    arah: 'kiri',
    setelah: '<script>',
    hal: '-3',
  })
  expect(query).toEqual(readNationalQuery({}))
})

test('signs that no name has are taken out of a search', () => {
  expect(readNationalQuery({ q: ' kota\u0000\t bandung\n' }).q).toBe('kota bandung')
  expect(readNationalQuery({ q: '\u0000' }).q).toBeUndefined()
})

test('every filter survives in the address of the next page, and a place only where it is given', () => {
  const query = readNationalQuery({
    q: 'kota  b',
    provinsi: '32',
    kelompok: 'regular',
    kohor: '2017',
    urut: 'nama',
    arah: 'turun',
  })
  expect(nationalHref('/x', query, { after: 'abc', page: 2 })).toBe(
    '/x?q=kota+b&provinsi=32&kelompok=regular&kohor=2017&urut=nama&arah=turun&setelah=abc&hal=2',
  )
  expect(nationalHref('/x', { ...query, after: 'abc', page: 2 })).not.toContain('setelah')
})

test('the head of the sorted column turns the list round, the others sort their usual way', () => {
  const query = readNationalQuery({})
  expect(sortHref('/x', query, 'indeks')).toBe('/x?arah=naik')
  expect(sortHref('/x', query, 'nama')).toBe('/x?urut=nama')
  expect(sortHref('/x', query, 'beda')).toBe('/x?urut=beda')
  expect(ariaSort(query, 'indeks')).toBe('descending')
  expect(ariaSort(query, 'nama')).toBeUndefined()
})
