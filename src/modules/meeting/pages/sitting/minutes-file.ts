import { dayIn } from '#kit/format.ts'
import { pdfResponse } from '#platform/documents/pdf.ts'
import type { Page } from '#platform/http/door.ts'
import { mayOpenMeetings } from '../../access.ts'
import { composeMinutes } from '../../actions/sitting/finalise-minutes.ts'
import { minutesPdf } from '../../documents/sitting/minutes-sheet.ts'
import { findSetting } from '../../store/plan/settings.ts'
import { listFinalMinutes } from '../../store/sitting/sittings.ts'
import { meetingPlace, standOf } from './place.tsx'

/** `…/notulen.pdf`: the frozen minutes, or the draft as it is now; for who may see the meeting. */
export const minutesFile: Page = {
  path: `${meetingPlace}/notulen.pdf`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  limit: 'document',
  async show(visit) {
    const { sql } = visit.platform.db
    const { meeting, region } = await standOf(visit)
    const setting = await findSetting(sql, region.code)
    const final = (await listFinalMinutes(sql, region.code, meeting.id)).find(one => one.reopenedAt === undefined)
    const content = final?.content ?? (await composeMinutes(sql, meeting, region))
    const { publicUrl } = visit.platform.config
    return pdfResponse(
      await minutesPdf(visit.platform, { content, setting, final, publicUrl }),
      `notulen-${region.code}-${dayIn(meeting.startsAt, meeting.zone)}`,
    )
  },
}
