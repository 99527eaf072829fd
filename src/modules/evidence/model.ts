import { z } from 'zod'
import type { Sentence } from '#kit/problem.ts'

export const evidenceKinds = ['file', 'photo', 'link', 'text'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** What is said before the upload and held to by it. */
export const largestFile = 25_000_000
/** The two may be changed by who runs the programme: after how many years a document counts as old. */
export const oldAfterYears = 2
/**
 * Bits of 64 that may differ between texts, and between photos, that count as alike. Measured on 200 random texts for each
 * of 60, 200, 700 and 3,000 words: with one word in a hundred changed, 83, 92, 91 and 94 % lie within 8 bits; with a third
 * changed, none. The 3 bits of Manku, Jain and Das Sarma (2007) hold for web pages and find 21 to 35 % here.
 */
export const nearBits = { text: 8, image: 6 } as const
/** Longest side of the preview of a photo, in pixels. */
export const previewPixels = 1600

/** Accepted content, by what it is and never by its name, with the words people know it by. */
export const acceptedTypes = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel (.xlsx)',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word (.docx)',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint (.pptx)',
  'text/plain': 'teks',
  'text/csv': 'CSV',
} as const
export type AcceptedType = keyof typeof acceptedTypes

export const isAccepted = (mediaType: string): mediaType is AcceptedType => Object.hasOwn(acceptedTypes, mediaType)
export const isPhoto = (mediaType: string | undefined): boolean => /^image\/(jpeg|png|webp)$/.test(mediaType ?? '')

/** One piece of evidence of one region. Days are "2023-12-04". */
export interface Evidence {
  id: string
  regionCode: string
  regionName: string
  organisationId: string | undefined
  organisationName: string | undefined
  kind: EvidenceKind
  title: string
  text: string | undefined
  url: string | undefined
  fileId: string | undefined
  fileName: string | undefined
  mediaType: string | undefined
  bytes: number | undefined
  /** Of the bytes as they are stored and can be downloaded. */
  sha256: string | undefined
  /** A smaller picture of a photo. */
  previewFileId: string | undefined
  /** Of a PDF, once it was examined. */
  pages: number | undefined
  examinedAt: Date | undefined
  /** Why a PDF could not be read. */
  examineFailure: Sentence | undefined
  documentDate: string | undefined
  validUntil: string | undefined
  personalData: boolean
  /** The older item in whose place this one stands, and the newer one that stands in place of this. */
  replacesId: string | undefined
  replacedById: string | undefined
  ownerId: string | undefined
  ownerName: string | undefined
  createdAt: Date
  archivedAt: Date | undefined
  version: number
}

/** Where a piece of evidence is used: what to look at in it, and why. */
export interface EvidenceUse {
  evidence: Evidence
  /** As typed: "hlm. 3–5" or "02:15". */
  anchor: string | undefined
  note: string | undefined
  position: number
}

/** What reads strange about a piece of evidence; never a reason to refuse it. */
export interface Warning {
  /**
   * `same`: the same content stands in the region already. `near`: almost the same. `stale`: no longer valid, or old.
   * `other-region`: the same content is used by other regions, of which nothing else is told.
   */
  kind: 'same' | 'near' | 'stale' | 'other-region'
  sentence: Sentence
  /** The other item of the same region, for `same` and `near`. */
  evidenceId?: string
}

const day = (words: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, words)
    .refine(text => {
      const at = new Date(`${text}T00:00:00Z`)
      return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
    }, words)
const dayWords = 'Tulis tanggal seperti 2023-12-04. | Write a date like 2023-12-04.'
const titleWords = 'Beri judul, paling panjang 200 huruf. | Give a title, at most 200 letters.'
const textWords = 'Tulis teksnya, paling panjang 20.000 huruf. | Write the text, at most 20,000 letters.'
const urlWords =
  'Tulis alamat lengkap yang berawal https://, paling panjang 1.000 huruf. | Write a whole address that begins with https://, at most 1,000 letters.'

export const titleSchema = z.string({ error: titleWords }).trim().min(1, titleWords).max(200, titleWords)
export const textSchema = z.string({ error: textWords }).trim().min(1, textWords).max(20_000, textWords)
export const urlSchema = z
  .string({ error: urlWords })
  .trim()
  .max(1000, urlWords)
  .refine(text => {
    if (!URL.canParse(text)) return false
    const { protocol, username, password, hostname } = new URL(text)
    return /^https?:$/.test(protocol) && username === '' && password === '' && hostname.includes('.')
  }, urlWords)
export const daySchema = day(dayWords)

/** What may be changed afterwards; the content itself never is. */
export interface EvidenceFacts {
  title: string
  documentDate: string | undefined
  validUntil: string | undefined
  personalData: boolean
}

/** A new piece of evidence. Exactly one of file, url and text. */
export interface EvidenceInput {
  /** The region of the role in use when absent. */
  regionCode?: string | undefined
  /** The name of the file, the address or the first words when absent. */
  title?: string | undefined
  file?: { name: string; bytes: Uint8Array } | undefined
  url?: string | undefined
  text?: string | undefined
  documentDate?: string | undefined
  validUntil?: string | undefined
  personalData?: boolean | undefined
  /** The item in whose place this one shall stand; it is archived. */
  replacesId?: string | undefined
}

export const evidenceStates = ['valid', 'stale', 'personal', 'archived'] as const
export type EvidenceState = (typeof evidenceStates)[number]

export interface EvidenceFilter {
  regionCode: string
  words?: string | undefined
  kind?: EvidenceKind | undefined
  organisationId?: string | undefined
  state?: EvidenceState | undefined
  /** Keyset: what comes after this item. */
  after?: string | undefined
  limit: number
}

/** Which items of a region somebody sees: those of one organisation, or all with or without those of personal data. */
export type Sight = { all: true; personalOf: 'all' | string | undefined } | { all: false; organisationId: string }
