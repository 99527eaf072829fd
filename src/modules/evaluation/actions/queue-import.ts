import { notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import { enqueue, findProgress } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { findImport, type Import, type ImportReport, updateImport } from '../store/imports.ts'

export const importTask = 'evaluation.import'

/** Rows that deviate from the rule and have a reason neither in the file nor typed. */
export function rowsWithoutReason(report: ImportReport, reasons: Readonly<Record<string, string>>): number[] {
  return report.rows
    .filter(row => row.faults.every(fault => fault.mayBeReasoned) && !(reasons[row.row]?.trim() || row.reason))
    .map(row => row.row)
}

/** Keeps reasons typed for deviating rows; an empty text takes one back. Reasons for other rows are not kept. */
export async function saveReasons(
  platform: Platform,
  id: string,
  typed: Readonly<Record<string, string>>,
  writer: Writer,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const current = await findImport(tx, id, true)
    if (!current) throw gone()
    if (current.state !== 'checked') throw notAgain(current)
    await updateImport(tx, id, { reasons: mergeReasons(current, typed) })
    await audit(tx, { event: 'evaluation.import.reasoned', subject: { kind: 'evaluation.import', id } })
  })
}

function mergeReasons(current: Import, typed: Readonly<Record<string, string>>): Record<string, string> {
  const reasons = { ...current.reasons }
  const deviating = new Set(
    current.report.rows.filter(row => row.faults.every(fault => fault.mayBeReasoned)).map(row => String(row.row)),
  )
  for (const [row, text] of Object.entries(typed)) {
    const reason = text.trim().slice(0, 500)
    if (!deviating.has(row)) continue
    if (reason === '') delete reasons[row]
    else reasons[row] = reason
  }
  return reasons
}

/**
 * Sends a checked import to be applied: state and job change in one transaction, so neither is without the other.
 * Refused while a row is faulty or a deviating row lacks a reason; an import whose job was given up may be sent again.
 */
export async function queueImport(
  platform: Platform,
  id: string,
  typed: Readonly<Record<string, string>>,
  writer: Writer,
): Promise<string> {
  return await platform.db.transact(writer, async tx => {
    const current = await findImport(tx, id, true)
    if (!current) throw gone()
    if (current.state === 'applied') throw notAgain(current)
    if (current.state === 'queued' && current.progressId !== undefined) {
      const progress = await findProgress(platform.db, current.progressId)
      if (progress?.state !== 'failed') throw notAgain(current)
    }
    const { faulty, deviating } = current.report.counts
    if (faulty > 0) {
      throw new Problem('conflict', {
        id: `Ada ${faulty} baris yang salah. Perbaiki di berkasnya, lalu unggah lagi; tidak ada yang diterapkan.`,
        en: `${faulty} rows are wrong. Correct them in the file and upload it again; nothing was applied.`,
      })
    }
    const reasons = mergeReasons(current, typed)
    const missing = deviating === 0 ? [] : rowsWithoutReason(current.report, reasons)
    if (missing.length > 0) {
      const sentence = {
        id: 'Tulis alasan mengapa angka cetakan ini diterima, atau perbaiki di berkasnya.',
        en: 'Write why this printed figure is accepted, or correct it in the file.',
      }
      throw new Problem(
        'invalid',
        {
          id: `${missing.length} baris belum punya alasan. Tulis alasannya, atau perbaiki berkasnya.`,
          en: `${missing.length} rows have no reason yet. Write the reasons, or correct the file.`,
        },
        { fields: missing.slice(0, 100).map(row => ({ field: `alasan-${row}`, sentence })) },
      )
    }
    const progressId = await enqueue(
      tx,
      importTask,
      { importId: id, writer },
      { accountId: writer.accountId, queue: `${importTask}.${current.edition}` },
    )
    await updateImport(tx, id, { state: 'queued', progressId, reasons })
    await audit(tx, {
      event: 'evaluation.import.queued',
      subject: { kind: 'evaluation.import', id },
      data: { edition: current.edition },
    })
    return progressId
  })
}

const gone = () =>
  notFound(
    'Impor ini tidak ada. Lihat daftarnya di /hasil/impor.',
    'There is no such import. See the list at /hasil/impor.',
  )

const notAgain = (current: Import) =>
  new Problem('conflict', {
    id:
      current.state === 'applied'
        ? 'Impor ini sudah diterapkan. Untuk mengoreksi, unggah berkas baru.'
        : 'Impor ini sedang diterapkan. Tunggu sampai selesai.',
    en:
      current.state === 'applied'
        ? 'This import was applied already. To correct it, upload a new file.'
        : 'This import is being applied. Wait until it is done.',
  })
