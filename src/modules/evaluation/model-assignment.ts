import { z } from 'zod'
import { QUESTION_KINDS, SMART_DIMENSIONS } from './model.ts'

const text = z.string().regex(/\S/)
const list = z.array(text).min(1)

/** The shape of `db/reference/assignment-proposal.json`: conditions on a question, and words in the names of offices. */
export const proposalSchema = z.strictObject({
  about: text,
  origin: text,
  entries: z.array(
    z
      .strictObject({
        /** One of them stands in the Indonesian text of the question. */
        words: list.optional(),
        kinds: z.array(z.enum(QUESTION_KINDS)).min(1).optional(),
        smart_dimensions: z.array(z.enum(SMART_DIMENSIONS)).min(1).optional(),
        /** Words in names of offices, the fittest first. */
        offices: list,
        reason: z.strictObject({ id: text, en: text }),
      })
      .refine(entry => entry.words ?? entry.kinds ?? entry.smart_dimensions, 'An entry needs a condition'),
  ),
})
export type ProposalData = z.infer<typeof proposalSchema>
