import type { Actor } from '#kit/actor.ts'
import { mayNot, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import { enqueue } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { mayReadInside } from '../../access.ts'
import type { ProgrammeFilter } from '../../model.ts'
import { findOwnFile } from '../../store/exchange/files.ts'
import { getInsideStand } from '../stand.ts'

export const EXPORT_TASK = 'portfolio.export'

/** What the job of an export is told. */
export interface ExportJob {
  regionCode: string
  filter: ProgrammeFilter
  filterWords: string | undefined
  format: 'xlsx' | 'csv' | 'json'
  lang: 'id' | 'en'
  writer: Writer
}

/** Sends a large export to be made by a job; gives the id of its progress. For those who see everything. */
export async function queueExport(
  platform: Platform,
  actor: Actor,
  wanted: Omit<ExportJob, 'writer'>,
  writer: Writer,
): Promise<string> {
  return await platform.db.transact(writer, async tx => {
    await getInsideStand(tx, actor, wanted.regionCode)
    const refusal = mayReadInside(actor)
    if (refusal) throw mayNot(refusal)
    const job: ExportJob = { ...wanted, writer }
    const progressId = await enqueue(tx, EXPORT_TASK, { ...job }, { accountId: writer.accountId, priority: 10 })
    await audit(tx, {
      event: 'portfolio.export.queued',
      subject: { kind: 'portfolio.region', id: wanted.regionCode },
      regionCode: wanted.regionCode,
      data: { format: wanted.format, filter: wanted.filterWords ?? null },
    })
    return progressId
  })
}

/** A finished export of the actor's own. Throws `not-found` for everybody else's. */
export async function readExport(platform: Platform, actor: Actor, regionCode: string, fileId: string) {
  await getInsideStand(platform.db.sql, actor, regionCode)
  const own = await findOwnFile(platform.db.sql, { fileId, regionCode, accountId: actor.accountId })
  if (!own) {
    throw notFound(
      'Berkas ekspor ini tidak ada, atau dibuat oleh orang lain. Unduh lagi dari daftar program.',
      'There is no such export, or somebody else made it. Download it again from the list of programmes.',
    )
  }
  return await platform.files.read(platform.db.sql, fileId)
}
