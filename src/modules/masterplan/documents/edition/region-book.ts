import { createHash } from 'node:crypto'
import { notFound, Problem } from '#kit/problem.ts'
import type { Platform } from '#platform/platform.ts'
import { findRegion } from '#modules/region/index.ts'
import type { BookNumber } from '../../model.ts'
import type { PrintFormat } from '../../model-edition.ts'
import { listPlans } from '../../store/book/plans.ts'
import { findPlan } from '../../store/book/plans.ts'
import { listEditions } from '../../store/edition/editions.ts'
import { printBook } from './print-book.ts'

export interface RegionBook {
  regionCode: string
  book: BookNumber
  format: PrintFormat
  /** The published edition of this year. */
  year?: number | undefined
  /** The living book of this plan. */
  planId?: string | undefined
}

/**
 * A book of a region: of the edition of a year, or the living one of a plan; with neither, the newest published edition,
 * else the living plan of the latest period. Throws `not-found` with what is missing.
 */
export async function printRegionBook(
  platform: Platform,
  { regionCode, book, format, year, planId }: RegionBook,
): Promise<{ bytes: Uint8Array; pages: number | undefined; sha256: string }> {
  const { sql } = platform.db
  const region = /^\d{2}\.\d{2}$/.test(regionCode) ? await findRegion(sql, regionCode) : undefined
  if (!region) {
    throw notFound(`Tidak ada kabupaten atau kota dengan kode ${regionCode}.`, `There is no regency ${regionCode}.`)
  }
  const which = await choose(platform, regionCode, year, planId)
  const { bytes, pages } = await printBook(platform, { regionCode, ...which, book, format }, platform.clock.now())
  return { bytes, pages, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function choose(
  { db }: Platform,
  regionCode: string,
  year: number | undefined,
  planId: string | undefined,
): Promise<{ planId: string; editionId?: string }> {
  if (planId !== undefined) {
    const plan = uuid.test(planId) ? await findPlan(db.sql, regionCode, planId) : undefined
    if (plan && plan.archivedAt === undefined) return { planId }
    throw notFound(
      `Rencana ${planId} tidak ada di daerah ${regionCode}.`,
      `There is no plan ${planId} in ${regionCode}.`,
    )
  }
  const [edition] = await listEditions(db.sql, regionCode, { publishedOnly: true, year }, { limit: 1 })
  if (edition) return { planId: edition.planId, editionId: edition.id }
  if (year !== undefined) {
    throw notFound(
      `Daerah ${regionCode} belum menerbitkan edisi ${year}.`,
      `Region ${regionCode} has not published an edition ${year}.`,
    )
  }
  const [plan] = await listPlans(db.sql, regionCode, { limit: 1 })
  if (plan) return { planId: plan.id }
  throw new Problem('not-found', {
    id: `Daerah ${regionCode} belum punya rencana. Mulai rencana di /masterplan/${regionCode}/buku.`,
    en: `Region ${regionCode} has no plan yet. Begin one at /masterplan/${regionCode}/buku.`,
  })
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
