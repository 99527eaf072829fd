import type { Actor } from '#kit/actor.ts'
import { mayNot, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { mayReadInside } from '../../access.ts'
import type { BookNumber } from '../../model.ts'
import type { Print, PrintFormat } from '../../model-edition.ts'
import { findPlan } from '../../store/book/plans.ts'
import { findPrint, insertPrint, listPrints, updatePrint } from '../../store/edition/prints.ts'
import { noSuchPlanOfBooks } from '../book/start-plan.ts'
import { getInsideStand } from '../stand.ts'
import { getEditionStand } from './edition-stand.ts'

export const PRINT_TASK = 'masterplan-print'

/** What the job of a print is told. */
export interface PrintJob {
  regionCode: string
  printId: string
  writer: Writer
}

export interface WantedPrint {
  regionCode: string
  planId: string
  /** The living book, marked as a draft, when absent. */
  editionId?: string | undefined
  book: BookNumber
  format: PrintFormat
}

/**
 * Sends a book to be printed by a job, for those who see everything; gives the progress to wait for. An edition that is
 * printed as it stands is not printed again: then there is only the print.
 */
export async function askPrint(
  platform: Platform,
  actor: Actor,
  wanted: WantedPrint,
  writer: Writer,
): Promise<{ printId: string; progressId: string | undefined }> {
  const { regionCode } = wanted
  return await platform.db.transact(writer, async tx => {
    await getInsideStand(tx, actor, regionCode)
    const refusal = mayReadInside(actor)
    if (refusal) throw mayNot(refusal)
    const plan = await findPlan(tx, regionCode, wanted.planId)
    if (!plan || plan.archivedAt !== undefined) throw noSuchPlanOfBooks()
    if (wanted.editionId !== undefined) {
      const { edition } = await getEditionStand(tx, actor, regionCode, wanted.editionId)
      if (edition.planId !== wanted.planId) throw noSuchPlanOfBooks()
      const there = (await listPrints(tx, regionCode, edition)).find(
        one => one.book === wanted.book && one.format === wanted.format,
      )
      if (there) {
        await audit(tx, {
          event: 'masterplan.print.queued',
          subject: { kind: 'masterplan.print', id: there.id },
          regionCode,
          data: { already: true },
        })
        return { printId: there.id, progressId: there.state === 'made' ? undefined : there.progressId }
      }
    }
    const [queued] = await queuePrints(tx, [wanted], writer, platform.clock.now())
    if (!queued) throw new Error('No print was queued')
    return queued
  })
}

/** Queues prints in the caller's transaction, each with its audit row. */
export async function queuePrints(
  tx: Tx,
  all: readonly WantedPrint[],
  writer: Writer,
  now: Date,
): Promise<{ printId: string; progressId: string }[]> {
  const queued: { printId: string; progressId: string }[] = []
  for (const wanted of all) {
    const { regionCode, planId, editionId, book, format } = wanted
    const printId = await insertPrint(tx, { regionCode, planId, editionId, book, format }, writer.accountId, now)
    const job: PrintJob = { regionCode, printId, writer }
    const progressId = await enqueue(
      tx,
      PRINT_TASK,
      { ...job },
      { accountId: writer.accountId, queue: PRINT_TASK, priority: 10 },
    )
    await updatePrint(tx, { regionCode, id: printId }, { progressId })
    await audit(tx, {
      event: 'masterplan.print.queued',
      subject: { kind: 'masterplan.print', id: printId },
      regionCode,
      data: { plan: planId, edition: editionId ?? null, book, format },
    })
    queued.push({ printId, progressId })
  }
  return queued
}

/** A finished print with its bytes, for those who see everything. */
export async function readPrint(platform: Platform, actor: Actor, regionCode: string, printId: string) {
  await getInsideStand(platform.db.sql, actor, regionCode)
  const print = await findPrint(platform.db.sql, regionCode, printId)
  return await bytesOf(platform, print)
}

/** The file of a book of an edition as it stands, for everybody who may see the edition; undefined while there is none. */
export async function readEditionFile(
  platform: Platform,
  actor: Actor,
  wanted: { regionCode: string; editionId: string; book: BookNumber; format: PrintFormat },
) {
  const { sql } = platform.db
  const { edition } = await getEditionStand(sql, actor, wanted.regionCode, wanted.editionId)
  const print = (await listPrints(sql, wanted.regionCode, edition)).find(
    one => one.book === wanted.book && one.format === wanted.format,
  )
  return print?.state === 'made' ? await bytesOf(platform, print) : undefined
}

async function bytesOf(platform: Platform, print: Print | undefined) {
  if (print?.fileId === undefined) {
    throw notFound(
      'Berkas buku ini tidak ada, atau belum selesai dibuat. Minta lagi dari halaman edisi atau rencana.',
      'There is no such file, or it is not finished. Ask for it again on the page of the edition or plan.',
    )
  }
  const { file, bytes } = await platform.files.read(platform.db.sql, print.fileId)
  return { print, file, bytes }
}
