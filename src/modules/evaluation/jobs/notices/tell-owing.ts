import { type Holder, listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx } from '#platform/db/database.ts'
import { enqueue, type JobHandler } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { queueInvitations } from '../../actions/notices/queue-invitations.ts'
import type { NewNotice, Round } from '../../model-round.ts'
import { owingIn, type RegionPeople } from '../../rules/notices/owing.ts'
import { phaseOf } from '../../rules/round/relation.ts'
import { insertOwing } from '../../store/notices/insert-owing.ts'
import { listRoundsToInvite } from '../../store/notices/invitations.ts'
import { placeKey, roundsWithOpenSheets } from '../../store/notices/work.ts'
import { listPanelsOfRound } from '../../store/round/panel.ts'
import { listRoundRegions, listRounds } from '../../store/round/rounds.ts'
import { workOf } from './work-of.ts'

const task = 'evaluation-owing'
/** Regions in one transaction. */
const regionsABatch = 100

interface Payload {
  roundId?: string
  /** Goes on behind this region. */
  after?: string
}

/**
 * Notes who owes what in every open round, each morning at 07.00 WIB, from the stored state; the letters go out by
 * `evaluation-letters`. Run twice on one morning it notes nothing twice. Also sends invitation letters to regions that
 * had nobody to read them before.
 */
export const owingJob: JobHandler = {
  task,
  cron: '0 0 * * *',
  async handle({ payload, platform }) {
    const { roundId, after } = payload as Payload
    if (roundId !== undefined) await tellOwing(platform, roundId, after)
    else await beginOwing(platform)
  },
}

/** Puts one job a round in the queue. */
async function beginOwing({ db }: Platform): Promise<void> {
  const open = (await listRounds(db.sql)).filter(({ state }) => state === 'open')
  const uninvited = await listRoundsToInvite(db.sql)
  if (open.length === 0) return
  await db.transact({ accountId: undefined }, async tx => {
    for (const { id } of open) await enqueue(tx, task, { roundId: id }, { queue: `cron.${task}`, priority: 5 })
    for (const id of uninvited) await queueInvitations(tx, id, { accountId: undefined })
    await audit(tx, {
      event: 'evaluation.owing.begun',
      subject: { kind: 'evaluation.notices', id: task },
      data: { rounds: open.map(({ id }) => id), uninvited },
    })
  })
}

/** One batch of regions of a round, from behind `after`; the next batch is put in the queue. Returns how many were noted. */
export async function tellOwing(
  platform: Platform,
  roundId: string,
  after = '',
  regions = regionsABatch,
): Promise<number> {
  const now = platform.clock.now()
  return await platform.db.transact({ accountId: undefined }, async tx => {
    const round = (await listRounds(tx)).find(({ id }) => id === roundId)
    const all = round?.state === 'open' ? await listRoundRegions(tx, roundId) : []
    const batch = all.filter(({ regionCode }) => regionCode > after).slice(0, regions)
    const last = batch.at(-1)?.regionCode
    const more = last !== undefined && all.some(({ regionCode }) => regionCode > last)
    const notices = round ? await owingOf(platform, tx, round, batch, now) : []
    if (round && !more) notices.push(...(await sheetsComplete(tx, round, now)))
    const added = await insertOwing(tx, notices, now)
    await audit(tx, {
      event: 'evaluation.owing.noted',
      subject: { kind: 'evaluation.round', id: roundId },
      data: { regions: batch.length, last, notices: added },
    })
    if (more) await enqueue(tx, task, { roundId, after: last }, { queue: `cron.${task}`, priority: 5 })
    return added
  })
}

async function owingOf(
  platform: Platform,
  tx: Tx,
  round: Round,
  batch: Awaited<ReturnType<typeof listRoundRegions>>,
  now: Date,
): Promise<NewNotice[]> {
  const places = batch.map(({ regionCode }) => ({ roundId: round.id, regionCode }))
  const work = await workOf(platform, tx, places, [round], now)
  const codes = batch.map(({ regionCode }) => regionCode)
  const regional = Map.groupBy(
    await listHolders(tx, { roles: ['regional-secretariat', 'regional-head'], regionCodes: codes }, now),
    ({ regionCode }) => regionCode ?? '',
  )
  const offices = [...work.values()].flat().flatMap(({ organisationId }) => organisationId ?? [])
  const inOffices = await listHolders(
    tx,
    { roles: ['opd-officer', 'opd-head'], organisationIds: [...new Set(offices)] },
    now,
  )
  const byOffice = (role: Holder['role']) =>
    new Map(
      [...Map.groupBy(inOffices, ({ organisationId }) => organisationId ?? '')]
        .map(([id, holders]): [string, string[]] => [id, accountsOf(holders, role)])
        .filter(([, accounts]) => accounts.length > 0),
    )
  const officers = byOffice('opd-officer')
  const officeHeads = byOffice('opd-head')
  const panels = Map.groupBy(await listPanelsOfRound(tx, round.id), ({ regionCode }) => regionCode)
  return batch.flatMap(region => {
    const holders = regional.get(region.regionCode) ?? []
    const people: RegionPeople = {
      secretariat: accountsOf(holders, 'regional-secretariat'),
      regionalHead: accountsOf(holders, 'regional-head'),
      officers,
      officeHeads,
    }
    const scoring = (panels.get(region.regionCode) ?? [])
      .filter(({ endedAt, submittedAt }) => endedAt === undefined && submittedAt === undefined)
      .map(({ accountId }) => accountId)
    const key = placeKey({ roundId: round.id, regionCode: region.regionCode })
    const phase = phaseOf(round, region)
    return owingIn({ round, region, phase, work: work.get(key) ?? [], people, scoring }, now)
  })
}

const accountsOf = (holders: readonly Holder[], role: Holder['role']): string[] => [
  ...new Set(holders.filter(holder => holder.role === role).map(({ accountId }) => accountId)),
]

/** The ministry hears once that nothing is missing any more. */
async function sheetsComplete(tx: Tx, round: Round, now: Date): Promise<NewNotice[]> {
  if (round.state !== 'open' || (await roundsWithOpenSheets(tx, [round.id])).has(round.id)) return []
  const ministry = await listHolders(tx, { roles: ['ministry-secretariat'] }, now)
  return accountsOf(ministry, 'ministry-secretariat').map(accountId => ({
    accountId,
    roundId: round.id,
    regionCode: undefined,
    kind: 'sheets-complete',
  }))
}
