import type { Actor } from '#kit/actor.ts'
import { type FieldError, invalid, Problem } from '#kit/problem.ts'
import { dayIn } from '#kit/format.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Round } from '../../model-round.ts'
import { dateField } from '../../rules/round/check-dates.ts'
import { listPanelsOfRound } from '../../store/round/panel.ts'
import { findRound, listRoundRegions } from '../../store/round/rounds.ts'
import { setRoundOpen } from '../../store/round/write-rounds.ts'
import { notify } from '../notices/notify.ts'
import { queueInvitations } from '../notices/queue-invitations.ts'
import { getMinistryRound } from './ministry-round.ts'
import { missingForLetter } from './round-input.ts'
import { noSuchRound } from './stand.ts'

/**
 * Opens a draft: everybody sees its dates, its regions may answer, the invitation letters are on their way and assessors
 * are told of their panels. Throws `conflict` when it is open already or has no region, `invalid` with the parts of the
 * letter that are missing and dates that are over.
 */
export async function openRound(platform: Platform, actor: Actor, roundId: string, writer: Writer): Promise<Round> {
  return await platform.db.transact(writer, async tx => {
    const round = await getMinistryRound(tx, actor, roundId, 'update')
    if (round.state === 'open') {
      throw new Problem('conflict', { id: 'Putaran ini sudah dibuka.', en: 'This round is open already.' })
    }
    const now = platform.clock.now()
    const regions = await listRoundRegions(tx, roundId)
    if (regions.length === 0) {
      throw new Problem('conflict', {
        id: 'Putaran ini belum punya daerah. Tambahkan daerahnya dahulu.',
        en: 'This round has no region yet. Add its regions first.',
      })
    }
    const faults: FieldError[] = missingForLetter(round.letter)
    const last = round.steps['self-assessment']?.endsOn
    if (last === undefined || last < dayIn(now, 'WIT')) {
      faults.push({
        field: dateField('self-assessment', 'ends_on'),
        sentence: {
          id: 'Masa isian mandiri sudah lewat. Tetapkan tanggal baru sebelum membuka putaran.',
          en: 'The time of the self-assessment is over. Set new dates before opening the round.',
        },
      })
    }
    if (faults.length > 0) throw invalid(...faults)
    await setRoundOpen(tx, roundId, now)
    const panels = (await listPanelsOfRound(tx, roundId)).filter(member => member.endedAt === undefined)
    await notify(
      tx,
      panels.map(({ accountId, regionCode }) => ({
        accountId,
        roundId,
        regionCode,
        kind: 'panel-assigned' as const,
        subjectKey: regionCode,
      })),
      now,
    )
    await queueInvitations(tx, roundId, writer)
    await audit(tx, {
      event: 'evaluation.round.opened',
      subject: { kind: 'evaluation.round', id: roundId },
      data: { regions: regions.length, instrument: round.instrumentId, sha256: round.instrumentSha256 },
    })
    const opened = await findRound(tx, roundId)
    if (!opened) throw noSuchRound()
    return opened
  })
}
