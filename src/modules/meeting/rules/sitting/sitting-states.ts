import type { Sentence } from '#kit/problem.ts'
import type { Meeting } from '../../model.ts'

type Standing = Pick<Meeting, 'state' | 'minutesState'>

const cancelled: Sentence = {
  id: 'Rapat ini sudah dibatalkan. Yang sudah tercatat tetap terbaca.',
  en: 'This meeting was cancelled. What was recorded can still be read.',
}
const final: Sentence = {
  id: 'Notulen sudah final. Sekretariat dapat membukanya lagi dengan alasan.',
  en: 'The minutes are final. The secretariat can reopen them with a reason.',
}

/** Why the agenda cannot be changed now. */
export const refuseAgendaNow = ({ state, minutesState }: Standing): Sentence | undefined =>
  state === 'cancelled' ? cancelled : minutesState === 'final' ? final : undefined

/** Why the list of attendance cannot be opened. */
export const refuseOpenAttendance = ({ state }: Standing): Sentence | undefined =>
  state === 'cancelled'
    ? cancelled
    : state === 'closed'
      ? {
          id: 'Rapat sudah ditutup. Catat yang hadir tetapi belum terdaftar lewat daftar kertas.',
          en: 'The meeting is closed. Record those who came but are not listed through the paper list.',
        }
      : undefined

/** Why attendance cannot be entered or taken off by the secretariat. */
export const refuseKeepAttendance = (meeting: Standing): Sentence | undefined => refuseAgendaNow(meeting)

/** Why the meeting cannot begin. */
export const refuseBegin = ({
  state,
  place,
  link,
}: Standing & Pick<Meeting, 'place' | 'link'>): Sentence | undefined =>
  state === 'cancelled'
    ? cancelled
    : state === 'running' || state === 'closed'
      ? { id: 'Rapat ini sudah dimulai.', en: 'This meeting has begun already.' }
      : place === undefined && link === undefined
        ? {
            id: 'Rapat ini belum punya tempat atau tautan. Isi salah satunya dahulu.',
            en: 'This meeting has no place and no link yet. Fill in one of them first.',
          }
        : undefined

/** Why the meeting cannot be closed. */
export const refuseClose = ({ state }: Standing): Sentence | undefined =>
  state === 'running'
    ? undefined
    : state === 'closed'
      ? { id: 'Rapat ini sudah ditutup.', en: 'This meeting is closed already.' }
      : state === 'cancelled'
        ? cancelled
        : {
            id: 'Rapat ini belum dimulai. Mulai dahulu, lalu tutup.',
            en: 'This meeting has not begun. Begin it first.',
          }

/** Why minutes, decisions and tasks cannot be written now. */
export const refuseWriteMinutes = (meeting: Standing): Sentence | undefined => refuseAgendaNow(meeting)

/** Why minutes cannot become final. */
export const refuseFinal = (meeting: Standing): Sentence | undefined =>
  refuseWriteMinutes(meeting) ??
  (meeting.state === 'closed'
    ? undefined
    : {
        id: 'Rapat belum ditutup. Tutup rapat dahulu, supaya daftar hadir tidak berubah lagi.',
        en: 'The meeting is not closed. Close it first, so that attendance does not change any more.',
      })
