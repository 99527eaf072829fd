import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import { closeText } from '#platform/collab/rights.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { refuseKeep, refuseReview, refuseWrite } from '../../access.ts'
import type { Section } from '../../model-book.ts'
import { type Move, refuseMove, STEPS } from '../../rules/book/section-state.ts'
import { listBlocks } from '../../store/book/blocks.ts'
import { recordSectionEvents } from '../../store/book/events.ts'
import { findSection, updateSections } from '../../store/book/sections.ts'
import { wordsOfSection } from '../../store/book/words.ts'
import type { Stand } from '../stand.ts'
import { getSectionStand, sectionChangedMeanwhile } from './section-stand.ts'

export interface ChangeState {
  regionCode: string
  sectionId: string
  /** The version that the form showed. */
  version: number
  move: Move
  note?: string | undefined
}

/** How a step is called in history and audit. */
const EVENTS: Record<Move, string> = {
  submit: 'submitted',
  withdraw: 'withdrawn',
  accept: 'accepted',
  return: 'returned',
  lock: 'locked',
  unlock: 'unlocked',
}

/**
 * Takes a section one step further or back. Throws `may-not`, `changed-meanwhile` with who did what when another version is
 * stored, `conflict` when the step is not possible from its state, and `invalid` with field `note` when a reason is owed.
 * Everybody who has its texts open is asked for their right again.
 */
export async function changeState(
  platform: Platform,
  actor: Actor,
  change: ChangeState,
  writer: Writer,
): Promise<Section> {
  const { regionCode, sectionId, move } = change
  const step = STEPS[move]
  const note = change.note?.replace(/\r\n?/g, '\n').trim() || undefined
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const stand = await getSectionStand(tx, actor, regionCode, sectionId, true)
    const { section } = stand
    refuseStep(actor, stand, section, move)
    if (section.version !== change.version) throw await sectionChangedMeanwhile(tx, stand.region, section)
    const words = move === 'submit' ? await wordsOfSection(tx, regionCode, sectionId) : 1
    const refusal = refuseMove(move, { ...section, words })
    if (refusal) throw new Problem('conflict', refusal)
    if (step.note && note === undefined) throw invalid(noteOwed(move))
    if ((note?.length ?? 0) > 2000) throw invalid(noteTooLong)
    await updateSections(
      tx,
      regionCode,
      [sectionId],
      { state: step.to, state_note: note ?? null, state_by: writer.accountId ?? null, state_at: now },
      writer.accountId,
      now,
    )
    await recordSectionEvents(
      tx,
      regionCode,
      [{ sectionId, event: EVENTS[move], note, office: actor.membership?.organisationName }],
      writer.accountId,
      now,
    )
    for (const block of await listBlocks(tx, regionCode, sectionId)) {
      if (block.kind === 'narrative') await closeText(tx, block.textId)
    }
    await audit(tx, {
      event: `masterplan.section.${EVENTS[move]}`,
      subject: { kind: 'section', id: sectionId },
      regionCode,
      data: { from: section.state, to: step.to },
    })
    const stored = await findSection(tx, regionCode, sectionId)
    if (!stored) throw new Error(`Section ${sectionId} is not there after its step`)
    return stored
  })
}

/** May the actor take this step with this section? Asked before the body is looked at, and when it is stored. */
export function refuseStep(actor: Actor, { region, mentorOf }: Stand, section: Section, move: Move): void {
  const { hand } = STEPS[move]
  const refusal =
    hand === 'write'
      ? refuseWrite(actor, region.code, section.ownerId)
      : hand === 'review'
        ? refuseReview(actor, region.code, mentorOf.length > 0)
        : refuseKeep(actor, region.code)
  if (refusal) throw mayNot(refusal)
}

const noteOwed = (move: Move) => ({
  field: 'note',
  sentence:
    move === 'unlock'
      ? {
          id: 'Tulis alasan membuka kunci bagian ini, supaya pemiliknya tahu.',
          en: 'Write why this section is unlocked, so that its owner knows.',
        }
      : {
          id: 'Tulis apa yang perlu diperbaiki, supaya penulisnya tahu.',
          en: 'Write what needs mending, so that its writers know.',
        },
})

const noteTooLong = {
  field: 'note',
  sentence: {
    id: 'Catatan paling panjang 2.000 huruf. Pendekkan.',
    en: 'A note has at most 2,000 letters. Shorten it.',
  },
}
