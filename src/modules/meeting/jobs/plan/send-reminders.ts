import { isQuiet, sendTime } from '#kit/send-time.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { JobHandler } from '#platform/jobs/jobs.ts'
import { lettersSince, recordLetters } from '#platform/mail/letters.ts'
import { type Mail, queueMails } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import { reminderDue } from '../../rules/plan/reminder-due.ts'
import { listMeetingsByIds } from '../../store/plan/list-meetings.ts'
import { hasComingMeeting, lockRemindable, type Remindable, setReminded } from '../../store/plan/reminders.ts'
import { writeMail } from './write-mail.ts'

const task = 'meeting-reminders'
/** Entries that are looked at in one transaction. */
const batch = 500

/**
 * Reminds of meetings three days and one day before, who did not answer and who said yes, outside quiet hours of the zone of
 * the meeting and, for people with an account, below the cap of letters that they share with other notices. Every half hour.
 */
export const remindersJob: JobHandler = {
  task,
  cron: '8,38 * * * *',
  async handle({ platform }) {
    await sendMeetingReminders(platform)
  },
}

/** All reminders that are due at the clock of the platform; answers how many letters were put in the outbox. */
export async function sendMeetingReminders(platform: Platform, size = batch): Promise<number> {
  const now = platform.clock.now()
  if (!(await hasComingMeeting(platform.db.sql, now))) return 0
  let letters = 0
  let after: string | undefined
  for (;;) {
    const seen = await platform.db.transact({ accountId: undefined }, async tx => {
      const entries = await lockRemindable(tx, now, { after, limit: size })
      const sent = await remind(platform, tx, entries, now)
      letters += sent
      await audit(tx, {
        event: 'meeting.reminders.settled',
        subject: { kind: 'meeting.reminders', id: now.toISOString() },
        data: { seen: entries.length, letters: sent },
      })
      return entries
    })
    after = seen.at(-1)?.id
    if (seen.length < size) return letters
  }
}

async function remind(platform: Platform, tx: Tx, entries: readonly Remindable[], now: Date): Promise<number> {
  const due = entries.filter(one => !isQuiet(now, one.zone) && reminderDue(one, now) !== undefined)
  if (due.length === 0) return 0
  const earlier = await lettersSince(
    tx,
    due.flatMap(one => one.accountId ?? []),
    new Date(now.getTime() - 48 * 3_600_000),
  )
  const meetings = await listMeetingsByIds(tx, [...new Set(due.map(one => one.meetingId))])
  const regions = await listRegionsByCodes(tx, [...new Set(due.map(one => one.regionCode))])
  const going: { mail: Mail; seats: Remindable[] }[] = []
  const counted = new Map(earlier)
  for (const seats of Map.groupBy(due, one => `${one.meetingId} ${one.email.toLowerCase()}`).values()) {
    const [first] = seats
    const meeting = first && meetings.get(first.meetingId)
    const region = first && regions.get(first.regionCode)
    if (!first || !meeting || !region) continue
    if (first.accountId !== undefined) {
      const sent = counted.get(first.accountId) ?? []
      // What cannot go now is looked at again in half an hour; a day later it is another reminder, or none.
      if (sendTime({ zone: first.zone, oldest: new Date(0), letters: sent }, now) > now) continue
      counted.set(first.accountId, [...sent, now])
    }
    const mail = writeMail({
      kind: 'reminder',
      meeting,
      region,
      to: first.name === undefined || seats.length > 1 ? first.label : first.name,
      seats: seats.map(one => ({
        label: one.label,
        url: `${platform.config.publicUrl}/undangan-rapat/${one.token}`,
      })),
      saidYes: seats.every(one => one.answer === 'yes'),
      now,
    })
    going.push({ mail: { to: first.email, ...mail }, seats })
  }
  const ids = await queueMails(
    tx,
    going.map(one => one.mail),
    { priority: 10 },
  )
  await recordLetters(
    tx,
    going.flatMap(({ seats }, at) => {
      const accountId = seats[0]?.accountId
      return accountId === undefined ? [] : [{ accountId, messageId: ids[at] ?? '' }]
    }),
    now,
  )
  await setReminded(
    tx,
    going.flatMap(({ seats }) => seats.map(one => one.id)),
    now,
  )
  return going.length
}
