import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Measure, ProgrammeFact } from '../../model-measure.ts'
import { DIMENSIONS, type Status, STATUSES } from '../../model.ts'
import { draw } from './draw.ts'
import { driftOf } from './drift.ts'
import { millions } from './parts.ts'

const recordedAt = new Date('2020-01-01T00:00:00Z')
let next = 0
const programme = (status: Status, over: Partial<ProgrammeFact> = {}): ProgrammeFact => {
  const n = ++next
  return {
    id: `p${n}`,
    code: `UJI-${n}`,
    name: `Program ${n}`,
    dimension: 'gov',
    subDimension: 'GOV-1',
    stream: 'application',
    leadId: 'opd',
    leadName: 'Dinas Uji',
    renstra: false,
    startYear: 2020,
    endYear: 2030,
    statuses: [{ status, since: '2020-01-01', recordedAt }],
    budget: [],
    quickWin: undefined,
    ...over,
  }
}
const many = (running: number, planned: number, over: Partial<ProgrammeFact> = {}) =>
  Array.from({ length: planned }, (_, n) => programme(n < running ? 'running' : 'stopped', over))
const measure = (rule: Measure['rule']): Measure => ({ id: 'uji', name: { id: 'Uji', en: 'Test' }, rule })
const at = (rule: Measure['rule'], programmes: ProgrammeFact[], day = '2022-12-31') =>
  draw(measure(rule), { programmes, readings: [] }, day)
const valueOf = (drawing: ReturnType<typeof at>, label: string) =>
  drawing.figures.find(figure => figure.label.id.startsWith(label))?.value

const kebumen = [
  ...many(9, 9, { dimension: 'gov' }),
  ...many(9, 10, { dimension: 'liv' }),
  ...many(6, 7, { dimension: 'bra' }),
  ...many(9, 9, { dimension: 'soc' }),
  ...many(10, 12, { dimension: 'eco' }),
  ...many(4, 4, { dimension: 'env' }),
]

describe('a realisation drawn from programmes', () => {
  it.each([
    ['gov', '9', '9', '100.00'],
    ['liv', '9', '10', '90.00'],
    ['bra', '6', '7', '85.71'],
    ['soc', '9', '9', '100.00'],
    ['eco', '10', '12', '83.33'],
    ['env', '4', '4', '100.00'],
    [undefined, '47', '51', '92.16'],
  ] as const)('is that of Kebumen 2022 in dimension %s: %s of %s, %s %%', (dimension, running, planned, percent) => {
    const drawing = at({ kind: 'realisation', ...(dimension === undefined ? {} : { dimension }) }, kebumen)
    expect(drawing.figures.map(figure => figure.value)).toEqual([planned, running, percent])
    expect(drawing.rows.filter(row => row.counts)).toHaveLength(Number(running))
    expect(drawing.rows).toHaveLength(Number(planned))
    expect(drawing.headline.id).toBe(`${running} dari ${planned} program berjalan`)
  })

  it.each([
    ['people', 41, 46, '89.13'],
    ['infrastructure', 31, 36, '86.11'],
    ['application', 47, 53, '88.68'],
    ['literacy', 85, 99, '85.86'],
  ])('is that of Lombok Utara 2024 in the stream %s', (stream, running, planned, percent) => {
    const others = many(7, 9, { stream: 'policy' })
    const drawing = at(
      { kind: 'realisation', stream },
      [...many(running, planned, { stream }), ...others],
      '2024-12-31',
    )
    expect(valueOf(drawing, 'Realisasi')).toBe(percent)
  })

  it('of nothing planned has no rows and no share', () => {
    const drawing = at({ kind: 'realisation', dimension: 'env' }, many(3, 3, { dimension: 'gov' }))
    expect(drawing.rows).toEqual([])
    expect(valueOf(drawing, 'Realisasi')).toBeUndefined()
  })

  it('adds up over dimensions to that of all, whatever the programmes', () => {
    const anyProgramme = fc.record({
      dimension: fc.constantFrom(...DIMENSIONS),
      status: fc.constantFrom(...STATUSES),
      years: fc.tuple(fc.integer({ min: 2018, max: 2024 }), fc.integer({ min: 0, max: 6 })),
    })
    fc.assert(
      fc.property(fc.array(anyProgramme, { maxLength: 60 }), given => {
        const programmes = given.map(({ dimension, status, years: [from, length] }) =>
          programme(status, { dimension, startYear: from, endYear: from + length }),
        )
        const sum = (label: string) =>
          DIMENSIONS.map(dimension =>
            Number(valueOf(at({ kind: 'realisation', dimension }, programmes), label)),
          ).reduce((total, one) => total + one, 0)
        const whole = at({ kind: 'realisation' }, programmes)
        expect(sum('Program direncanakan')).toBe(Number(valueOf(whole, 'Program direncanakan')))
        expect(sum('Program berjalan')).toBe(Number(valueOf(whole, 'Program berjalan')))
      }),
    )
  })
})

describe('questions on the year before', () => {
  const stopped = programme('running', {
    statuses: [
      { status: 'running', since: '2020-01-01', recordedAt },
      { status: 'stopped', since: '2022-03-01', recordedAt },
    ],
  })
  const young = programme('running', {
    startYear: 2022,
    statuses: [{ status: 'running', since: '2022-02-01', recordedAt }],
  })
  const over = programme('done', { endYear: 2021 })
  const both = programme('running', { stream: 'policy' })

  it('count what ran on its last day, whatever came after', () => {
    const drawing = at({ kind: 'ran-last-year' }, [stopped, young, over, both], '2022-06-30')
    expect(valueOf(drawing, 'Program berjalan pada 31 Desember 2021')).toBe('3')
    expect(drawing.rows.map(row => row.id)).not.toContain(young.id)
  })

  it('count only the streams of the action plan when they are named', () => {
    const drawing = at({ kind: 'ran-last-year', streams: ['application'] }, [stopped, both], '2022-06-30')
    expect(drawing.rows.map(row => row.id)).toEqual([stopped.id])
  })

  it('tell what still runs, and what is new', () => {
    const still = at({ kind: 'continued', quickWins: false }, [stopped, young, over, both], '2022-06-30')
    expect(still.rows.map(row => [row.id, row.counts])).toEqual([
      [stopped.id, false],
      [over.id, false],
      [both.id, true],
    ])
    expect(valueOf(still, 'Bagian yang masih berjalan')).toBe('33.33')
    const fresh = at({ kind: 'new', quickWins: false }, [stopped, young, over, both], '2022-06-30')
    expect(fresh.rows.filter(row => row.counts).map(row => row.id)).toEqual([young.id])
  })
})

describe('quick wins', () => {
  const win = (over: Partial<NonNullable<ProgrammeFact['quickWin']>>) => ({
    sinceYear: 2020,
    endedYear: undefined,
    checks: {},
    risks: 0,
    mitigated: 0,
    ...over,
  })
  const good = programme('running', { quickWin: win({ checks: { E1: 'yes' }, risks: 2, mitigated: 2 }) })
  const half = programme('running', { quickWin: win({ checks: { E1: 'partly' }, risks: 3, mitigated: 1 }) })
  const silent = programme('running', { quickWin: win({ sinceYear: 2022 }) })
  const ended = programme('running', { quickWin: win({ endedYear: 2022, checks: { E1: 'yes' } }) })
  const plain = programme('running')
  const all = [good, half, silent, ended, plain]

  it('are counted while they run and have not ended; one that was not checked does not count as yes', () => {
    const drawing = at({ kind: 'quick-win-check', indicator: 'E1' }, all)
    expect(drawing.rows.map(row => row.id)).toEqual([good.id, half.id, silent.id])
    expect(drawing.figures.map(figure => figure.value)).toEqual(['3', '1', '1', '33.33'])
  })

  it('have risks that are named, and risks with a mitigation', () => {
    expect(at({ kind: 'risk', part: 'identified' }, all).figures.map(one => one.value)).toEqual([
      '3',
      '2',
      '5',
      '66.67',
    ])
    expect(at({ kind: 'risk', part: 'mitigated' }, all).figures.map(one => one.value)).toEqual(['5', '3', '60.00'])
  })

  it('of last year go on or have ended, and those of this year are new', () => {
    const still = at({ kind: 'continued', quickWins: true }, all)
    expect(still.rows.map(row => [row.id, row.counts])).toEqual([
      [good.id, true],
      [half.id, true],
      [ended.id, false],
    ])
    expect(valueOf(at({ kind: 'new', quickWins: true }, all), 'Baru tahun 2022')).toBe('1')
  })
})

describe('money', () => {
  it('is that of the sources asked for, exact, with what was reported and what was not', () => {
    const drawing = at({ kind: 'budget', sources: ['apbd-kabupaten'] }, [
      programme('running', {
        budget: [
          { source: 'apbd-kabupaten', planned: 1_250_500_000n, realised: 1_000_000_000n },
          { source: 'csr', planned: 249_500_000n, realised: undefined },
        ],
      }),
      programme('running', { budget: [{ source: 'apbd-kabupaten', planned: 500_000_000n, realised: undefined }] }),
      programme('running'),
    ])
    expect(drawing.figures.map(figure => figure.value)).toEqual(['1750.5', '2000', '87.53', '1000'])
    expect(drawing.figures[3]?.label.id).toBe('Realisasi yang dilaporkan (1 dari 2 baris)')
    expect(drawing.rows).toHaveLength(2)
  })

  it('is written in millions without losing a rupiah', () => {
    expect([0n, 1n, 1_000_000n, 10_000_000n, 100_000_000_000_001n].map(millions)).toEqual([
      '0',
      '0.000001',
      '1',
      '10',
      '100000000.000001',
    ])
  })
})

describe('what is different since', () => {
  const rule: Measure['rule'] = { kind: 'realisation', dimension: 'gov' }
  const stays = programme('running')
  const moves = programme('running')
  const goes = programme('running')
  const halts = programme('running')
  const frozen = at(rule, [stays, moves, goes, halts])

  it('names what moved, is gone, came, and no longer counts; what stays is not named', () => {
    const moved = { ...moves, dimension: 'env' as const, subDimension: 'ENV-1' }
    const halted = {
      ...halts,
      statuses: [...halts.statuses, { status: 'stopped' as const, since: '2022-05-01', recordedAt }],
    }
    const fresh = programme('planned')
    const live = at(rule, [stays, moved, halted, fresh])
    const now = new Map([moved, stays, halted, fresh].map(one => [one.id, one]))
    expect(driftOf(frozen, live, now).map(one => [one.id, one.kind, one.after?.id])).toEqual([
      [moves.id, 'moved', 'ENV-1'],
      [goes.id, 'gone', undefined],
      [halts.id, 'stops-counting', 'berhenti'],
      [fresh.id, 'added', 'direncanakan'],
    ])
  })

  it('is nothing when nothing changed', () => {
    expect(driftOf(frozen, at(rule, [stays, moves, goes, halts]), new Map())).toEqual([])
  })
})
