import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { type FieldError, invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Sql, Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { link } from '#platform/trace/trace.ts'
import { listInstitutionFacts } from '#modules/meeting/index.ts'
import { listForBook } from '#modules/portfolio/index.ts'
import type { Region } from '#modules/region/index.ts'
import { refuseKeep } from '../../access.ts'
import type { Edition } from '../../model-edition.ts'
import type { Section } from '../../model-book.ts'
import { proposeSignatories } from '../../rules/edition/propose-signatories.ts'
import { findPlan } from '../../store/book/plans.ts'
import { findEdition, insertEdition, listEditions, replaceSignatories } from '../../store/edition/editions.ts'
import { noSuchPlanOfBooks } from '../book/start-plan.ts'
import { getInsideStand } from '../stand.ts'
import { takeSnapshot } from './snapshot.ts'

/** What the trace calls an edition, and the arrow from a programme to it. */
export const EDITION_KIND = 'plan-edition'
export const WRITTEN_IN = 'written-in'

export interface FreezeEdition {
  regionCode: string
  planId: string
  year: number
  /** The title of the plan when absent. */
  title?: string | undefined
  /** What it is compared with; the latest edition of the region that was frozen before when absent, `none` for nothing. */
  previousId?: string | undefined
  /** Ids of sections not accepted yet that the secretariat knows of and freezes all the same. */
  despite?: readonly string[] | undefined
}

/**
 * Freezes the three books as they stand now: every text and every live block with its data, in one snapshot, under a
 * SHA-256 that can be computed again from what is stored. Who signs is proposed, and every programme of the region points to
 * the edition in the trace. Throws `may-not`, `not-found`, `invalid` with the field `year`, `title` or `previousId`, and
 * `conflict` naming the sections that are not accepted and not in `despite`.
 */
export async function freezeEdition(
  platform: Platform,
  actor: Actor,
  freeze: FreezeEdition,
  writer: Writer,
): Promise<Edition> {
  const { regionCode, planId, year } = freeze
  const now = platform.clock.now()
  await mayFreeze(platform.db.sql, actor, regionCode)
  const errors = checkFreeze(freeze)
  if (errors.length > 0) throw invalid(...errors)
  const snapshot = await takeSnapshot(platform, { regionCode, planId, year }, now)
  const known = new Set(freeze.despite)
  const open = snapshot.unaccepted.filter(one => !known.has(one.id))
  if (open.length > 0) throw notAccepted(open)
  try {
    return await platform.db.transact(writer, async tx => {
      const region = await mayFreeze(tx, actor, regionCode)
      const plan = await findPlan(tx, regionCode, planId, true)
      if (!plan || plan.archivedAt !== undefined) throw noSuchPlanOfBooks()
      const previousId = await previousOf(tx, freeze, now)
      const id = await insertEdition(
        tx,
        { ...snapshot, regionCode, planId, year, title: freeze.title?.trim() || plan.title, previousId },
        writer.accountId,
        now,
      )
      const today = dayIn(now, region.timezone)
      const institutions = await listInstitutionFacts(tx, regionCode, today)
      await replaceSignatories(tx, { regionCode, id }, proposeSignatories(region.name, institutions))
      const programmes = await listForBook(tx, regionCode)
      await link(
        tx,
        programmes.map(one => ({
          from: { kind: 'programme', id: one.id },
          to: { kind: EDITION_KIND, id },
          kind: WRITTEN_IN,
          regionCode,
        })),
      )
      await audit(tx, {
        event: 'masterplan.edition.frozen',
        subject: { kind: EDITION_KIND, id },
        regionCode,
        data: {
          year,
          sha256: snapshot.sha256,
          programmes: programmes.length,
          despite: snapshot.unaccepted.map(one => one.title),
        },
      })
      const edition = await findEdition(tx, regionCode, id)
      if (!edition) throw new Error(`Edition ${id} is not there after it was stored`)
      return edition
    })
  } catch (error) {
    if ((error as { code?: string }).code === '23505') throw invalid(yearTaken(year))
    throw error
  }
}

async function mayFreeze(db: Sql | Tx, actor: Actor, regionCode: string): Promise<Region> {
  const { region } = await getInsideStand(db, actor, regionCode)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
  return region
}

async function previousOf(tx: Tx, freeze: FreezeEdition, now: Date): Promise<string | undefined> {
  if (freeze.previousId === 'none') return undefined
  if (freeze.previousId !== undefined) {
    const chosen = await findEdition(tx, freeze.regionCode, freeze.previousId)
    if (chosen) return chosen.id
    throw invalid({
      field: 'previousId',
      sentence: {
        id: 'Edisi pembanding ini tidak ada di daerah ini. Pilih edisi dari daftar.',
        en: 'This region has no such edition to compare with. Choose one from the list.',
      },
    })
  }
  const [latest] = await listEditions(tx, freeze.regionCode, { before: now, withoutWithdrawn: true }, { limit: 1 })
  return latest?.id
}

function checkFreeze({ year, title }: FreezeEdition): FieldError[] {
  const errors: FieldError[] = []
  if (!Number.isInteger(year) || year < 2000 || year > 2100) {
    errors.push({
      field: 'year',
      sentence: {
        id: 'Tulis tahun edisi dengan empat angka, antara 2000 dan 2100.',
        en: 'Write the year of the edition in four figures, between 2000 and 2100.',
      },
    })
  }
  if ((title?.trim().length ?? 0) > 200) {
    errors.push({
      field: 'title',
      sentence: {
        id: 'Judul paling panjang 200 huruf. Pendekkan.',
        en: 'A title has at most 200 letters. Shorten it.',
      },
    })
  }
  return errors
}

const yearTaken = (year: number): FieldError => ({
  field: 'year',
  sentence: {
    id: `Rencana ini sudah punya edisi ${year}. Pakai tahun lain, atau tarik dahulu edisi ${year} yang belum terbit.`,
    en: `This plan already has an edition ${year}. Use another year, or withdraw the unpublished edition ${year} first.`,
  },
})

function notAccepted(open: readonly Section[]): Problem {
  const names = (most: number) => open.slice(0, most).map(one => `Buku ${one.book} “${one.title}”`)
  const rest = open.length > 5 ? ` dan ${open.length - 5} lagi` : ''
  const restEn = open.length > 5 ? ` and ${open.length - 5} more` : ''
  return new Problem('conflict', {
    id: `${open.length} bagian belum diterima: ${names(5).join(', ')}${rest}. Terima dahulu, atau nyatakan bahwa edisi dibekukan meskipun demikian.`,
    en: `${open.length} sections are not accepted: ${names(5).join(', ')}${restEn}. Accept them first, or say that the edition is frozen all the same.`,
  })
}
