import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator'
import type { Lang } from '#kit/format.ts'
import type { Meeting } from '../../model.ts'
import type { Answer } from '../../model-plan.ts'
import { planPhrases } from '../../phrases/plan.ts'
import { timeWords, whenOf } from '../../rules/plan/moments.ts'
import type { Region } from '#modules/region/index.ts'

export interface MeetingCalendar {
  meeting: Meeting
  region: Pick<Region, 'name' | 'timezone'>
  /** REQUEST invites and moves, CANCEL takes away, PUBLISH is for who looks only. */
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH'
  /** Whom it is written for; nobody else's address stands in it. */
  attendee?: { name: string; email: string; answer: Answer } | undefined
  /** "Tudang <no-reply@…>" or a bare address. */
  sender: string
  /** Where the addressee answers, or the page of the meeting. */
  url: string
  /** By the clock of the server: DTSTAMP. */
  now: Date
  lang: Lang
}

const methods = {
  REQUEST: ICalCalendarMethod.REQUEST,
  CANCEL: ICalCalendarMethod.CANCEL,
  PUBLISH: ICalCalendarMethod.PUBLISH,
} as const

const statusOf: Record<Answer, ICalAttendeeStatus> = {
  none: ICalAttendeeStatus.NEEDSACTION,
  yes: ICalAttendeeStatus.ACCEPTED,
  no: ICalAttendeeStatus.DECLINED,
  represented: ICalAttendeeStatus.DELEGATED,
}

/**
 * One meeting as iCalendar (RFC 5545, RFC 5546). Its UID never changes, SEQUENCE is that of the meeting, and the times are
 * instants in UTC, so that they are right on every clock; the words name the zone of the meeting and that of the region.
 */
export function meetingCalendar({ meeting, method, attendee, sender, now, lang, ...given }: MeetingCalendar): string {
  const calendar = ical({
    method: methods[method],
    prodId: { company: 'Tudang', product: 'Tudang', language: lang.toUpperCase() },
  })
  addMeeting(calendar, { meeting, now, lang, cancelled: method === 'CANCEL', ...given })
  const [event] = calendar.events()
  event?.organizer({ name: given.region.name, email: addressOf(sender) })
  if (event && attendee) {
    event.createAttendee({
      name: attendee.name,
      email: attendee.email,
      status: statusOf[attendee.answer],
      role: ICalAttendeeRole.REQ,
      type: ICalAttendeeType.INDIVIDUAL,
      // Answers come by the link, not by mail to an address that nobody reads.
      rsvp: false,
    })
  }
  return calendar.toString()
}

/** The meetings of a region that somebody sees, to be subscribed to: METHOD PUBLISH. */
export function regionCalendar(
  meetings: readonly Meeting[],
  given: {
    region: Pick<Region, 'name' | 'timezone'>
    urlOf(meeting: Meeting): string
    now: Date
    lang: Lang
  },
): string {
  const { region, lang, now } = given
  const calendar = ical({
    // The library escapes the text of events, but not the name of a calendar.
    name: planPhrases(lang)
      .calendar.of(region.name)
      .replace(/[\\;,]/g, '\\$&'),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Tudang', product: 'Tudang', language: lang.toUpperCase() },
    ttl: 60 * 60,
  })
  for (const meeting of meetings) {
    const cancelled = meeting.state === 'cancelled'
    addMeeting(calendar, { meeting, region, url: given.urlOf(meeting), now, lang, cancelled })
  }
  return calendar.toString()
}

function addMeeting(
  calendar: ReturnType<typeof ical>,
  given: {
    meeting: Meeting
    region: Pick<Region, 'name' | 'timezone'>
    url: string
    now: Date
    lang: Lang
    cancelled: boolean
  },
): void {
  const { meeting, region, url, now, lang, cancelled } = given
  const t = planPhrases(lang).calendar
  const when = whenOf(meeting, lang, region.timezone)
  const where = [meeting.place, meeting.address].filter(part => part !== undefined).join(', ')
  calendar.createEvent({
    id: `${meeting.id}@tudang`,
    summary: cancelled ? t.cancelled(meeting.title) : meeting.title,
    description: [
      ...(cancelled && meeting.cancelReason !== undefined ? [t.because(meeting.cancelReason)] : []),
      `${when.date}, ${timeWords(when)}`,
      ...(meeting.link === undefined ? [] : [t.online(meeting.link)]),
      ...(meeting.letterNumber === undefined ? [] : [t.letter(meeting.letterNumber)]),
      url,
    ].join('\n'),
    location: where || meeting.link || null,
    start: meeting.startsAt,
    end: meeting.endsAt,
    stamp: now,
    lastModified: now,
    sequence: meeting.sequence,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: cancelled ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    url,
  })
}

/** "Tudang <surat@luwutimurkab.go.id>" → "surat@luwutimurkab.go.id". */
const addressOf = (sender: string): string => /<([^>]+)>/.exec(sender)?.[1] ?? sender
