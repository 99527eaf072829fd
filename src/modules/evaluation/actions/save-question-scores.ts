import { z } from 'zod'
import { compare, type Decimal, equal, parseDecimal, toFixed, wholeNumber } from '#kit/decimal.ts'
import { notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { decimal } from '#kit/decimal.ts'
import type { Instrument } from '../model.ts'
import { dimensionScore } from '../rules/dimension-score.ts'
import { questionsOf } from '../rules/instrument-questions.ts'
import { findInstrument } from '../store/instruments.ts'
import { findQuestionScores, findResult, listRemarks, type Result } from '../store/results.ts'
import { writeQuestionScores } from '../store/write-results.ts'

const texts = z.array(z.string().regex(/\S/)).default([])
const sheetSchema = z.object({
  region: z.string(),
  instrument: z.string(),
  scores: z.record(z.string(), z.string()),
  strengths: texts,
  weaknesses: texts,
  recommendations: texts,
})

/**
 * Stores what the report of one region says about each question, and its remarks. Refused unless the questions are those
 * of the result's instrument and their means give the published dimension scores. False when all of it stands already.
 */
export async function saveQuestionScores(
  platform: Platform,
  edition: string,
  json: unknown,
  writer: Writer,
): Promise<boolean> {
  const sheet = sheetSchema.parse(json)
  const { db } = platform
  const result = await findResult(db.sql, edition, sheet.region)
  const instrument = await findInstrument(db.sql, sheet.instrument)
  if (!result || !instrument || result.instrumentId !== instrument.id) {
    throw notFound(
      `Belum ada hasil ${edition} untuk ${sheet.region} dengan instrumen ${sheet.instrument}. Impor tabel hasilnya dahulu.`,
      `There is no result of ${edition} for ${sheet.region} with instrument ${sheet.instrument}. Import the table first.`,
    )
  }
  const scores = checkScores(instrument.content, sheet.scores, result)
  const remarks = (
    [
      ['recommendation', sheet.recommendations],
      ['strength', sheet.strengths],
      ['weakness', sheet.weaknesses],
    ] as const
  ).flatMap(([kind, lines]) => lines.map((text, place) => ({ kind, position: place + 1, text })))
  const standing = JSON.stringify([
    Object.entries(await findQuestionScores(db.sql, edition, sheet.region)).toSorted(),
    (await listRemarks(db.sql, edition, sheet.region)).map(({ kind, text }) => [kind, text]),
  ])
  const wanted = JSON.stringify([Object.entries(scores).toSorted(), remarks.map(({ kind, text }) => [kind, text])])
  if (standing === wanted) return false
  await db.transact(writer, async tx => {
    await writeQuestionScores(tx, edition, sheet.region, scores, remarks)
    await audit(tx, {
      event: 'evaluation.question_scores.stored',
      subject: { kind: 'evaluation.result', id: `${edition}/${sheet.region}` },
      regionCode: sheet.region,
      data: { questions: Object.keys(scores).length, remarks: remarks.length },
    })
  })
  return true
}

function checkScores(
  instrument: Instrument,
  given: Readonly<Record<string, string>>,
  result: Result,
): Record<string, string> {
  const scores: Record<string, string> = {}
  const { min, max } = instrument.scale
  for (const dimension of instrument.dimensions) {
    const questions = questionsOf(dimension).map(({ id }) => {
      const parsed = parseDecimal(given[id] ?? '')
      const outside =
        !parsed.ok || compare(parsed.value, wholeNumber(min)) < 0 || compare(parsed.value, wholeNumber(max)) > 0
      if (outside) {
        throw refuse(
          `Nilai pertanyaan ${id} tidak ada atau di luar skala ${min} sampai ${max}.`,
          `The score of question ${id} is missing or outside the scale of ${min} to ${max}.`,
        )
      }
      scores[id] = toFixed(parsed.value, 2)
      return { id, score: parsed.value satisfies Decimal }
    })
    const published = result.scores[dimension.code]
    const mean = dimensionScore(questions).score
    if (published === undefined || mean === null || !equal(mean, decimal(published))) {
      throw refuse(
        `Rata-rata pertanyaan ${dimension.code} adalah ${mean?.toString() ?? '–'}, sedangkan nilai terbitnya ${published ?? '–'}.`,
        `The mean of the questions of ${dimension.code} is ${mean?.toString() ?? '–'}, but ${published ?? '–'} was published.`,
      )
    }
  }
  const foreign = Object.keys(given).find(id => scores[id] === undefined)
  if (foreign !== undefined) {
    throw refuse(
      `Pertanyaan ${foreign.slice(0, 80)} tidak ada di instrumen ${instrument.id}.`,
      `Question ${foreign.slice(0, 80)} is not in instrument ${instrument.id}.`,
    )
  }
  return scores
}

const refuse = (id: string, en: string) => new Problem('invalid', { id, en })
