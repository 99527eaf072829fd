import { z } from '@hono/zod-openapi'
import { type Board, type Item, ITEM_STATES } from '../../model-preparation.ts'
import { regionParams } from '../shapes.ts'

export const boardParams = regionParams.extend({ preparation: z.uuid() })
export const itemParams = boardParams.extend({ item: z.uuid() })
export const path = '/meetings/{region}/preparations'

export const boardShape = z
  .object({
    id: z.uuid(),
    title: z.string(),
    letter_from: z.string().nullable(),
    letter_number: z.string().nullable(),
    letter_date: z.string().nullable(),
    due_on: z.string(),
    meeting: z.uuid().nullable(),
    items: z.int(),
    ready: z.int(),
    checked: z.int(),
    late: z.int(),
    version: z.int(),
  })
  .openapi('PreparationBoard')

export const itemShape = z
  .object({
    id: z.uuid(),
    office: z.uuid(),
    office_name: z.string(),
    what: z.string(),
    due_on: z.string(),
    state: z.enum(ITEM_STATES),
    note: z.string().nullable(),
    proofs: z.int(),
    version: z.int(),
  })
  .openapi('PreparationItem')

export const boardJson = (one: Board): z.infer<typeof boardShape> => ({
  id: one.id,
  title: one.title,
  letter_from: one.letterFrom ?? null,
  letter_number: one.letterNumber ?? null,
  letter_date: one.letterDate ?? null,
  due_on: one.dueOn,
  meeting: one.meetingId ?? null,
  items: one.items,
  ready: one.ready,
  checked: one.checked,
  late: one.late,
  version: one.version,
})

export const itemJson = (one: Item): z.infer<typeof itemShape> => ({
  id: one.id,
  office: one.organisationId,
  office_name: one.organisationName,
  what: one.what,
  due_on: one.dueOn,
  state: one.state,
  note: one.note ?? null,
  proofs: one.proofs,
  version: one.version,
})
