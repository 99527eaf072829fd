import { sheetResponse, type SheetFormat } from '#platform/documents/sheet.ts'
import type { Page } from '#platform/http/door.ts'
import { mayOpenMeetings, refuseKeep } from '../../access.ts'
import { getMeetingStand, noSuchMeeting } from '../../actions/stand.ts'
import { meetingCalendar } from '../../documents/plan/meeting-calendar.ts'
import { letterFileName } from '../../documents/plan/meeting-letter.ts'
import type { Invitee } from '../../model-plan.ts'
import { planPagePhrases } from '../../phrases/plan-page.ts'
import { listInvitees } from '../../store/plan/invitees.ts'
import { meetingHref } from '../nav.tsx'
import { meetingPlace, placeOf } from '../sitting/place.tsx'
import { labelOf } from './answer-form.tsx'
import { calendarResponse } from './calendar.tsx'
import { readListQuery } from './invitees.tsx'
import { letterResponse } from './token.tsx'

/** `/rapat/:code/:meeting/surat.pdf`: the letter that has the number of now: invitation, change or cancellation. */
export const letterFile: Page = {
  path: `${meetingPlace}/surat.pdf`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  limit: 'document',
  async show(visit) {
    const { regionCode, meetingId } = placeOf(visit)
    const { meeting, region } = await getMeetingStand(visit.platform.db.sql, visit.actor, regionCode, meetingId)
    return await letterResponse(visit, meeting, region, meeting.sequence > 0 ? 'change' : 'invitation')
  },
}

/** `/rapat/:code/:meeting/undangan.ics`: the meeting for one's own calendar, with nobody's address. */
export const calendarOneFile: Page = {
  path: `${meetingPlace}/undangan.ics`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  limit: 'document',
  async show({ c, platform, actor, lang, ...visit }) {
    const { regionCode, meetingId } = placeOf({ c, platform, actor, lang, ...visit })
    const { meeting, region } = await getMeetingStand(platform.db.sql, actor, regionCode, meetingId)
    const text = meetingCalendar({
      meeting,
      region,
      method: meeting.state === 'cancelled' ? 'CANCEL' : 'PUBLISH',
      sender: platform.config.MAIL_FROM,
      url: `${platform.config.publicUrl}${meetingHref(regionCode, meeting.id)}`,
      now: platform.clock.now(),
      lang,
    })
    return calendarResponse(text, letterFileName(meeting, 'invitation'))
  },
}

/** The list with its answers and its filter; addresses and letters only for who keeps meetings. */
const download = (format: SheetFormat): Page => ({
  path: `${meetingPlace}/undangan.${format}`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  async show(visit) {
    const { platform, actor, lang } = visit
    const t = planPagePhrases(lang).sheet
    const words = planPagePhrases(lang)
    const { regionCode, meetingId } = placeOf(visit)
    const { meeting, sight } = await getMeetingStand(platform.db.read, actor, regionCode, meetingId)
    if (sight !== 'all') throw noSuchMeeting()
    const keeps = refuseKeep(actor, regionCode) === undefined
    const rows = await listInvitees(platform.db.read, regionCode, meeting.id, readListQuery(visit, keeps))
    const csv = format === 'csv'
    const text = (key: string, label: string, width: number, value: (row: Invitee) => string | undefined) => ({
      key,
      label,
      width,
      value,
    })
    return await sheetResponse<Invitee>(
      {
        name: letterFileName(meeting, 'invitation'),
        rows,
        columns: [
          text('post', t.post, 44, labelOf),
          text('name', t.name, 32, row => row.name),
          text('office', t.office, 44, row => row.organisationName),
          text('why', t.why, 28, row => row.why),
          text('answer', t.answer, 16, row => (csv ? row.answer : words.answer.state[row.answer])),
          text(
            'represented_by',
            t.by,
            32,
            row => [row.representedBy, row.representedTitle].filter(part => part !== undefined).join(', ') || undefined,
          ),
          text('note', t.note, 32, row => row.answerNote),
          text('answered_at', t.answered, 26, row => row.answeredAt?.toISOString()),
          ...(keeps
            ? [
                text('email', t.email, 34, row => row.email),
                text('letter', t.delivery, 20, row => (csv ? row.delivery : words.invitees.deliveries[row.delivery])),
                text('letter_error', t.error, 44, row => row.deliveryError),
              ]
            : []),
        ],
      },
      format,
    )
  },
})

export const inviteeFiles: Page[] = [download('csv'), download('xlsx')]
