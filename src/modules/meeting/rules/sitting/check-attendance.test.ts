import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf, readPaperList, sameKey, tidyPerson } from './check-attendance.ts'

const person = (over = {}) => ({
  name: 'Siti Aminah',
  title: undefined,
  office: undefined,
  number: undefined,
  phone: undefined,
  ...over,
})

describe('one person', () => {
  test('may leave everything empty but the name', () => {
    expect(faultsOf(person())).toEqual([])
    expect(faultsOf(person({ name: ' 12 ' })).map(one => one.part)).toEqual(['name'])
  })

  test('has a NIP of 18 digits, however it was spaced', () => {
    const tidy = tidyPerson(person({ number: '19800101 200501 2 001' }))
    expect(tidy.number).toBe('198001012005012001')
    expect(faultsOf(tidy)).toEqual([])
    expect(faultsOf(person({ number: '1980' })).map(one => one.part)).toEqual(['number'])
  })

  test.each(['0812-3456-7890', '+62 812 3456 7890', '(0473) 321456'])('may write the phone as %s', phone => {
    expect(faultsOf(tidyPerson(person({ phone })))).toEqual([])
  })

  test.each(['sendiri', '12', '0812345678901234567'])('may not write %s for a phone', phone => {
    expect(faultsOf(tidyPerson(person({ phone }))).map(one => one.part)).toEqual(['phone'])
  })
})

describe('a list on paper', () => {
  test('is read by lines, with semicolons or as copied from a sheet, and its numbering is left out', () => {
    const read = readPaperList(
      '1. Siti Aminah; Kepala Seksi; Dinas Kesehatan; 198001012005012001; 081234567890\n\n2) Baso\tStaf\tKecamatan Malili\n',
      'daftar',
    )
    expect(read).toEqual({
      ok: true,
      people: [
        {
          name: 'Siti Aminah',
          title: 'Kepala Seksi',
          office: 'Dinas Kesehatan',
          number: '198001012005012001',
          phone: '081234567890',
        },
        { name: 'Baso', title: 'Staf', office: 'Kecamatan Malili', number: undefined, phone: undefined },
      ],
    })
  })

  test('names the line and the person whose NIP is wrong', () => {
    const read = readPaperList('Baso\nSiti; ; ; 123', 'daftar')
    expect(read.ok).toBe(false)
    if (!read.ok)
      expect(read.errors[0]).toMatchObject({
        field: 'daftar',
        sentence: { id: expect.stringMatching(/^Baris 2 \(Siti\): NIP/) },
      })
  })

  test('is refused when it is empty, has too many columns or too many lines', () => {
    for (const text of ['  \n ', 'a;b;c;d;e;f', 'Orang\n'.repeat(301)]) {
      expect(readPaperList(text, 'daftar').ok, text.slice(0, 20)).toBe(false)
    }
  })

  test('takes nobody twice, and keeps everybody else', () => {
    const name = fc.stringMatching(/^[A-Za-z][A-Za-z ']{0,20}$/).map(text => text.trim())
    const office = fc.constantFrom('', 'Dinas Kesehatan', 'dinas kesehatan', 'Kecamatan Malili')
    fc.assert(
      fc.property(fc.array(fc.tuple(name, office), { minLength: 1, maxLength: 40 }), rows => {
        const read = readPaperList(rows.map(([who, where]) => `${who};;${where}`).join('\n'), 'daftar')
        if (!read.ok) throw new Error(JSON.stringify(read.errors))
        const keys = read.people.map(sameKey)
        expect(new Set(keys).size).toBe(keys.length)
        const wanted = new Set(rows.map(([who, where]) => sameKey(tidyPerson(person({ name: who, office: where })))))
        expect(new Set(keys)).toEqual(wanted)
      }),
    )
  })
})
