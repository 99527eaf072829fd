import { audit } from '#platform/audit/audit.ts'
import type { Writer } from '#platform/db/database.ts'
import type { Platform } from '#platform/platform.ts'
import type { FrozenInputs, FrozenRegion, FrozenRemark, GivenScores } from '../../model-closing.ts'
import type { Round, RoundLetter, StepDates, StepName } from '../../model-round.ts'
import { RULE_VERSION } from '../../rules/closing/rule-version.ts'
import { insertFrozen } from '../../store/closing/frozen.ts'
import { insertPublishedRound, listPublishedDetails } from '../../store/closing/published.ts'
import { findEdition } from '../../store/editions.ts'
import { findInstrument } from '../../store/instruments.ts'
import { findResults, listCodesOfGroup, type Result } from '../../store/results.ts'
import { findRound } from '../../store/round/rounds.ts'
import { beforeInputs, freezeRegion, readInstruments, roundHash } from './freeze.ts'

/** What is known of a round whose table the ministry published; dates that no source tells are left out. */
export interface PublishedRound {
  edition: string
  group: string
  title: { id: string; en: string }
  stage: Round['stage']
  letter: RoundLetter & { resultDate: string }
  steps: Partial<Record<StepName, StepDates>>
}

/**
 * Makes a closed round of a published table, so that it can be computed again like any other: dimension scores as inputs,
 * question means where they were published, absent regions as absent. What single assessors gave was not published and is
 * not made up. Safe to run again; false when the round is there, or when what stands is no longer what the rule gives.
 */
export async function adoptPublished(platform: Platform, given: PublishedRound, writer: Writer): Promise<boolean> {
  const { sql } = platform.db
  const id = `${given.edition}-${given.group}`
  if (await findRound(sql, id)) return false
  const edition = await findEdition(sql, given.edition)
  const instrumentId = edition?.groups.find(({ code }) => code === given.group)?.instrumentId
  const instrument = instrumentId === undefined ? undefined : await findInstrument(sql, instrumentId)
  if (!edition || !instrument) return false
  const codes = await listCodesOfGroup(sql, given.edition, given.group)
  const results = await findResults(sql, given.edition, codes)
  const before = edition.previousId === undefined ? new Map() : await findResults(sql, edition.previousId, codes)
  const details = await listPublishedDetails(sql, given.edition, codes)
  const instruments = await readInstruments(sql)
  const round = {
    id,
    edition: given.edition,
    group: given.group,
    instrumentId: instrument.id,
    instrumentSha256: instrument.sha256,
  }
  const regions: FrozenRegion[] = []
  for (const code of codes) {
    const result = results.get(code)
    if (!result) continue
    const { questions = {}, remarks = [] } = details.get(code) ?? {}
    const inputs: FrozenInputs = {
      given: givenScores(result, questions),
      before: beforeInputs(before.get(code)),
      submission: null,
      printed: {
        name: result.printedName ?? result.regionName,
        index: result.printedIndex,
        change: result.printedImprovement,
      },
      remarks: remarks.map(({ kind, text }): FrozenRemark => ({ kind, dimension: null, text })),
    }
    const frozen = freezeRegion(round, code, inputs, instruments)
    if (frozen.outcome.index !== result.index) return false
    regions.push(frozen)
  }
  if (regions.length === 0) return false
  const now = platform.clock.now()
  const sha256 = roundHash(id, regions)
  return await platform.db.transact(writer, async tx => {
    const made = await insertPublishedRound(tx, {
      ...round,
      title: given.title,
      stage: given.stage,
      letter: given.letter,
      steps: given.steps,
      regionCodes: regions.map(({ regionCode }) => regionCode),
      closedAt: new Date(`${given.letter.resultDate}T00:00:00+07:00`),
    })
    await audit(tx, {
      event: made ? 'evaluation.round.adopted' : 'evaluation.round.found_closed',
      subject: { kind: 'evaluation.round', id },
      data: { sha256, regions: regions.length },
    })
    if (!made) return false
    await insertFrozen(
      tx,
      { roundId: id, ruleVersion: RULE_VERSION, sha256, frozenAt: now, frozenBy: writer.accountId },
      regions,
    )
    return true
  })
}

function givenScores(result: Result, questions: Readonly<Record<string, string>>): GivenScores {
  if (!result.tookPart) return { kind: 'absent' }
  return Object.keys(questions).length > 0
    ? { kind: 'question-means', scores: { ...questions } }
    : { kind: 'dimension-scores', scores: result.scores }
}
