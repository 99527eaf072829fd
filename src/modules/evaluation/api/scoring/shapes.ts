import { z } from '@hono/zod-openapi'
import { REMARK_KINDS, roundIdSchema } from '../../model-round.ts'
import { longestNote } from '../../rules/scoring/check-score.ts'
import type { PanelRemark } from '../../store/scoring/remarks.ts'
import type { Score, SubmittedScore } from '../../store/scoring/scores.ts'

export const placeParams = z.object({
  round: roundIdSchema.openapi({ example: '2026-kppn-ikn' }),
  code: z
    .string()
    .regex(/^\d{2}(\.\d{2})?$/)
    .openapi({ example: '73.24' }),
})
export const questionParams = placeParams.extend({ question: z.string().regex(/^[A-Za-z0-9.-]{1,80}$/) })

const scoreWrong =
  'Nilai adalah bilangan bulat 0 sampai 4, atau null untuk mengosongkan. | A score is a whole number from 0 to 4, or null to clear it.'
const noteWrong = `Catatan paling panjang ${longestNote} huruf. | A note has at most ${longestNote} letters.`
const versionWrong =
  'Kirim versi yang terakhir Anda lihat; 0 untuk simpanan pertama. | Send the version that you saw last; 0 for a first save.'

export const scoreEntryShape = z
  .strictObject({
    score: z
      .int({ error: scoreWrong })
      .min(0, scoreWrong)
      .max(4, scoreWrong)
      .nullable()
      .openapi({ description: 'Null clears it: no score, never 0' }),
    note: z.string({ error: noteWrong }).max(longestNote, noteWrong).nullable().optional(),
    flagged: z.boolean().optional().openapi({ description: 'To be discussed by the panel' }),
    version: z
      .int({ error: versionWrong })
      .min(0, versionWrong)
      .openapi({ description: 'The version that was seen; 0 for a first save. Another one stored is 412.' }),
  })
  .openapi('ScoreEntry')

export const scoreEntriesShape = z
  .strictObject({
    scores: z
      .array(scoreEntryShape.extend({ question: z.string().max(80) }))
      .min(1)
      .max(500),
  })
  .openapi('ScoreEntries')

export const savedShape = z.object({ version: z.int(), saved_at: z.string() }).openapi('SavedScore')

const ownScoreShape = z.object({
  question: z.string(),
  score: z.int().nullable(),
  note: z.string().nullable(),
  flagged: z.boolean(),
  version: z.int(),
  changed_at: z.string(),
})

export const scoresShape = z
  .object({
    own: z.array(ownScoreShape).nullable().openapi({ description: 'Null for who has no sheet' }),
    submitted_at: z.string().nullable().openapi({ description: 'When the own sheet was handed in' }),
    others: z
      .array(
        z.object({
          assessor: z.int().openapi({ description: 'Number on the panel' }),
          question: z.string(),
          score: z.int().nullable(),
          note: z.string().nullable(),
        }),
      )
      .nullable()
      .openapi({ description: 'Sheets that are handed in; null until the own one is' }),
    panel: z
      .array(z.object({ assessor: z.int(), scored: z.int(), submitted_at: z.string().nullable() }))
      .nullable()
      .openapi({ description: 'How far each assessor is; for the ministry, auditors and the administrator' }),
  })
  .openapi('Scores')

export const ownScoreJson = (score: Score): z.infer<typeof ownScoreShape> => ({
  question: score.questionId,
  score: score.score,
  note: score.note ?? null,
  flagged: score.flagged,
  version: score.version,
  changed_at: score.changedAt.toISOString(),
})

export const otherScoreJson = (score: SubmittedScore) => ({
  assessor: score.place,
  question: score.questionId,
  score: score.score,
  note: score.note ?? null,
})

const remarkText = z.string().min(1).max(2000)

export const remarkShape = z
  .object({
    id: z.uuid(),
    dimension: z.string(),
    kind: z.enum(REMARK_KINDS),
    text: z.string(),
    assessor: z.int().openapi({ description: 'Who wrote it, by number on the panel' }),
    version: z.int(),
  })
  .openapi('PanelRemark')

export const newRemarkShape = z
  .strictObject({ dimension: z.string().max(40), kind: z.enum(REMARK_KINDS), text: remarkText })
  .openapi('NewPanelRemark')

export const remarkChangeShape = z
  .strictObject({ text: remarkText, version: z.int().min(1) })
  .openapi('PanelRemarkChange')

export const remarkJson = (remark: PanelRemark): z.infer<typeof remarkShape> => ({
  id: remark.id,
  dimension: remark.dimension,
  kind: remark.kind,
  text: remark.text,
  assessor: remark.place,
  version: remark.version,
})
