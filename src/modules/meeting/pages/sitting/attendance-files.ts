import { dayIn, formatTime } from '#kit/format.ts'
import { pdfResponse } from '#platform/documents/pdf.ts'
import { sheetResponse, type SheetColumn, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { mayKeepMeetings, mayOpenMeetings, refuseKeep } from '../../access.ts'
import { MOST_PRESENT, type Attendance } from '../../model-sitting.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { attendancePdf } from '../../documents/sitting/attendance-sheet.ts'
import { listAttendance } from '../../store/sitting/attendance.ts'
import { readAttendanceFilter } from './attendance-list.tsx'
import { meetingPlace, standOf } from './place.tsx'

/** The list of attendance with the filter of its page; NIP and phones only for who keeps meetings here. */
const download = (format: SheetFormat): Page => ({
  path: `${meetingPlace}/kehadiran.${format}`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  async show(visit) {
    const { c, lang, platform, actor } = visit
    const { sheet: t, attendance } = sittingPhrases(lang)
    const { meeting, region } = await standOf(visit)
    const rows = await listAttendance(platform.db.sql, region.code, meeting.id, readAttendanceFilter(c.req.query()), {
      limit: MOST_PRESENT,
    })
    // A name on paper was typed later: its day is that of the meeting, its hour is not known.
    const cameAt = (row: Attendance) => (row.how === 'paper' ? meeting.startsAt : row.cameAt)
    const personal: SheetColumn<Attendance>[] =
      refuseKeep(actor, region.code) === undefined
        ? [
            { key: 'nip', label: t.number, width: 22, value: row => row.number },
            { key: 'phone', label: t.phone, width: 18, value: row => row.phone },
          ]
        : []
    return await sheetResponse(
      {
        name: `daftar-hadir-${region.code}-${dayIn(meeting.startsAt, meeting.zone)}`,
        rows,
        columns: [
          { key: 'name', label: t.name, width: 34, value: row => row.name },
          { key: 'title', label: t.title, width: 30, value: row => row.title },
          { key: 'office', label: t.office, width: 40, value: row => row.office },
          ...personal,
          { key: 'way', label: t.how, width: 12, value: row => (format === 'csv' ? row.how : attendance.how[row.how]) },
          { key: 'day', label: t.day, kind: 'date', width: 12, value: row => dayIn(cameAt(row), meeting.zone) },
          {
            key: 'time',
            label: t.time,
            width: 14,
            value: row => (row.how === 'paper' ? undefined : formatTime(row.cameAt, lang, meeting.zone)),
          },
          { key: 'invited', label: t.invited, width: 10, value: row => (row.inviteeId === undefined ? t.no : t.yes) },
        ],
      },
      format,
    )
  },
})

/** The official list with NIP, phone and a place for the signature, for who keeps meetings. */
const pdf: Page = {
  path: `${meetingPlace}/daftar-hadir.pdf`,
  permission: 'meeting.keep',
  may: mayKeepMeetings,
  limit: 'document',
  async show(visit) {
    const { meeting, region } = await standOf(visit, 'keep')
    const bytes = await attendancePdf(visit.platform, meeting, region)
    return pdfResponse(bytes, `daftar-hadir-${region.code}-${dayIn(meeting.startsAt, meeting.zone)}`)
  },
}

export const attendanceFiles: Page[] = [download('csv'), download('xlsx'), pdf]
