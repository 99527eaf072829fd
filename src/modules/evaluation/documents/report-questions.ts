import { decimal } from '#kit/decimal.ts'
import { dimensionWord, exact, score } from '../pages/words.ts'
import { phrases } from '../phrases/index.ts'
import type { FrozenRegion } from '../model-closing.ts'
import type { Instrument } from '../model.ts'
import { spreadOf } from '../rules/closing/spread.ts'
import { dimensionScore, meanInWords } from '../rules/dimension-score.ts'
import { questionsOf } from '../rules/instrument-questions.ts'

const lang = 'id'

export interface QuestionPart {
  title: string
  columns: string[]
  heads: string[]
  rows: string[][]
  foot: string[]
  /** The mean spelled out: "Rata-rata 5 pertanyaan: 7,00 ÷ 5 = 1,40". */
  mean: string
}

/** The questions of a region by dimension, each with its mean and spread; none where they were not published. */
export function questionParts({ inputs, outcome }: FrozenRegion, instrument: Instrument): QuestionPart[] {
  if (Object.keys(outcome.questions).length === 0) return []
  const { given } = inputs
  const byAssessor = given.kind === 'assessor-scores'
  return instrument.dimensions.map(dimension => {
    const questions = questionsOf(dimension)
    const mean = outcome.dimensions[dimension.code]
    return {
      title: `${dimension.letter}. ${dimension.name.id}`,
      columns: ['18mm', '1fr', ...(byAssessor ? ['auto'] : []), 'auto'],
      heads: ['Kode', 'Pertanyaan', ...(byAssessor ? ['Sebaran'] : []), 'Nilai'],
      rows: questions.map(({ id, code, text }) => {
        const spread = byAssessor ? spreadOf(given.scores[id] ?? []) : undefined
        const own = outcome.questions[id]
        return [
          code,
          text.id,
          ...(byAssessor ? [spread ? `${spread.min}–${spread.max}` : '–'] : []),
          own ? score(own, lang) : '–',
        ]
      }),
      foot: [
        '',
        `Rata-rata ${dimensionWord(dimension.code, lang, instrument)}`,
        ...(byAssessor ? [''] : []),
        mean ? score(mean, lang) : '–',
      ],
      mean: meanWords(
        questions.map(({ id }) => outcome.questions[id] ?? null),
        questions.map(({ id }) => id),
      ),
    }
  })
}

function meanWords(scores: readonly (string | null)[], ids: readonly string[]): string {
  const t = phrases(lang).result
  const result = dimensionScore(
    scores.map((text, at) => ({ id: ids[at] ?? '', score: text === null ? null : decimal(text) })),
  )
  const words = meanInWords(result)
  if (!words || !result.sum || !result.score) return ''
  const [sum, number, mean] = [exact(result.sum, lang, 2), String(result.count), score(result.score, lang)]
  const quotient = exact(words.cut, lang, 2)
  return words.exact && quotient === mean
    ? t.meanExact(sum, number, mean)
    : t.meanOf(sum, number, words.exact ? quotient : `${quotient}…`, mean)
}
