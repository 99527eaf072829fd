import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { HyperFormula } from 'hyperformula'
import { instrumentSchema } from '../src/modules/evaluation/model.ts'
import { dimensionScore } from '../src/modules/evaluation/rules/dimension-score.ts'
import { questionsOf } from '../src/modules/evaluation/rules/instrument-questions.ts'
import { questionMean } from '../src/modules/evaluation/rules/question-mean.ts'
import { scoreIndex, scoringRule } from '../src/modules/evaluation/rules/score-index.ts'

/**
 * The national index of 514 regions, 117 questions, five assessors: Tudang's exact rules with their whole working,
 * against the same sheet in HyperFormula. Both must give the same 514 indices and 3,084 dimension scores to the cent
 * before anything is timed. The formula that everybody writes, =ROUND(weighted sum, 2), does not: where the exact sum ends
 * in half a cent, binary floating point falls below it. So the timed sheet rounds in whole hundredths, and the first line
 * of the result tells how many regions the plain formula gets wrong.
 */

const REGIONS = 514
const ASSESSORS = 5
const ROUNDS = 7

const instrument = instrumentSchema.parse(
  JSON.parse(
    readFileSync(new URL('../db/reference/instruments/smart-city-2023-kppn-ikn.json', import.meta.url), 'utf8'),
  ),
)
const rule = scoringRule(instrument)
const dimensions = instrument.dimensions.map(dimension => ({
  code: dimension.code,
  weight: dimension.weight,
  questions: questionsOf(dimension).map(({ id }) => id),
}))
const QUESTIONS = dimensions.reduce((count, { questions }) => count + questions.length, 0)

/** Whole scores 0–4 by region, question and assessor; the same on every run (mulberry32). */
function seededScores(seed: number): number[][][] {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return (t ^ (t >>> 14)) >>> 0
  }
  const list = <T>(length: number, make: () => T): T[] => Array.from({ length }, make)
  return list(REGIONS, () => list(QUESTIONS, () => list(ASSESSORS, () => next() % 5)))
}

type Line = readonly string[]

function scoreRegion(sheet: readonly (readonly number[])[]): Line {
  let at = 0
  const scores = dimensions.map(({ code, questions }) => {
    const asked = questions.map(id => ({ id, score: questionMean(sheet[at++] ?? [], instrument.scale).score }))
    return [code, dimensionScore(asked).score] as const
  })
  const { index } = scoreIndex(rule, Object.fromEntries(scores))
  return [...scores.map(([, score]) => String(score)), String(index)]
}

function scoreNation(nation: readonly number[][][]): Line[] {
  return nation.map(scoreRegion)
}

type Cell = number | string

type Rounding = 'plain' | 'careful'

/** One row per region and question (five scores, their mean), one row per region (six dimensions, index). */
function sheets(nation: readonly number[][][], rounding: Rounding): { scores: Cell[][]; index: Cell[][] } {
  const scores: Cell[][] = []
  const index: Cell[][] = []
  for (const region of nation) {
    const line: Cell[] = []
    let row = scores.length + 1
    for (const { questions } of dimensions) {
      line.push(`=ROUND(AVERAGE(scores!F${row}:F${row + questions.length - 1}),2)`)
      row += questions.length
    }
    for (const given of region)
      scores.push([...given, `=ROUND(AVERAGE(A${scores.length + 1}:E${scores.length + 1}),2)`])
    const here = index.length + 1
    const terms = dimensions.map(({ weight }, place) => `${weight}*${'ABCDEF'[place]}${here}`)
    const sum = terms.join('+')
    index.push([...line, rounding === 'plain' ? `=ROUND(${sum},2)` : `=ROUND(ROUND((${sum})*10000,0)/100,0)/100`])
  }
  return { scores, index }
}

function build(nation: readonly number[][][], rounding: Rounding = 'careful'): HyperFormula {
  return HyperFormula.buildFromSheets(sheets(nation, rounding), { licenseKey: 'gpl-v3', maxRows: REGIONS * QUESTIONS })
}

function read(engine: HyperFormula): Line[] {
  const sheet = engine.getSheetId('index') ?? -1
  return engine.getSheetValues(sheet).map(row => row.map(value => Number(value).toFixed(2)))
}

function countWrong(ours: readonly Line[], theirs: readonly Line[]): number {
  return ours.filter((line, region) => line.join() !== theirs[region]?.join()).length
}

function sameOrThrow(ours: readonly Line[], theirs: readonly Line[]): void {
  if (ours.length !== REGIONS || theirs.length !== REGIONS) throw new Error('Not all regions were scored')
  for (const [region, line] of ours.entries())
    if (line.join() !== theirs[region]?.join())
      throw new Error(`Region ${region}: Tudang ${line.join()} but HyperFormula ${theirs[region]?.join()}`)
}

/** Milliseconds of the middle run. */
function median(runs: number, work: () => unknown): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  }).toSorted((a, b) => a - b)
  return times[Math.floor(runs / 2)] ?? Number.NaN
}

export type Measurement = { name: string; ours: number; peer: number; ratio: number; unit: string; note: string }

/** Ratios are HyperFormula's time by Tudang's, measured in the same run. */
export async function run(): Promise<Measurement[]> {
  const nation = seededScores(20231204)
  const engine = build(nation)
  sameOrThrow(scoreNation(nation), read(engine))
  const plain = build(nation, 'plain')
  const wrong = countWrong(scoreNation(nation), read(plain))
  plain.destroy()

  for (let warm = 0; warm < 3; warm += 1) scoreNation(nation)
  const ours = median(ROUNDS, () => scoreNation(nation))
  const built = median(3, () => build(nation).destroy())
  const recomputed = median(3, () => engine.rebuildAndRecalculate())

  // One assessor changes one score: the region is scored anew, the sheet recomputes what hangs on the cell.
  const region = nation[0] ?? []
  const given = region[0] ?? []
  const scores = engine.getSheetId('scores') ?? -1
  let turn = 0
  const oursEdit = median(201, () => {
    given[0] = (turn += 1) % 5
    return scoreRegion(region)
  })
  turn = 0
  const peerEdit = median(201, () => engine.setCellContents({ sheet: scores, row: 0, col: 0 }, (turn += 1) % 5))
  sameOrThrow(scoreNation(nation), read(engine))
  engine.destroy()

  const size = `${REGIONS} regions × ${QUESTIONS} questions × ${ASSESSORS} assessors`
  const line = (name: string, mine: number, peer: number, note: string): Measurement => ({
    name,
    ours: mine,
    peer,
    ratio: peer / mine,
    unit: 'ms',
    note,
  })
  return [
    line(
      'national index, from scores to index',
      ours,
      built,
      `${size}; HyperFormula builds the sheet and computes it; with plain =ROUND(sum,2) it gets ${wrong} of ${REGIONS} indices wrong by 0.01`,
    ),
    line('national index, computed again', ours, recomputed, `${size}; HyperFormula rebuildAndRecalculate()`),
    line(
      'one score changed',
      oursEdit,
      peerEdit,
      'Tudang scores the whole region anew; HyperFormula the cells that depend',
    ),
  ]
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, ours, peer, ratio, unit, note } of await run())
    process.stdout.write(
      `${name}: Tudang ${ours.toFixed(3)} ${unit}, HyperFormula ${peer.toFixed(3)} ${unit}, ratio ${ratio.toFixed(2)} (${note})\n`,
    )
}
