import type { Actor } from '#kit/actor.ts'
import { invalid, notFound } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import { LONGEST_SITTING, MOST_PRESENT } from '../../model-sitting.ts'
import { readPaperList } from '../../rules/sitting/check-attendance.ts'
import { matchInvitee } from '../../rules/sitting/match-invitee.ts'
import { refuseKeepAttendance } from '../../rules/sitting/sitting-states.ts'
import { countAttendance, insertAttendance, listExpected, removeAttendance } from '../../store/sitting/attendance.ts'
import { getKeptMeeting, unless } from './held-meeting.ts'

interface Which {
  regionCode: string
  meetingId: string
}

/**
 * Enters a list on paper, one person a line: name; position; office; NIP; phone. Those on the list already stay as they are.
 * Says how many came anew and how many were there. Throws `not-found`, `may-not`, `conflict`, and `invalid` on `daftar`
 * naming the line.
 */
export async function enterAttendance(
  platform: Platform,
  actor: Actor,
  { regionCode, meetingId, text }: Which & { text: string },
  writer: Writer,
): Promise<{ added: number; there: number }> {
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseKeepAttendance(meeting))
    const read = readPaperList(text, 'daftar')
    if (!read.ok) throw invalid(...read.errors)
    if ((await countAttendance(tx, regionCode, meetingId)) + read.people.length > MOST_PRESENT) {
      throw invalid({
        field: 'daftar',
        sentence: {
          id: `Satu rapat paling banyak ${MOST_PRESENT} orang. Kurangi daftarnya.`,
          en: `One meeting has at most ${MOST_PRESENT} people. Shorten the list.`,
        },
      })
    }
    const expected = await listExpected(tx, regionCode, meetingId)
    const names = await namesOfOrganisations(tx, [...new Set(expected.flatMap(one => one.organisationId ?? []))])
    const ids = await insertAttendance(
      tx,
      regionCode,
      meetingId,
      read.people.map(person => {
        const comer = { ...person, accountId: undefined, email: undefined, organisationId: undefined }
        const invitee = matchInvitee(comer, expected, names)
        return {
          ...person,
          inviteeId: invitee?.id,
          accountId: undefined,
          organisationId: invitee?.organisationId,
          how: 'paper' as const,
        }
      }),
      writer.accountId,
      now,
    )
    const counts = { added: ids.length, there: read.people.length - ids.length }
    await audit(tx, {
      event: 'meeting.attendance.entered',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: counts,
    })
    return counts
  })
}

/** Takes somebody off the list, with a reason that is kept. Throws `not-found`, `may-not`, `conflict`, `invalid` on `alasan`. */
export async function takeOffAttendance(
  platform: Platform,
  actor: Actor,
  given: Which & { id: string; reason: string | undefined },
  writer: Writer,
): Promise<void> {
  const { regionCode, meetingId, id } = given
  const reason = given.reason?.trim() ?? ''
  await platform.db.transact(writer, async tx => {
    const { meeting } = await getKeptMeeting(tx, actor, regionCode, meetingId, true)
    unless(refuseKeepAttendance(meeting))
    if (reason === '' || reason.length > LONGEST_SITTING.reason) {
      throw invalid({
        field: 'alasan',
        sentence: {
          id: `Alasan wajib diisi, paling panjang ${LONGEST_SITTING.reason} huruf, misalnya “tercatat dua kali”.`,
          en: `A reason is needed, at most ${LONGEST_SITTING.reason} letters, for example “recorded twice”.`,
        },
      })
    }
    const name = await removeAttendance(tx, regionCode, meetingId, id, reason, platform.clock.now())
    if (name === undefined) {
      throw notFound(
        'Orang ini tidak ada di daftar hadir, atau sudah dikeluarkan.',
        'This person is not on the list of attendance, or was taken off already.',
      )
    }
    await audit(tx, {
      event: 'meeting.attendance.taken_off',
      subject: { kind: 'meeting.meeting', id: meetingId },
      regionCode,
      data: { entry: id, reason },
    })
  })
}
