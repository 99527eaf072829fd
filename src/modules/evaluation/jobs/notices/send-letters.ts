import type { Zone } from '#kit/format.ts'
import { type Role, roles } from '#kit/actor.ts'
import { sendTime } from '#kit/send-time.ts'
import { type Holder, listHolders, namesOfOrganisations } from '#modules/people/index.ts'
import { listRegionsByCodes } from '#modules/region/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { enqueue, type JobHandler } from '#platform/jobs/jobs.ts'
import { lettersSince, recordLetters } from '#platform/mail/letters.ts'
import { queueMails } from '#platform/mail/mail.ts'
import type { Platform } from '#platform/platform.ts'
import { type NoticeKind, type Phase, type Round } from '../../model-round.ts'
import { judgeNotice, standingsOf } from '../../rules/notices/judge-notice.ts'
import { phaseOf } from '../../rules/round/relation.ts'
import {
  hasDueNotice,
  lockWaiting,
  type Settlement,
  settleNotices,
  type WaitingNotice,
} from '../../store/notices/waiting.ts'
import {
  listPlaces,
  listQuestionStates,
  listTurns,
  type Place,
  placeKey,
  questionKey,
  roundsWithOpenSheets,
} from '../../store/notices/work.ts'
import { listRounds } from '../../store/round/rounds.ts'
import { workOf } from './work-of.ts'
import { type Line, writeLetter } from './write-letter.ts'

export const lettersTask = 'evaluation-letters'

/** Accounts in one transaction: small enough that nobody waits long for a worker or a lock. */
const accountsABatch = 200

/** Kinds whose subject is a question. */
const ofQuestions: readonly NoticeKind[] = ['answer-returned', 'answer-commented']

export interface BatchOutcome {
  letters: number
  sent: number
  dropped: number
  later: number
  /** Whether another batch was put in the queue. */
  more: boolean
}

/**
 * Sends what waits, one letter an account, outside quiet hours and below the cap; every ten minutes. A batch is one
 * transaction and puts the next one in the queue, so a killed worker neither loses nor doubles a letter.
 */
export const lettersJob: JobHandler = {
  task: lettersTask,
  cron: '*/10 * * * *',
  async handle({ platform }) {
    await sendLetters(platform)
  },
}

/** One batch of letters, at the clock of the platform. */
export async function sendLetters(platform: Platform, accounts = accountsABatch): Promise<BatchOutcome> {
  const now = platform.clock.now()
  if (!(await hasDueNotice(platform.db.sql, now))) return { letters: 0, sent: 0, dropped: 0, later: 0, more: false }
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const waiting = await lockWaiting(tx, accounts, now)
    const facts = await readFacts(platform, tx, waiting, now)
    const { settlement, mails } = decide(waiting, facts, platform.config.publicUrl, now)
    const messageIds = await queueMails(
      tx,
      mails.map(({ mail }) => mail),
      { priority: 10 },
    )
    const letters: { accountId: string; messageId: string }[] = []
    mails.forEach(({ accountId, noticeIds }, at) => {
      const messageId = messageIds[at]
      if (!messageId) return
      letters.push({ accountId, messageId })
      settlement.sent.push(...noticeIds.map(id => ({ id, messageId })))
    })
    await recordLetters(tx, letters, now)
    await settleNotices(tx, settlement, now)
    const counts = {
      letters: mails.length,
      sent: settlement.sent.length,
      dropped: settlement.dropped.length,
      later: settlement.later.length,
    }
    await audit(tx, {
      event: 'evaluation.notices.settled',
      subject: { kind: 'evaluation.notices', id: now.toISOString() },
      data: counts,
    })
    const more = new Set(waiting.map(({ accountId }) => accountId)).size >= accounts
    if (more) await enqueue(tx, lettersTask, {}, { queue: `cron.${lettersTask}`, priority: 10 })
    return { ...counts, more }
  })
}

type Facts = Awaited<ReturnType<typeof readFacts>>

/** What is needed to judge all of them, in a number of statements that does not grow with them. */
async function readFacts(platform: Platform, tx: Tx, waiting: readonly WaitingNotice[], now: Date) {
  const accountIds = [...new Set(waiting.map(({ accountId }) => accountId))]
  const roundIds = [...new Set(waiting.map(({ roundId }) => roundId))]
  const places = placesOf(waiting)
  const allRounds = await listRounds(tx)
  const rounds = new Map(allRounds.filter(({ id }) => roundIds.includes(id)).map(round => [round.id, round]))
  const held = Map.groupBy(
    await listHolders(tx, { roles: roles as readonly Role[], accountIds }, now),
    ({ accountId }) => accountId,
  )
  const codes = [...held.values()].flat().flatMap(({ regionCode }) => regionCode ?? [])
  const regions = await listRegionsByCodes(tx, [...new Set(codes)])
  const questions = waiting
    .filter(({ kind }) => ofQuestions.includes(kind))
    .flatMap(({ roundId, regionCode, subjectKey }) =>
      regionCode === undefined ? [] : [{ roundId, regionCode, questionId: subjectKey }],
    )
  const work = await workOf(platform, tx, places, [...rounds.values()], now)
  const offices = [...work.values()].flat().flatMap(({ organisationId }) => organisationId ?? [])
  return {
    rounds,
    held,
    zoneOf: (account: readonly Holder[]): Zone => {
      const code = account.find(({ regionCode }) => regionCode !== undefined)?.regionCode
      return (code === undefined ? undefined : regions.get(code)?.timezone) ?? 'WIB'
    },
    places: await listPlaces(tx, places),
    turns: Map.groupBy(await listTurns(tx, accountIds, roundIds), ({ accountId }) => accountId),
    letters: await lettersSince(tx, accountIds, new Date(now.getTime() - 48 * 3_600_000)),
    work,
    questions: await listQuestionStates(tx, questions),
    sheetsOpen: await roundsWithOpenSheets(tx, roundIds),
    officeNames: await namesOfOrganisations(tx, [...new Set(offices)]),
  }
}

const placesOf = (waiting: readonly WaitingNotice[]): Place[] => [
  ...new Map(
    waiting.flatMap(({ roundId, regionCode }) =>
      regionCode === undefined ? [] : [[`${roundId} ${regionCode}`, { roundId, regionCode }]],
    ),
  ).values(),
]

interface Letter {
  accountId: string
  mail: { to: string; subject: string; text: string }
  noticeIds: string[]
}

function decide(waiting: readonly WaitingNotice[], facts: Facts, publicUrl: string, now: Date) {
  const settlement: Settlement = { sent: [], dropped: [], later: [] }
  const mails: Letter[] = []
  for (const [accountId, notices] of Map.groupBy(waiting, notice => notice.accountId)) {
    const held = facts.held.get(accountId) ?? []
    const going: { id: string; line: Line; createdAt: Date }[] = []
    for (const notice of notices) {
      const judged = judge(notice, held, facts)
      if ('reason' in judged) settlement.dropped.push({ id: notice.id, reason: judged.reason })
      else going.push({ id: notice.id, line: judged.line, createdAt: notice.createdAt })
    }
    const [first] = going
    const [person] = held
    if (!first || !person) continue
    const oldest = going.reduce((least, { createdAt }) => (createdAt < least ? createdAt : least), first.createdAt)
    const letters = facts.letters.get(accountId) ?? []
    const moment = sendTime({ zone: facts.zoneOf(held), oldest, letters }, now)
    if (moment > now) {
      settlement.later.push(...going.map(({ id }) => ({ id, notBefore: moment })))
      continue
    }
    const lines = going.map(({ line }) => line)
    mails.push({
      accountId,
      mail: { to: person.email, ...writeLetter({ name: person.name, lines, publicUrl, now }) },
      noticeIds: going.map(({ id }) => id),
    })
  }
  return { settlement, mails }
}

function judge(notice: WaitingNotice, held: readonly Holder[], facts: Facts) {
  const { accountId, roundId, regionCode, kind, subjectKey } = notice
  const round = facts.rounds.get(roundId)
  const place = regionCode === undefined ? undefined : { roundId, regionCode }
  const region = place && facts.places.get(placeKey(place))
  // The region was taken out of the round.
  if (!round || (place && !region)) return { reason: 'over' as const }
  const phase: Phase = region ? phaseOf(round, region) : wholePhase(round)
  const turns = (facts.turns.get(accountId) ?? []).filter(turn => turn.roundId === roundId)
  const turn = place
    ? turns.find(one => one.regionCode === place.regionCode)
    : (turns.find(one => one.endedAt === undefined) ?? turns[0])
  const work = (place && facts.work.get(placeKey(place))) ?? []
  const verdict = judgeNotice({
    kind,
    subjectKey,
    phase,
    standings: standingsOf(accountId, held, regionCode, phase, turn),
    work,
    question: place && facts.questions.get(questionKey(place, subjectKey)),
    sheetsOpen: facts.sheetsOpen.has(roundId),
  })
  if (!verdict.send) return { reason: verdict.reason }
  const officeName = facts.officeNames.get(subjectKey)
  return { line: { kind, subjectKey, count: verdict.count, officeName, round, region } }
}

/** The phase of a round as a whole, for what concerns no single region. */
const wholePhase = ({ state }: Pick<Round, 'state'>): Phase =>
  state === 'draft' ? 'planned' : state === 'closed' ? 'closed' : 'submitted'
