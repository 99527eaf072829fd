import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { type Mail, queueMails } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import { getRegion, type Region } from '#modules/region/index.ts'
import { type LetterNews, LETTERS_TASK } from '../../actions/plan/queue-letters.ts'
import { meetingCalendar } from '../../documents/plan/meeting-calendar.ts'
import { letterFileName, type LetterKind, meetingLetter } from '../../documents/plan/meeting-letter.ts'
import type { Meeting } from '../../model.ts'
import { findMeeting } from '../../store/meetings.ts'
import { letterLists, lockOwed, type Owed, settleOwed } from '../../store/plan/letters.ts'
import { writeMail } from './write-mail.ts'

interface Payload extends LetterNews {
  regionCode: string
  meetingId: string
}

/**
 * Writes the letters that a meeting owes, one an address, with the official letter as PDF and a calendar of their own.
 * Payload: the meeting, and what changed. Run again, who has the newest letter gets none.
 */
export const lettersJob: JobHandler = {
  task: LETTERS_TASK,
  async handle({ payload, platform, progress }) {
    const given = payload as Payload
    const sent = await sendLetters(platform, given)
    await progress(sent, sent, 'menulis surat')
    return `/rapat/${given.regionCode}/${given.meetingId}/undangan`
  },
}

const writer: Writer = { accountId: undefined }

/** The letters of one meeting in one transaction; answers how many were put in the outbox. Statements do not grow with them. */
export async function sendLetters(platform: Platform, given: Payload): Promise<number> {
  const { regionCode, meetingId, ...news } = given
  const { publicUrl } = platform.config
  const now = platform.clock.now()
  return await platform.db.transact(writer, async tx => {
    const meeting = await findMeeting(tx, regionCode, meetingId, true)
    const owed = meeting && meeting.startsAt > now ? await lockOwed(tx, regionCode, meetingId) : []
    const subject = { kind: 'meeting', id: meetingId }
    if (!meeting || owed.length === 0) {
      await audit(tx, { event: 'meeting.letters.none', subject, regionCode })
      return 0
    }
    const region = await getRegion(tx, regionCode)
    const { agenda } = await letterLists(tx, regionCode, meetingId)
    const files = new Map<Owed['kind'], { fileId: string; name: string }>()
    for (const kind of new Set(owed.map(one => one.kind))) {
      // Who is taken off the list gets no official letter, only the word and the calendar.
      if (kind === 'withdrawal') continue
      const name = `${letterFileName(meeting, kind)}.pdf`
      const bytes = await meetingLetter(tx, { kind: kind as LetterKind, meeting, region, news, publicUrl })
      const file = await platform.files.save(tx, { name, bytes }, { accountId: undefined, regionCode })
      files.set(kind, { fileId: file.id, name })
    }
    const letters = [...Map.groupBy(owed, one => `${one.kind} ${one.email.toLowerCase()}`).values()]
    const mails = letters.map(seats => mailTo(platform, { meeting, region, seats, agenda, files, news, now }))
    const messageIds = await queueMails(tx, mails, { priority: 10 })
    await settleOwed(
      tx,
      regionCode,
      meetingId,
      letters.flatMap((seats, at) => seats.map(({ id }) => ({ id, messageId: messageIds[at] ?? '' }))),
    )
    await audit(tx, {
      event: 'meeting.letters.written',
      subject,
      regionCode,
      data: { letters: mails.length, seats: owed.length, sequence: meeting.sequence, number: meeting.letterNumber },
    })
    return mails.length
  })
}

function mailTo(
  { config }: Platform,
  given: {
    meeting: Meeting
    region: Region
    seats: readonly Owed[]
    agenda: readonly { title: string }[]
    files: ReadonlyMap<Owed['kind'], { fileId: string; name: string }>
    news: LetterNews
    now: Date
  },
): Mail {
  const { meeting, region, seats, agenda, files, news, now } = given
  const [first] = seats
  if (!first) throw new Error('A letter without an addressee')
  const { kind, email } = first
  const urlOf = ({ token }: Owed) => `${config.publicUrl}/undangan-rapat/${token}`
  const method = kind === 'invitation' || kind === 'change' ? 'REQUEST' : 'CANCEL'
  const file = files.get(kind)
  const to = first.name === undefined || seats.length > 1 ? first.label : first.name
  return {
    to: email,
    ...writeMail({
      kind,
      meeting,
      region,
      to,
      seats: seats.map(seat => ({ label: seat.label, url: urlOf(seat) })),
      agenda,
      news,
      now,
    }),
    attachments: file ? [file] : [],
    calendar: {
      method,
      name: method === 'CANCEL' ? 'pembatalan.ics' : 'undangan.ics',
      text: meetingCalendar({
        meeting,
        region,
        method,
        attendee: { name: to, email, answer: 'none' },
        sender: config.MAIL_FROM,
        url: urlOf(first),
        now,
        lang: 'id',
      }),
    },
  }
}
