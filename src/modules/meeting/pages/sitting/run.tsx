import { dayIn, formatDateWithDay, type Lang } from '#kit/format.ts'
import type { Page } from '#platform/http/door.ts'
import { Button } from '#ui/button.tsx'
import { mayKeepMeetings, mayOpenMeetings } from '../../access.ts'
import { beginMeeting, closeMeeting, setAttendance } from '../../actions/sitting/run-meeting.ts'
import type { Meeting } from '../../model.ts'
import { sittingPhrases } from '../../phrases/sitting.ts'
import { refuseBegin, refuseClose, refuseOpenAttendance } from '../../rules/sitting/sitting-states.ts'
import { meetingHref } from '../nav.tsx'
import { meetingPlace, placeOf, standOf } from './place.tsx'

/** `/rapat/:code/:meeting/jalan`: begins and closes a meeting, opens and closes its list of attendance; a form elsewhere. */
export const runPage: Page = {
  path: `${meetingPlace}/jalan`,
  permission: 'meeting.read',
  may: mayOpenMeetings,
  submit: {
    permission: 'meeting.keep',
    may: mayKeepMeetings,
    limit: 'write',
    audit: [
      'meeting.meeting.begun',
      'meeting.meeting.closed',
      'meeting.attendance.opened',
      'meeting.attendance.closed',
    ],
    async handle(visit, form) {
      const { platform, actor, writer, c } = visit
      const { regionCode, meetingId: id } = placeOf(visit)
      await standOf(visit, 'keep')
      const here = meetingHref(regionCode, id, 'kehadiran')
      const which = { regionCode, id }
      switch (form.text('aksi')) {
        case 'mulai':
          await beginMeeting(platform, actor, which, writer)
          return c.redirect(`${here}?pesan=mulai`, 303)
        case 'selesai': {
          const { made, carried, settled } = await closeMeeting(platform, actor, which, writer)
          return c.redirect(`${here}?pesan=selesai&baru=${made}&lanjut=${carried}&beres=${settled}`, 303)
        }
        default: {
          const open = form.text('aksi') === 'buka'
          await setAttendance(platform, actor, { ...which, open }, writer)
          return c.redirect(`${here}?pesan=${open ? 'buka' : 'tutup'}`, 303)
        }
      }
    },
  },
}

/** The buttons for it that fit the state of the meeting, for who keeps it. */
export function RunButtons({ lang, meeting, now }: { lang: Lang; meeting: Meeting; now: Date }) {
  const t = sittingPhrases(lang).run
  const early = dayIn(now, meeting.zone) < dayIn(meeting.startsAt, meeting.zone)
  const may = (refusal: unknown) => refusal === undefined
  const buttons = [
    may(refuseBegin(meeting)) && {
      deed: 'mulai',
      words: t.begin,
      look: early ? ('line' as const) : ('primary' as const),
    },
    !meeting.attendanceOpen && may(refuseOpenAttendance(meeting)) && { deed: 'buka', words: t.openList },
    meeting.attendanceOpen && { deed: 'tutup', words: t.closeList },
  ].filter(one => one !== false)
  const closable = may(refuseClose(meeting))
  if (buttons.length === 0 && !closable) return null
  const beginHint = early ? t.early(formatDateWithDay(meeting.startsAt, lang, meeting.zone)) : t.beginHint
  const hint = may(refuseBegin(meeting)) ? beginHint : undefined
  return (
    <form method="post" action={meetingHref(meeting.regionCode, meeting.id, 'jalan')} class="no-print mt-4">
      <p class="flex flex-wrap gap-3">
        {buttons.map(({ deed, words, look }) => (
          <Button name="aksi" value={deed} look={look ?? 'line'}>
            {words}
          </Button>
        ))}
      </p>
      {hint && <p class="note mt-2">{hint}</p>}
      {closable && (
        // A closed meeting stays closed: a second tap, beside what follows from it.
        <details class="plain-fold mt-4">
          <summary>{t.close}</summary>
          <p class="note my-3">{t.closeHint}</p>
          <Button name="aksi" value="selesai" look="primary">
            {t.closeSure}
          </Button>
        </details>
      )}
    </form>
  )
}
