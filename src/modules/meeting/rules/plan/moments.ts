import { dayIn, formatDateWithDay, formatTime, type Lang, type Zone } from '#kit/format.ts'

export const ZONES = ['WIB', 'WITA', 'WIT'] as const

/** Hours ahead of UTC; no zone of Indonesia changes its clocks. */
const ahead: Record<Zone, number> = { WIB: 7, WITA: 8, WIT: 9 }
const hour = 3_600_000
const day = 24 * hour

/** The instant at which the clocks of a zone show "08.30" or "08:30" on a day; undefined for what is no day or time. */
export function momentIn(dayText: string | undefined, time: string | undefined, zone: Zone): Date | undefined {
  const [, hours, minutes] = /^(\d{1,2})[.:](\d{2})$/.exec(time ?? '') ?? []
  if (dayText === undefined || !isDay(dayText) || hours === undefined || minutes === undefined) return undefined
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined
  const midnight = Date.parse(`${dayText}T00:00:00Z`)
  return new Date(midnight + (Number(hours) - ahead[zone]) * hour + Number(minutes) * 60_000)
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^20\d{2}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

/** What the clocks of a zone show, as time inputs take it: "08:30". */
export const clockIn = (moment: Date, zone: Zone): string =>
  new Date(moment.getTime() + ahead[zone] * hour).toISOString().slice(11, 16)

/** Whole calendar days in a zone from `now` until a moment; 0 on the same day, negative when it is past. */
export const daysUntil = (moment: Date, zone: Zone, now: Date): number =>
  (Date.parse(`${dayIn(moment, zone)}T00:00:00Z`) - Date.parse(`${dayIn(now, zone)}T00:00:00Z`)) / day

export interface When {
  /** "Rabu, 21 September 2022", or from one day to another. */
  date: string
  /** "09.00–11.00 WITA" */
  time: string
  /** The same instants on the clocks of another zone, with the day where it differs: "08.00–10.00 WIB". */
  also: string | undefined
}

/**
 * When a meeting is, for people: by the clocks of its own zone and, where they differ, by those of `reader`. An event over
 * several days gives both days.
 */
export function whenOf(
  meeting: { startsAt: Date; endsAt: Date; zone: Zone },
  lang: Lang,
  reader: Zone = meeting.zone,
): When {
  const inZone = (zone: Zone) => {
    const first = formatDateWithDay(meeting.startsAt, lang, zone)
    const last = formatDateWithDay(meeting.endsAt, lang, zone)
    const until = lang === 'id' ? 's.d.' : 'to'
    const bare = (moment: Date) => formatTime(moment, lang, zone).replace(/\u00a0\w+$/, '')
    return {
      date: first === last ? first : `${first} ${until} ${last}`,
      time: `${bare(meeting.startsAt)}–${formatTime(meeting.endsAt, lang, zone)}`,
    }
  }
  const own = inZone(meeting.zone)
  if (reader === meeting.zone) return { ...own, also: undefined }
  const other = inZone(reader)
  return { ...own, also: own.date === other.date ? other.time : `${other.date}, ${other.time}` }
}

/** "09.00–11.00 WITA (08.00–10.00 WIB)" */
export const timeWords = ({ time, also }: When): string => (also === undefined ? time : `${time} (${also})`)
