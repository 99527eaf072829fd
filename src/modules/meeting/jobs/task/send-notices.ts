import { dayIn, type Zone } from '#kit/format.ts'
import { roles } from '#kit/actor.ts'
import { sendTime } from '#kit/send-time.ts'
import type { TaskLevel } from '../../model-task.ts'
import { type Holder, listHolders } from '#modules/people/index.ts'
import { listRegionsByCodes, type Region } from '#modules/region/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { enqueue, type JobHandler } from '#platform/jobs/jobs.ts'
import { lettersSince, recordLetters } from '#platform/mail/letters.ts'
import { queueMails } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import {
  type AskedFor,
  hasDueNotice,
  listAskedFor,
  lockNotices,
  type Settlement,
  settleNotices,
  type WaitingNotice,
} from '../../store/task/notices.ts'
import { namesOf, peopleAsked, type PeopleAsked } from '../../actions/task/people-asked.ts'
import { writeNotice } from './write-notice.ts'

const task = 'meeting-notices'
/** Accounts in one transaction. */
const accountsABatch = 200

export interface NoticeOutcome {
  letters: number
  sent: number
  dropped: number
  later: number
}

/**
 * Sends what meetings ask people for, one letter a person, outside quiet hours and below the cap that they share with all
 * other notices; every ten minutes. What was settled meanwhile is not spoken of.
 */
export const noticesJob: JobHandler = {
  task,
  cron: '3,13,23,33,43,53 * * * *',
  async handle({ platform }) {
    await sendNotices(platform)
  },
}

/** One batch of letters, at the clock of the platform; another batch is queued when there is more. */
export async function sendNotices(platform: Platform, accounts = accountsABatch): Promise<NoticeOutcome> {
  const now = platform.clock.now()
  if (!(await hasDueNotice(platform.db.sql, now))) return { letters: 0, sent: 0, dropped: 0, later: 0 }
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const waiting = await lockNotices(tx, accounts, now)
    const facts = await readFacts(tx, waiting, now)
    const { settlement, mails } = decide(waiting, facts, platform.config.publicUrl, now)
    const messageIds = await queueMails(
      tx,
      mails.map(({ mail }) => mail),
      { priority: 10 },
    )
    mails.forEach(({ ids }, at) => {
      settlement.sent.push(...ids.map(id => ({ id, messageId: messageIds[at] ?? '' })))
    })
    const letters = mails.map(({ accountId }, at) => ({ accountId, messageId: messageIds[at] ?? '' }))
    await recordLetters(tx, letters, now)
    await settleNotices(tx, settlement, now)
    const counts = {
      letters: mails.length,
      sent: settlement.sent.length,
      dropped: settlement.dropped.length,
      later: settlement.later.length,
    }
    await audit(tx, {
      event: 'meeting.notices.settled',
      subject: { kind: 'meeting.notices', id: now.toISOString() },
      data: counts,
    })
    const more = new Set(waiting.map(({ accountId }) => accountId)).size >= accounts
    if (more) await enqueue(tx, task, {}, { queue: `cron.${task}`, priority: 10 })
    return counts
  })
}

interface Facts {
  held: Map<string, Holder[]>
  regions: Map<string, Region>
  asked: Map<string, AskedFor>
  letters: Map<string, Date[]>
  people: PeopleAsked
}

async function readFacts(tx: Tx, waiting: readonly WaitingNotice[], now: Date): Promise<Facts> {
  const accountIds = [...new Set(waiting.map(({ accountId }) => accountId))]
  const letters = await lettersSince(tx, accountIds, new Date(now.getTime() - 48 * 3_600_000))
  const holders = await listHolders(tx, { roles, accountIds }, now)
  const regionCodes = [...new Set(waiting.map(({ regionCode }) => regionCode))]
  const regions = await listRegionsByCodes(tx, regionCodes)
  const asked = await listAskedFor(
    tx,
    waiting.map(({ subjectId }) => subjectId),
  )
  return {
    held: Map.groupBy(holders, ({ accountId }) => accountId),
    regions,
    asked: new Map(asked.map(one => [one.id, one])),
    letters,
    people: await peopleAsked(tx, [], regionCodes, now),
  }
}

/** Whom a task rose to when it stands at this level. */
const aboveOf = ({ people }: Facts, about: AskedFor, level: TaskLevel) =>
  about.kind === 'task' && about.officeId !== undefined
    ? people.above({ regionCode: about.regionCode, ownerId: about.officeId, dimension: about.dimension, level })
    : undefined

/** Does the person still hold the role, and for a risen task the seat, for which they were asked? */
function stillAsked(notice: WaitingNotice, about: AskedFor, facts: Facts): boolean {
  const held = facts.held.get(notice.accountId) ?? []
  if (notice.level === 'owner' && about.officeId !== undefined) {
    return held.some(one => one.organisationId === about.officeId)
  }
  const above = aboveOf(facts, about, notice.level)
  if (above) return above.people.some(one => one.accountId === notice.accountId)
  const here = held.filter(one => one.regionCode?.slice(0, 5) === notice.regionCode)
  return here.some(one => one.role === 'regional-secretariat' || one.role === 'dimension-coordinator')
}

interface Letter {
  accountId: string
  mail: { to: string; subject: string; text: string }
  ids: string[]
}

function decide(waiting: readonly WaitingNotice[], facts: Facts, publicUrl: string, now: Date) {
  const settlement: Settlement = { sent: [], dropped: [], later: [] }
  const mails: Letter[] = []
  for (const [accountId, notices] of Map.groupBy(waiting, one => one.accountId)) {
    const held = facts.held.get(accountId) ?? []
    const going: { notice: WaitingNotice; about: AskedFor }[] = []
    for (const notice of notices) {
      const about = facts.asked.get(notice.subjectId)
      if (!about) settlement.dropped.push({ id: notice.id, reason: 'done' })
      else if (!stillAsked(notice, about, facts)) settlement.dropped.push({ id: notice.id, reason: 'no-role' })
      else going.push({ notice, about })
    }
    const [first] = going
    const [person] = held
    if (!first || !person) continue
    const region = facts.regions.get(first.notice.regionCode)
    const zone: Zone = region?.timezone ?? 'WIB'
    const oldest = first.notice.createdAt
    const moment = sendTime({ zone, oldest, letters: facts.letters.get(accountId) ?? [] }, now)
    if (moment > now) {
      settlement.later.push(...going.map(({ notice }) => ({ id: notice.id, notBefore: moment })))
      continue
    }
    const items = going
      .map(({ notice, about }) => ({
        about,
        level: notice.level,
        above: namesOf(aboveOf(facts, about, notice.level === 'owner' ? about.level : notice.level)),
        today: dayIn(now, facts.regions.get(about.regionCode)?.timezone ?? 'WIB'),
      }))
      // Asked in one moment, they are told by the day on which they are due.
      .toSorted((a, b) => a.about.dueOn.localeCompare(b.about.dueOn) || a.about.id.localeCompare(b.about.id))
    mails.push({
      accountId,
      mail: {
        to: person.email,
        ...writeNotice({ name: person.name, place: region?.name ?? '', items, publicUrl }),
      },
      ids: going.map(({ notice }) => notice.id),
    })
  }
  return { settlement, mails }
}
