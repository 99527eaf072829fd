import type { Actor } from '#kit/actor.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Answer, Invitee } from '../../model-plan.ts'
import type { Meeting } from '../../model.ts'
import { findMeeting } from '../../store/meetings.ts'
import { findByToken, listOwnSeats, updateAnswer } from '../../store/plan/invitees.ts'
import { getMeetingStand } from '../stand.ts'

export interface GivenAnswer {
  answer: string | undefined
  note?: string | undefined
  representedBy?: string | undefined
  representedTitle?: string | undefined
}

const most = 300

/**
 * Answers an invitation for oneself or for the office one acts for; all seats of the same person or office are answered
 * together, or the one named. It may be changed until the meeting begins. Throws `not-found` when nobody of theirs is on the
 * list, `conflict` when the meeting has begun, is over or was called off, and `invalid`.
 */
export async function answerInvitation(
  platform: Platform,
  actor: Actor,
  given: GivenAnswer & { regionCode: string; id: string; inviteeId?: string | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, id, inviteeId } = given
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getMeetingStand(tx, actor, regionCode, id, true)
    const own = await listOwnSeats(tx, regionCode, id, {
      accountId: actor.accountId,
      organisationId: actor.membership?.organisationId,
      email: actor.email,
    })
    const seats = inviteeId === undefined ? own : own.filter(one => one.id === inviteeId)
    if (seats.length === 0) {
      throw notFound(
        'Anda atau OPD Anda tidak ada di daftar undangan rapat ini, jadi tidak ada yang perlu dijawab.',
        'Neither you nor your office is on the list of this meeting, so there is nothing to answer.',
      )
    }
    await store(tx, meeting, seats, given, writer.accountId, now)
  })
}

/** The same by the link in a letter, without signing in. Throws `not-found` when the link is not known. */
export async function answerByToken(
  platform: Platform,
  token: string,
  given: GivenAnswer,
  writer: Writer,
): Promise<void> {
  const now = platform.clock.now()
  await platform.db.transact(writer, async tx => {
    const found = await findByToken(tx, token)
    const meeting = found && (await findMeeting(tx, found.regionCode, found.meetingId, true))
    if (!found || !meeting || meeting.state === 'draft') throw noSuchInvitation()
    if (found.removed) throw withdrawn()
    await store(tx, meeting, [found.invitee], given, writer.accountId, now)
  })
}

async function store(
  tx: Tx,
  meeting: Meeting,
  seats: readonly Invitee[],
  given: GivenAnswer,
  accountId: string | undefined,
  now: Date,
): Promise<void> {
  const refusal = refuseAnswer(meeting, now)
  if (refusal) throw refusal
  const stored = check(given)
  for (const seat of seats) await updateAnswer(tx, meeting.regionCode, seat.id, stored, accountId, now)
  await audit(tx, {
    event: 'meeting.invitation.answered',
    subject: { kind: 'meeting', id: meeting.id },
    regionCode: meeting.regionCode,
    data: { answer: stored.answer, inviteeIds: seats.map(one => one.id) },
  })
}

/** Why an answer comes too late; undefined while it is welcome. */
export function refuseAnswer(meeting: Meeting, now: Date): Problem | undefined {
  if (meeting.state === 'cancelled') {
    return new Problem('conflict', {
      id: 'Rapat ini dibatalkan, jadi tidak ada yang perlu dijawab.',
      en: 'This meeting was called off, so there is nothing to answer.',
    })
  }
  if (meeting.state === 'closed' || meeting.state === 'running' || meeting.startsAt <= now) {
    return new Problem('conflict', {
      id: 'Rapat ini sudah dimulai, jadi jawabannya tidak diubah lagi. Hubungi sekretariat bila ada yang perlu disampaikan.',
      en: 'This meeting has begun, so answers are not changed any more. Tell the secretariat if there is anything to say.',
    })
  }
  return undefined
}

function check({ answer, note, representedBy, representedTitle }: GivenAnswer) {
  const line = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined
  const choices: readonly string[] = ['yes', 'no', 'represented'] satisfies Answer[]
  if (answer === undefined || !choices.includes(answer)) {
    throw invalid({
      field: 'answer',
      sentence: { id: 'Pilih hadir, tidak hadir, atau diwakili.', en: 'Choose yes, no, or represented.' },
    })
  }
  const by = line(representedBy)
  if (answer === 'represented' && by === undefined) {
    throw invalid({
      field: 'representedBy',
      sentence: {
        id: 'Tulis nama yang mewakili, supaya daftar hadir benar.',
        en: 'Write who comes instead, so that the list of attendance is right.',
      },
    })
  }
  for (const [field, text] of Object.entries({ note, representedBy, representedTitle })) {
    if (text !== undefined && text.length > most) {
      throw invalid({
        field,
        sentence: { id: `Paling banyak ${most} huruf. Pendekkan.`, en: `At most ${most} letters. Shorten it.` },
      })
    }
  }
  const represented = answer === 'represented'
  return {
    answer: answer as Exclude<Answer, 'none'>,
    note: line(note),
    representedBy: represented ? by : undefined,
    representedTitle: represented ? line(representedTitle) : undefined,
  }
}

export const noSuchInvitation = () =>
  notFound(
    'Undangan ini tidak dikenal. Buka tautan langsung dari surat undangannya.',
    'There is no such invitation. Open the link right from the letter.',
  )

const withdrawn = () =>
  new Problem('conflict', {
    id: 'Undangan ini ditarik oleh sekretariat. Hubungi sekretariat bila Anda merasa perlu hadir.',
    en: 'This invitation was withdrawn by the secretariat. Ask them if you think you should come.',
  })
