import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '#platform/root.ts'
import { readySetSchema } from '../../model-indicator.ts'
import { measuresOf } from './measures.ts'
import { readCatalogueFiles } from '../catalogues.ts'

const read = async (path: string) => JSON.parse(await readFile(join(root, 'db/reference', path), 'utf8')) as unknown

interface Paper {
  dimensions: { indicators: { sub_indicators: { questions: { id: string; kind: string }[] }[] }[] }[]
}
const questionsOf = async (id: string) =>
  ((await read(`instruments/${id}.json`)) as Paper).dimensions.flatMap(dimension =>
    dimension.indicators.flatMap(one => one.sub_indicators.flatMap(sub => sub.questions)),
  )

it.each(['smart-city-2023-kppn-ikn', 'smart-city-2022-kppn-ikn'])(
  'every measure of %s is for a question that it asks, and every question on programmes, indicators, quick wins and risk has one',
  async instrument => {
    const measures = await measuresOf(instrument)
    const questions = await questionsOf(instrument)
    expect([...measures.keys()].filter(id => !questions.some(question => question.id === id))).toEqual([])
    const counted = ['programme-realisation', 'action-plan', 'external-indicator', 'quick-win', 'risk']
    expect(
      questions
        .filter(({ id, kind }) => counted.includes(kind) && !id.startsWith('impact.') && !measures.has(id))
        .map(({ id }) => id),
    ).toEqual([])
    expect(measures.size).toBe(50)
  },
)

it('codes of measures are those of the catalogue and of the ready set of indicators', async () => {
  const catalogue = (await readCatalogueFiles()).at(-1)?.catalogue
  const ready = readySetSchema.parse(await read('portfolio/indicators-2023.json'))
  const has = (list: readonly { code: string }[] | undefined, code: string) => list?.some(one => one.code === code)
  const wrong: string[] = []
  for (const [question, { rule }] of await measuresOf('smart-city-2023-kppn-ikn')) {
    const fits =
      rule.kind === 'reading'
        ? ready.indicators.some(one => one.externalCode === rule.externalCode && one.questions.includes(question))
        : rule.kind === 'budget'
          ? rule.sources.every(code => has(catalogue?.sources, code))
          : rule.kind === 'quick-win-check'
            ? has(catalogue?.quickWinIndicators, rule.indicator)
            : rule.kind === 'realisation'
              ? (rule.subDimension === undefined || has(catalogue?.subDimensions, rule.subDimension)) &&
                (rule.stream === undefined || has(catalogue?.streams, rule.stream))
              : true
    if (!fits) wrong.push(question)
  }
  expect(wrong).toEqual([])
})
