import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { type IndicatorInput, readySetSchema } from '../../model-indicator.ts'
import { checkIndicator, checkTargets, diffIndicator, fixedFaults } from './check-indicator.ts'

const office = '00000000-0000-4000-8000-000000000001'
const input = (more: Partial<IndicatorInput> = {}): IndicatorInput => ({
  code: 'IND-1',
  name: 'Bank sampah aktif',
  unit: 'unit',
  direction: 'up',
  level: 4,
  rollup: 'sum',
  ratioFactor: '1',
  frequency: 'quarter',
  decimals: 0,
  ownerId: office,
  ...more,
})
const fields = (more: Partial<IndicatorInput>) => checkIndicator(input(more), new Set([office])).map(one => one.field)

test('a whole definition has no fault', () => {
  expect(fields({ least: '0', most: '100', baselineYear: 2021, baselineValue: '4.5' })).toEqual([])
})

test('each bad part is named', () => {
  expect(fields({ code: 'ind 1' })).toEqual(['code'])
  expect(fields({ name: ' ', unit: '' })).toEqual(['name', 'unit'])
  expect(fields({ least: '5', most: '4' })).toEqual(['most'])
  expect(fields({ least: 'nol' })).toEqual(['least'])
  expect(fields({ ratioFactor: '0' })).toEqual(['ratioFactor'])
  expect(fields({ baselineYear: 2021 })).toEqual(['baselineValue'])
  expect(fields({ baselineValue: '1' })).toEqual(['baselineYear'])
  expect(fields({ decimals: 7 })).toEqual(['decimals'])
  expect(fields({ ownerId: '00000000-0000-4000-8000-000000000002' })).toEqual(['ownerId'])
})

test('targets have a year once and a number', () => {
  expect(checkTargets([{ year: 2025, value: '4.5' }])).toEqual([])
  const faults = checkTargets([
    { year: 2025, value: '4' },
    { year: 2025, value: 'x' },
    { year: 25, value: '1' },
  ])
  expect(faults.map(one => one.field)).toEqual(['targets.1.year', 'targets.1.value', 'targets.2.year'])
})

test('history names what differs, and 100 is 100.00', () => {
  const before = input({ most: '100' })
  expect(diffIndicator(before, input({ most: '100.00' }))).toEqual([])
  expect(diffIndicator(before, input({ most: '99', name: 'Lain' }))).toEqual([
    { field: 'name', before: 'Bank sampah aktif', after: 'Lain' },
    { field: 'most', before: '100', after: '99' },
  ])
})

test('once there are readings, level, frequency and being a ratio stay', () => {
  expect(fixedFaults(input(), input({ name: 'Lain', rollup: 'mean' }))).toEqual([])
  const faults = fixedFaults(input(), input({ level: 2, frequency: 'year', rollup: 'ratio' }))
  expect(faults.map(one => one.field)).toEqual(['level', 'frequency', 'rollup'])
})

test('the ready set asks for every external indicator of the 2023 instrument, and each of its entries may be stored', async () => {
  const read = async (path: string) => JSON.parse(await readFile(path, 'utf8')) as unknown
  const ready = readySetSchema.parse(await read('db/reference/portfolio/indicators-2023.json'))
  const asked = externalQuestions(await read('db/reference/instruments/smart-city-2023-kppn-ikn.json'))
  expect(asked.length).toBe(17)
  expect(ready.indicators.flatMap(one => one.questions).sort()).toEqual([...asked].sort())
  for (const { name, definition, office: _, questions: __, ...rest } of ready.indicators) {
    const faults = checkIndicator(
      { ...rest, ratioFactor: rest.ratioFactor ?? '1', name: name.id, definition: definition.id },
      new Set(),
    )
    expect(faults).toEqual([])
  }
  expect(new Set(ready.indicators.map(one => one.externalCode)).size).toBe(ready.indicators.length)
})

/** Ids of the questions of an instrument that ask for an external indicator, wherever they stand in it. */
function externalQuestions(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(externalQuestions)
  if (typeof part !== 'object' || part === null) return []
  const { id, kind } = part as { id?: string; kind?: string }
  const own = kind === 'external-indicator' && id !== undefined ? [id] : []
  return [...own, ...Object.values(part).flatMap(externalQuestions)]
}
