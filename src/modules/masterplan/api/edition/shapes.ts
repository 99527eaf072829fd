import { z } from '@hono/zod-openapi'
import {
  type Edition,
  EDITION_STATES,
  PRINT_FORMATS,
  REGULATION_KINDS,
  type SectionChange,
  type Signatory,
  SIGNATORY_BODIES,
} from '../../model-edition.ts'
import type { Scans } from '../../actions/edition/scans.ts'
import type { CheckItem } from '../../model-check.ts'
import { COMPONENTS } from '../../model-check.ts'
import { regionParams } from '../book/shapes.ts'

export const editionParams = regionParams.extend({ edition: z.uuid() })

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const editionShape = z
  .object({
    id: z.uuid(),
    plan: z.uuid(),
    year: z.int(),
    title: z.string(),
    previous: z.uuid().nullable(),
    state: z.enum(EDITION_STATES),
    sha256: hash.openapi({ description: 'Over the canonical JSON (RFC 8785) of the content' }),
    verification: z.string().openapi({ description: 'Path of the public verification page' }),
    regulation: z
      .object({ kind: z.enum(REGULATION_KINDS), number: z.string(), date: z.string(), about: z.string().nullable() })
      .nullable(),
    frozen_at: z.string(),
    published_at: z.string().nullable(),
    version: z.int(),
  })
  .openapi('PlanEdition')

export const editionJson = (one: Edition): z.infer<typeof editionShape> => ({
  id: one.id,
  plan: one.planId,
  year: one.year,
  title: one.title,
  previous: one.previousId ?? null,
  state: one.state,
  sha256: one.sha256,
  verification: `/periksa-edisi/${one.token}`,
  regulation: one.regulation ? { ...one.regulation, about: one.regulation.about ?? null } : null,
  frozen_at: one.frozenAt.toISOString(),
  published_at: one.publishedAt?.toISOString() ?? null,
  version: one.version,
})

export const signatoryShape = z
  .object({
    id: z.uuid(),
    body: z.enum(SIGNATORY_BODIES),
    title: z.string(),
    name: z.string().nullable(),
    how: z.enum(['account', 'paper']).nullable(),
    signed_on: z.string().nullable(),
    scans: z
      .array(z.object({ evidence: z.uuid(), title: z.string() }))
      .openapi({ description: 'Scans of the signed sheet, as far as the reader may see them' }),
  })
  .openapi('PlanEditionSignatory')

export const signatoryJson = (one: Signatory, scans: Scans | undefined): z.infer<typeof signatoryShape> => ({
  id: one.id,
  body: one.body,
  title: one.title,
  name: one.name ?? null,
  how: one.signed?.how ?? null,
  signed_on: one.signed?.on ?? null,
  scans: scans?.seen.map(({ evidence }) => ({ evidence: evidence.id, title: evidence.title })) ?? [],
})

export const editionDetailShape = editionShape
  .extend({ signatories: z.array(signatoryShape) })
  .openapi('PlanEditionDetail')

export const freezeShape = z
  .strictObject({
    plan: z.uuid(),
    year: z.int(),
    title: z.string().max(200).optional(),
    previous: z
      .union([z.uuid(), z.literal('none')])
      .optional()
      .openapi({ description: 'What it is compared with; the latest edition before when absent' }),
    despite: z
      .array(z.uuid())
      .max(2000)
      .optional()
      .openapi({ description: 'Sections that are not accepted and are frozen all the same' }),
  })
  .openapi('PlanEditionFreeze')

export const signatoriesShape = z
  .strictObject({
    version: z.int(),
    signatories: z
      .array(
        z.strictObject({
          id: z.uuid().optional(),
          body: z.enum(SIGNATORY_BODIES),
          title: z.string(),
          name: z.string().optional(),
        }),
      )
      .max(80),
  })
  .openapi('PlanEditionSignatories')

const scanIds = z.array(z.uuid()).max(20)

export const signShape = z
  .strictObject({
    signatory: z.uuid(),
    sha256: hash,
    how: z.enum(['account', 'paper']),
    signed_on: z.string().optional(),
    name: z.string().max(200).optional(),
    scans: scanIds.optional().openapi({ description: 'Of a signature on paper: its scan, as evidence of the library' }),
  })
  .openapi('PlanEditionSignature')

export const scansShape = z
  .strictObject({
    attach: scanIds.optional(),
    detach: scanIds.optional(),
    reason: z.string().max(600).optional().openapi({ description: 'Why a scan is taken off; needed then' }),
  })
  .openapi('PlanEditionScans')

export const regulationShape = z
  .strictObject({
    version: z.int(),
    kind: z.string(),
    number: z.string(),
    date: z.string().openapi({ example: '2019-06-04' }),
    about: z.string().optional(),
  })
  .openapi('PlanEditionRegulation')

export const versionShape = z.strictObject({ version: z.int() })
export const withdrawShape = versionShape.extend({ reason: z.string().max(600) }).openapi('PlanEditionWithdrawal')

export const printShape = z
  .strictObject({
    plan: z.uuid(),
    edition: z.uuid().optional(),
    book: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    format: z.enum(PRINT_FORMATS),
  })
  .openapi('PlanPrint')

const words = z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })
const row = z.array(z.string())

export const diffShape = z
  .object({
    edition: z.uuid(),
    previous: z.uuid().nullable(),
    sections: z.array(
      z.object({
        book: z.int(),
        kind: z.enum(['added', 'removed', 'changed', 'same']),
        number: z.string(),
        title: z.string(),
        renamed_from: z.string().nullable(),
        moved_from: z.string().nullable(),
        words_added: z.int(),
        words_removed: z.int(),
        texts: z.array(z.array(words)),
        tables: z.array(
          z.object({
            caption: z.string(),
            head: row.openapi({ description: 'What the columns are called' }),
            added: z.array(row),
            removed: z.array(row),
            changed: z.array(z.object({ before: row, after: row })),
          }),
        ),
        pictures: z.array(z.object({ kind: z.enum(['added', 'removed', 'changed']), caption: z.string() })),
      }),
    ),
  })
  .openapi('PlanEditionDiff')

export const changeJson = (one: SectionChange) => ({
  book: one.book,
  kind: one.kind,
  number: one.number,
  title: one.title,
  renamed_from: one.renamedFrom ?? null,
  moved_from: one.movedFrom ?? null,
  words_added: one.wordsAdded,
  words_removed: one.wordsRemoved,
  texts: one.texts,
  tables: one.tables,
  pictures: one.pictures,
})

const sentence = z.object({ id: z.string(), en: z.string() })

export const checkShape = z
  .object({
    plan: z.uuid(),
    items: z.array(
      z.object({
        component: z.enum(COMPONENTS),
        code: z.string(),
        asks: sentence,
        verdict: z.enum(['met', 'not-met', 'unknown']),
        reason: sentence,
        mend: z.string().nullable().openapi({ description: 'Path of the page where it is mended' }),
      }),
    ),
  })
  .openapi('PlanCheck')

export const checkJson = (one: CheckItem) => ({
  component: one.component,
  code: one.code,
  asks: one.asks,
  verdict: one.verdict,
  reason: one.reason,
  mend: one.mend?.href ?? null,
})
