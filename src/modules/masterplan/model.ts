import { z } from 'zod'

/** Shapes that all parts of the module share; each part has a file of its own beside this one. */

export const DIMENSIONS = ['gov', 'bra', 'eco', 'liv', 'soc', 'env'] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const STAGES = [1, 2, 3, 4] as const
export type Stage = (typeof STAGES)[number]

export const BOOKS = [1, 2, 3] as const
export type BookNumber = (typeof BOOKS)[number]

/** The worksheets; each row of one is a card. */
export const SHEETS = [
  'readiness',
  'swot',
  'strategy',
  'profile',
  'vision',
  'mission',
  'target',
  'mapping',
  'innovation',
  'action',
  'roadmap',
  'canvas',
  'risk',
] as const
export type Sheet = (typeof SHEETS)[number]

const words = z.strictObject({ id: z.string().min(1), en: z.string().min(1) })
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

/** A chapter of the template; `blocks` say what stands in it from the first day. */
export interface TemplateSection {
  code: string
  title: string
  guide?: string | undefined
  wordsWanted?: number | undefined
  blocks?: TemplateBlock[] | undefined
  sections?: TemplateSection[] | undefined
}
const block = z.union([
  z.strictObject({ kind: z.literal('narrative') }),
  z.strictObject({
    kind: z.literal('live'),
    source: code,
    show: z.enum(['table', 'chart', 'map', 'list', 'figure']),
    caption: z.string().optional(),
    filter: z.record(z.string(), z.string()).optional(),
  }),
])
export type TemplateBlock = z.infer<typeof block>
const section: z.ZodType<TemplateSection> = z.lazy(() =>
  z.strictObject({
    code,
    title: z.string().min(1),
    guide: z.string().optional(),
    wordsWanted: z.int().min(0).optional(),
    blocks: z.array(block).optional(),
    sections: z.array(section).optional(),
  }),
)

/** One version of what a series and a plan start with, as in `db/reference/masterplan/template-*.json`; all is editable then. */
export const templateSchema = z.strictObject({
  id: z.string(),
  title: words,
  /** Where each part comes from, and what of it is inferred. */
  about: words,
  stages: z.array(
    z.strictObject({
      stage: z.literal(STAGES),
      theme: words,
      deliverables: z.array(
        z.strictObject({ code, title: words, sheet: z.string().optional(), required: z.boolean() }),
      ),
    }),
  ),
  elements: z.array(
    z.strictObject({
      code,
      name: words,
      subElements: z.array(z.strictObject({ code, name: words, questions: z.array(z.string().min(1)) })),
    }),
  ),
  criteria: z.array(z.strictObject({ code, name: words, note: words.optional() })),
  books: z.array(z.strictObject({ book: z.literal(BOOKS), title: z.string().min(1), sections: z.array(section) })),
  commitment: z.string().min(1),
})
export type Template = z.infer<typeof templateSchema>

/** Kinds of evidence use, and what their subject id is. */
export const DELIVERABLE_SUBJECT = 'masterplan.deliverable'
export const CARD_SUBJECT = 'masterplan.card'
export const COMMITMENT_SUBJECT = 'masterplan.commitment'
/** `${editionId}/${signatoryId}`: the scan of a signature on paper. */
export const EDITION_SUBJECT = 'masterplan.edition'
