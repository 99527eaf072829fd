import type { Actor } from '#kit/actor.ts'
import { invalid, mayNot, Problem } from '#kit/problem.ts'
import { listHolders } from '#modules/people/index.ts'
import { audit } from '#platform/audit/audit.ts'
import type { Tx, Writer } from '#platform/db/database.ts'
import { enqueue, findProgress } from '#platform/jobs/jobs.ts'
import type { Platform } from '#platform/platform.ts'
import { link } from '#platform/trace/trace.ts'
import { mayRunRounds } from '../../access.ts'
import type { FrozenRegion } from '../../model-closing.ts'
import { answerNode, type NewNotice, resultNode, type Round } from '../../model-round.ts'
import { RULE_VERSION } from '../../rules/closing/rule-version.ts'
import { findFrozenRound, insertFrozen } from '../../store/closing/frozen.ts'
import {
  findClosingProgress,
  markClosed,
  saveClosingProgress,
  writeDetails,
} from '../../store/closing/write-closing.ts'
import { type Edition, listEditions, lockEdition, saveEdition } from '../../store/editions.ts'
import { listPanelsOfRound } from '../../store/round/panel.ts'
import { findRound } from '../../store/round/rounds.ts'
import { listFrozenSources } from '../../store/source/sources.ts'
import { writeResults } from '../../store/write-results.ts'
import { notify } from '../notices/notify.ts'
import { rankAgain } from '../rank-again.ts'
import { recomputeChanges } from '../recompute-changes.ts'
import { contentHash, freshToken } from '../result-content.ts'
import { noSuchRound } from '../round/stand.ts'
import { type ClosingFacts, readClosingFacts } from './closing-facts.ts'
import { freezeRegion, readInstruments, roundHash, saidOf } from './freeze.ts'
import { previousEdition, readInputs } from './read-inputs.ts'

export const closeTask = 'evaluation-close'

const chunk = 60

/**
 * Sends a round to be closed; round and job change in one transaction. `typed` is the id of the round as the person wrote
 * it, so that nobody closes the wrong one. Returns the id of the progress. Refused while something is missing.
 */
export async function queueClose(
  platform: Platform,
  actor: Actor,
  roundId: string,
  typed: { field: string; value: string | undefined },
  writer: Writer,
): Promise<string> {
  return await platform.db.transact(writer, async tx => {
    const refused = mayRunRounds(actor)
    if (refused) throw mayNot(refused)
    const round = await findRound(tx, roundId, 'update')
    if (!round) throw noSuchRound()
    refuseState(round)
    if (typed.value?.trim() !== roundId) {
      throw invalid({
        field: typed.field,
        sentence: {
          id: `Tulis ${roundId} persis begitu, sebagai tanda bahwa putaran ini yang hendak ditutup.`,
          en: `Write ${roundId} exactly so, to say that this is the round to close.`,
        },
      })
    }
    refuseUnready((await readClosingFacts(tx, round, platform.clock.now())).readiness)
    const before = await findClosingProgress(tx, roundId)
    const state = before === undefined ? undefined : (await findProgress(platform.db, before))?.state
    if (state === 'queued' || state === 'running') {
      throw new Problem('conflict', {
        id: 'Putaran ini sedang ditutup. Tunggu sampai selesai.',
        en: 'This round is being closed. Wait until it is done.',
      })
    }
    const progressId = await enqueue(
      tx,
      closeTask,
      { roundId, writer },
      { accountId: writer.accountId, queue: `${closeTask}.${roundId}` },
    )
    await saveClosingProgress(tx, roundId, progressId)
    await audit(tx, { event: 'evaluation.round.close_queued', subject: { kind: 'evaluation.round', id: roundId } })
    return progressId
  })
}

export interface ClosedRound {
  /** False when it was closed already, and nothing was done. */
  closed: boolean
  sha256: string
}

/**
 * Closes a round in one transaction, under a lock that every save of an answer or a score waits for: freezes inputs and
 * outcome of every region, writes the results, counts ranks and the changes of later editions again, and tells those it
 * concerns. All of it or nothing; run again, it does nothing. Throws `conflict` while something is missing.
 */
export async function closeRound(
  platform: Platform,
  roundId: string,
  writer: Writer,
  told: (done: number, total: number) => Promise<void> = async () => undefined,
): Promise<ClosedRound> {
  return await platform.db.transact(
    { accountId: writer.accountId, membershipId: writer.membershipId, requestId: writer.requestId },
    async tx => {
      const round = await findRound(tx, roundId, 'update')
      if (!round) throw noSuchRound()
      const subject = { kind: 'evaluation.round', id: roundId }
      const frozen = await findFrozenRound(tx, roundId)
      if (round.state === 'closed' && frozen) {
        await audit(tx, { event: 'evaluation.round.found_closed', subject })
        return { closed: false, sha256: frozen.sha256 }
      }
      refuseState(round)
      const now = platform.clock.now()
      const facts = await readClosingFacts(tx, round, now)
      refuseUnready(facts.readiness)
      await lockEdition(tx, round.edition)
      const regions = await freezeAll(tx, round, facts, told)
      const sha256 = roundHash(roundId, regions)
      await insertFrozen(
        tx,
        { roundId, ruleVersion: RULE_VERSION, sha256, frozenAt: now, frozenBy: writer.accountId },
        regions,
      )
      await publish(tx, round, facts, regions, now)
      await linkToResults(tx, round, regions)
      await markClosed(tx, roundId, now, writer.accountId)
      await notify(tx, await noticesOf(tx, round, facts, now), now)
      await audit(tx, {
        event: 'evaluation.round.closed',
        subject,
        data: {
          sha256,
          rule: RULE_VERSION,
          scored: facts.readiness.scored.length,
          absent: facts.readiness.absent.length,
        },
      })
      await told(regions.length, regions.length)
      return { closed: true, sha256 }
    },
  )
}

/** Inputs, outcome and hash of every region, by code; scores of `chunk` regions are in memory at once. */
async function freezeAll(
  tx: Tx,
  round: Round,
  { regions, instrument }: ClosingFacts,
  told: (done: number, total: number) => Promise<void>,
): Promise<FrozenRegion[]> {
  const instruments = await readInstruments(tx)
  const frozen: FrozenRegion[] = []
  for (let start = 0; start < regions.length; start += chunk) {
    const part = regions.slice(start, start + chunk)
    for (const [code, inputs] of await readInputs(tx, round, instrument.content, part)) {
      frozen.push(freezeRegion(round, code, inputs, instruments))
    }
    await told(frozen.length, regions.length)
  }
  return frozen
}

/** The trace goes on from answers that took their figures from the portfolio to the result they were scored in. */
async function linkToResults(tx: Tx, round: Round, regions: readonly FrozenRegion[]): Promise<void> {
  const scored = new Set(regions.flatMap(({ regionCode, outcome }) => (outcome.tookPart ? [regionCode] : [])))
  const sources = await listFrozenSources(tx, round.id)
  await link(
    tx,
    sources
      .filter(({ regionCode }) => scored.has(regionCode))
      .map(({ regionCode, questionId }) => ({
        from: answerNode(round.id, regionCode, questionId),
        to: resultNode(round.edition, regionCode),
        kind: 'scored-in',
        regionCode,
      })),
  )
}

/** The results table, with what hangs on it: ranks, question scores, remarks, changes of later editions. */
async function publish(
  tx: Tx,
  round: Round,
  { regions }: ClosingFacts,
  frozen: readonly FrozenRegion[],
  now: Date,
): Promise<void> {
  await saveEdition(tx, editionOf(round, previousEdition(await listEditions(tx), round.edition)))
  const names = new Map(regions.map(({ regionCode, regionName }) => [regionCode, regionName]))
  const origin = { roundId: round.id }
  const results = frozen.map(region => {
    const said = saidOf(round, names.get(region.regionCode) ?? region.regionCode, region)
    return { ...said, contentSha256: contentHash(round.edition, said), token: freshToken() }
  })
  await writeResults(tx, round.edition, origin, results, now)
  await writeDetails(
    tx,
    round.edition,
    frozen.map(({ regionCode, inputs, outcome }) => ({
      regionCode,
      questions: Object.fromEntries(
        Object.entries(outcome.questions).flatMap(([id, score]) => (score === null ? [] : [[id, score]])),
      ),
      remarks: (['strength', 'weakness', 'recommendation'] as const).flatMap(kind =>
        inputs.remarks
          .filter(remark => remark.kind === kind)
          .map(({ text }, place) => ({ kind, position: place + 1, text })),
      ),
    })),
  )
  await rankAgain(tx, round.edition)
  await recomputeChanges(tx, round.edition, [...names.keys()], origin, now)
}

const editionOf = (round: Round, previousId: string | undefined): Edition => ({
  id: round.edition,
  year: Number(round.edition.slice(0, 4)),
  title: round.example ? { id: `${round.title.id} (peragaan)`, en: `${round.title.en} (demonstration)` } : round.title,
  source: round.letter.resultNumber
    ? `Surat ${round.letter.resultNumber}${round.letter.resultDate ? `, ${round.letter.resultDate}` : ''}`
    : `Putaran ${round.id}, ditutup di Tudang`,
  previousId,
  groups: [{ code: round.group, instrumentId: round.instrumentId }],
})

/** Those who lead the regions, and everybody whose sheet counted. */
async function noticesOf(tx: Tx, round: Round, { regions }: ClosingFacts, now: Date): Promise<NewNotice[]> {
  const holders = await listHolders(
    tx,
    {
      roles: ['regional-head', 'regional-secretariat'],
      regionCodes: regions.map(({ regionCode }) => regionCode),
    },
    now,
  )
  const panel = (await listPanelsOfRound(tx, round.id)).filter(({ endedAt }) => endedAt === undefined)
  return [
    ...holders.map(({ accountId, regionCode }): NewNotice => ({
      accountId,
      roundId: round.id,
      regionCode,
      kind: 'round-closed',
      subjectKey: regionCode ?? '',
    })),
    ...[...new Set(panel.map(({ accountId }) => accountId))].map((accountId): NewNotice => ({
      accountId,
      roundId: round.id,
      regionCode: undefined,
      kind: 'round-closed',
    })),
  ]
}

function refuseState({ state }: Round): void {
  if (state === 'open') return
  throw new Problem(
    'conflict',
    state === 'closed'
      ? { id: 'Putaran ini sudah ditutup.', en: 'This round is closed already.' }
      : { id: 'Putaran ini belum dibuka, jadi belum ada yang ditutup.', en: 'This round is not open yet.' },
  )
}

function refuseUnready({ ready, blockers, scored }: ClosingFacts['readiness']): void {
  if (ready) return
  throw new Problem(
    'conflict',
    scored.length === 0
      ? {
          id: 'Belum ada daerah yang mengirim isiannya, jadi tidak ada hasil yang dapat ditutup.',
          en: 'No region has handed in, so there is no result to close.',
        }
      : {
          id: `Putaran ini belum dapat ditutup: ada ${blockers.length} hal yang belum selesai. Lihat daftarnya di halaman penutupan.`,
          en: `This round cannot be closed yet: ${blockers.length} things are not done. See the list on the page for closing.`,
        },
  )
}
