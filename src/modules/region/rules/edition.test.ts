import { describe, expect, test } from 'vitest'
import diff from '../../../../db/reference/regions/edition_diff_2022_to_2025.json' with { type: 'json' }
import { checkEdition, countLevels, refuseMassArchive, type EditionRow } from './check-edition.ts'
import { formerCodes, formerNames, type EditionDiff } from './edition-changes.ts'
import { prepareEdition } from './prepare-edition.ts'

const whole: EditionRow[] = [
  { code: '73', name: 'Sulawesi Selatan', parentCode: undefined },
  { code: '73.24', name: 'Kabupaten Luwu Timur', parentCode: '73' },
  { code: '73.24.04', name: 'Malili', parentCode: '73.24' },
  { code: '73.24.04.1003', name: 'Malili', parentCode: '73.24.04' },
]

describe('an edition', () => {
  test('that is whole is taken', () => {
    expect(checkEdition(whole).size).toBe(4)
    expect(countLevels(whole.map(row => row.code))).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 })
  })

  test.each([
    ['a malformed code', { code: '73.2', name: 'X', parentCode: '73' }, /73\.2 bukan kode/],
    ['a code twice', { code: '73.24', name: 'X', parentCode: '73' }, /73\.24 tertulis dua kali/],
    ['an empty name', { code: '73.25', name: ' ', parentCode: '73' }, /73\.25 tidak bernama/],
    ['a parent that the code denies', { code: '73.25', name: 'X', parentCode: '74' }, /induk yang salah/],
    ['a parent that is not there', { code: '74.01', name: 'X', parentCode: '74' }, /tidak punya induk/],
  ])('with %s is refused with a sentence that names the code', (_, row, sentence) => {
    expect(() => checkEdition([...whole, row])).toThrow(
      expect.objectContaining({
        code: 'invalid',
        sentence: expect.objectContaining({ id: expect.stringMatching(sentence) }),
      }),
    )
  })

  test('that lacks more than a tenth of a level is refused; one that lacks less is not', () => {
    expect(() => refuseMassArchive({ 2: 514 }, { 2: 52 })).toThrow(/lacks 52 of 514/)
    expect(() => refuseMassArchive({ 2: 514, 4: 83762 }, { 2: 51, 4: 120 })).not.toThrow()
    expect(() => refuseMassArchive({ 1: 3 }, { 1: 1 })).not.toThrow()
  })

  test('gives each region kind, short name and the time zone of its province', () => {
    const [, regency] = prepareEdition(whole, {
      measures: new Map([['73.24', { people: 323422, areaKm2: '6745.772' }]]),
      timezones: new Map([['73', 'WITA']]),
      formerNames: new Map(),
    })
    expect(regency).toMatchObject({
      code: '73.24',
      kind: 'kabupaten',
      shortName: 'Kab. Luwu Timur',
      timezone: 'WITA',
      people: 323422,
      areaKm2: '6745.772',
    })
  })

  test('with a province whose time zone nobody knows is refused', () => {
    const facts = { measures: new Map(), timezones: new Map(), formerNames: new Map() }
    expect(() => prepareEdition(whole, facts)).toThrow(/time zone .* 73/)
  })
})

describe('what changed from 2022 to 2025', () => {
  const former = formerCodes(diff as unknown as EditionDiff)

  test('a removed code leads to the one of the same name in its regency', () => {
    expect(former).toHaveLength(117)
    expect(former.find(({ code }) => code === '72.01.09.2012')).toMatchObject({
      name: 'Tohiti Sari',
      successor: '72.01.24.2007',
    })
    expect(former.find(({ code }) => code === '81.05.02.2048')).toMatchObject({ successor: '81.05.16.2004' })
    expect(former.find(({ code }) => code === '96.02.01.1001')).toMatchObject({ successor: undefined })
    for (const { code, successor } of former) {
      if (successor !== undefined) expect(successor.slice(0, 5)).toBe(code.slice(0, 5))
    }
  })

  test('most removed codes have a successor, and no two the same', () => {
    const found = former.flatMap(({ successor }) => successor ?? [])
    expect(found.length).toBeGreaterThan(100)
    expect(new Set(found).size).toBe(found.length)
  })

  test('former names are kept only where more than the typing changed', () => {
    const names = formerNames(diff as unknown as EditionDiff)
    expect(names.get('11.02.03.2002')).toBe('Kisam')
    expect(names.has('31')).toBe(true)
    expect(names.has('72.04')).toBe(false)
  })
})
