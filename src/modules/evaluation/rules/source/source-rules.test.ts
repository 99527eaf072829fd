import { describe, expect, it } from 'vitest'
import { drawDay } from './draw-day.ts'
import { mergeFigures } from './merge-figures.ts'

describe('the day for which figures are drawn', () => {
  it.each([
    ['2026', '2026-11-22', '2026-11-22'],
    ['2025', '2026-02-04', '2025-12-31'],
    ['2025-2', '2026-02-04', '2025-12-31'],
    ['2031', '2026-11-22', '2026-11-22'],
  ])('for edition %s on %s is %s', (edition, today, day) => {
    expect(drawDay(edition, today)).toBe(day)
  })
})

describe('figures of an answer', () => {
  const drawn = { label: { id: 'Program berjalan', en: 'x' }, value: '9', unit: { id: 'program', en: 'y' } }

  it('are those drawn, then those typed beside them; a typed one of the same name gives way', () => {
    expect(
      mergeFigures(
        [drawn],
        [
          { label: 'Program berjalan', value: '8' },
          { label: 'Desa', value: '3', unit: 'desa' },
        ],
      ),
    ).toEqual([
      { label: 'Program berjalan', value: '9', unit: 'program' },
      { label: 'Desa', value: '3', unit: 'desa' },
    ])
  })

  it('leave out a value that no figure may hold', () => {
    expect(mergeFigures([{ ...drawn, value: '1234567890123456' }], [])).toEqual([])
  })
})
