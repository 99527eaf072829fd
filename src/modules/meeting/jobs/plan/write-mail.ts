import { formatDate, formatDue, type Lang } from '#kit/format.ts'
import type { Region } from '#modules/region/index.ts'
import type { LetterNews } from '../../actions/plan/queue-letters.ts'
import type { Meeting } from '../../model.ts'
import { planPhrases } from '../../phrases/plan.ts'
import { daysUntil, timeWords, whenOf } from '../../rules/plan/moments.ts'

export type MailKind = 'invitation' | 'change' | 'cancellation' | 'withdrawal' | 'reminder'

export interface MailGiven {
  kind: MailKind
  meeting: Meeting
  region: Pick<Region, 'name' | 'timezone'>
  /** Who is addressed: the post or the name. */
  to: string
  /** The seats that one address answers for, each with its own link. */
  seats: readonly { label: string; url: string }[]
  agenda?: readonly { title: string }[]
  news?: LetterNews
  /** For reminders: the person said yes already. */
  saidYes?: boolean
  now: Date
}

/** The words of one letter in Indonesian and below it in English; only the link in it is personal. */
export function writeMail(given: MailGiven): { subject: string; text: string } {
  const [first, second] = (['id', 'en'] as const).map(lang => bodyIn(given, lang))
  return { subject: subjectOf(given), text: `${first}\n\n---\n\n${second}\n` }
}

function subjectOf({ kind, meeting, now }: MailGiven): string {
  const t = planPhrases('id').mail.subject
  const day = formatDate(meeting.startsAt, 'id', meeting.zone)
  if (kind === 'invitation' || kind === 'change') return t[kind](meeting.title, day)
  if (kind === 'reminder')
    return t.reminder(meeting.title, formatDue(daysUntil(meeting.startsAt, meeting.zone, now), 'id'))
  return t[kind](meeting.title)
}

function bodyIn(given: MailGiven, lang: Lang): string {
  const { kind, meeting, region, to, seats, news = {}, agenda = [] } = given
  const t = planPhrases(lang).mail
  const when = whenOf(meeting, lang, region.timezone)
  const place = [meeting.place, meeting.address].filter(part => part !== undefined).join(', ')
  const over = kind === 'cancellation' || kind === 'withdrawal'
  const facts = [
    `${t.date}: ${when.date}`,
    `${t.time}: ${timeWords(when)}`,
    ...(place === '' ? [] : [`${t.place}: ${place}`]),
    ...(meeting.link === undefined || over ? [] : [`${t.link}: ${meeting.link}`]),
    ...(meeting.letterNumber === undefined ? [] : [`${t.number}: ${meeting.letterNumber}`]),
  ]
  const before =
    news.before && [news.before.date, news.before.time, news.before.where].filter(part => part !== '').join(', ')
  const [only] = seats
  return [
    t.dear(to),
    t.opening[kind](region.name, meeting.title),
    facts.join('\n'),
    ...(kind === 'change' && before !== undefined ? [t.before(before)] : []),
    ...(news.reason === undefined || kind === 'invitation' ? [] : [t.reason(news.reason)]),
    ...(over || agenda.length === 0
      ? []
      : [[`${t.agenda}:`, ...agenda.map((one, at) => `${at + 1}. ${one.title}`)].join('\n')]),
    ...(over || only === undefined
      ? []
      : [
          [
            given.saidYes ? t.answered : t.answer,
            ...(seats.length === 1 ? [only.url] : seats.map(seat => t.seat(seat.label, seat.url))),
          ].join('\n'),
          t.personal,
        ]),
    ...(kind === 'reminder' || kind === 'withdrawal' ? [] : [t.attached]),
  ].join('\n\n')
}
