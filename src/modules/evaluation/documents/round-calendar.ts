import type { Lang } from '#kit/format.ts'
import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator'
import { ROUND_STEPS, type Round, type RoundRegion } from '../model-round.ts'
import { noticesPhrases } from '../phrases/notices.ts'
import { roundPhrases } from '../phrases/round.ts'
import { stepDates } from '../rules/round/step-window.ts'

export interface CalendarGiven {
  round: Round
  /** Whose dates; the dates of the round, without extensions, when absent. */
  region: RoundRegion | undefined
  /** How many extensions the region was given; each makes its dates newer. */
  extensions: number
  lang: Lang
  /** Address of this server without a slash at the end. */
  publicUrl: string
  now: Date
}

const oneDay = 86_400_000
const dayOf = (text: string): Date => new Date(`${text}T00:00:00Z`)

/**
 * The dates of a round as iCalendar (RFC 5545), one all-day event a step; its end is the day after the last one. A
 * subscriber keeps the events apart by a UID that never changes and takes the newer one by SEQUENCE.
 */
export function roundCalendar({ round, region, extensions, lang, publicUrl, now }: CalendarGiven): string {
  const t = roundPhrases(lang)
  const words = noticesPhrases(lang)
  const title = region ? `${round.title[lang]}, ${region.regionName}` : round.title[lang]
  const url = `${publicUrl}/putaran/${round.id}`
  const calendar = ical({
    // The library escapes the text of events, but not the name of a calendar.
    name: title.replace(/\s+/g, ' ').replace(/[\\;,]/g, '\\$&'),
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Tudang', product: 'Tudang', language: lang.toUpperCase() },
    ttl: 6 * 60 * 60,
  })
  for (const step of ROUND_STEPS) {
    const dates = stepDates(round, region, step)
    if (!dates) continue
    const name =
      step === 'review' ? `${t.reviewKind[round.reviewKind]} (${t.reviewMode[round.reviewMode]})` : t.step[step]
    const moved = region?.extensions[step] !== undefined
    calendar.createEvent({
      id: [round.id, step, ...(region ? [region.regionCode] : [])].join('.') + '@tudang',
      summary: words.calendarStep(name, title),
      description: [
        ...(round.example ? [t.example] : []),
        ...(region ? [words.lastDayEnds(region.zone)] : []),
        ...(moved ? [words.extended] : []),
        url,
      ].join('\n'),
      start: dayOf(dates.startsOn),
      end: new Date(dayOf(dates.endsOn).getTime() + oneDay),
      allDay: true,
      stamp: now,
      lastModified: now,
      sequence: round.version + extensions,
      url,
      transparency: ICalEventTransparency.TRANSPARENT,
      busystatus: ICalEventBusyStatus.FREE,
    })
  }
  return calendar.toString()
}
