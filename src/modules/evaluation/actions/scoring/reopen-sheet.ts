import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { mayRunRounds } from '../../access.ts'
import { findPanelMember, listPanel } from '../../store/round/panel.ts'
import { setSheetSubmitted } from '../../store/scoring/sheets.ts'
import { notify } from '../notices/notify.ts'
import { getStand } from '../round/stand.ts'

/**
 * Opens a sheet that was handed in, for a reason that the assessor is told and the audit keeps. For the ministry, until the
 * round is closed. `place` is the number of the assessor on the panel. Throws `invalid` without a reason, `may-not`,
 * `not-found` for no such assessor, `conflict` when the sheet is open or the round closed.
 */
export async function reopenSheet(
  platform: Platform,
  actor: Actor,
  { roundId, regionCode, place, reason }: { roundId: string; regionCode: string; place: number; reason: string },
  writer: Writer,
): Promise<void> {
  const why = reason.trim()
  if (why === '' || why.length > 1000) {
    throw invalid({
      field: 'reason',
      sentence: {
        id: 'Tulis alasan membuka lembar ini, paling panjang 1.000 huruf. Asesor akan membacanya.',
        en: 'Write why this sheet is opened, in at most 1,000 letters. The assessor will read it.',
      },
    })
  }
  await platform.db.transact(writer, async tx => {
    const now = platform.clock.now()
    const refusal = mayRunRounds(actor)
    if (refusal) throw mayNot(refusal)
    const stand = await getStand(tx, actor, roundId, regionCode, 'share')
    const panel = await listPanel(tx, roundId, regionCode)
    const wanted = panel.find(member => member.place === place && member.endedAt === undefined)
    const member = wanted && (await findPanelMember(tx, roundId, regionCode, wanted.accountId, true))
    if (!member || member.endedAt !== undefined) {
      throw notFound(
        `Asesor ${place} tidak ada di panel daerah ini. Lihat susunan panelnya.`,
        `There is no assessor ${place} on the panel of this region. See the panel.`,
      )
    }
    if (stand.phase === 'closed') {
      throw new Problem('conflict', {
        id: 'Putaran ini sudah ditutup. Lembar nilai tidak dibuka lagi.',
        en: 'This round is closed. Sheets are not opened again.',
      })
    }
    if (member.submittedAt === undefined) {
      throw new Problem('conflict', {
        id: `Lembar Asesor ${place} masih terbuka. Tidak ada yang perlu dibuka lagi.`,
        en: `The sheet of assessor ${place} is open. There is nothing to open again.`,
      })
    }
    await setSheetSubmitted(tx, member, undefined)
    await audit(tx, {
      event: 'evaluation.sheet.reopened',
      subject: { kind: 'evaluation.sheet', id: `${roundId}/${regionCode}/${member.accountId}` },
      regionCode,
      data: { place, reason: why, submittedAt: member.submittedAt.toISOString() },
    })
    await notify(
      tx,
      [
        {
          accountId: member.accountId,
          roundId,
          regionCode,
          kind: 'sheet-reopened',
          subjectKey: regionCode,
          data: { reason: why, region: stand.region.regionName },
        },
      ],
      now,
    )
  })
}
