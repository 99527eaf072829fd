import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cruise, type ICruiseResult, type IReporterOutput } from 'dependency-cruiser'
import { describe, expect, test } from 'vitest'
import { arrows, moduleOrder } from './support/arrows.ts'

async function cruised(baseDir: string): Promise<ICruiseResult> {
  const result: IReporterOutput = await cruise(['src'], {
    baseDir,
    ruleSet: { forbidden: arrows },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  })
  return result.output as ICruiseResult
}

/** Calls that make a rule give another answer tomorrow; rules take the clock and the dice as data. */
const impure = /\b(Date\.now|new Date\(\s*\)|Math\.random|process\.|performance\.now|crypto\.)/

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter(name => /\.tsx?$/.test(name) && !/\.(test|fixture)\./.test(name)).map(name => join(folder, name))
}

async function impureRules(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const file of await sources(folder)) {
    if (/modules\/[^/]+\/rules\//.test(file) && impure.test(await readFile(file, 'utf8'))) found.push(file)
  }
  return found
}

describe('the import arrows', () => {
  test('hold in the source, and enough modules were seen to say so', async () => {
    const { summary } = await cruised(process.cwd())
    expect(summary.violations.map(v => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([])
    expect(summary.totalCruised).toBeGreaterThan(200)
  })

  test('are each broken once in the fixture, and each break is reported', async () => {
    const { summary } = await cruised(join(process.cwd(), 'test/fixtures/arrows'))
    const reported = new Set(summary.violations.map(v => v.rule.name))
    const planted = arrows.map(rule => rule.name ?? '')
    // The lowest module of the fixture has nothing below it, yet it may still reach up: every rule has its plant.
    expect(planted.filter(name => !reported.has(name))).toEqual([])
  })

  test('names the modules in the order of src/modules.ts', async () => {
    const text = await readFile('src/modules.ts', 'utf8')
    const listed = [...text.matchAll(/^ {2}(\w+)Module\b/gm)].map(match => match[1])
    expect(listed).toEqual(moduleOrder)
  })
})

describe('rules', () => {
  test('read no clock, no dice, no environment', async () => {
    expect(await impureRules('src')).toEqual([])
  })

  test('that do are found: the fixture plants one', async () => {
    expect(await impureRules('test/fixtures/arrows/src')).toHaveLength(1)
  })
})

test('only config.ts reads process.env', async () => {
  const readers: string[] = []
  for (const file of await sources('src')) {
    if ((await readFile(file, 'utf8')).includes('process.env')) readers.push(file)
  }
  expect(readers).toEqual(['src/config.ts'])
})
