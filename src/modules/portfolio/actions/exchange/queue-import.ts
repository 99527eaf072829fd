import { createHash } from 'node:crypto'
import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import { enqueue, findProgress } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { MOST_BYTES, type ProgrammeImport } from '../../model-exchange.ts'
import { findImport, insertImport, updateImport } from '../../store/exchange/imports.ts'
import { getInsideStand } from '../stand.ts'
import { openFile } from './open-file.ts'
import { noImport } from './run-import.ts'

export const IMPORT_TASK = 'portfolio.import'

/** What the job of an import is told. */
export interface ImportJob {
  regionCode: string
  importId: string
  deed: 'check' | 'apply'
  writer: Writer
  /** Name of the office for which the person acts. */
  office: string | undefined
}

/**
 * Keeps a file of programmes and sends it to be checked by a job; gives the id of the import. Throws `not-found` and
 * `may-not`, and `invalid` on the field "berkas" for a file that is missing, too large or none of ours.
 */
export async function receiveFile(
  platform: Platform,
  actor: Actor,
  { regionCode, name, bytes }: { regionCode: string; name: string; bytes: Uint8Array | undefined },
  writer: Writer,
): Promise<string> {
  await refuseImport(platform, actor, regionCode)
  if (!bytes || bytes.length === 0) {
    throw invalid({ field: 'berkas', sentence: { id: 'Pilih berkasnya dahulu.', en: 'Choose the file first.' } })
  }
  if (bytes.length > MOST_BYTES) throw tooLarge()
  // What is no table of programmes is refused here, with the form; its rows are read by the job.
  await openFile(bytes)
  return await platform.db.transact(writer, async tx => {
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const file = await platform.files.save(
      tx,
      { name, bytes, text: 'text/csv' },
      { accountId: writer.accountId, regionCode },
    )
    const id = await insertImport(tx, {
      regionCode,
      fileId: file.id,
      fileName: file.name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      state: 'queued',
      madeBy: writer.accountId,
      now: platform.clock.now(),
    })
    await send(tx, actor, { regionCode, id, deed: 'check' }, writer)
    await audit(tx, {
      event: 'portfolio.import.received',
      subject: { kind: 'portfolio.import', id },
      regionCode,
      data: { file: file.name, sha256: file.sha256 },
    })
    return id
  })
}

/**
 * Sends a checked import without errors to be stored by a job; state and job change together. One whose job was given up
 * may be sent again and goes on where it stopped. Throws `conflict` otherwise.
 */
export async function queueImport(
  platform: Platform,
  actor: Actor,
  { regionCode, id }: { regionCode: string; id: string },
  writer: Writer,
): Promise<void> {
  await refuseImport(platform, actor, regionCode)
  await platform.db.transact(writer, async tx => {
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const given = await findImport(tx, regionCode, id, true)
    if (!given) throw noImport()
    if (!(await mayBeSent(platform, given))) throw notNow(given)
    await send(tx, actor, { regionCode, id, deed: 'apply' }, writer)
    await updateImport(tx, regionCode, id, { state: 'applying', failure: undefined })
    await audit(tx, {
      event: 'portfolio.import.queued',
      subject: { kind: 'portfolio.import', id },
      regionCode,
      data: { file: given.fileName, rows: given.rows },
    })
  })
}

async function mayBeSent(platform: Platform, given: ProgrammeImport): Promise<boolean> {
  if (given.state === 'checked') return given.errors.length === 0 && given.rows > 0
  if (given.state !== 'applying' || given.progressId === undefined) return false
  return (await findProgress(platform.db, given.progressId))?.state === 'failed'
}

async function send(
  tx: Tx,
  actor: Actor,
  { regionCode, id, deed }: { regionCode: string; id: string; deed: ImportJob['deed'] },
  writer: Writer,
): Promise<void> {
  const job: ImportJob = { regionCode, importId: id, deed, writer, office: actor.membership?.organisationName }
  const progressId = await enqueue(
    tx,
    IMPORT_TASK,
    { ...job },
    {
      accountId: writer.accountId,
      queue: `${IMPORT_TASK}.${regionCode}`,
    },
  )
  await updateImport(tx, regionCode, id, { progressId })
}

/** Asked before a body is looked at. */
export async function refuseImport(platform: Platform, actor: Actor, regionCode: string): Promise<void> {
  await getInsideStand(platform.db.sql, actor, regionCode)
  const refusal = refuseKeep(actor, regionCode)
  if (refusal) throw mayNot(refusal)
}

const tooLarge = () =>
  new Problem('too-large', {
    id: `Berkas ini lebih dari ${MOST_BYTES / 1024 / 1024} MB. Hapus lembar dan gambar yang tidak perlu, atau bagi berkasnya.`,
    en: `This file is larger than ${MOST_BYTES / 1024 / 1024} MB. Delete sheets and pictures that are not needed, or split it.`,
  })

function notNow(given: ProgrammeImport): Problem {
  if (given.state === 'applied') {
    return new Problem('conflict', {
      id: 'Impor ini sudah diterapkan. Untuk mengubah, unggah berkas baru.',
      en: 'This import was applied already. To change something, upload a new file.',
    })
  }
  if (given.errors.length > 0) {
    return new Problem('conflict', {
      id: `Ada ${given.errors.length} hal yang perlu diperbaiki. Perbaiki di berkasnya, lalu unggah lagi; tidak ada yang disimpan.`,
      en: `${given.errors.length} things need correction. Correct them in the file and upload it again; nothing was stored.`,
    })
  }
  return new Problem('conflict', {
    id: 'Impor ini sedang dikerjakan atau tidak berisi program. Tunggu sampai selesai, atau unggah berkas lain.',
    en: 'This import is being worked on or holds no programmes. Wait until it is done, or upload another file.',
  })
}
