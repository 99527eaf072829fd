import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { getEvidence, listUses, refuseSeeEvidence, replaceUses } from '#modules/evidence/index.ts'
import { PAPER_SUBJECT } from '../../model.ts'
import { refuseAgendaNow } from '../../rules/sitting/sitting-states.ts'
import { listAgenda } from '../../store/sitting/agenda.ts'
import { getWrittenMeeting, unless } from './held-meeting.ts'
import { noSuchItem } from './save-agenda-item.ts'

/**
 * Puts papers (evidence of the library) to an agenda item, or takes them off; for who writes the minutes, so that offices
 * bring their own. What the actor may not see is neither put nor taken off. Throws as `saveAgendaItem`, `invalid` on `bukti`.
 */
export async function changePapers(
  platform: Platform,
  actor: Actor,
  change: {
    regionCode: string
    meetingId: string
    id: string
    attach?: readonly string[]
    detach?: readonly string[]
  },
  writer: Writer,
): Promise<void> {
  const { regionCode, meetingId, id, attach = [], detach = [] } = change
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getWrittenMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseAgendaNow(meeting))
    if (!(await listAgenda(tx, regionCode, meetingId)).some(one => one.id === id)) throw noSuchItem()
    const current = (await listUses(tx, regionCode, PAPER_SUBJECT, [id])).get(id) ?? []
    const kept = current.filter(
      use => !detach.includes(use.evidence.id) || refuseSeeEvidence(actor, use.evidence) !== undefined,
    )
    const there = new Set(kept.map(use => use.evidence.id))
    const added = [...new Set(attach)].filter(one => !there.has(one))
    for (const one of added) await getEvidence(platform, actor, one, tx).catch(unseen)
    await replaceUses(
      tx,
      regionCode,
      PAPER_SUBJECT,
      id,
      [
        ...kept.map(use => ({ evidenceId: use.evidence.id, anchor: use.anchor, note: use.note })),
        ...added.map(evidenceId => ({ evidenceId })),
      ],
      actor.accountId,
    )
    await audit(tx, {
      event: 'meeting.papers.changed',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { item: id, attached: added, detached: current.length - kept.length },
    })
  })
}

function unseen(error: unknown): never {
  if (error instanceof Problem && error.code === 'not-found')
    throw invalid({ field: 'bukti', sentence: error.sentence })
  throw error
}
