import { dayIn, type Zone } from '#kit/format.ts'
import { roles } from '#kit/actor.ts'
import { sendTime } from '#kit/send-time.ts'
import { type Holder, listHolders, namesOfOrganisations } from '#modules/people/index.ts'
import { listRegionsByCodes, type Region } from '#modules/region/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { enqueue, type JobHandler } from '#platform/jobs/jobs.ts'
import { lettersSince, recordLetters } from '#platform/mail/letters.ts'
import { queueMails } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import type { OwedCount } from '../../model-owing.ts'
import { holdersOfRoles, isPlaceKey, scopeOf } from '../../rules/view/owing.ts'
import { countOwed } from '../../store/view/owing.ts'
import {
  hasDueReminder,
  lockReminders,
  type Settlement,
  settleReminders,
  type WaitingReminder,
} from '../../store/view/reminders.ts'
import { type OwedHere, writeReminder } from './write-reminder.ts'

const task = 'portfolio-reminders'
/** Accounts in one transaction. */
const accountsABatch = 200

export interface ReminderOutcome {
  letters: number
  sent: number
  dropped: number
  later: number
  /** Whether another batch was put in the queue. */
  more: boolean
}

/**
 * Sends reminders of the portfolio, one letter a person, outside quiet hours and below the cap that they share with letters
 * about rounds; every ten minutes. What is owed is counted at this moment, and what is done is not spoken of. A batch is one
 * transaction, so a killed worker neither loses nor doubles a letter.
 */
export const remindersJob: JobHandler = {
  task,
  cron: '5,15,25,35,45,55 * * * *',
  async handle({ platform }) {
    await sendReminders(platform)
  },
}

/** One batch of letters, at the clock of the platform. */
export async function sendReminders(platform: Platform, accounts = accountsABatch): Promise<ReminderOutcome> {
  const now = platform.clock.now()
  if (!(await hasDueReminder(platform.db.sql, now))) return { letters: 0, sent: 0, dropped: 0, later: 0, more: false }
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const waiting = await lockReminders(tx, accounts, now)
    const facts = await readFacts(tx, waiting, now)
    const { settlement, mails } = decide(waiting, facts, platform.config.publicUrl, now)
    const messageIds = await queueMails(
      tx,
      mails.map(({ mail }) => mail),
      { priority: 10 },
    )
    const letters = mails.map(({ accountId }, at) => ({ accountId, messageId: messageIds[at] ?? '' }))
    mails.forEach(({ ids }, at) => {
      settlement.sent.push(...ids.map(id => ({ id, messageId: messageIds[at] ?? '' })))
    })
    await recordLetters(tx, letters, now)
    await settleReminders(tx, settlement, now)
    const counts = {
      letters: mails.length,
      sent: settlement.sent.length,
      dropped: settlement.dropped.length,
      later: settlement.later.length,
    }
    await audit(tx, {
      event: 'portfolio.reminders.settled',
      subject: { kind: 'portfolio.reminders', id: now.toISOString() },
      data: counts,
    })
    const more = new Set(waiting.map(({ accountId }) => accountId)).size >= accounts
    if (more) await enqueue(tx, task, {}, { queue: `cron.${task}`, priority: 10 })
    return { ...counts, more }
  })
}

interface Facts {
  held: Map<string, Holder[]>
  regions: Map<string, Region>
  owed: OwedCount[]
  names: Map<string, string>
  letters: Map<string, Date[]>
}

/** What is needed to judge all of them, in a number of statements that does not grow with them. */
async function readFacts(tx: Tx, waiting: readonly WaitingReminder[], now: Date): Promise<Facts> {
  const accountIds = [...new Set(waiting.map(({ accountId }) => accountId))]
  const letters = await lettersSince(tx, accountIds, new Date(now.getTime() - 48 * 3_600_000))
  const holders = await listHolders(tx, { roles, accountIds }, now)
  const theirs = holdersOfRoles(holders)
  const keys = [...new Set(theirs.map(({ key }) => key))]
  const codes = [...new Set([...theirs.map(({ regionCode }) => regionCode), ...keys.filter(isPlaceKey)])]
  const regions = await listRegionsByCodes(tx, codes)
  const scopes = codes.flatMap(code => {
    const region = code.length === 5 ? regions.get(code) : undefined
    return region ? [scopeOf(code, dayIn(now, region.timezone))] : []
  })
  return {
    held: Map.groupBy(holders, ({ accountId }) => accountId),
    regions,
    owed: await countOwed(tx, scopes, { holders: keys }),
    names: await namesOfOrganisations(
      tx,
      keys.filter(key => !isPlaceKey(key)),
    ),
    letters,
  }
}

interface Letter {
  accountId: string
  mail: { to: string; subject: string; text: string }
  ids: string[]
}

function decide(waiting: readonly WaitingReminder[], facts: Facts, publicUrl: string, now: Date) {
  const settlement: Settlement = { sent: [], dropped: [], later: [] }
  const mails: Letter[] = []
  for (const [accountId, reminders] of Map.groupBy(waiting, one => one.accountId)) {
    const held = facts.held.get(accountId) ?? []
    const theirs = holdersOfRoles(held)
    const owing = theirs.filter(({ key }) => facts.owed.some(one => one.holder === key))
    const going: WaitingReminder[] = []
    for (const reminder of reminders) {
      if (!theirs.some(({ key }) => key === reminder.holder)) {
        settlement.dropped.push({ id: reminder.id, reason: 'no-role' })
      } else if (!owing.some(({ key }) => key === reminder.holder)) {
        settlement.dropped.push({ id: reminder.id, reason: 'done' })
      } else going.push(reminder)
    }
    const [first] = going
    const [person] = held
    if (!first || !person) continue
    const zone: Zone = facts.regions.get(first.regionCode)?.timezone ?? 'WIB'
    const moment = sendTime({ zone, oldest: first.createdAt, letters: facts.letters.get(accountId) ?? [] }, now)
    if (moment > now) {
      settlement.later.push(...going.map(({ id }) => ({ id, notBefore: moment })))
      continue
    }
    const owed = owing.map(({ regionCode, key }): OwedHere => ({
      regionCode,
      regionName: facts.regions.get(regionCode)?.name ?? regionCode,
      holderKey: key,
      today: dayIn(now, facts.regions.get(regionCode)?.timezone ?? 'WIB'),
      holderName: facts.names.get(key) ?? facts.regions.get(key)?.name,
      owed: facts.owed.filter(one => one.holder === key),
    }))
    mails.push({
      accountId,
      mail: { to: person.email, ...writeReminder({ name: person.name, owed, publicUrl }) },
      ids: going.map(({ id }) => id),
    })
  }
  return { settlement, mails }
}
