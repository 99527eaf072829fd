import { z } from '@hono/zod-openapi'
import type { Ticket } from '../actions/ticket.ts'
import { evidenceKinds, type Evidence, type Warning } from '../model.ts'

const day = z.string().nullable().openapi({ example: '2023-12-04' })

const warningShape = z
  .object({
    kind: z.enum(['same', 'near', 'stale', 'other-region']),
    sentence: z.object({ id: z.string(), en: z.string() }),
    evidence_id: z.uuid().nullable().openapi({ description: 'The other item of the same region' }),
  })
  .openapi('EvidenceWarning')

const evidenceFields = {
  id: z.uuid(),
  region_code: z.string().openapi({ example: '73.24' }),
  organisation_id: z.uuid().nullable(),
  organisation_name: z.string().nullable(),
  kind: z.enum(evidenceKinds),
  title: z.string(),
  text: z.string().nullable(),
  url: z.string().nullable(),
  file_name: z.string().nullable(),
  media_type: z.string().nullable(),
  bytes: z.int().nullable(),
  sha256: z.string().nullable().openapi({ description: 'Of the stored bytes; a photo is stored without its metadata' }),
  pages: z.int().nullable().openapi({ description: 'Of a PDF, once a job has read it' }),
  document_date: day,
  valid_until: day,
  personal_data: z.boolean(),
  replaces_id: z.uuid().nullable(),
  replaced_by_id: z.uuid().nullable(),
  created_at: z.iso.datetime(),
  archived_at: z.iso.datetime().nullable(),
  warnings: z.array(warningShape),
}

export const evidenceShape = z.object(evidenceFields).openapi('Evidence')

export const evidenceDetailShape = z
  .object({
    ...evidenceFields,
    file: z
      .object({
        href: z.string().openapi({ description: 'Opens the bytes for 15 minutes, without a cookie' }),
        preview_href: z.string(),
      })
      .nullable(),
  })
  .openapi('EvidenceDetail')

export const evidenceJson = (item: Evidence, warnings: readonly Warning[] = []): z.input<typeof evidenceShape> => ({
  id: item.id,
  region_code: item.regionCode,
  organisation_id: item.organisationId ?? null,
  organisation_name: item.organisationName ?? null,
  kind: item.kind,
  title: item.title,
  text: item.text ?? null,
  url: item.url ?? null,
  file_name: item.fileName ?? null,
  media_type: item.mediaType ?? null,
  bytes: item.bytes ?? null,
  sha256: item.sha256 ?? null,
  pages: item.pages ?? null,
  document_date: item.documentDate ?? null,
  valid_until: item.validUntil ?? null,
  personal_data: item.personalData,
  replaces_id: item.replacesId ?? null,
  replaced_by_id: item.replacedById ?? null,
  created_at: item.createdAt.toISOString(),
  archived_at: item.archivedAt?.toISOString() ?? null,
  warnings: warnings.map(({ kind, sentence, evidenceId }) => ({ kind, sentence, evidence_id: evidenceId ?? null })),
})

export const fileJson = (ticket: Ticket | undefined) =>
  ticket === undefined ? null : { href: ticket.href, preview_href: ticket.previewHref }
