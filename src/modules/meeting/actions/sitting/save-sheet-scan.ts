import type { Actor } from '#kit/actor.ts'
import { dayIn } from '#kit/format.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { getEvidence, listUses, replaceUses, saveEvidence } from '#modules/evidence/index.ts'
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
  await attach(platform, actor, { regionCode, meetingId, evidenceId: evidence.id }, writer)
}

/**
 * The same for evidence of the library, which must be marked as personal data. Throws as `saveSheetScan`, `invalid` on
 * `evidence`.
 */
export async function attachSheetScan(
  platform: Platform,
  actor: Actor,
  scan: { regionCode: string; meetingId: string; evidenceId: string },
  writer: Writer,
): Promise<void> {
  await attach(platform, actor, scan, writer, async tx => {
    const evidence = await getEvidence(platform, actor, scan.evidenceId, tx).catch(unseen)
    if (evidence.personalData) return
    throw invalid({
      field: 'evidence',
      sentence: {
        id: 'Daftar hadir memuat data pribadi. Tandai bukti ini sebagai data pribadi dahulu.',
        en: 'A list of attendance holds personal data. Mark this evidence as personal data first.',
      },
    })
  })
}

async function attach(
  platform: Platform,
  actor: Actor,
  { regionCode, meetingId, evidenceId }: { regionCode: string; meetingId: string; evidenceId: string },
  writer: Writer,
  check?: (tx: Tx) => Promise<void>,
): Promise<void> {
  await platform.db.transact(writer, async tx => {
    const { meeting: held } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseKeepAttendance(held))
    await check?.(tx)
    const current = (await listUses(tx, regionCode, SHEET_SUBJECT, [meetingId])).get(meetingId) ?? []
    const kept = current.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note }))
    const there = kept.some(one => one.evidenceId === evidenceId)
    await replaceUses(
      tx,
      regionCode,
      SHEET_SUBJECT,
      meetingId,
      there ? kept : [...kept, { evidenceId }],
      actor.accountId,
    )
    await audit(tx, {
      event: 'meeting.attendance.scanned',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { evidence: evidenceId },
    })
  })
}

function unseen(error: unknown): never {
  if (error instanceof Problem && error.code === 'not-found') {
    throw invalid({ field: 'evidence', sentence: error.sentence })
  }
  throw error
}
