import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { listUses, replaceUses, saveEvidence } from '#modules/evidence/index.ts'
import { SHEET_SUBJECT } from '../../model-sitting.ts'
import { refuseKeepAttendance } from '../../rules/sitting/sitting-states.ts'
import { getKeptMeeting, unless } from './held-meeting.ts'

/**
 * Keeps a scan of the signed list of attendance as evidence with personal data. Throws `not-found`, `may-not`, `conflict` for
 * final minutes and cancelled meetings, and `invalid` on `berkas`.
 */
export async function saveSheetScan(
  platform: Platform,
  actor: Actor,
  scan: { regionCode: string; meetingId: string; file: { name: string; bytes: Uint8Array } | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, meetingId, file } = scan
  const { meeting } = await getKeptMeeting(platform.db.sql, actor, regionCode, meetingId)
  unless(refuseKeepAttendance(meeting))
  if (!file) {
    throw invalid({
      field: 'berkas',
      sentence: {
        id: 'Belum ada berkas. Pilih pindaian PDF atau foto.',
        en: 'There is no file. Choose a PDF or a photo.',
      },
    })
  }
  const { evidence } = await saveEvidence(
    platform,
    {
      regionCode,
      title: `Daftar hadir: ${meeting.title}`.slice(0, 200),
      file,
      documentDate: dayIn(meeting.startsAt, meeting.zone),
      personalData: true,
    },
    { actor, writer },
  )
  await platform.db.transact(writer, async tx => {
    const { meeting: held } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseKeepAttendance(held))
    const current = (await listUses(tx, regionCode, SHEET_SUBJECT, [meetingId])).get(meetingId) ?? []
    const kept = current.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note }))
    const there = kept.some(one => one.evidenceId === evidence.id)
    await replaceUses(
      tx,
      regionCode,
      SHEET_SUBJECT,
      meetingId,
      there ? kept : [...kept, { evidenceId: evidence.id }],
      actor.accountId,
    )
    await audit(tx, {
      event: 'meeting.attendance.scanned',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { evidence: evidence.id },
    })
  })
}
