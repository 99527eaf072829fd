import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep } from '../../access.ts'
import { recordChange } from '../../store/changes.ts'
import { setArchived } from '../../store/programme/statuses.ts'
import { findProgramme } from '../../store/programmes.ts'
import { getStand, noSuchProgramme } from '../stand.ts'
import { programmeChangedMeanwhile } from './save-programme.ts'

export interface ArchiveProgramme {
  regionCode: string
  id: string
  version: number | undefined
  reason: string | undefined
  /** False takes it back from the archive. */
  archived: boolean
}

/**
 * Takes a programme out of lists, boards and counts, or back into them; nothing is deleted. Only the secretariat. Throws
 * `not-found`, `may-not`, `invalid` with the field `reason`, `conflict` when it stands so, and `changed-meanwhile`.
 */
export async function archiveProgramme(
  platform: Platform,
  actor: Actor,
  archive: ArchiveProgramme,
  writer: Writer,
): Promise<void> {
  const { regionCode, id, archived } = archive
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    await getStand(tx, actor, regionCode)
    const refusal = refuseKeep(actor, regionCode)
    if (refusal) throw mayNot(refusal)
    const before = await findProgramme(tx, regionCode, id, true)
    if (!before) throw noSuchProgramme()
    const reason = archive.reason?.trim() ?? ''
    if (reason === '' || reason.length > 1000) throw invalid({ field: 'reason', sentence: needsReason })
    if ((before.archivedAt !== undefined) === archived) throw alreadySo(archived)
    if (before.version !== archive.version) throw programmeChangedMeanwhile()
    await setArchived(tx, before, archived, writer.accountId, now)
    const event = archived ? 'archived' : 'restored'
    await recordChange(tx, {
      regionCode,
      subjectKind: 'programme',
      subjectId: id,
      event,
      fields: [],
      reason,
      office: actor.membership?.organisationName,
    })
    await audit(tx, {
      event: `portfolio.programme.${event}`,
      subject: { kind: 'programme', id },
      regionCode,
      data: { code: before.code, reason },
    })
  })
}

const needsReason = {
  id: 'Tulis alasannya dengan satu kalimat; riwayat program menyimpannya.',
  en: 'Write the reason in one sentence; the history of the programme keeps it.',
}

const alreadySo = (archived: boolean) =>
  archived
    ? new Problem('conflict', {
        id: 'Program ini sudah diarsipkan. Muat ulang halamannya.',
        en: 'This programme is archived already. Reload its page.',
      })
    : new Problem('conflict', {
        id: 'Program ini tidak diarsipkan. Muat ulang halamannya.',
        en: 'This programme is not archived. Reload its page.',
      })
