import type { Actor } from '#kit/actor.ts'
import { formatTime } from '#kit/format.ts'
import { invalid, notFound, Problem } from '#kit/problem.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import { namesOfOrganisations } from '#modules/people/index.ts'
import type { Meeting } from '../../model.ts'
import { type AttendanceInput, MOST_PRESENT } from '../../model-sitting.ts'
import { faultsOf, tidyPerson } from '../../rules/sitting/check-attendance.ts'
import { matchInvitee } from '../../rules/sitting/match-invitee.ts'
import {
  countAttendance,
  findOwnAttendance,
  findSameName,
  insertAttendance,
  listExpected,
} from '../../store/sitting/attendance.ts'
import { findMeetingByToken } from '../../store/sitting/sittings.ts'

/**
 * Somebody signs the list of attendance by the QR code at the door or the link for those online; the token tells which. With
 * an account once, whatever is typed. Throws `not-found`, `expired` while the list is not open, and `invalid` with the fields
 * `name`, `title`, `office`, `number`, `phone`, also for a name that is on the list.
 */
export async function signAttendance(
  platform: Platform,
  actor: Actor,
  { token, input }: { token: string; input: AttendanceInput },
  writer: Writer,
): Promise<{ meeting: Meeting; already: boolean }> {
  const now = platform.clock.now()
  const person = tidyPerson(input)
  return await platform.db.transact(writer, async tx => {
    const found = await findMeetingByToken(tx, token, true)
    if (!found) throw noSuchList()
    const { meeting, how } = found
    const { regionCode, id } = meeting
    if (!isOpen(meeting)) throw listClosed(meeting)
    const seen = async (already: boolean) => {
      await audit(tx, {
        event: 'meeting.attendance.signed',
        subject: { kind: 'meeting.meeting', id },
        regionCode,
        data: { how, already },
      })
      return { meeting, already }
    }
    if (actor.accountId !== undefined && (await findOwnAttendance(tx, regionCode, id, actor.accountId))) {
      return await seen(true)
    }
    const faults = faultsOf(person)
    if (faults.length > 0) throw invalid(...faults.map(({ part, sentence }) => ({ field: part, sentence })))
    if ((await countAttendance(tx, regionCode, id)) >= MOST_PRESENT) throw listFull()
    const expected = await listExpected(tx, regionCode, id)
    const offices = expected.flatMap(one => one.organisationId ?? [])
    const organisationId = actor.membership?.organisationId
    const invitee = matchInvitee(
      { accountId: actor.accountId, email: actor.email, organisationId, name: person.name, office: person.office },
      expected,
      await namesOfOrganisations(tx, [...new Set(offices)]),
    )
    const ids = await insertAttendance(
      tx,
      regionCode,
      id,
      [
        {
          ...person,
          inviteeId: invitee?.id,
          accountId: actor.accountId,
          organisationId: organisationId ?? invitee?.organisationId,
          how,
        },
      ],
      undefined,
      now,
    )
    if (ids.length === 0) {
      // Tapped twice: the first tap was stored meanwhile.
      if (actor.accountId !== undefined && (await findOwnAttendance(tx, regionCode, id, actor.accountId))) {
        return await seen(true)
      }
      const cameAt = (await findSameName(tx, regionCode, id, person)) ?? now
      throw invalid({ field: 'name', sentence: sameName(meeting, cameAt) })
    }
    return await seen(false)
  })
}

/** Can the list be signed now? */
export const isOpen = ({ attendanceOpen, state }: Meeting): boolean => attendanceOpen && state !== 'cancelled'

export const noSuchList = () =>
  notFound(
    'Daftar hadir ini tidak ada. Pindai lagi kode QR di pintu, atau minta tautan yang baru kepada penyelenggara.',
    'There is no such list of attendance. Scan the QR code at the door again, or ask the organiser for a new link.',
  )

/** The list is not open yet, or not any more. */
export const listClosed = ({ state }: Meeting) =>
  new Problem(
    'expired',
    state === 'draft' || state === 'invited'
      ? {
          id: 'Daftar hadir belum dibuka. Muat ulang halaman ini saat rapat dimulai.',
          en: 'The list of attendance is not open yet. Reload this page when the meeting begins.',
        }
      : state === 'cancelled'
        ? { id: 'Rapat ini dibatalkan.', en: 'This meeting was cancelled.' }
        : {
            id: 'Daftar hadir sudah ditutup. Minta penyelenggara mencatat kehadiran Anda.',
            en: 'The list of attendance is closed. Ask the organiser to record that you came.',
          },
  )

const listFull = () =>
  new Problem('conflict', {
    id: `Daftar hadir ini sudah berisi ${MOST_PRESENT} orang. Hubungi penyelenggara.`,
    en: `This list has ${MOST_PRESENT} people already. Ask the organiser.`,
  })

const sameName = (meeting: Meeting, cameAt: Date) => ({
  id: `Nama dari instansi ini sudah tercatat hadir pukul ${formatTime(cameAt, 'id', meeting.zone)}. Bila itu Anda, tidak perlu mengisi lagi. Bila orang lain yang senama, tambahkan gelar pada nama.`,
  en: `This name of this office was recorded at ${formatTime(cameAt, 'en', meeting.zone)}. If that is you, there is no need to sign again. If it is somebody else of the same name, add a title to the name.`,
})
