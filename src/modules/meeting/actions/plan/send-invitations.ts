import type { Actor } from '#kit/actor.ts'
import { invalid, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { Meeting } from '../../model.ts'
import { findMeeting } from '../../store/meetings.ts'
import { countInvitees, setDelivered } from '../../store/plan/invitees.ts'
import { setInvited } from '../../store/plan/write-meetings.ts'
import { getStand, noSuchMeeting } from '../stand.ts'
import { queueLetters } from './queue-letters.ts'
import { meetingChangedMeanwhile } from './save-meeting.ts'
import { refuseList } from './save-invitees.ts'
import { takeLetterNumber } from './take-number.ts'

export interface SendInvitations {
  regionCode: string
  id: string
  /** The version that was seen; whichever is stored when absent. */
  version?: number | undefined
  /** The day of the letter, "2026-11-22"; today when absent. */
  letterDate?: string | undefined
  /** The running number; the next one of the year when absent. */
  number?: number | undefined
  /** The letter went out by other means: it takes its number, and nothing is sent. Also for meetings of the past. */
  recordOnly?: boolean | undefined
}

/**
 * Makes the letter of a draft: it takes its number, the meeting is invited, and one letter an address is queued with the
 * letter as PDF and a calendar. For a meeting that is invited already, letters go to those who have none yet. Answers the
 * meeting and the id of the progress of the letters. Throws `not-found`, `may-not`, `conflict`, `changed-meanwhile` and
 * `invalid` on `place`, `startsAt`, `invitees`, `letterDate` or `number`.
 */
export async function sendInvitations(
  platform: Platform,
  actor: Actor,
  send: SendInvitations,
  writer: Writer,
): Promise<{ meeting: Meeting; progressId: string | undefined }> {
  const { regionCode, id } = send
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { region } = await getStand(tx, actor, regionCode)
    const before = await findMeeting(tx, regionCode, id, true)
    if (!before) throw noSuchMeeting()
    refuseList(actor, before)
    if (before.state === 'running') throw underWay()
    if (send.version !== undefined && send.version !== before.version) throw meetingChangedMeanwhile()
    if (before.place === undefined && before.link === undefined) throw invalid(noPlace)
    if (!send.recordOnly && before.startsAt <= now) throw invalid(past)
    const counts = await countInvitees(tx, regionCode, id)
    if (counts.all === 0) throw invalid(nobody)
    const first = before.state === 'draft'
    const taken = first
      ? await takeLetterNumber(tx, before, region, { date: send.letterDate, number: send.number }, now)
      : undefined
    const meeting = taken ? await setInvited(tx, before, { ...taken, accountId: writer.accountId, now }) : before
    if (send.recordOnly) await setDelivered(tx, regionCode, id, meeting.sequence)
    const progressId = send.recordOnly ? undefined : await queueLetters(tx, meeting, writer)
    await audit(tx, {
      event: 'meeting.invitations.sent',
      subject: { kind: 'meeting', id },
      regionCode,
      data: { invitees: counts.all, ...(taken ? { number: taken.text } : {}), recorded: send.recordOnly ?? false },
    })
    return { meeting, progressId }
  })
}

const underWay = () =>
  new Problem('conflict', {
    id: 'Rapat ini sedang berlangsung, jadi undangannya tidak dikirim lagi.',
    en: 'This meeting is under way, so its invitations are not sent any more.',
  })

const noPlace = {
  field: 'place',
  sentence: {
    id: 'Tempat dan tautan masih kosong. Ubah rapatnya dan isi salah satu, lalu kirim.',
    en: 'There is neither a place nor a link. Change the meeting, give one of them, then send.',
  },
}

const past = {
  field: 'startsAt',
  sentence: {
    id: 'Waktu rapat sudah lewat. Ubah waktunya, atau catat saja suratnya tanpa dikirim.',
    en: 'The time of the meeting has passed. Change it, or only record the letter without sending.',
  },
}

const nobody = {
  field: 'invitees',
  sentence: {
    id: 'Daftar undangan masih kosong. Tambahkan yang diundang, lalu kirim.',
    en: 'Nobody is on the list. Add who is invited, then send.',
  },
}
